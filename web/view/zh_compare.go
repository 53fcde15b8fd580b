package view

import "stickylab/lab/catalog"

// zhCompare are the words of the page that compares two runs.
var zhCompare = catalog.Texts{
	"nav.compare":         "对比",
	"compare.title":       "对比两次运行",
	"compare.lead":        "两次真实的运行上下对照，时间轴用同一把尺子，再把量到的差别一条条列出来。",
	"compare.pairs":       "现成的对比",
	"compare.what":        "实验",
	"compare.choose":      "（请选择）",
	"compare.run":         "运行记录 {0}",
	"compare.or.run":      "或运行编号",
	"compare.run.hint":    "运行页面地址里的那一串",
	"compare.over":        "传输方式",
	"compare.own":         "和原来一样",
	"compare.both":        "两边都运行",
	"compare.change":      "换一个",
	"compare.as.kept":     "两次都是留着的运行，照原样对比。",
	"js.compare.at":       "{0} · 事件 {1}",
	"compare.show":        "显示",
	"compare.script":      "自己写的脚本",
	"compare.differences": "量到的差别",
	"compare.empty":       "在甲和乙里各选一个实验或一次运行，或者点一个现成的对比。",
	"compare.press":       "按“两边都运行”：先甲后乙，都在真实的套接字上执行，然后这里列出差别。",
	"compare.waits":       "还没有运行。",
	"compare.stage":       "{0}的时间线",
	"compare.from.run":    "和另一次运行对比",

	"compare.pair.nodelay":       "Nagle 与 40 ms",
	"compare.pair.nodelay.text":  "一问一答里连写两次：不设 TCP_NODELAY，对比客户端设上之后。",
	"compare.pair.udp":           "TCP 与 UDP",
	"compare.pair.udp.text":      "同样的两次发送、两次接收，一边是字节流，一边是数据报。",
	"compare.pair.unix":          "TCP 与 Unix 字节流",
	"compare.pair.unix.text":     "没有网络、没有报文段、没有 Nagle，还会不会粘？",
	"compare.pair.datagram":      "Unix 字节流与 Unix 数据报",
	"compare.pair.datagram.text": "同一台机器、同一个套接字文件，只差 SOCK_STREAM 和 SOCK_DGRAM。",
	"compare.pair.header":        "没有头部与有头部",
	"compare.pair.header.text":   "同样的两条消息，加上 4 字节长度头部之后，边界就找得回来。",
	"compare.pair.cork":          "TCP_CORK 塞住以后",
	"compare.pair.cork.text":     "同样两次发送，塞住之后只走一个报文段。",

	"problem.compare.running":        "运行还没有结束",
	"problem.compare.running.detail": "两次运行都结束之后才能对比。",
	"js.compare.done":                "两次运行都已结束，量到 {0} 条差别。",

	"before.page":    "在对比页里打开",
	"js.before.name": "上一次",
	"js.before.now":  "这一次",
	"js.before.run":  "重新运行，和这一次对比",
}
