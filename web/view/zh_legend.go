package view

import "stickylab/lab/catalog"

// zhLegend are the words of the timeline's axis and of its legend.
var zhLegend = catalog.Texts{
	"js.size.title":       "时间线的字",
	"js.size.said":        "时间线的字：{0}",
	"legend.title":        "图例",
	"legend.dot":          "不收发字节的调用，例如 connect、close；红色的是出了错",
	"legend.setup":        "折叠起来的准备调用：socket、设选项、bind、listen；点一下，或者用方向键走到其中一次，就展开",
	"legend.bar":          "斜线：等待、睡眠，或者实验用的同步",
	"legend.dashed":       "虚线的格子是头部；虚线的框是流结束、丢失的消息、重传的报文段（红色），或者推断还在接收队列里的数据报",
	"legend.arrows":       "报文段的方向，↓ 朝下面那一方；只有箭头的是一个确认（ACK）",
	"legend.break":        "这里折叠了一段空闲，写着它有多长",
	"legend.more":         "中间的字节没有画，写着有多少",
	"js.legend.coalesced": "粘包：这里前后是两条消息，它们的字节连在一起",
	"js.legend.split":     "拆开：一条消息只来了一部分",
	"js.legend.truncated": "截断：缓冲区太小，消息多出来的字节丢弃了",
	"js.legend.lost":      "丢失：发出去了，谁也没有收到",
	"js.legend.exact":     "正好是一条完整的消息",
	"js.legend.fault":     "解码器报错",
	"js.legend.again":     "重传：这些字节已经在线路上出现过",
	"js.legend.letter":    "消息的代号：同一个字母、同一种颜色和花纹的字节，是同一条消息的",
	"js.legend.socket":    "套接字的编号：#3 是这次运行里的第 3 个套接字；socket 和 accept 上写的是它们给出的那一个",
	"js.lane.fold":        "点名字折叠或展开，按 L 全部展开",
	"js.axis.event":       "不按比例",
	"js.axis.folded":      "按比例·折叠空闲",
	"js.axis.time":        "按比例",
	"js.call.encoder":     "编码器",
	"js.call.sync":        "同步",
	"js.call.waited":      "等待 {0}",
}
