package view

import "stickylab/lab/catalog"

// zhSteps explain the steps that bite in production, and the errors that come
// of not waiting.
var zhSteps = catalog.Texts{
	"step.more":           "MSG_MORE：告诉内核后面还有，可以先留着，等下一次 send 一起走。",
	"step.sendall":        "一直发到全部被收下为止，同 sendall；每次调用是一个事件。",
	"step.waitall":        "MSG_WAITALL：让内核等满 10 个字节。设了超时，或者流结束，会少于 10 个。",
	"step.linger":         "SO_LINGER：close 时没发完的字节怎么办。0 是丢掉并发 RST，5 是最多等 5 秒，off 是默认。",
	"step.rcvlowat":       "SO_RCVLOWAT：会等待的 recv，要等到有这么多字节才返回。",
	"step.blocking":       "同 setblocking：off 之后，本来要等的调用不再等，报错 EAGAIN。",
	"step.break":          "离开里面这一层循环。",
	"step.if":             "看情况再走哪一支：same 是刚收到的字节，和字符串比；变量和数比（== != < <= > >=）；if not same: 是一个字节也没有。",
	"step.onto":           "收到的字节接在变量后面：head += conn.recv(4 - len(head))。变量要先有：recv 4 into head；len head 是它有几个字节。之后的 unpack、print same、upper 看到的是接好的全部。",
	"step.into":           "把收到的字节存进变量 line，下一次 recv 不会改动它：line = conn.recv(100)。之后可以写 send line、print line、if line == \"quit\":。",
	"step.peek":           "先看看，不取走：MSG_PEEK 的 recv，最多 4 个字节，它们还留在接收队列里。",
	"step.ready":          "select：等到这几条连接里有能收的为止，再用 if ready a: 问是哪一条。监听套接字叫 listener；ready from a, b within 200ms 最多等 200 ms。",
	"step.connectex":      "同 connect_ex：不抛异常，把 errno 的数值放进变量 code，0 是连上了；接着可以写 if code == 111:。",
	"step.thread":         "另开一个线程，同 threading.Thread：它服务连接 a，结束时关闭它，程序同时往下走。变量是线程开始时的样子；别的线程的连接，只能往里发。不写名字（thread:）就不给它连接。所有线程都结束，程序才结束。",
	"example.select-chat": "用 select 的聊天服务器",
	"example.thread-chat": "两个线程的聊天服务器",
	"example.thread-echo": "一个客户端一个线程的回显服务器",
	"step.try":            "可以失败的一步：记下错误，程序接着往下走。",
}
