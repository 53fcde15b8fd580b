package words

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/catalog"
	"stickylab/lab/diff"
)

// received is the difference of two lists that differ from the place on.
func received(a, b []diff.Value, at int) diff.Difference {
	d := diff.Received{Peer: "server", Count: [2]int{len(a), len(b)}, At: at}
	for i, all := range [][]diff.Value{a, b} {
		if max(len(a), len(b)) <= diff.MaxListed {
			d.Listed[i] = all
		}
		if at < len(all) {
			d.Other[i] = &all[at]
		}
	}
	return d
}

func values(texts ...string) (all []diff.Value) {
	for _, text := range texts {
		all = append(all, diff.Value{Data: []byte(text), Len: len(text)})
	}
	return all
}

func TestDifferencesAreSentences(t *testing.T) {
	long := []diff.Value{{Data: bytes.Repeat([]byte("x"), diff.MaxValue), Len: 100}}
	failures := diff.Failures{Count: 2, Listed: []diff.Failure{
		{Call: lab.CallSend, Err: "EPIPE", Times: 2}, {Call: lab.CallRecv, Err: "ECONNRESET", Times: 1},
	}}
	for _, tt := range []struct {
		name   string
		d      diff.Difference
		zh, en string
	}{
		{
			"transport",
			diff.Transport{Of: [2]lab.Transport{lab.TCP, lab.UnixDatagram}},
			"传输方式不同 甲：TCP。乙：Unix 数据报。", "Different transport Run 1: TCP. Run 2: Unix datagram.",
		},
		{
			"a peer",
			diff.Peer{Peer: "alice", In: 1},
			"alice 只在一边 这个程序只在乙里。", "Only one run has alice This program is in run 2 only.",
		},
		{
			"an option",
			diff.Option{Peer: "client", Option: "nodelay", Values: [2]int64{lab.Missing, 1}},
			"客户端的套接字选项不同 TCP_NODELAY——甲：没有设。乙：开。", "Other socket options of the client TCP_NODELAY is not set in run 1, on in run 2.",
		},
		{
			"joined and apart", received(values("hellofeng", ""), values("hello", "feng"), 0),
			"服务端收到的不同 甲：b'hellofeng'，b''。乙：b'hello'，b'feng'。", "The server received different bytes Run 1: b'hellofeng', b''. Run 2: b'hello', b'feng'.",
		},
		{
			"nothing at all", received(nil, values("hi"), 0),
			"服务端收到的不同 甲：一次也没有收。乙：b'hi'。", "The server received different bytes Run 1: nothing. Run 2: b'hi'.",
		},
		{
			"many", received(values("a", "b", "c", "d", "e"), values("a", "bcde"), 1),
			"服务端收到的不同 甲收了 5 次，乙收了 2 次，从第 2 次开始不同。甲：b'b'。乙：b'bcde'。",
			"The server received different bytes Run 1 has 5 receives and run 2 has 2; number 2 is the first to differ. Run 1: b'b'. Run 2: b'bcde'.",
		},
		{
			"many, and an end", received(values("a", "b", "c", "d", "e"), values("a"), 1),
			"服务端收到的不同 甲收了 5 次，乙收了 1 次，从第 2 次开始不同。甲：b'b'。乙：已经不再收。",
			"The server received different bytes Run 1 has 5 receives and run 2 has 1; number 2 is the first to differ. Run 1: b'b'. Run 2: no receive any more.",
		},
		{
			"long", received(long, nil, 0),
			"服务端收到的不同 甲：b'xxxxxxxxxxxxxxxxxxxxxxxx'……共 100 字节。乙：一次也没有收。",
			"The server received different bytes Run 1: b'xxxxxxxxxxxxxxxxxxxxxxxx'… of 100 bytes. Run 2: nothing.",
		},
		{
			"errors",
			diff.Errors{Peer: "client", Calls: [2]diff.Failures{{}, failures}},
			"客户端遇到的错误不同 甲：没有出错。乙：send() EPIPE × 2，recv() ECONNRESET。",
			"The client met other errors Run 1: no error. Run 2: send() EPIPE × 2, recv() ECONNRESET.",
		},
		{
			"ending",
			diff.Ending{Of: [2]lab.End{{Reason: lab.EndDone}, {Reason: lab.EndLimit}}},
			"结束的原因不同 甲：全部执行完。乙：到达上限。", "Different ending Run 1: all programs ended. Run 2: a limit was reached.",
		},
		{
			"coalesced",
			diff.Coalesced{Receives: [2]int64{1, 0}, Queues: [2][]lab.Joined{{lab.ReceiveQueue}, nil}},
			"粘在一起的次数不同 甲：1 次接收取到几条消息的字节（在接收队列）。乙：没有粘在一起。",
			"Different number of joined receives Run 1: 1 receive took bytes of several messages (in the receive queue). Run 2: no receive took several messages.",
		},
		{
			"joined elsewhere",
			diff.Coalesced{Receives: [2]int64{1, 1}, Queues: [2][]lab.Joined{{lab.ReceiveQueue}, {lab.SendQueue}}},
			"粘在不同的地方 甲：1 次接收取到几条消息的字节（在接收队列）。乙：1 次接收取到几条消息的字节（在发送队列）。",
			"Joined at another place Run 1: 1 receive took bytes of several messages (in the receive queue). Run 2: 1 receive took bytes of several messages (in the send queue).",
		},
		{
			"segments",
			diff.Count{What: diff.CountSegments, Peer: "client", Of: [2]int64{2, 1}},
			"客户端发出的报文段不同 带数据的报文段，甲发出 2 个，乙发出 1 个（TCP_INFO 的计数，重传也算）。",
			"Segments that the client sent Segments with data: 2 in run 1, 1 in run 2, as TCP_INFO counts them, retransmissions included.",
		},
		{
			"wait",
			diff.Wait{Of: [2]diff.Waiting{{Peer: "client", Call: lab.CallRecv, Ns: 41_200_000}, {}}},
			"等得最久的一次调用 甲：客户端的 recv() 用了 41.2 ms。乙：除 accept 以外没有调用需要等。",
			"The longest wait of a call Run 1: recv() of the client took 41.2 ms. Run 2: no call but accept had to wait.",
		},
		{
			"the same",
			diff.Same{},
			"字节一样，错误也一样 两次运行里，每个程序收到的字节都一样，遇到的错误也一样；量到的其他数字也没有差别。",
			"Same bytes, same errors In both runs every program received the same bytes and met the same errors; nothing else that was measured differs.",
		},
	} {
		for lang, want := range map[string]string{"zh": tt.zh, "en": tt.en} {
			told := Differences(lang, []diff.Found{{Difference: tt.d}})[0]
			if got := told.Title + " " + told.Text; got != want {
				t.Errorf("%s, %s:\n got %s\nwant %s", tt.name, lang, got, want)
			}
		}
	}
}

func TestEveryDifferenceHasWords(t *testing.T) {
	count := func(what, peer string) diff.Difference { return diff.Count{What: what, Peer: peer, Of: [2]int64{3, 4}} }
	for _, d := range []diff.Difference{
		diff.Transport{},
		diff.Peer{Peer: "client"},
		diff.Option{Peer: "client", Option: "cork"},
		diff.Same{},
		diff.Received{Peer: "client"},
		diff.Errors{Peer: "client"},
		diff.Ending{},
		diff.Coalesced{Receives: [2]int64{3, 4}},
		diff.Wait{},
		diff.Time{},
		count(diff.CountSplit, ""), count(diff.CountTruncated, ""), count(diff.CountUnreceived, ""), count(diff.CountDropped, "client"),
		count(diff.CountSegments, "client"), count(diff.CountArrived, "client"), count(diff.CountSentAgain, "client"), count(diff.CountUnsent, "client"),
	} {
		for _, lang := range catalog.Languages {
			told := Differences(lang, []diff.Found{{Difference: d}})[0]
			if strings.ContainsAny(told.Title+told.Text, "{}") || told.Chip == "" || strings.ContainsAny(told.Chip, "{}") || told.Text == "" || told.Kind != "diff-"+d.Kind() {
				t.Errorf("%s, %T: %+v", lang, d, told)
			}
		}
	}
}

// TestAnotherTimeIsNoticed: of programs that received the same, at other times,
// it is not said that they notice nothing.
func TestAnotherTimeIsNoticed(t *testing.T) {
	segments := diff.Found{Difference: diff.Count{What: diff.CountSegments, Peer: "client", Of: [2]int64{2, 1}}}
	times := diff.Found{Difference: diff.Time{Ns: [2]int64{1, 250_000_000}}}
	for _, tt := range []struct {
		rest  []diff.Found
		title string
		text  string
	}{
		{[]diff.Found{segments}, "Same bytes, same errors", "measured in the kernel"},
		{[]diff.Found{times}, "Same bytes, same errors; only when differs", "notices it"},
		{[]diff.Found{segments, times}, "Same bytes, same errors; only when differs", "notices it"},
	} {
		got := Differences("en", append([]diff.Found{{Difference: diff.Same{}}}, tt.rest...))[0]
		if got.Title != tt.title || !strings.Contains(got.Text, tt.text) {
			t.Errorf("before %v: got %q, %q; want %q and %q", tt.rest, got.Title, got.Text, tt.title, tt.text)
		}
	}
}

// TestDifferencesNameTheirEvents: what points at events of both runs.
func TestDifferencesNameTheirEvents(t *testing.T) {
	got := Differences("en", []diff.Found{{Difference: diff.Time{}, Events: [2][]int{{3}, nil}}, {Difference: diff.Same{}}})
	if want := [][]int{{3}, {}}; !reflect.DeepEqual(got[0].Sides, want) || got[1].Sides != nil {
		t.Errorf("got %v and %v, want %v and none", got[0].Sides, got[1].Sides, want)
	}
}
