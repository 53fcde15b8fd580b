package player_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/findings"
	"stickylab/lab/record"
)

// witness reads a trace byte by byte and keeps what is wrong with it. It is
// slow, and shares no thought with lab/boundary.
type witness struct {
	trace    record.Trace
	wrong    []string
	compared int // answers that were held against captured segments
}

// foundIn returns what a run shows.
func foundIn(t record.Trace) *findings.Findings {
	run := findings.List{Rows: t.Events, Captured: t.Segments}
	return run.Analyse(findings.About{Peers: t.Peers, Conns: t.Known()}).Findings
}

func (w *witness) says(format string, args ...any) {
	w.wrong = append(w.wrong, fmt.Sprintf(format, args...))
}

func (w *witness) read() {
	origins := boundary.Origins(w.trace.Transport, w.trace.Events)
	conns := map[int]bool{}
	for i := range w.trace.Events {
		e := &w.trace.Events[i]
		if e.Call.Sends() {
			conns[e.Conn] = true
		}
		if e.Call.Receives() && e.Got > 0 && e.Stream == 0 {
			w.says("event %d received bytes of no origin", e.Seq)
		}
	}
	for conn := range conns {
		if w.trace.Transport.Stream() {
			w.stream(conn, origins)
		} else {
			w.datagrams(conn, origins)
		}
	}
}

// one is a byte of a stream: the send it is of and its place there, the message
// and its place in that.
type one struct {
	value   byte
	send    *lab.Event
	place   int
	message *meant
	at      int
}

// meant is a message: with a header of 4 bytes it is as long as that says, however
// many sends it took and whether they all succeeded.
type meant struct {
	first       *lab.Event
	bytes       []byte
	head, whole int
}

// add takes the bytes of one more send.
func (m *meant) add(e *lab.Event) {
	m.bytes = append(m.bytes, e.Data...)
	if m.whole = e.Asked; m.head > 0 {
		m.head, m.whole = 4, 1<<30
	}
	if m.head > 0 && len(m.bytes) >= 4 {
		m.whole = 4 + int(binary.BigEndian.Uint32(m.bytes))
	}
}

// edge reports whether a part of a message begins or ends before its byte at.
func (m *meant) edge(at int) bool { return at == 0 || at == m.head || at == m.whole }

// laid lays the bytes of a conn's sends out, one by one.
func (w *witness) laid(conn int) []one {
	var all []one
	var message *meant
	for i := range w.trace.Events {
		e := &w.trace.Events[i]
		if !e.Call.Sends() || e.Conn != conn {
			continue
		}
		if message == nil || !e.Continues {
			message = &meant{first: e, head: e.Head}
		}
		message.add(e)
		if e.Off != int64(len(all)) || len(e.Data) != e.Got {
			w.says("send %d is at %d with %d bytes, want it at %d with %d", e.Seq, e.Off, len(e.Data), len(all), e.Got)
		}
		for at, value := range e.Data {
			all = append(all, one{value, e, at, message, len(message.bytes) - e.Got + at})
		}
	}
	return all
}

func (w *witness) stream(conn int, origins map[int][]lab.Origin) {
	sent := w.laid(conn)
	next := 0
	for i := range w.trace.Events {
		e := &w.trace.Events[i]
		if !e.Call.Receives() || e.Stream != conn || e.Got == 0 {
			continue
		}
		if e.Off != int64(next) || next+e.Got > len(sent) {
			w.says("event %d took [%d, %d) of %d bytes sent, want it from %d", e.Seq, e.Off, e.Off+int64(e.Got), len(sent), next)
			return
		}
		took := sent[next : next+e.Got]
		w.same(e, took)
		w.origins(e, took, origins[e.Seq])
		w.verdict(e, took, sent[next+e.Got:])
		w.joined(e, sent, next)
		next += e.Got
	}
	w.lost(conn, sent, next)
}

func (w *witness) same(e *lab.Event, took []one) {
	for i, b := range took {
		if e.Data[i] != b.value {
			w.says("event %d: byte %d is %q, sent was %q", e.Seq, i, e.Data[i], b.value)
			return
		}
	}
}

// origins looks that every byte has one origin, and the right one.
func (w *witness) origins(e *lab.Event, took []one, origins []lab.Origin) {
	at := 0
	for _, o := range origins {
		for i := range o.Len {
			if at == len(took) || took[at].send.Seq != o.Seq || took[at].place != o.Off+i {
				w.says("event %d: byte %d is said to come from place %d of event %d", e.Seq, at, o.Off+i, o.Seq)
				return
			}
			at++
		}
	}
	if at != len(took) {
		w.says("event %d: %d of %d bytes have an origin", e.Seq, at, len(took))
	}
}

func (w *witness) verdict(e *lab.Event, took, rest []one) {
	first, last := took[0], took[len(took)-1]
	var want []string
	if first.message != last.message {
		want = append(want, "coalesced")
	}
	if !first.message.edge(first.at) || !last.message.edge(last.at+1) {
		want = append(want, "split")
	}
	if want == nil {
		want = []string{"exact"}
	}
	if got := e.Verdict.Names(); !slices.Equal(got, want) {
		w.says("event %d is %v, want %v; %d bytes follow", e.Seq, got, want, len(rest))
	}
}

// lost looks that what was sent and not received is said to be lost: messages
// one by one, and the bytes of them all where the receiver has gone.
func (w *witness) lost(conn int, sent []one, received int) {
	begins := int64(0) // the message
	for i := range w.trace.Events {
		e := &w.trace.Events[i]
		if !e.Call.Sends() || e.Conn != conn {
			continue
		}
		if !e.Continues {
			begins = e.Off
		}
		want := e.Got > 0 && begins >= int64(received)
		if got := e.Verdict == lab.Lost; got != want {
			w.says("send %d: lost %v, want %v: %d bytes of the stream were received", e.Seq, got, want, received)
		}
	}
	told := 0
	for _, f := range foundIn(w.trace).All {
		if f, ok := f.Finding.(findings.LostBytes); ok && f.Conn == conn {
			told = int(f.Sent - f.Received)
		}
	}
	if missing := len(sent) - received; told != missing && told != 0 || told == 0 && missing > 0 && w.trace.End.Reason == lab.EndDone {
		w.says("of conn %d %d bytes are said to be lost, want %d", conn, told, missing)
	}
}

// joined finds the answer for each place where messages met in another way:
// for every byte it looks when it was first seen to have left.
func (w *witness) joined(e *lab.Event, sent []one, from int) {
	if e.Verdict&lab.Coalesced == 0 {
		if e.Joined != lab.NotJoined {
			w.says("event %d is not coalesced, yet joined in the %v", e.Seq, e.Joined)
		}
		return
	}
	measured, captured := map[lab.Joined]bool{}, map[lab.Joined]bool{}
	for off := from + 1; off < from+e.Got; off++ {
		if sent[off].message != sent[off-1].message {
			measured[w.met(e, int64(off))] = true
			captured[w.seen(e.Stream, int64(off))] = true
		}
	}
	if want := together(measured); e.Joined != want {
		w.says("event %d is joined in the %q, want %q", e.Seq, e.Joined, want)
	}
	if e.Joined == lab.UnknownQueue || w.trace.Transport != lab.TCP || w.trace.SegmentsLost > 0 || len(w.trace.Segments) == 0 {
		return
	}
	w.compared++
	if want := together(captured); e.Joined != want {
		w.says("event %d is joined in the %q, the captured segments say %q", e.Seq, e.Joined, want)
	}
}

func together(answers map[lab.Joined]bool) lab.Joined {
	switch {
	case answers[lab.UnknownQueue]:
		return lab.UnknownQueue
	case answers[lab.SendQueue] && answers[lab.ReceiveQueue]:
		return lab.BothQueues
	case answers[lab.SendQueue]:
		return lab.SendQueue
	}
	return lab.ReceiveQueue
}

// look is a moment at which the sender was looked at.
type look struct {
	left, segs, resent int64
	ended              bool // it had shut its sending down
}

// looks lists the moments up to an event at which a conn was looked at.
func (w *witness) looks(conn, until int) []look {
	var all []look
	var taken, fin int64
	for i := range w.trace.Events[:until] {
		e := &w.trace.Events[i]
		p := e.Probe
		switch {
		case e.Call.Sends() && e.Conn == conn:
			taken += int64(e.Got)
		case e.Call.Receives() && e.FarConn == conn && e.Far != nil && e.Conn != conn:
			p = e.Far
		case e.Call == lab.CallShutdown && e.Conn == conn && e.Err == "" && e.How != "read":
			fin = 1
		}
		if mine := e.Conn == conn || p == e.Far; mine && p != nil && p.SegsOut >= 0 {
			all = append(all, look{taken - max(int64(p.Unsent)-fin, 0), int64(p.SegsOut), int64(p.Retrans), fin > 0})
		}
	}
	return all
}

// met tells in which queue the bytes around an offset met, as measured.
func (w *witness) met(e *lab.Event, off int64) lab.Joined {
	if w.trace.Transport == lab.UnixStream {
		return lab.ReceiveQueue
	}
	looks := w.looks(e.Stream, e.Seq)
	before, after := firstPast(looks, off-1), firstPast(looks, off)
	switch {
	case before != after:
		return lab.ReceiveQueue // there was a look when exactly the bytes before it had left
	case after == 0:
		return lab.UnknownQueue // nobody had looked before
	case after < len(looks):
		a, b := looks[after-1], looks[after]
		if b.segs-a.segs-(b.resent-a.resent) == 1 && (b.resent == a.resent || !b.ended) {
			return lab.SendQueue
		}
		return lab.UnknownQueue
	}
	last := looks[after-1]
	if last.resent == 0 && slices.Contains(w.came(e), last.segs+1) {
		return lab.SendQueue
	}
	return lab.UnknownQueue
}

// firstPast gives the index of the first look at which the byte at the offset
// had left; the number of looks if none.
func firstPast(looks []look, off int64) int {
	for i, l := range looks {
		if l.left > off {
			return i
		}
	}
	return len(looks)
}

// came lists how many segments had come in all, as far as it was looked at
// when nothing else could come between: after the receive, and when the sender
// ended and all of its bytes were there.
func (w *witness) came(e *lab.Event) (all []int64) {
	if e.Probe != nil && e.Probe.SegsIn >= 0 {
		all = append(all, int64(e.Probe.SegsIn))
	}
	var sent, got int64
	for _, past := range w.trace.Events[:e.Seq-1] {
		switch {
		case past.Call.Sends() && past.Conn == e.Stream:
			sent += int64(past.Got)
		case past.Call.Receives() && past.Stream == e.Stream:
			got += int64(past.Got)
		case past.Conn == e.Stream && past.Far != nil && past.Err == "" &&
			(past.Call == lab.CallShutdown && past.How != "read" || past.Call == lab.CallClose):
			if got+int64(past.Far.InQ) == sent {
				return append(all, int64(past.Far.SegsIn))
			}
		}
	}
	return all
}

// seen tells the same from the captured segments: whether the one that first
// had the byte before the offset had the byte behind it too.
func (w *witness) seen(conn int, off int64) lab.Joined {
	segments := slices.Clone(w.trace.Segments)
	slices.SortStableFunc(segments, func(a, b lab.Segment) int { return cmp.Compare(a.At, b.At) })
	for _, s := range segments {
		if s.From != conn || s.Seq < 0 || s.Seq > off-1 || s.Seq+int64(s.Len) <= off-1 {
			continue
		}
		if s.Seq+int64(s.Len) == off {
			return lab.ReceiveQueue
		}
		return lab.SendQueue
	}
	return lab.UnknownQueue
}

// datagrams looks that each was received once at the most, and whole or from
// its start on; those that were not are lost.
func (w *witness) datagrams(conn int, origins map[int][]lab.Origin) {
	var sent []*lab.Event
	taken := map[int]int{}
	for i := range w.trace.Events {
		if e := &w.trace.Events[i]; e.Call.Sends() && e.Conn == conn {
			sent = append(sent, e)
		}
	}
	for i := range w.trace.Events {
		e := &w.trace.Events[i]
		if !e.Call.Receives() || e.Err != "" || e.Stream != conn {
			continue
		}
		if e.Off < 0 || e.Off >= int64(len(sent)) {
			w.says("event %d took datagram %d of %d", e.Seq, e.Off, len(sent))
			continue
		}
		from := sent[e.Off]
		taken[from.Seq]++
		want := "exact"
		if e.Got < len(from.Data) {
			want = "truncated"
		}
		if got := strings.Join(e.Verdict.Names(), " "); got != want || !bytes.HasPrefix(from.Data, e.Data) || e.Datagram != len(from.Data) {
			w.says("event %d is %s with %d of %d bytes; event %d sent %d", e.Seq, got, e.Got, e.Datagram, from.Seq, len(from.Data))
		}
		if o := origins[e.Seq]; len(o) != 1 || o[0] != (lab.Origin{Seq: from.Seq, Len: e.Got}) {
			w.says("event %d has the origins %v, want all of event %d", e.Seq, o, from.Seq)
		}
	}
	for _, s := range sent {
		lost := s.Verdict&lab.Lost != 0
		if want := taken[s.Seq] == 0 && s.Err == ""; taken[s.Seq] > 1 || lost != want {
			w.says("send %d was received %d times, lost %v, want %v", s.Seq, taken[s.Seq], lost, want)
		}
	}
}
