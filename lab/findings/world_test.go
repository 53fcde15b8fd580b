package findings

import (
	"cmp"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// world drives a boundary.Tracker as a run does.
type world struct {
	transport lab.Transport
	tracker   *boundary.Tracker
	events    []lab.Event
	segs      int32 // data segments that conn 1 sent
	resent    int32 // those of them that it sent again
	came      int32 // data segments that came to conn 2
	asked     int   // bytes that a receive asks for, unless 0
}

func newWorld(t lab.Transport) *world {
	w := &world{transport: t, tracker: boundary.NewTracker(t)}
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

// recvAll receives just as many bytes as it asks for.
func (w *world) recvAll(data string) {
	w.asked = len(data)
	w.recv(data)
	w.asked = 0
}

func (w *world) recvWith(data string, unsent int32) lab.Event {
	p := lab.NoProbe
	p.SegsIn, p.SegsOut, p.Unsent = w.came, 0, 0
	e := lab.Event{Conn: 2, Call: lab.CallRecv, Asked: cmp.Or(w.asked, 99), Got: len(data), Data: []byte(data), EOF: data == "", Probe: &p}
	if w.tracker.Unsettled(2, len(data), &p) {
		e.Far, e.FarConn = w.sender(unsent), 1
	}
	return w.observe(e)
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

// datagram makes a send of conn 1 to the conn that ends at that time.
func (w *world) datagram(data string, to int, end int64) {
	w.tracker.Begin(1, to, []byte(data), 0)
	e := lab.Event{Conn: 1, Call: lab.CallSendTo, Asked: len(data), Got: len(data), Data: []byte(data), End: end}
	if to > 0 {
		e.FarConn = to
	}
	w.observe(e)
}

func (w *world) take(conn int, data string, waited bool, start int64) lab.Event {
	return w.observe(lab.Event{
		Conn: conn, Call: lab.CallRecvFrom, Asked: cmp.Or(w.asked, 99), Got: len(data), Data: []byte(data), Datagram: len(data), Stream: 1,
		Waited: waited, Start: start,
	})
}

// play runs a program as boundary.TestJoined has them and returns the event of
// its receive. Each word is a send of five bytes, written as what is unsent and
// how many segments have left after it, or one of the words of that test.
func (w *world) play(program string) (e lab.Event) {
	sends := 0
	for word := range strings.FieldsSeq(program) {
		came, received := strings.CutPrefix(word, "=")
		switch {
		case word == "shut":
			w.observe(lab.Event{Conn: 1, Call: lab.CallShutdown, How: "write"})
		case strings.HasPrefix(word, "close"):
			w.close(word[5:], 5*sends)
		case strings.HasPrefix(word, "end"):
			p := lab.NoProbe
			segs, _ := strconv.Atoi(word[3:])
			p.SegsIn = int32(segs)
			w.observe(lab.Event{Conn: 2, Call: lab.CallClose, Probe: &p})
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
	e := lab.Event{Conn: 2, Call: lab.CallRecv, Asked: cmp.Or(w.asked, 99), Got: len(data), Data: []byte(data)}
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

// pieces sends one frame of hello, cut into pieces, between two whole messages.
func pieces(w *world, cut ...string) {
	w.send("ab", 0, 2, 0)
	before := 0
	for _, piece := range cut {
		w.tracker.BeginPiece(1, boundary.Piece{Data: []byte(piece), Head: 4, Before: before, Whole: 9})
		w.observe(lab.Event{
			Conn: 1, Call: lab.CallSend, Asked: len(piece), Got: len(piece), Data: []byte(piece),
			Head: min(max(4-before, 0), len(piece)),
		})
		before += len(piece)
	}
	w.send("cd", 0, 2, 0)
}
