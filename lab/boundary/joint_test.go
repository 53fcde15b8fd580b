package boundary

import (
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
)

// Each word of a program is a send of five bytes, written as what is unsent and
// how many segments have left after it ("5/0"), with "/1" behind it where one
// of these was sent again; "shut", a shutdown; or the receive of all of it, as
// how many segments came ("=2") and, where the far probe shall be asked for,
// what it finds ("=2:0/3/1"); "close1", a close when all had come in one
// segment, "part1" when some had not come.
func TestJoined(t *testing.T) {
	for name, c := range map[string]struct {
		program string
		want    lab.Joined
		asks    bool // for the far probe
	}{
		"all had left before the next send":              {"0/1 0/2 0/3 =3", lab.ReceiveQueue, false},
		"one segment came for all that waited":           {"5/0 10/0 15/0 =1", lab.SendQueue, false},
		"the first left, the others waited":              {"0/1 5/1 10/1 =2", lab.BothQueues, false},
		"they waited, and left before the next send":     {"5/0 10/0 0/1 =1", lab.SendQueue, false},
		"a segment of more than one send is known":       {"5/0 10/0 2/1 =2", lab.SendQueue, false},
		"the first waited, but left before the second":   {"5/0 5/1 =2", lab.ReceiveQueue, false},
		"they waited, several segments left":             {"5/0 10/0 =2:0/2/0", lab.UnknownQueue, true},
		"several segments left between two sends":        {"5/0 10/0 0/2 =2", lab.UnknownQueue, false},
		"two came, but the second was sent again":        {"5/0 10/0 =2:0/2/1", lab.SendQueue, true},
		"one left and was sent again between two sends":  {"5/0 10/0 0/2/1 =2", lab.SendQueue, false},
		"after a shutdown what was sent again may be it": {"5/0 10/0 shut =2:0/2/1", lab.UnknownQueue, true},
		"what was sent again before spoils the count":    {"0/2/1 5/2/1 10/2/1 =3:0/3/1", lab.BothQueues, true},
		"one unknown place makes the whole unknown":      {"0/1 5/1 10/1 =3:0/3/0", lab.UnknownQueue, true},
		"one segment had come at the close, two later":   {"5/0 10/0 close1 =2:", lab.SendQueue, false},
		"at the close not all had come":                  {"5/0 10/0 part1 =2:", lab.UnknownQueue, false},
		"two segments had come at the close":             {"5/0 10/0 close2 =3:", lab.UnknownQueue, false},
		"nobody looked when the first had been sent":     {"- 0/1 =1", lab.UnknownQueue, false},
		"nobody looked at all":                           {"- - =-", lab.UnknownQueue, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(lab.TCP)
			e := w.play(c.program)
			if e.Joined != c.want || e.Verdict&lab.Coalesced == 0 {
				t.Errorf("got %q, want %q", e.Joined, c.want)
			}
			if asked := e.Far != nil; asked != c.asks {
				t.Errorf("the far probe was asked for: %v, want %v", asked, c.asks)
			}
		})
	}
}

// play runs a program of TestJoined and gives the event of its receive.
func (w *world) play(program string) (e lab.Event) {
	sends := 0
	for word := range strings.FieldsSeq(program) {
		came, received := strings.CutPrefix(word, "=")
		switch {
		case word == "shut":
			w.observe(lab.Event{Conn: 1, Call: lab.CallShutdown, Text: "write"})
		case strings.HasPrefix(word, "close"):
			w.close(word[5:], 5*sends)
		case strings.HasPrefix(word, "part"):
			w.close(word[4:], 5*sends-1)
		case received:
			e = w.receiveAll(strings.Repeat("12345", sends), came)
		default:
			sends++
			w.tracker.Begin(1, 0, []byte("12345"), 0)
			w.observe(lab.Event{Conn: 1, Call: lab.CallSend, Asked: 5, Got: 5, Data: []byte("12345"), Probe: probeOf(word)})
		}
	}
	return e
}

func (w *world) receiveAll(data, probes string) lab.Event {
	e := lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 99, Got: len(data), Data: []byte(data)}
	came, far, _ := strings.Cut(probes, ":")
	if n, err := strconv.Atoi(came); err == nil {
		p := lab.NoProbe
		p.SegsIn = int32(n)
		e.Probe = &p
		if w.tracker.Unsettled(2, len(data), &p) {
			e.Far, e.FarConn = probeOf(far), 1
		}
	}
	return w.observe(e)
}

// close ends the sender when so many bytes had come in so many segments.
func (w *world) close(segs string, bytes int) {
	p := lab.NoProbe
	n, _ := strconv.Atoi(segs)
	p.SegsIn, p.InQ = int32(n), int32(bytes)
	w.observe(lab.Event{Conn: 1, Call: lab.CallClose, Far: &p, FarConn: 2})
}

// probeOf reads unsent/segments or unsent/segments/sent again; nil for others.
func probeOf(word string) *lab.Probe {
	var n [3]int32
	for i, figure := range strings.Split(word, "/") {
		v, err := strconv.Atoi(figure)
		if err != nil {
			return nil
		}
		n[i] = int32(v)
	}
	p := lab.NoProbe
	p.Unsent, p.SegsOut, p.Retrans = n[0], n[1], n[2]
	return &p
}

func TestAUnixStreamHasOnlyAReceiveQueue(t *testing.T) {
	if e := newWorld(lab.UnixStream).play("- - =-"); e.Joined != lab.ReceiveQueue {
		t.Errorf("got %q", e.Joined)
	}
}

func TestAFarProbeThatAMovingSendBlursIsDropped(t *testing.T) {
	w := newWorld(lab.TCP)
	w.play("5/0 10/0")
	if !w.tracker.Unsettled(2, 10, nil) {
		t.Fatal("the far probe was not asked for")
	}
	w.tracker.Begin(1, 0, []byte("12345"), 0) // while it is made
	e := w.observe(lab.Event{
		Conn: 2, Call: lab.CallRecv, Asked: 99, Got: 10, Data: []byte("1234512345"), Far: probeOf("0/1"), FarConn: 1,
	})
	if e.Far != nil || e.FarConn != 0 || e.Joined != lab.UnknownQueue {
		t.Errorf("far %v of %d, joined in %q", e.Far, e.FarConn, e.Joined)
	}
}

func TestASampleDoesNotCountAFinThatWaits(t *testing.T) {
	if s := NewSample(1, probeOf("1/0"), 10, true); s.Left != 10 {
		t.Errorf("%d bytes had left, want 10", s.Left)
	}
}

// A receive that is all of one message, or that is told apart by what is known,
// asks for nothing: that is the rule in a flood.
func TestAFloodNeedsNoFarProbe(t *testing.T) {
	w := newWorld(lab.TCP)
	for range 100 {
		w.segs, w.came = w.segs+1, w.came+1
		w.send("x", 0, 1, 0)
	}
	if w.tracker.Unsettled(2, 50, nil) {
		t.Error("asked although every segment was seen to leave")
	}
	w.recv(strings.Repeat("x", 100))
	w.send("yy", 0, 2, 2)
	if w.tracker.Unsettled(2, 2, nil) {
		t.Error("asked although there is one message")
	}
}
