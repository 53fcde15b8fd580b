package words

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/catalog"
	"stickylab/lab/findings"
	"stickylab/lab/frame"
)

// two is the finding of two sends taken by one recv(10).
func two(joined lab.Joined, segments int) findings.Finding {
	return findings.Coalesced{
		Where: findings.Where{Peer: "server", Call: lab.CallRecv, Seq: 3, Asked: 10}, Messages: 2, Segments: segments,
		Got: 9, Joined: joined,
	}
}

// cameIn is two where all that was counted are the segments of the whole stream.
func cameIn(segments int, joined lab.Joined) findings.Finding {
	found := two(joined, lab.Missing).(findings.Coalesced)
	found.Came = segments
	return found
}

// part is the finding of a recv(9) that took a part of a message of 10 bytes.
func part(got, before, after int) findings.Finding {
	return findings.Split{
		Where: findings.Where{Peer: "server", Call: lab.CallRecv, Asked: 9}, Got: got, Message: 10, Before: before, After: after,
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name, lang  string
		f           findings.Finding
		title, text string
	}{
		{
			"joined in the receive queue, segments counted", "zh", two(lab.ReceiveQueue, 2), "粘在接收队列",
			"2 次发送走了 2 个报文段，服务端的 1 次 recv(10) 却取走了 2 条消息的 9 个字节。发送时各走各的，没有合并，所以不是 Nagle 算法造成的。",
		},
		{
			"the same in English", "en", two(lab.ReceiveQueue, 2), "Joined in the receive queue",
			"2 sends left as 2 segments, yet one recv(10) of the server took 9 bytes of 2 messages. " +
				"They travelled apart, so Nagle's algorithm had no part in it.",
		},
		{
			"segments not measured", "en", two(lab.UnknownQueue, lab.Missing), "Joined",
			"One recv(10) of the server took 9 bytes of 2 messages; nothing shows where one ends and the next begins. " +
				"Not enough was measured to say in which queue.",
		},
		{
			"counted once, after the last receive", "en", cameIn(2, lab.UnknownQueue), "Joined",
			"One recv(10) of the server took 9 bytes of 2 messages; nothing shows where one ends and the next begins. " +
				"All bytes of the connection came in 2 data segments, counted once after the last recv. Where each ended was not measured, so no queue is named.",
		},
		{
			"counted once: one segment", "zh", cameIn(1, lab.SendQueue), "粘在发送队列",
			"服务端的 1 次 recv(10) 取走了 2 条消息的 9 个字节，消息之间的边界已经看不出来。" +
				"这条连接的字节一共只装在 1 个报文段里到达（最后一次 recv 之后数的）：离开发送方之前就已经合在一起。",
		},
		{
			"joined in the send queue", "en", two(lab.SendQueue, 1), "Joined in the send queue",
			"2 sends left as 1 segment, yet one recv(10) of the server took 9 bytes of 2 messages. " +
				"Fewer segments than sends: they were joined before they left.",
		},
		{
			"more segments than sends", "en", two(lab.ReceiveQueue, 3), "Joined in the receive queue",
			"2 sends left as 3 segments, yet one recv(10) of the server took 9 bytes of 2 messages. " +
				"There were more segments than messages: a message may need several, and retransmissions count too.",
		},
		{
			"a datagram cut", "en",
			findings.Truncated{Where: findings.Where{Peer: "bob", Call: lab.CallRecvFrom, Asked: 2}, Got: 2, Datagram: 10},
			"Datagram truncated",
			"recvfrom(2) of bob kept the first 2 bytes of a datagram of 10. The kernel threw the other 8 away for good.",
		},
		{
			"end of stream, many times", "en",
			findings.EOF{Where: findings.Where{Peer: "server", Call: lab.CallRecv, Conn: 5, Asked: 1024}, Times: 7},
			"End of stream",
			"recv(1024) of the server on socket #5 returned b'' 7 times: the other side ended its sending, and it will be so every time.",
		},
		{
			"no end of stream after a reset", "zh",
			findings.EOF{Where: findings.Where{Peer: "client", Call: lab.CallRecv, Conn: 2, Asked: 10}, Times: 1, Reset: true},
			"连接已被重置",
			"ECONNRESET 之后，客户端的 recv(10) 在套接字 #2 上返回 b''：连接已经被重置，这个错误内核只报一次，再收就是这样。这不是正常的结束，也不是一条空消息。",
		},
		{
			"frames before a fault are not praised", "zh",
			findings.Decoded{Where: findings.Where{Peer: "server"}, Frames: 1, Before: 1, Right: 1, Receives: 1, Fault: "too-long"},
			"解码器出错以前", "服务端的解码器从 1 次接收里取出了 1 帧。",
		},
		{
			"exact on a stream is luck", "zh",
			findings.Exact{Receives: 2, Stream: true},
			"这次正好对上", "这一次的 2 次接收，每次都恰好是一条完整的消息。可是字节流不保留边界，下次不一定还这样。",
		},
		{
			"exact on a stream, of sends far apart", "zh",
			findings.Exact{Receives: 2, Stream: true, Apart: findings.Apart{Where: findings.Where{Peer: "client.py"}, Ns: 1_300_000}},
			"这次正好对上", "这一次的 2 次接收，每次都恰好是一条完整的消息。可是字节流不保留边界，下次不一定还这样。client.py 接连两次 send 之间隔了 1.30 ms：程序在浏览器里运行，每次调用都要花时间，第一次的字节常常先被收走了。想看到它们粘在一起，在第一个 recv 前面加一行 import time; time.sleep(1)。",
		},
		{
			"exact datagrams", "zh",
			findings.Exact{Receives: 2},
			"边界都在", "这一次的 2 次接收，每次都正好是一条完整的消息。",
		},
		{
			"the beginning of a message", "en", part(2, 0, 8), "Split",
			"recv(9) of the server got 2 bytes, only part of a message of 10. The other 8 were not lost: behind, in order, for the next recv.",
		},
		{
			"the middle of a message", "zh", part(3, 2, 5), "被拆开",
			"服务端的 recv(9) 得到 3 个字节，只是一条 10 字节消息的一部分。前面 2 个字节之前已经取走，后面 5 个字节还按顺序排着，等下一次 recv。",
		},
		{
			"the end of a message", "en", part(1, 9, 0), "Split",
			"recv(9) of the server got 1 byte, only part of a message of 10. The 9 bytes before had been taken already; with these the message is complete.",
		},
		{
			"all that a short send gave", "en", part(4, 0, 0), "Split",
			"recv(9) of the server got 4 bytes, only part of a message of 10.",
		},
		{
			"some of what a short send gave", "en", part(4, 0, 3), "Split",
			"recv(9) of the server got 4 bytes, only part of a message of 10. The kernel had taken 7 bytes of it: the other 3 of these were not lost, but behind, in order, for the next recv.",
		},
		{
			"more of it", "zh", part(2, 4, 3), "被拆开",
			"服务端的 recv(9) 得到 2 个字节，只是一条 10 字节消息的一部分。这条消息内核只收下了 9 字节：其中 4 字节先前已经收走，还有 3 字节按顺序排在后面，等下一次 recv。",
		},
		{
			"refused, with the rest of the kind", "en",
			findings.Failed{Where: findings.Where{Peer: "client", Call: lab.CallConnect, Seq: 4}, Err: "ECONNREFUSED", Again: 2},
			"connect() failed: ECONNREFUSED",
			"connect() of the client did not succeed (event 4). No program listens on that port. The same happened 2 times more.",
		},
		{
			"an address that a connection of the run has", "en",
			findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallBind, Seq: 4}, Err: "EADDRINUSE", Holder: "LAST_ACK"},
			"bind() failed: EADDRINUSE",
			"bind() of the server did not succeed (event 4). A connection of this run has the address still, in the state LAST_ACK. A bind passes over it only with SO_REUSEADDR on both sockets, set before bind: on the one that had the port before and on this one.",
		},
		{
			"an address that a socket of the run listens at", "zh",
			findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallBind, Seq: 4}, Err: "EADDRINUSE", Holder: "LISTEN"},
			"bind() 出错：EADDRINUSE", "服务端的 bind() 没有成功（事件 4）。本次运行里已经有一个套接字在那里监听。",
		},
		{
			"a receive of more than an event can say", "en",
			findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallRecv, Seq: 4, Asked: 1<<31 - 1}, Err: "limit", Value: "4294967295"},
			"recv(4294967295) failed: over a limit", "recv(4294967295) of the server did not succeed (event 4).",
		},
		{
			"a receive that was not made", "en",
			findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallRecv, Seq: 4, Asked: 1<<31 - 1}, Err: "limit", Unmade: true, Value: "4294967295"},
			"No recv(4294967295): over a limit",
			"The server came to recv(4294967295) and made no such call (event 4). The lab asks for at most 16777216 bytes at a time. Check a length that was received before using it.",
		},
		{
			"a send that a sendall had no time for", "zh",
			findings.Failed{Where: findings.Where{Peer: "client", Call: lab.CallSend, Seq: 4}, Err: "timeout", Unmade: true},
			"没有调用 send()：超时", "客户端走到 send()，但没有发出这个调用（事件 4）。等的时间超过了 settimeout 设定的值。",
		},
		{
			"what cannot be packed", "en",
			findings.Failed{Where: findings.Where{Peer: "client", Call: lab.CallEncode, Seq: 4}, Err: "struct.error", Text: "ubyte format requires 0 <= number <= 255"},
			"struct.pack() failed: struct.error", "struct.pack() of the client did not succeed (event 4), so send was not called. ubyte format requires 0 <= number <= 255",
		},
		{
			"a frame that no send was called for", "zh",
			findings.Failed{Where: findings.Where{Peer: "client", Call: lab.CallEncode, Seq: 9}, Err: "too-long", Fault: &frame.Error{Kind: frame.KindTooLong, Length: 12, Max: 8}},
			"编码器拒绝：帧太长", "客户端的编码器没有编出这一帧（事件 9），send 没有被调用。" + (&frame.Error{Kind: frame.KindTooLong, Length: 12, Max: 8}).In("zh"),
		},
		{
			"a decoder that cannot go on", "en",
			findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallDecode, Seq: 9}, Err: "negative", Fault: &frame.Error{Kind: frame.KindNegative, Length: -1}},
			"The decoder failed: negative length", "The decoder of the server cannot go on (event 9). " + (&frame.Error{Kind: frame.KindNegative, Length: -1}).In("en"),
		},
		{
			"a decoder that goes on", "zh",
			findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallDecode, Seq: 9}, Err: "no-delimiter", Fault: &frame.Error{Kind: frame.KindNoDelimiter, Max: 10}, GoesOn: true},
			"解码器出错：没有分隔符", "服务端的解码器报了一个错（事件 9），程序没有停，从后面的帧接着切。" + (&frame.Error{Kind: frame.KindNoDelimiter, Max: 10}).In("zh"),
		},
		{
			"a receive of less than nothing", "zh",
			findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallRecv, Seq: 4}, Err: lab.ErrNegative, Unmade: true, Value: "-1"},
			"没有调用 recv(-1)：长度是负数", "服务端走到 recv(-1)，但没有发出这个调用（事件 4）。要收的字节数是负数，没有这样的调用：多半是头部里的长度比算式里减去的还小。收到的长度要先检查再用。",
		},
		{
			"an error without an explanation", "en",
			findings.Failed{Where: findings.Where{Peer: "client", Call: lab.CallBind, Seq: 4}, Err: "EWHAT"},
			"bind() failed: EWHAT", "bind() of the client did not succeed (event 4).",
		},
	} {
		title, text := Sentence(c.lang, c.f, 0)
		if title != c.title || text != c.text {
			t.Errorf("%s:\ngot  %q, %q\nwant %q, %q", c.name, title, text, c.title, c.text)
		}
	}
}

func TestEveryKindHasASentence(t *testing.T) {
	at := findings.Where{Peer: "client", Call: lab.CallRecv}
	for _, f := range []findings.Finding{
		findings.Gap{Where: at},
		findings.Coalesced{Where: at},
		findings.Split{Where: at},
		findings.Truncated{Where: at},
		findings.LostBytes{Where: at},
		findings.Dropped{Where: at},
		findings.Lost{Where: at},
		findings.Empty{Where: at},
		findings.Short{Where: at},
		findings.Failed{Where: at, Err: lab.ErrBrokenPipe},
		findings.Waiting{Where: at},
		findings.Held{Where: at, Sends: 1},
		findings.SentAgain{Where: at},
		findings.Vanished{Where: at},
		findings.Elsewhere{Where: at},
		findings.Decoded{Where: at},
		findings.Framed{Receives: 1},
		findings.Exact{Receives: 1},
		findings.EOF{Where: at, Times: 1},
	} {
		for _, lang := range catalog.Languages {
			title, text := Sentence(lang, f, 0)
			if title == "" || text == "" || title == f.Kind() || strings.Contains(title+text, "{") {
				t.Errorf("%s, %s: %q, %q", f.Kind(), lang, title, text)
			}
		}
	}
}
