package view

import "stickylab/lab/catalog"

// zhHeld say of bytes that they waited in the send queue, and for what.
var zhHeld = catalog.Texts{
	"said.held":              "留在发送队列里",
	"said.held.text":         "{0}有 {2} 次 {1} 返回以后，还有字节留在发送队列里没有发走，最多的一次有 {3} 字节。",
	"said.held.one":          "{0}的 1 次 {1} 返回以后，还有 {3} 字节留在发送队列里没有发走。",
	"said.held.one.waited":   "从 send 返回到对方的 recv 取走这些字节，测得 {0}。",
	"said.held.waited":       "从 send 返回到对方的 recv 取走这些字节，最久的一次测得 {0}。",
	"said.held.some":         "其中 {0} 次：{1}",
	"said.held.nagle":        "那时还有报文段没有得到确认，拥塞窗口没有用满，留下的字节又装不满一个报文段：按 Nagle 算法，它们要等确认到了才走。",
	"said.held.window":       "那时没有得到确认的报文段已经占满拥塞窗口，所以要等窗口空出来。",
	"said.held.cork":         "那是程序自己要求的：设了 TCP_CORK 或者带了 MSG_MORE，内核就先不发装不满一个报文段的字节。",
	"said.held.unknown":      "那时拥塞窗口没有用满，测到的数字说不清它们在等什么，也可能是对方的接收窗口满了。",
	"said.split.before":      "前面 {0} 个字节之前已经取走。",
	"said.split.missed":      "后面 {0} 个字节当时还没有取走，以后谁也没有收到。",
	"said.split.missed.some": "后面 {0} 个字节当时还没有取走，其中 {1} 个以后谁也没有收到。",
	"said.folded":            "类似的还有 {0} 条",

	"said.lost-bytes.all": "{0}从套接字 #{2} 交给内核 {3}，谁也没有收到。send 成功返回，只说明内核收下了这些字节。",

	"why.held":         "事件 {0} 的 {1} 之后测到：{2} 字节还没有发走（SIOCOUTQNSD），{3} 个报文段没有得到确认，拥塞窗口是 {4} 个报文段，一个报文段最多 {5} 字节（TCP_INFO）。",
	"why.held.taken":   "最后一个字节由事件 {0} 的 {1} 取走。从 send 返回到这次 recv 返回，测得 {2}；留在发送队列里的时间不会比这更长。",
	"why.held.blocked": "这次 recv 自己用了 {0}，其间一直在等。",
	"why.held.left":    "到运行结束，没有哪次接收取到它的最后一个字节，所以等了多久没有测到。",
}
