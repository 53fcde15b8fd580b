package words

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// looked is a probe of a sender.
func looked(unsent, segs, again int32) *lab.Probe {
	p := lab.NoProbe
	p.OutQ, p.Unsent, p.SegsOut, p.Retrans = unsent, unsent, segs, again
	return &p
}

// came is a probe of a receiver.
func came(segs, left int32) *lab.Probe {
	p := lab.NoProbe
	p.SegsIn, p.InQ = segs, left
	return &p
}

// sends makes a run of sends of five bytes on conn 2, one for each probe.
func sends(probes ...*lab.Probe) []lab.Event {
	var events []lab.Event
	for i, p := range probes {
		events = append(events, lab.Event{
			Seq: i + 1, Peer: 1, Conn: 2, Call: lab.CallSend, Asked: 5, Got: 5, Stream: 2, Off: int64(5 * i), Data: []byte("hello"), Probe: p,
		})
	}
	return events
}

// taken is a receive from the stream of conn 2.
func taken(seq, asked int, off int64, got int, v lab.Verdict, j lab.Joined, p *lab.Probe) lab.Event {
	return lab.Event{
		Seq: seq, Conn: 3, Call: lab.CallRecv, Asked: asked, Got: got, Stream: 2, Off: off, Data: make([]byte, got),
		Verdict: v, Joined: j, Probe: p,
	}
}

// with adds an event behind the others.
func with(events []lab.Event, more ...lab.Event) []lab.Event { return append(events, more...) }

// whyOf returns the evidence for an event, nil where there is none.
func whyOf(t *testing.T, transport lab.Transport, run findings.List, seq int) findings.Evidence {
	t.Helper()
	about := findings.About{Peers: []string{"server", "client"}, Conns: transport}
	why, err := run.Analyse(about).Why(t.Context(), run, seq)
	if err != nil {
		t.Fatal(err)
	}
	return why
}

func TestWhy(t *testing.T) {
	const seconds = lab.Coalesced
	for _, c := range []struct {
		name, lang string
		transport  lab.Transport
		events     []lab.Event
		segments   []lab.Segment
		seq        int
		title      string
		lines      []string
	}{
		{
			"a segment ended between them", "zh", lab.TCP,
			with(sends(looked(0, 1, 0), looked(0, 2, 0)), taken(3, 10, 0, 10, seconds, lab.ReceiveQueue, came(2, 0))),
			[]lab.Segment{{From: 2, Seq: 0, Len: 5}, {From: 2, Seq: 5, Len: 5}},
			3, "粘在接收队列",
			[]string{
				"这次 recv(10) 取走流里的第 1–10 字节，来自 2 次发送：事件 1 的第 1–5 字节，事件 2 的第 6–10 字节。",
				"第 5、6 字节之间：事件 1 之后测到，这时正好发走了前 5 个字节，用了 1 个报文段。这个报文段到第 5 字节为止，后面的字节在另一个报文段里，" +
					"所以两条消息到了接收队列才碰到一起。抓到的报文段就在这里断开：seq 1–5，seq 6–10。",
			},
		},
		{
			"one segment left with both, another was sent again", "en", lab.TCP,
			with(sends(looked(5, 0, 0), looked(10, 0, 0), looked(0, 2, 1)), taken(4, 10, 0, 10, seconds, lab.SendQueue, came(2, 0))),
			[]lab.Segment{{From: 2, Seq: 0, Len: 15}, {From: 2, Seq: 0, Len: 15}},
			4, "Joined in the send queue",
			[]string{
				"This recv(10) took bytes 1–10 of the stream, from 2 sends: bytes 1–5 from event 1, bytes 6–10 from event 2.",
				"Between bytes 5 and 6: after event 2, 0 bytes had left in 0 data segments; after event 3 it was 15 in 2. " +
					"Only 1 new segment left in between, and it went from before this place to behind it: it had bytes of both, so they were " +
					"joined in the send queue. 1 more segment was sent again; it is not counted. A captured segment has bytes of both sides: seq 1–15.",
			},
		},
		{
			"one segment came", "en", lab.TCP,
			with(sends(looked(5, 0, 0), looked(10, 0, 0)), taken(3, 10, 0, 10, seconds, lab.SendQueue, came(1, 0))), nil,
			3, "Joined in the send queue",
			[]string{
				"This recv(10) took bytes 1–10 of the stream, from 2 sends: bytes 1–5 from event 1, bytes 6–10 from event 2.",
				"Between bytes 5 and 6: after event 2, 0 bytes had left in 0 data segments; after this receive the receiver had got 1 data segment in all. " +
					"Only 1 segment came after those, and it brought the bytes of both sides, so they were joined in the send queue.",
			},
		},
		{
			"several came, and the message goes on", "zh", lab.TCP,
			with(sends(looked(5, 0, 0), looked(10, 0, 0)), taken(3, 7, 0, 7, seconds|lab.Split, lab.UnknownQueue, came(2, 3))), nil,
			3, "粘在一起",
			[]string{
				"这次 recv(7) 取走流里的第 1–7 字节，来自 2 次发送：事件 1 的第 1–5 字节，事件 2 的第 6–7 字节。",
				"第 5、6 字节之间：事件 2 之后，已发走 0 字节，用了 0 个报文段；这次接收之后，接收方一共收到 2 个带数据的报文段。" +
					"其间走了 2 个新的报文段，其中有没有一个恰好在交界处结束，没有测到，所以不说是哪个队列。",
				"它最多只要 7 字节，正好取满，消息的其余部分只能分在别的 recv 里。取完之后，接收队列里还有 3 字节（FIONREAD）。",
			},
		},
		{
			"five messages, of which the middle is left out", "en", lab.UnixStream,
			with(sends(nil, nil, nil, nil, nil), taken(6, 99, 0, 25, seconds, lab.ReceiveQueue, nil)), nil,
			6, "Joined in the receive queue",
			[]string{
				"This recv(99) took bytes 1–25 of the stream, from 5 sends: bytes 1–5 from event 1, bytes 6–10 from event 2, " +
					"bytes 11–15 from event 3, …, bytes 21–25 from event 5.",
				"From between bytes 5 and 6 on, 4 places that rest on the same: A Unix stream socket has no send queue of its own: " +
					"send puts the bytes into the receive queue of the other end (unix(7)). There are no segments and no Nagle's algorithm.",
			},
		},
		{
			"all that had come", "zh", lab.TCP,
			with(sends(looked(0, 1, 0)), taken(2, 10, 0, 2, lab.Split, lab.NotJoined, came(1, 0))), nil,
			2, "被拆开",
			[]string{
				"这次 recv(10) 取走流里的第 1–2 字节；事件 1 发出的那条消息占第 1–5 字节，共 5 字节。",
				"它最多可以取 10 字节，可是那一刻接收队列里一共只有 2 字节。",
			},
		},
		{
			"all that had come, and more came after it", "en", lab.TCP,
			with(sends(looked(0, 1, 0)), taken(2, 10, 0, 2, lab.Split, lab.NotJoined, came(2, 3))), nil,
			2, "Split",
			[]string{
				"This recv(10) took bytes 1–2 of the stream; the message that event 1 sent is bytes 1–5, 5 in all.",
				"It would have taken 10 bytes, but at that moment the receive queue had only 2. " +
					"When the queue was read after it, 3 bytes had come since (FIONREAD).",
			},
		},
		{
			"a whole message", "en", lab.TCP,
			with(sends(nil), taken(2, 10, 0, 5, lab.Exact, lab.NotJoined, nil)), nil,
			2, "One whole piece",
			[]string{
				"This recv(10) took bytes 1–5 of the stream; the message that event 1 sent is bytes 1–5, 5 in all. From its first byte to its last, it is the whole message.",
			},
		},
		{
			"bytes that nobody received", "zh", lab.TCP,
			with(sends(nil, nil), taken(3, 5, 0, 5, lab.Exact, lab.NotJoined, nil),
				lab.Event{Seq: 4, Conn: 3, Call: lab.CallClose},
				lab.Event{Seq: 5, Peer: 1, Conn: 2, Call: lab.CallRecv, Err: "ECONNRESET"}), nil,
			2, "没有被收到",
			[]string{
				"套接字 #2 一共把 10 字节交给内核，套接字 #3 一共取走 5 字节，最后一次是事件 3。",
				"套接字 #3 在事件 4 关闭，剩下的 5 字节再也没有谁能取到。",
				"事件 5 的 recv() 得到 ECONNRESET：连接已经断了。",
			},
		},
	} {
		why := whyOf(t, c.transport, findings.List{Rows: c.events, Captured: c.segments}, c.seq)
		if why == nil {
			t.Errorf("%s: there is nothing to say", c.name)
			continue
		}
		title, lines := Why(c.lang, why)
		if title != c.title || !slices.Equal(lines, c.lines) {
			t.Errorf("%s:\ngot  %s\n     %s\nwant %s\n     %s", c.name, title, strings.Join(lines, "\n     "), c.title, strings.Join(c.lines, "\n     "))
		}
	}
}

func TestWhyOfDatagrams(t *testing.T) {
	full := lab.NoProbe
	full.Drops = 47
	events := []lab.Event{
		{Seq: 1, Peer: 1, Conn: 2, Call: lab.CallSendTo, Asked: 9, Got: 9, Stream: 2, Off: 0, Data: make([]byte, 9), FarConn: 1},
		{Seq: 2, Peer: 1, Conn: 2, Call: lab.CallSendTo, Asked: 4, Got: 4, Stream: 2, Off: 1, Data: make([]byte, 4), Verdict: lab.Lost, FarConn: 1, Far: &full},
		{Seq: 3, Peer: 1, Conn: 2, Call: lab.CallSendTo, Asked: 1, Got: 1, Stream: 2, Off: 2, Data: make([]byte, 1), Verdict: lab.Lost},
		{Seq: 4, Conn: 1, Call: lab.CallRecvFrom, Asked: 2, Got: 2, Stream: 2, Off: 0, Data: make([]byte, 2), Datagram: 9, Verdict: lab.Truncated},
	}
	for seq, want := range map[int][]string{
		2: {
			"The datagram has 4 bytes, and no receive had taken it when the run ended.",
			"The counter of socket #1 (SO_MEMINFO, read after event 2): for want of room in the receive buffer the kernel dropped 47 datagrams in all.",
		},
		3: {
			"The datagram has 1 byte, and no receive had taken it when the run ended.",
			"When it was sent, no socket of this run had that address.",
		},
		4: {
			"The datagram that event 1 sent has 9 bytes, and this recvfrom(2) had room for 2. The kernel told the full length with MSG_TRUNC; " +
				"the other 7 are not kept for the next receive.",
		},
	} {
		why := whyOf(t, lab.UDP, findings.List{Rows: events}, seq)
		if _, lines := Why("en", why); !slices.Equal(lines, want) {
			t.Errorf("event %d:\ngot  %q\nwant %q", seq, lines, want)
		}
	}
}

func TestSizes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 99_999: "99999 bytes", 3_984_588: "3.98 MB (3984588 bytes)"} {
		if got := size("en", n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestCountsAreToldWithTheEventThatHasThem(t *testing.T) {
	events := sends(looked(0, 3, 2))
	told := sentencesOf("zh", events)
	if want := "套接字 #2 的计数（TCP_INFO，事件 1 之后测得）：一共重传了 2 个报文段，建立连接时的也算。"; len(told) != 1 || !slices.Equal(told[0].Why, []string{want}) {
		t.Errorf("got %+v, want %s", told, want)
	}
}

// A sentence carries its reasons, and a list of none where there are none.
func TestSentencesCarryTheirReasons(t *testing.T) {
	events := with(sends(looked(0, 1, 0), looked(0, 2, 0)), taken(3, 10, 0, 10, lab.Coalesced, lab.ReceiveQueue, came(2, 0)),
		lab.Event{Seq: 4, Conn: 3, Call: lab.CallRecv, Asked: 10, EOF: true})
	told := sentencesOf("zh", events)
	if len(told) != 2 || len(told[0].Why) != 2 || told[1].Why == nil || len(told[1].Why) != 0 {
		t.Errorf("got %+v", told)
	}
}
