package view

import "stickylab/lab/catalog"

// enSteps explain the steps that bite in production, and the errors that come
// of not waiting.
var enSteps = catalog.Texts{
	"step.more":           "MSG_MORE: the kernel may hold the bytes back for the next send.",
	"step.sendall":        "Send until all is taken, as sendall does; each call is an event.",
	"step.waitall":        "MSG_WAITALL: the kernel waits for all 10 bytes. With a timeout, or at the end of the stream, it returns fewer.",
	"step.linger":         "SO_LINGER: what close does with bytes that were not sent. 0 throws them away with an RST, 5 waits up to 5 s, off is the default.",
	"step.rcvlowat":       "SO_RCVLOWAT: a receive that waits does so until that many bytes are there.",
	"step.blocking":       "setblocking: off makes a call fail with EAGAIN where it would wait.",
	"step.break":          "Leave the innermost loop.",
	"step.if":             "Go one way or another: same, what was received last, is compared with a string, a variable with a number (== != < <= > >=); if not same: is no byte at all.",
	"step.onto":           "Put what was received behind what a variable has: head += conn.recv(4 - len(head)). head has bytes from recv 4 into head; len head is how many. unpack, print same and upper see all of them from here on.",
	"step.into":           "Keep what was received in a variable, which a later receive does not change: line = conn.recv(100). Then send line, print line and if line == \"quit\": work.",
	"step.peek":           "Look without taking: a recv with MSG_PEEK of at most 4 bytes, which stay in the receive queue.",
	"step.ready":          "select: wait until one of these connections can be received from; then if ready a: asks which. The listening socket is called listener; ready from a, b within 200ms waits 200 ms at the most.",
	"step.connectex":      "As connect_ex: no exception, but the number of the errno in the variable code, 0 when connected; then if code == 111: works.",
	"step.thread":         "A second thread of the program, as threading.Thread: it serves the connection a and closes it at its end, while the program goes on below. It sees the variables as they were when it began; to other threads' connections it may send. Without a name, thread:, it is given no connection. The program ends when all its threads have.",
	"example.select-chat": "A chat server by select",
	"example.thread-chat": "A chat server with two threads",
	"example.thread-echo": "An echo server with a thread for each client",
	"step.try":            "A call that may fail: the error is recorded, and the program goes on.",
}
