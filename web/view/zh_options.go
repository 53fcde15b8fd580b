package view

import "stickylab/lab/catalog"

// zhOptions are the words of socket options on the page.
var zhOptions = catalog.Texts{
	"option.all":     "全部选项 {0}",
	"option.chosen":  "已设 {0} 个，程序里多出的 setsockopt 就是它们",
	"option.none":    "同样的收发，换一种内核的做法",
	"option.apply":   "写进程序",
	"option.clear":   "全部恢复",
	"option.compare": "对比：",
	"option.own":     "不改",
	"option.default": "默认",
	"option.before":  "不设这些选项",
	"option.over":    "换成 {0}",

	"option.about.nodelay":   "关掉 Nagle 算法：有数据就发，不等前一段得到确认。",
	"option.about.cork":      "塞住：攒到满段，或者拔掉塞子，或者过 200 ms 才发。",
	"option.about.quickack":  "收到就确认，不等延迟确认的 40 ms。内核会自己再关掉它。",
	"option.about.maxseg":    "一个报文段最多装多少字节，要在建立连接之前设。",
	"option.about.sndbuf":    "发送缓冲区的大小，内核实际给两倍。",
	"option.about.rcvbuf":    "接收缓冲区的大小，内核实际给两倍。",
	"option.about.linger":    "close 时等多久；0 表示丢掉没发完的，直接发 RST。",
	"option.about.reuseaddr": "前后两个服务端都设了它，才能绑定还有 TIME_WAIT 的地址（只设后一个不行）。",
	"option.about.rcvlowat":  "凑够这么多字节才唤醒 recv。",
	"option.about.keepalive": "连接空闲很久以后，由内核探测对方是否还在。",
	"option.about.timeout":   "每次调用最多等这么久，超时就报错。",

	"problem.option":              "这样的选项设不了",
	"problem.option.detail":       "看不懂“{0}”。要由程序、选项和值三部分组成，用点连接，例如 client.nodelay.1。",
	"problem.option.peer":         "没有这个程序",
	"problem.option.peer.detail":  "选项“{0}”：这个实验里没有叫“{1}”的程序，只有 {2}。",
	"problem.option.name":         "没有这个选项",
	"problem.option.name.detail":  "选项“{0}”：{1} 套接字没有“{2}”，可以设的有 {3}。",
	"problem.option.value":        "这个值设不了",
	"problem.option.value.detail": "选项“{0}”：{1} 的值应当是 {2} 到 {3} 之间的整数。",
	"problem.option.twice":        "同一个选项设了两次",
	"problem.option.twice.detail": "{0} 的 {1} 只能设一次。",
	"problem.option.many":         "选项太多",
	"problem.option.many.detail":  "一次最多设 {0} 个选项。",
	"problem.transport":           "没有这种传输方式",
	"problem.transport.detail":    "没有“{0}”，只有 {1}。",
}
