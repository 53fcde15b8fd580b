package boundary

import (
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
)

// world drives a Tracker as a run does.
type world struct {
	tracker *Tracker
	events  []lab.Event
	segs    int32 // data segments that conn 1 sent
	resent  int32 // those of them that it sent again
	came    int32 // data segments that came to conn 2
}

func newWorld(t lab.Transport) *world {
	w := &world{tracker: NewTracker(t)}
	w.tracker.Pair(1, 2)
	return w
}

func (w *world) observe(e lab.Event) lab.Event {
	e.Seq = len(w.events) + 1
	w.tracker.Observe(&e)
	w.events = append(w.events, e)
	return e
}

// send makes a send of which the kernel took got bytes and kept unsent.
func (w *world) send(data string, head, got int, unsent int32) lab.Event {
	w.tracker.Begin(1, 0, []byte(data), head)
	return w.observe(lab.Event{
		Conn: 1, Call: lab.CallSend, Asked: len(data), Got: got, Data: []byte(data[:got]), Head: head, Probe: w.sender(unsent),
	})
}

// sender is a probe of conn 1.
func (w *world) sender(unsent int32) *lab.Probe {
	p := lab.NoProbe
	p.Unsent, p.SegsOut, p.Retrans = unsent, w.segs, w.resent
	return &p
}

// recv makes a receive and the probes that belong to it; unsent is what the
// far one would find.
func (w *world) recv(data string) lab.Event { return w.recvWith(data, 0) }

func (w *world) recvWith(data string, unsent int32) lab.Event {
	p := lab.NoProbe
	p.SegsIn, p.SegsOut, p.Unsent = w.came, 0, 0
	e := lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 99, Got: len(data), Data: []byte(data), EOF: data == "", Probe: &p}
	if w.tracker.Unsettled(2, len(data), &p) {
		e.Far, e.FarConn = w.sender(unsent), 1
	}
	return w.observe(e)
}

func TestStreamVerdicts(t *testing.T) {
	for name, c := range map[string]struct {
		sends string // apart by |, a header's end as :
		recvs string
		want  string // a word a receive
	}{
		"two sends, one recv: coalesced":            {"hello|feng", "hellofeng", "coalesced"},
		"two sends, two recvs: exact":               {"hello|feng", "hello|feng", "exact exact"},
		"one send, two recvs: split":                {"hello feng", "he|llo feng", "split split"},
		"the end of one and the start of the next":  {"hello|feng", "he|llofe|ng", "split coalesced+split split"},
		"three at once":                             {"a|b|c", "abc", "coalesced"},
		"header, then body: exact":                  {"LLLL:hello|LLLL:feng", "LLLL|hello|LLLL|feng", "exact exact exact exact"},
		"header and body at once: exact":            {"LLLL:hello", "LLLLhello", "exact"},
		"half a header: split":                      {"LLLL:hello", "LL|LLhello", "split split"},
		"a body and the next header: coalesced":     {"LLLL:hi|LLLL:yo", "LLLL|hiLLLL|yo", "exact coalesced exact"},
		"end of stream has no verdict":              {"hi", "hi|", "exact -"},
		"an empty send is no message of the stream": {"hi||yo", "hiyo", "coalesced"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(lab.TCP)
			for _, data := range strings.Split(c.sends, "|") {
				head := max(strings.Index(data, ":"), 0)
				data = strings.ReplaceAll(data, ":", "")
				w.send(data, head, len(data), 0)
			}
			var got []string
			for _, data := range strings.Split(c.recvs, "|") {
				e := w.recv(data)
				word := strings.Join(e.Verdict.Names(), "+")
				if word == "" {
					word = "-"
				}
				got = append(got, word)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}

func TestAReceiveMayEndBeforeItsSend(t *testing.T) {
	w := newWorld(lab.TCP)
	w.tracker.Begin(1, 0, []byte("hello"), 0)
	if e := w.recv("hello"); e.Verdict != lab.Exact || e.Stream != 1 || e.Off != 0 {
		t.Errorf("got %+v", e)
	}
}

func TestTheEndOfAShortSendIsNoBoundary(t *testing.T) {
	w := newWorld(lab.TCP)
	w.send("hello feng", 0, 6, 0)
	if e := w.recv("hello "); e.Verdict != lab.Split {
		t.Errorf("verdict %v, want split", e.Verdict.Names())
	}
	w.send("feng", 0, 4, 0)
	if e := w.recv("feng"); e.Verdict != lab.Exact || e.Off != 6 {
		t.Errorf("verdict %v at %d, want exact at 6", e.Verdict.Names(), e.Off)
	}
}

func TestForeignBytesAreOfUnknownOrigin(t *testing.T) {
	w := newWorld(lab.TCP)
	w.send("hello", 0, 5, 0)
	if e := w.recv("jello"); e.Stream != 0 || e.Verdict != 0 {
		t.Errorf("stream %d, verdict %v; want 0 and none", e.Stream, e.Verdict.Names())
	}
}

func (w *world) sendTo(data string) {
	w.observe(lab.Event{Conn: 1, Call: lab.CallSendTo, Asked: len(data), Got: len(data), Data: []byte(data)})
}

func (w *world) recvFrom(asked int, datagram string) lab.Event {
	got := min(asked, len(datagram))
	return w.observe(lab.Event{
		Conn: 2, Call: lab.CallRecvFrom, Asked: asked, Got: got, Data: []byte(datagram[:got]), Datagram: len(datagram), Stream: 1,
	})
}

func TestDatagrams(t *testing.T) {
	w := newWorld(lab.UDP)
	for _, data := range []string{"hello", "gone", "hello feng", "", "never"} {
		w.sendTo(data)
	}
	for _, c := range []struct {
		asked    int
		datagram string
		off      int64
		want     lab.Verdict
	}{
		{10, "hello", 0, lab.Exact},
		{2, "hello feng", 2, lab.Truncated},
		{10, "", 3, lab.Exact},
	} {
		if e := w.recvFrom(c.asked, c.datagram); e.Off != c.off || e.Verdict != c.want || e.Stream != 1 {
			t.Errorf("%q: datagram %d of conn %d, %v; want %d of 1, %v", c.datagram, e.Off, e.Stream, e.Verdict.Names(), c.off, c.want.Names())
		}
	}
	lost := map[int]bool{}
	w.tracker.Lost(func(seq int) { lost[seq] = true })
	if want := (map[int]bool{2: true, 5: true}); !reflect.DeepEqual(lost, want) {
		t.Errorf("lost %v, want %v", lost, want)
	}
}

func TestLostOnAStream(t *testing.T) {
	w := newWorld(lab.TCP)
	w.send("hello", 0, 5, 0)
	w.send("", 0, 0, 0)
	w.send("feng", 0, 4, 0)
	w.recv("he")
	w.tracker.Lost(func(seq int) {
		if seq != 3 {
			t.Errorf("send %d is lost, want only 3: bytes of 1 came, 2 is no message", seq)
		}
	})
}
