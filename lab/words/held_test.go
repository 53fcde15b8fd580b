package words

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// heldBy is the finding of sends that were held, so many for each reason.
func heldBy(longestNs int64, unknown, nagle, window, cork int) findings.Finding {
	f := findings.Held{
		Where: findings.Where{Peer: "client", Call: lab.CallSend}, Sends: unknown + nagle + window + cork, MostUnsent: 4, LongestNs: longestNs,
	}
	f.ByHold[findings.HoldUnknown], f.ByHold[findings.HoldNagle] = unknown, nagle
	f.ByHold[findings.HoldWindow], f.ByHold[findings.HoldCork] = window, cork
	return f
}

func TestHeldSentences(t *testing.T) {
	for _, c := range []struct {
		lang string
		f    findings.Finding
		want string
	}{
		{
			"zh", heldBy(41_200_000, 0, 5, 0, 0), "客户端有 5 次 send() 返回时，还有字节没有发走，最多的一次有 4 个字节。" +
				"从 send 返回到对方的 recv 取走它们，最久的一次用了 41.2 ms。" + text("zh", "said.held.nagle"),
		},
		{
			"en", heldBy(41_200_000, 0, 1, 0, 0), "When one send() by the client returned, 4 bytes were still unsent. " +
				"The receiver got them 41.2 ms after send returned. " + text("en", "said.held.nagle"),
		},
		{
			"en", heldBy(lab.Missing, 0, 0, 2, 0), "When 2 calls of send() by the client returned, bytes were still unsent, at most 4. " +
				text("en", "said.held.window"),
		},
		{
			"zh", heldBy(lab.Missing, 1, 0, 2, 3), "客户端有 6 次 send() 返回时，还有字节没有发走，最多的一次有 4 个字节。其中 2 次：" +
				text("zh", "said.held.window") + "其中 3 次：" + text("zh", "said.held.cork") + "其中 1 次：" + text("zh", "said.held.unknown"),
		},
		{
			"zh",
			findings.Held{Where: findings.Where{Peer: "client", Call: lab.CallSend, Seq: 4}, Sends: 1, MostUnsent: 9, ByHold: [findings.Holds]int{findings.HoldReceiver: 1}, Window: 28672, LimitedNs: 52e6, LongestNs: lab.Missing},
			"客户端的 1 次 send() 返回时，还有 9 个字节没有发走。对方的接收窗口满了：它最后公布的窗口是 28672 字节（TCP_INFO snd_wnd），容不下再走一段。因为对方的窗口，这个连接一共等了 52.0 ms（rwnd_limited）。",
		},
	} {
		if _, got := Sentence(c.lang, c.f, 0); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestWhyOfAHeldSend(t *testing.T) {
	p := looked(4, 1, 0)
	p.Unacked, p.Cwnd, p.MSS = 1, 10, 32768
	events := with(sends(looked(0, 1, 0), p), taken(3, 10, 0, 10, lab.Coalesced, lab.UnknownQueue, came(2, 0)))
	events[1].End, events[2].Start, events[2].End, events[2].Waited = 1_000, 2_000, 44_001_000, true
	why := whyOf(t, lab.TCP, findings.List{Rows: events}, 2)
	title, got := Why("zh", why)
	want := []string{
		"事件 2 的 send() 之后测到：4 字节还没有发走（SIOCOUTQNSD），1 个报文段没有得到确认，拥塞窗口是 10 个报文段，一个报文段最多 32768 字节（TCP_INFO）。",
		"最后一个字节由事件 3 的 recv(10) 取走。从 send 返回到这次 recv 返回，测得 44.0 ms；留在发送队列里的时间不会比这更长。这次 recv 自己用了 44.0 ms，其间一直在等。",
		text("zh", "said.held.nagle"),
	}
	if title != "留在发送队列里" || !slices.Equal(got, want) {
		t.Errorf("got  %s\n%s\nwant %s", title, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// The segment with the 5 bytes before, and what acknowledges them: not what came earlier.
	captured := []lab.Segment{
		{At: 100, From: 3, To: 2, Flags: lab.ACK, Seq: 0, Ack: 0},
		{At: 900_000, From: 2, To: 3, Flags: lab.ACK, Seq: 0, Ack: 0, Len: 6, Count: 1},
		{At: 950_000, From: 3, To: 2, Flags: lab.ACK, Seq: 0, Ack: 5},
		{At: 42_600_000, From: 3, To: 2, Flags: lab.ACK, Seq: 0, Ack: 6},
	}
	why = whyOf(t, lab.TCP, findings.List{Rows: events, Captured: captured}, 2)
	if _, got := Why("zh", why); len(got) != 4 || got[3] != "抓包：前面的报文段在 900 µs 发出，它的确认 42.6 ms 才到。" {
		t.Errorf("with what was captured: %q", got)
	}
	untaken := findings.HeldSend{Event: &events[1]}
	if _, lines := Why("en", untaken); len(lines) != 3 || lines[1] != text("en", "why.held.left") {
		t.Errorf("of one that nobody took: %q", lines)
	}
}
