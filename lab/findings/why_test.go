package findings

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// grounded puts the joints of a receive into one line.
func grounded(why Received) string {
	var all []string
	for _, j := range why.Joints {
		all = append(all, fmt.Sprintf("%d x%d %s %d-%d segs %d", j.Off, j.Count, j.Rule, j.From.Seq, j.To.Seq, j.Segs))
	}
	return strings.Join(all, "; ")
}

// The programs are those of boundary.TestJoined.
func TestWhyQuotesWhatTheAnswerRestsOn(t *testing.T) {
	for name, c := range map[string]struct{ program, want string }{
		"edges are one":                        {"0/1 0/2 0/3 =3", "5 x2 edge 1-1 segs -1"},
		"one segment between two sends":        {"5/0 10/0 0/1 =1", "5 x2 spanned 2-3 segs 1"},
		"one segment came":                     {"5/0 10/0 15/0 =1", "5 x2 arrived 3-0 segs 1"},
		"in both":                              {"0/1 5/1 10/1 =2", "5 x1 edge 1-1 segs -1; 10 x1 arrived 3-0 segs 1"},
		"several left, as the far probe says":  {"5/0 10/0 =2:0/2/0", "5 x1 several 2-3 segs 2"},
		"several came, the sender was closed":  {"5/0 10/0 =2:", "5 x1 several 2-0 segs 2"},
		"sent again after a shutdown":          {"5/0 10/0 shut =2:0/2/1", "5 x1 resent 2-4 segs -1"},
		"sent again, and the sender is closed": {"5/1/1 10/1/1 =2:", "5 x1 resent 2-0 segs -1"},
		"one had come at the close":            {"5/0 10/0 close1 =2:", "5 x1 arrived 2-0 segs 1"},
		"nobody looked":                        {"- - =-", "5 x1 unseen 0-0 segs -1"},
		"counted at the receiver's close":      {"- - =- end2", "5 x1 counted 0-0 segs 2"},
		"one in all":                           {"- - - =- end1", "5 x2 counted 0-0 segs 1"},
		"counted, and more was measured":       {"5/0 10/0 =2: end2", "5 x1 several 2-0 segs 2"},
		"nobody looked before":                 {"- 0/1 =1", "5 x1 unseen 0-2 segs -1"},
	} {
		w := newWorld(lab.TCP)
		e := w.play(c.program)
		why, ok := w.mustWhy(t, e.Seq).(Received)
		if got := grounded(why); !ok || got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
		if got := answer(why); got != why.Event.Joined {
			t.Errorf("%s: the joints say %q, the event %q", name, got, why.Event.Joined)
		}
	}
}

// answer puts the answers of the joints together.
func answer(why Received) (all lab.Joined) {
	for _, j := range why.Joints {
		switch {
		case all == lab.NotJoined:
			all = j.Queue
		case all == lab.UnknownQueue || j.Queue == lab.UnknownQueue:
			all = lab.UnknownQueue
		case all != j.Queue:
			all = lab.BothQueues
		}
	}
	return all
}

func TestWhyQuotesTheSegmentsThatWereCaptured(t *testing.T) {
	w := newWorld(lab.TCP)
	e := w.play("0/1 5/1 10/1 =2")
	segments := []lab.Segment{
		{From: 1, Seq: -1, Flags: lab.SYN},
		{From: 1, Seq: 0, Len: 5},
		{From: 2, Seq: 0, Len: 0, Ack: 5},
		{From: 1, Seq: 5, Len: 10},
		{From: 1, Seq: 0, Len: 15}, // sent again, in one
		{From: 1, Seq: 15, Len: 9},
	}
	why := w.mustWhy(t, e.Seq, segments...).(Received)
	if len(why.Segments) != 3 || why.Joints[0].Captured != RuleEdge || why.Joints[1].Captured != RuleSpanned {
		t.Errorf("got %+v of %d segments", why.Joints, len(why.Segments))
	}
}

func TestWhyListsNoMoreJointsThanItMay(t *testing.T) {
	w := newWorld(lab.TCP)
	var program strings.Builder
	for i := range 15 { // in pairs that left with one segment each
		fmt.Fprintf(&program, "5/%d 0/%d ", i, i+1)
	}
	e := w.play(program.String() + "=15")
	why := w.mustWhy(t, e.Seq).(Received)
	total := why.Unlisted
	for _, j := range why.Joints {
		total += j.Count
	}
	if len(why.Joints) != MaxJoints || total != 29 || e.Joined != lab.BothQueues {
		t.Errorf("%d joints, %d in all, joined in %q", len(why.Joints), total, e.Joined)
	}
}

func TestWhyOfReceivesThatAreNotCoalesced(t *testing.T) {
	w := newWorld(lab.TCP)
	w.send("LLLLhello", 4, 9, 0)
	w.send("feng", 0, 4, 0)
	for _, c := range []struct{ data, want string }{
		{"LLLL", "[exact] [{1 0 0 4 9 4}]"},
		{"he", "[split] [{1 4 4 2 9 4}]"},
		{"llo", "[split] [{1 6 6 3 9 4}]"},
		{"feng", "[exact] [{2 9 0 4 4 0}]"},
	} {
		why := w.mustWhy(t, w.recv(c.data).Seq).(Received)
		if got := fmt.Sprint(why.Event.Verdict.Names(), why.Parts); got != c.want {
			t.Errorf("%s: got %s, want %s", c.data, got, c.want)
		}
	}
	if w.mustWhy(t, w.recv("").Seq) != nil {
		t.Error("there is something to say of an end of stream")
	}
	for _, seq := range []int{-1, 0, 1, 99} {
		if w.mustWhy(t, seq) != nil {
			t.Errorf("there is something to say of event %d", seq)
		}
	}
}

func TestWhyOfAFrameInPieces(t *testing.T) {
	w := newWorld(lab.TCP)
	pieces(w, "\x00\x00", "\x00\x05h", "ello")
	w.recv("ab")
	for _, c := range []struct{ data, want string }{
		{"\x00\x00\x00", "[split] [{2 2 0 3 9 4}]"},
		{"\x05hellocd", "[coalesced split] [{3 5 3 6 9 4} {5 11 0 2 2 0}]"},
	} {
		why := w.mustWhy(t, w.recv(c.data).Seq).(Received)
		if got := fmt.Sprint(why.Event.Verdict.Names(), why.Parts); got != c.want {
			t.Errorf("%q: got %s, want %s", c.data, got, c.want)
		}
	}
}

// closing makes a run in which the receiver closes after it took some bytes.
func closing(took string, end func(w *world)) *world {
	w := newWorld(lab.TCP)
	w.observe(lab.Event{Peer: 0, Conn: 2, Call: lab.CallAccept, FarConn: 1})
	w.send("hello", 0, 5, 0)
	w.send("feng", 0, 4, 0)
	if took != "" {
		w.recv(took)
	}
	end(w)
	w.tracker.Lost(func(seq int) { w.events[seq-1].Verdict |= lab.Lost })
	return w
}

func closed(w *world) { w.observe(lab.Event{Peer: 0, Conn: 2, Call: lab.CallClose}) }

func TestBytesThatNobodyWillReceiveAreCounted(t *testing.T) {
	for name, c := range map[string]struct {
		w    *world
		want string
	}{
		"closed with bytes unread": {closing("hel", closed), "lost-bytes 3 of 9 #2"},
		"nothing was read":         {closing("", closed), "lost-bytes 0 of 9 #2"},
		"all was read":             {closing("hellofeng", closed), ""},
		"still open":               {closing("hel", func(*world) {}), "lost 0 of 4 #3"},
		"cut off by the end of the run": {closing("hel", func(w *world) {
			w.observe(lab.Event{Peer: 0, Call: lab.CallSleep, Err: "stopped"})
			closed(w)
		}), "lost 0 of 4 #3"},
		"cut off between two calls": {closing("hel", func(w *world) {
			w.observe(lab.Event{Peer: 0, Conn: 2, Call: lab.CallClose, Cut: true})
		}), "lost 0 of 4 #3"},
		"closed by a line before its program was cut off": {closing("hel", func(w *world) {
			w.observe(lab.Event{Peer: 0, Conn: 2, Call: lab.CallClose, Step: 4})
			w.observe(lab.Event{Peer: 0, Call: lab.CallSleep, Err: "stopped"})
		}), "lost-bytes 3 of 9 #2"},
		"some went elsewhere": {closing("hel", func(w *world) {
			w.recv("xx")
			closed(w)
		}), ""},
	} {
		got := ""
		for _, f := range c.w.mustAnalyse(t).Findings.All {
			switch f := f.Finding.(type) {
			case LostBytes:
				got = fmt.Sprintf("lost-bytes %d of %d #%d", f.Received, f.Sent, f.Seq)
			case Lost:
				got = fmt.Sprintf("lost 0 of %d #%d", f.Bytes, f.Seq)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// Whether bytes can still come that nobody accepted hangs on the listener.
func TestBytesOfAConnectionThatNobodyAccepted(t *testing.T) {
	const at, elsewhere = "127.1.1.1:8080", "127.1.1.1:9000"
	listens := func(w *world, conn int, address string) {
		w.observe(lab.Event{Conn: conn, Call: lab.CallBind, Address: address})
		w.observe(lab.Event{Conn: conn, Call: lab.CallListen})
	}
	calls := func(w *world) {
		w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallConnect, Address: at})
		w.send("hello", 0, 5, 0)
		w.observe(lab.Event{Peer: 1, Conn: 1, Call: lab.CallClose})
	}
	closes := func(w *world, conn int, cut bool) { w.observe(lab.Event{Conn: conn, Call: lab.CallClose, Cut: cut}) }
	for name, c := range map[string]struct {
		do   func(w *world)
		lost bool
	}{
		"the listener was closed":    {func(w *world) { listens(w, 7, at); calls(w); closes(w, 7, false) }, true},
		"the listener was cut off":   {func(w *world) { listens(w, 7, at); calls(w); closes(w, 7, true) }, false},
		"the listener is there":      {func(w *world) { listens(w, 7, at); calls(w) }, false},
		"the listen was logged late": {func(w *world) { calls(w); listens(w, 7, at); closes(w, 7, true) }, false},
		"the listener is not known":  {func(w *world) { listens(w, 7, elsewhere); calls(w) }, true},
		"an earlier listener was cut off, the called one closed": {func(w *world) {
			listens(w, 7, at)
			closes(w, 7, true)
			listens(w, 8, at)
			calls(w)
			closes(w, 8, false)
		}, true},
		"the called one was closed, a later one cut off": {func(w *world) {
			listens(w, 7, at)
			calls(w)
			closes(w, 7, false)
			listens(w, 8, at)
			closes(w, 8, true)
		}, true},
		"somebody received something, of whom is not known": {func(w *world) {
			listens(w, 7, at)
			calls(w)
			w.observe(lab.Event{Conn: 9, Call: lab.CallRecv, Got: 5, Data: []byte("hello")})
			closes(w, 7, false)
		}, false},
	} {
		w := &world{transport: lab.TCP, tracker: boundary.NewTracker(lab.TCP)}
		c.do(w)
		lost := slices.ContainsFunc(w.mustAnalyse(t).Findings.All, func(f Found) bool { return f.Finding.Kind() == KindLostBytes })
		if lost != c.lost {
			t.Errorf("%s: bytes are reported as lost: %v, want %v", name, lost, c.lost)
		}
	}
}

func TestWhyOfASendThatWasLost(t *testing.T) {
	w := closing("hel", closed)
	for seq, want := range map[int]bool{1: false, 2: true, 3: true} {
		why, ok := w.mustWhy(t, seq).(Unreceived)
		if ok != want || ok && (why.Loss.Received != 3 || why.Loss.Sent != 9 || why.Loss.Closed != 5) {
			t.Errorf("event %d: %v, %+v", seq, ok, why.Loss)
		}
	}
}

func TestDroppedDatagramsAreOneFinding(t *testing.T) {
	w := newWorld(lab.UDP)
	for range 5 {
		w.datagram("x", 2, 1)
	}
	p := lab.NoProbe
	p.Drops = 3
	w.events[4].Far = &p
	w.take(2, "x", false, 9)
	w.tracker.Lost(func(seq int) { w.events[seq-1].Verdict |= lab.Lost })
	got := w.lines(t)
	if want := []string{"dropped: server sendto #5 conn 2 dropped 3 of 4", "exact: {Receives:1 Stream:false}"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	why, ok := w.mustWhy(t, 2).(Unreceived)
	if !ok || why.Loss.Drops != 3 || why.Loss.DropsAt != 5 {
		t.Errorf("%v, %+v", ok, why.Loss)
	}
}

func TestSegmentsThatWereSentAgain(t *testing.T) {
	w := newWorld(lab.TCP)
	w.resent, w.segs = 2, 3
	w.send("hello", 0, 5, 0)
	if got, want := w.lines(t), []string{"resent: server send #1 conn 1, 2 segments"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAShortSend(t *testing.T) {
	w := newWorld(lab.TCP)
	w.send("hello feng", 0, 6, 6)
	got := w.lines(t)
	if want := []string{"short: server send #1 6 of 10", "held: server send #1 1 sends, most 6, by hold [1 0 0 0 0 0], longest -1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if why, ok := w.mustWhy(t, 1).(ShortSend); !ok {
		t.Errorf("%+v", why)
	}
}
