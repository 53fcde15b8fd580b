package view

import "stickylab/lab/catalog"

// zhWire are the texts of the wire: captured segments and what says why.
var zhWire = catalog.Texts{
	"js.lane.wire.captured":     "抓到 {0} 个",
	"js.lane.wire.missed":       "抓到 {0} 个，漏掉 {1} 个",
	"js.lane.wire.datagrams":    "线路上的数据报",
	"js.wire.density":           "{0} 个报文段",
	"js.wire.density.datagrams": "{0} 个数据报",
	"js.wire.dropped":           "{0} 个没有位置，被丢弃",
	"js.mark.again":             "重传",
	"js.timeline.segment":       "报文段 {0}，{1} 到 {2}，{3}，序号 {4}，{5} 字节",

	"js.capture.counted": "线路上的报文段只计数，没有抓包：{0}",
	"js.capture.none":    "线路上的数据报没有抓包：{0}",
	"js.capture.off":     "实验室启动时关闭了抓包。",
	"js.capture.EPERM":   "实验室没有抓包的权限（EPERM）。",
	"js.capture.ENOSYS":  "这个系统上不能抓包。",
	"js.capture.limit":   "同时抓包的运行太多，这一次没有轮到。",
	"js.capture.ipv6":    "IPv6 的回环地址只有一个 ::1，上面走着所有运行和别的程序的报文段，所以不抓。",
	"js.capture.script":  "脚本里写了 wire off，所以没有抓包。",
	"js.capture.error":   "抓包没有成功（{0}）。",
	"js.capture.how":     "怎样允许抓包",

	"js.why.loading": "正在问实验室……",

	"segment.title":    "报文段",
	"segment.hint":     "在线路上抓到的，点一行就在时间线上选中它",
	"segment.caption":  "这次运行在线路上抓到的报文段，按时间排列",
	"segment.counting": "seq 和 ack 的数法和抓包软件一样：SYN 是 0，流的第一个字节是 1。“×”后面是这一个大报文段顶几个：回环接口把切分留给网卡，而这里没有网卡。",

	"segment.column.number":  "序",
	"segment.column.time":    "时刻",
	"segment.column.from":    "从",
	"segment.column.to":      "到",
	"segment.column.flags":   "标志",
	"segment.column.seq":     "seq",
	"segment.column.ack":     "ack",
	"segment.column.len":     "字节",
	"segment.column.count":   "段数",
	"segment.column.window":  "窗口",
	"segment.column.carried": "谁的字节",
	"segment.column.note":    "备注",

	"js.segment.again":            "重传",
	"js.segment.again.about":      "重传：这些字节先前已经在线路上出现过。",
	"js.segment.missed":           "还有 {0} 个报文段没有抓到。",
	"js.segment.heading":          "报文段 {0} · {1} → {2}",
	"js.segment.heading.datagram": "数据报 {0} · {1} → {2}",
	"js.segment.time":             "时刻",
	"js.segment.flags":            "标志",
	"js.segment.seq":              "seq",
	"js.segment.seq.bytes":        "{0}（流的第 {1} 到 {2} 字节）",
	"js.segment.ack":              "ack",
	"js.segment.len":              "数据",
	"js.segment.count":            "段数",
	"js.segment.window":           "窗口",
	"js.segment.bytes":            "{0} 字节",
	"js.segment.super":            "这一个顶 {0} 个：真的网卡会把它切成 {0} 个报文段",
	"js.segment.nodata":           "这个报文段不带数据。",
	"js.segment.message.empty":    "消息 {0}：事件 {1}，一个空的数据报",
}
