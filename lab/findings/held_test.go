package findings

import (
	"fmt"
	"testing"

	"stickylab/lab"
)

// queued is a probe of a sender with segments of a thousand bytes.
func queued(unsent, unacked, cwnd int32) *lab.Probe {
	p := lab.NoProbe
	p.Unsent, p.Unacked, p.Cwnd, p.MSS, p.SegsOut = unsent, unacked, cwnd, 1000, 1
	return &p
}

// opened has so many bytes not acknowledged, and so large a window of the receiver.
func opened(p *lab.Probe, outq, window int32) *lab.Probe {
	p.OutQ, p.Window = outq, window
	return p
}

func TestWhatBytesWaitFor(t *testing.T) {
	for name, c := range map[string]struct {
		probe           *lab.Probe
		untaken         int64
		corked, nodelay bool
		want            Hold
	}{
		"less than a segment behind one that is not acknowledged": {queued(4, 1, 10), 8, false, false, HoldNagle},
		"one byte less than a segment":                            {queued(999, 9, 10), 999, false, false, HoldNagle},
		"a whole segment does not wait for Nagle's algorithm":     {queued(1000, 1, 10), 8, false, false, HoldUnknown},
		"nothing is unacknowledged":                               {queued(4, 0, 10), 8, false, false, HoldUnknown},
		"the receiver may be full":                                {queued(4, 1, 10), 1000, false, false, HoldUnknown},
		"NODELAY":                                                 {queued(4, 1, 10), 8, false, true, HoldUnknown},
		"the window is full":                                      {queued(4, 10, 10), 8, false, false, HoldWindow},
		"NODELAY, and the window is full":                         {queued(4, 10, 10), 8, false, true, HoldWindow},
		"Nagle's algorithm, and the receiver's window has room":   {opened(queued(4, 1, 10), 8, 65_536), 1000, false, false, HoldNagle},
		"the receiver's window has no room for the next segment":  {opened(queued(1500, 1, 10), 2000, 1400), 8, false, false, HoldReceiver},
		"the receiver's window is closed":                         {opened(queued(4, 0, 10), 4, 0), 8, false, true, HoldReceiver},
		"the receiver's window has just room":                     {opened(queued(1500, 1, 10), 2000, 2000), 8, false, false, HoldOpen},
		"corked":                                                  {queued(9, 0, 10), 9, true, false, HoldCork},
		"corked, with NODELAY":                                    {queued(9, 0, 10), 9, true, true, HoldCork},
		"a cork holds no whole segment":                           {queued(2000, 0, 10), 9, true, false, HoldUnknown},
		"nothing but the queue was measured": {
			&lab.Probe{Unsent: 4, Unacked: lab.Missing, Cwnd: lab.Missing, MSS: lab.Missing},
			8, true, false, HoldUnknown,
		},
	} {
		if got := holdOf(c.probe, c.untaken, c.corked, c.nodelay); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

// five sends five bytes on conn 1, which ends at the time.
func five(at int64, more bool, p *lab.Probe) lab.Event {
	return lab.Event{Conn: 1, Call: lab.CallSend, Asked: 5, Got: 5, Data: []byte("hello"), More: more, End: at, Probe: p}
}

func set(option string, value int) lab.Event {
	return lab.Event{Conn: 1, Call: lab.CallSetOption, Option: option, Arg: value}
}

// taking receives the next n bytes, to the time.
func taking(at int64, n int) lab.Event {
	return lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 99, Got: n, Data: []byte("hellohellohello")[:n], End: at}
}

func TestBytesThatWereHeld(t *testing.T) {
	for name, c := range map[string]struct {
		events []lab.Event
		want   string // sends, most bytes, by hold, the longest wait and whose it was
	}{
		"nothing held": {
			[]lab.Event{five(10, false, queued(0, 1, 10)), taking(20, 5)}, "",
		},
		"the wait ends with the receive that takes the last byte": {
			[]lab.Event{five(10, false, queued(0, 1, 10)), five(20, false, queued(5, 1, 10)), taking(30, 5), taking(90, 5)},
			"1 5 [0 1 0 0 0 0] 70 #2",
		},
		"the longest of several": {
			[]lab.Event{five(10, false, queued(5, 1, 10)), five(12, false, queued(10, 1, 10)), taking(40, 5), taking(41, 5), five(50, false, queued(3, 1, 10)), taking(60, 5)},
			"3 10 [0 3 0 0 0 0] 30 #1",
		},
		"nobody took them": {
			[]lab.Event{five(10, false, queued(5, 1, 10)), taking(40, 4)}, "1 5 [0 1 0 0 0 0] -1 #1",
		},
		"a receive that ended before its send": {
			[]lab.Event{five(10, false, queued(5, 1, 10)), taking(8, 5)}, "1 5 [0 1 0 0 0 0] 0 #1",
		},
		"corked, uncorked": {
			[]lab.Event{set("cork", 1), five(10, false, queued(5, 0, 10)), set("cork", 0), five(12, false, queued(5, 1, 10))},
			"2 5 [0 1 0 0 0 1] -1 #2",
		},
		"held for the next send": {
			[]lab.Event{five(10, true, queued(5, 0, 10)), five(12, false, queued(0, 1, 10))}, "1 5 [0 0 0 0 0 1] -1 #1",
		},
		"a send that the lab ended did not return": {
			[]lab.Event{
				five(10, false, queued(5, 1, 10)),
				{Conn: 1, Call: lab.CallSend, Asked: 9, Got: 5, Data: []byte("hello"), Err: "stopped", End: 20, Probe: queued(10, 1, 10)},
			}, "1 5 [0 1 0 0 0 0] -1 #1",
		},
		"NODELAY": {
			[]lab.Event{set("nodelay", 1), five(10, false, queued(5, 10, 10)), five(12, false, queued(10, 1, 10))},
			"2 10 [1 0 1 0 0 0] -1 #2",
		},
		"an accepted socket has the options of its listener": {
			[]lab.Event{
				{Conn: 3, Call: lab.CallListen},
				{Conn: 3, Call: lab.CallSetOption, Option: "nodelay", Arg: 1},
				{Conn: 1, Call: lab.CallAccept, FarConn: 2},
				five(10, false, queued(5, 1, 10)),
			},
			"1 5 [1 0 0 0 0 0] -1 #4",
		},
	} {
		w := newWorld(lab.TCP)
		for _, e := range c.events {
			w.observe(e)
		}
		got := ""
		for _, f := range w.mustAnalyse(t).Findings.All {
			if f, ok := f.Finding.(Held); ok {
				got = fmt.Sprintf("%d %d %v %d #%d", f.Sends, f.MostUnsent, f.ByHold, f.LongestNs, f.Seq)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestWhyASendWasHeld(t *testing.T) {
	w := newWorld(lab.TCP)
	w.observe(five(10, false, queued(0, 1, 10)))
	w.observe(five(20, false, queued(5, 1, 10)))
	w.observe(taking(90, 10))
	why, ok := w.mustWhy(t, 2).(HeldSend)
	if !ok || why.Event.Probe.Unsent != 5 || why.Hold != HoldNagle || why.WaitNs != 70 || why.Taken.Seq != 3 {
		t.Errorf("%v, %+v", ok, why)
	}
	if why := w.mustWhy(t, 1); why != nil {
		t.Errorf("a send that left at once: %+v", why)
	}
	for _, seq := range []int{-1, 0, 1, 3, 4} {
		if why, err := w.mustAnalyse(t).WhyHeld(t.Context(), List{Rows: w.events}, seq); why != nil || err != nil {
			t.Errorf("event %d: %+v, %v", seq, why, err)
		}
	}
}

// The rest of a message that its receiver left behind when it closed is not
// said to wait for the next receive.
func TestTheRestThatNobodyReceives(t *testing.T) {
	w := newWorld(lab.TCP)
	w.observe(five(10, false, queued(0, 1, 10)))
	w.observe(taking(20, 3))
	split := func() Split {
		for _, f := range w.mustAnalyse(t).Findings.All {
			if f, ok := f.Finding.(Split); ok {
				return f
			}
		}
		t.Fatal("nothing was split")
		return Split{}
	}
	if f := split(); f.After != 2 || f.Missed != 0 {
		t.Errorf("before the close: %+v", f)
	}
	w.observe(lab.Event{Conn: 2, Call: lab.CallClose})
	if f := split(); f.After != 2 || f.Missed != 2 {
		t.Errorf("after the close: %+v", f)
	}
}
