package findings

import (
	"context"
	"maps"
	"math/bits"
	"slices"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// MaxFindings bounds the findings of one kind that are listed.
const MaxFindings = 20

// Found is a finding with the evidence for it, nil where the finding says all.
type Found struct {
	Finding
	Evidence Evidence
}

// Findings are what a run shows, what went wrong first.
type Findings struct {
	All []Found
	// Unlisted counts the findings of a kind beyond MaxFindings.
	Unlisted map[string]int
}

// finder makes the Findings of a run that has been learnt.
type finder struct {
	*Analysis
	ctx context.Context
	run Run
	err error

	listed   map[string][]Finding
	unlisted map[string]int
	failures []Failed
	ends     []EOF

	deaf      numbers      // conns that were shut down for reading by their own side
	silent    numbers      // peers that vanished
	reset     numbers      // conns of which a call returned ECONNRESET
	explained map[int]bool // conns whose lost messages another finding is about
	unread    map[int]int  // datagrams that were lost on their way to a conn that dropped some
	unpacked  bool         // a header was read
	tallies   [2]tally     // of datagrams, of streams
	decoders  map[int]*Decoded
	widths    map[int]int     // bytes of what a peer unpacked last
	framed    map[int]*framed // by the conn that receives
	reads     map[int]*reads  // the same
	taken     map[int]*stream // the same, once takenFrom was asked
}

// tally counts receives of datagrams, or those of streams.
type tally struct {
	exact  int
	parts  bool // some of those took a part of a message: a header, a body
	wrong  bool // some were coalesced, split or truncated
	decode bool // some were taken by a decoder
	// reads are those of exact readers, which took so many receives.
	reads, receives int
}

func (f *finder) tally(conn int) *tally { return &f.tallies[number(f.transport(conn).Stream())] }

// find reads the run once more, for its findings.
func (a *Analysis) find(ctx context.Context, run Run) (*Findings, error) {
	f := finder{
		Analysis: a, ctx: ctx, run: run, listed: map[string][]Finding{}, unlisted: map[string]int{},
		explained: map[int]bool{}, unread: map[int]int{}, decoders: map[int]*Decoded{}, framed: map[int]*framed{}, reads: map[int]*reads{}, widths: map[int]int{},
	}
	f.streamsThatLost()
	for e, err := range run.Events(ctx, 1) {
		if err != nil {
			return nil, err
		}
		if e.Seq > a.events {
			break // it was not there yet
		}
		f.note(e)
		f.look(e)
	}
	f.waits()
	f.hindsight()
	f.exactReaders()
	f.whole()
	f.connsThatDropped()
	f.connsThatSentAgain()
	f.connsThatHeld()
	f.peersThatDecoded()
	return f.findings()
}

// findings puts what was found into order, each with its evidence.
func (f *finder) findings() (*Findings, error) {
	for _, one := range f.failures {
		one.GoesOn = one.Call == lab.CallDecode && f.decoderOf(one.Conn).lastSeq > one.Seq
		if one.Call.Receives() && (one.Err == lab.ErrTimeout || one.Err == lab.ErrAgain) {
			one.InDecoder = f.inDecoder(one.Conn, one.step)
		}
		f.listed[KindFailed] = append(f.listed[KindFailed], one)
	}
	for _, one := range f.ends {
		one.InDecoder = f.inDecoder(one.Conn, one.step)
		f.listed[KindEOF] = append(f.listed[KindEOF], one)
	}
	all := &Findings{Unlisted: f.unlisted}
	for _, kind := range f.order() {
		for _, one := range f.listed[kind] {
			all.All = append(all.All, Found{one, f.evidence(one)})
		}
	}
	return all, f.err
}

// inDecoder is what the decoder of a socket has in the end, unless it is the line that
// would get it.
func (f *finder) inDecoder(conn, step int) (has InDecoder) {
	if d, from := f.framed[conn], f.takenFrom(conn); d != nil && from != nil && d.step != step {
		has.Rest, has.RestOff = f.left(conn)
		has.Stream = from.conn
	}
	return has
}

// order is that of the kinds. What a program could make nothing of comes before the
// bytes that were lost for it: they are there when it broke off, as nobody receives them.
func (f *finder) order() []string {
	order := slices.Clone(kinds[:])
	if f.misread(false) {
		order = slices.DeleteFunc(order, func(kind string) bool { return kind == KindFailed })
		order = slices.Insert(order, slices.Index(order, KindLostBytes), KindFailed)
	}
	return order
}

// room reports whether one more finding of the kind is listed. If not, it is
// counted.
func (f *finder) room(kind string, listed int) bool {
	if listed == MaxFindings {
		f.unlisted[kind]++
		return false
	}
	return true
}

// add lists what create returns, which is not called where there is no room.
func (f *finder) add(kind string, create func() Finding) {
	if f.room(kind, len(f.listed[kind])) {
		f.listed[kind] = append(f.listed[kind], create())
	}
}

func (f *finder) where(e *lab.Event) Where {
	return Where{Peer: f.name(e.Peer), Call: e.Call, Seq: e.Seq, Conn: e.Conn, Asked: e.Asked}
}

// event reads an event, the zero value after an error, which find returns.
func (f *finder) event(seq int) *lab.Event {
	e, err := eventOf(f.ctx, f.run, seq)
	if err != nil && f.err == nil {
		f.err = err
	}
	return &e
}

// note keeps what later findings need of an event.
func (f *finder) note(e *lab.Event) {
	f.frames(e)
	f.read(e)
	switch {
	case e.Verdict&lab.Exact != 0:
		t := f.tally(e.Conn)
		t.exact++
		t.parts = t.parts || f.tookPart(e)
	case e.Err == lab.ErrReset:
		f.reset.set(e.Conn)
	case e.Err != "":
	case e.Call == lab.CallUnpack:
		f.unpacked = true
		f.widths[e.Peer] = e.Asked
	case e.Call == lab.CallShutdown && e.How != "write":
		f.deaf.set(e.Conn)
	}
}

// tookPart reports whether an exact receive took a part of a message, which
// only a message with a header has.
func (f *finder) tookPart(e *lab.Event) bool {
	s := f.stream(e.Stream)
	if !s.heads || !f.transport(e.Conn).Stream() {
		return false
	}
	message := s.extentAt(e.Off)
	return int64(e.Got) < message.meant-message.from
}

func (f *finder) look(e *lab.Event) {
	stream := f.transport(e.Conn).Stream()
	switch {
	case e.Call == lab.CallGap:
		f.add(KindGap, func() Finding { return Gap{f.where(e), e.Got, e.Text} })
	case e.Err == lab.ErrStopped:
		f.waiting(e)
	case f.underWay(e):
	case e.Err != "":
		f.failed(e)
	case e.Call == lab.CallBind && e.Holder != "":
		f.add(KindElsewhere, func() Finding { return Elsewhere{f.where(e), e.Address} })
	case e.Verdict&lab.Coalesced != 0:
		f.coalesced(e)
	case e.Verdict&lab.Split != 0:
		f.split(e)
	case e.Verdict&lab.Truncated != 0:
		f.truncated(e)
	case e.Verdict&lab.Lost != 0:
		f.lost(e)
	case e.Call.Sends() && stream && e.Asked == 0:
		f.add(KindEmpty, func() Finding { return Empty{f.where(e)} })
	case e.Call.Sends() && stream && e.Got < e.Asked:
		f.add(KindShort, func() Finding { return Short{f.where(e), e.Got} })
	case e.Option == lab.OptionDropAll && !f.silent.has(e.Peer):
		f.silent.set(e.Peer)
		f.add(KindVanished, func() Finding { return Vanished{f.where(e)} })
	case e.EOF && !f.deaf.has(e.Conn): // else the other side need not have closed
		f.ended(e)
	}
}

func (f *finder) waiting(e *lab.Event) {
	if e.Call != lab.CallSleep && e.Call != lab.CallWait {
		f.add(KindWaiting, func() Finding { return Waiting{Where: f.where(e), Err: e.Err, step: e.Step} })
	}
}

// waits adds to the receives that never returned what their decoders have: the
// bytes that they wait for may be there.
func (f *finder) waits() {
	for i, one := range f.listed[KindWaiting] {
		w, ok := one.(Waiting)
		if ok && w.Call == lab.CallPoll {
			f.listed[KindWaiting][i] = f.polled(w)
			continue
		}
		d, s := f.framed[w.Conn], f.takenFrom(w.Conn)
		if !ok || d == nil || s == nil || !w.Call.Receives() {
			continue
		}
		w.Rest, w.RestOff = f.left(w.Conn)
		w.Stream, w.Doubt = s.conn, d.doubt
		if d.step == w.step && d.last.Part != frame.PartFrame {
			w.Needs, w.Unended = d.last.Need, d.last.Part == frame.PartDelimiter
		}
		f.listed[KindWaiting][i] = w
	}
}

// polled adds to a wait for several sockets what a decoder of its peer has: no poll sees
// that, whichever the sockets are.
func (f *finder) polled(w Waiting) Waiting {
	for _, conn := range slices.Sorted(maps.Keys(f.framed)) {
		n, off := f.left(conn)
		if s := f.takenFrom(conn); n > 0 && s != nil && f.name(f.conn(conn).peer) == w.Peer {
			w.Rest, w.RestOff, w.Stream = n, off, s.conn
			break
		}
	}
	return w
}

// underWay reports whether a call did not fail, although it has an errno: a connect that
// did not wait, of a socket that was connected afterwards.
func (f *finder) underWay(e *lab.Event) bool {
	return e.Call == lab.CallConnect && e.Err == "EINPROGRESS" && f.about.Conns.ConnOf(e.Conn).Remote != ""
}

// failed makes one finding of the calls of a socket that return the same error:
// a program may try again and again.
func (f *finder) failed(e *lab.Event) {
	where := f.where(e)
	where.Call = e.Meant()
	unmade := e.Call == lab.CallNone
	for i := range f.failures {
		if old := &f.failures[i]; old.Conn == e.Conn && old.Call == where.Call && old.Unmade == unmade && old.Err == e.Err && old.Peer == where.Peer {
			old.Again++
			return
		}
	}
	if f.room(KindFailed, len(f.failures)) {
		f.failures = append(f.failures, Failed{
			Where: where, Err: e.Err, Unmade: unmade, Text: e.Text, Fault: e.Fault, Value: e.Value, Holder: e.Holder, Swapped: f.swapped(e), Had: had(e), step: e.Step,
		})
	}
}

// had is how many bytes an unpack had.
func had(e *lab.Event) int {
	if e.Call == lab.CallUnpack {
		return e.Asked
	}
	return 0
}

// swapped returns the size of a receive that was refused, in the other byte order,
// when it was unpacked just so and is what the stream has left.
func (f *finder) swapped(e *lab.Event) int64 {
	size, err := strconv.ParseInt(e.Value, 10, 64)
	width := f.widths[e.Peer]
	s := f.takenFrom(e.Conn)
	if e.Err != lab.ErrLimit || err != nil || size <= 0 || s == nil || width < 2 || width > 8 {
		return 0
	}
	swapped := int64(bits.ReverseBytes64(uint64(size)) >> (64 - 8*width))
	if swapped <= 0 || swapped > s.sent-s.got {
		return 0
	}
	return swapped
}

// ended makes one finding of the receives of a socket that found the end. On a
// connection that was broken off one receive fails; those after it return as at
// an end.
func (f *finder) ended(e *lab.Event) {
	for i := range f.ends {
		if f.ends[i].Conn == e.Conn {
			f.ends[i].Times++
			return
		}
	}
	if f.room(KindEOF, len(f.ends)) {
		f.ends = append(f.ends, EOF{Where: f.where(e), Times: 1, Reset: f.reset.has(e.Conn), step: e.Step})
	}
}

func (f *finder) coalesced(e *lab.Event) {
	f.inexact(KindCoalesced, e.Conn)
	f.add(KindCoalesced, func() Finding {
		s := f.stream(e.Stream)
		return Coalesced{
			Where: f.where(e), Got: e.Got, Joined: s.joined(e),
			Messages: s.messagesIn(e), Segments: f.carriedBy(s, e), Came: int(s.came),
		}
	})
}

// split lists a receive of a part of a message, unless a decoder took it, which
// puts the parts together.
func (f *finder) split(e *lab.Event) {
	if f.fed.has(e.Seq) {
		return
	}
	f.inexact(KindSplit, e.Conn)
	f.add(KindSplit, func() Finding {
		found, s := Split{Where: f.where(e), Got: e.Got}, f.stream(e.Stream)
		if e.Stream == 0 || s.sends.len() == 0 {
			return found
		}
		message := s.extentAt(e.Off)
		found.Message = int(message.meant - message.from)
		found.Before, found.After = int(e.Off-message.from), int(message.to-e.Off)-e.Got
		if f.unreachable(s) {
			found.Missed = max(int(message.to-s.got), 0)
		}
		return found
	})
}

func (f *finder) truncated(e *lab.Event) {
	f.tally(e.Conn).wrong = true
	f.add(KindTruncated, func() Finding { return Truncated{f.where(e), e.Got, e.Datagram, f.message(e)} })
}

// message reports whether an event is about a message of a connection that keeps
// boundaries.
func (a *Analysis) message(e *lab.Event) bool {
	t := a.transport(e.Conn)
	return t.Connects() && !t.Stream()
}

// lost lists a lost message, unless another finding is about it.
func (f *finder) lost(e *lab.Event) {
	switch {
	case f.explained[e.Conn]:
	case e.FarConn != 0 && f.conn(e.FarConn).drops > 0:
		f.unread[e.FarConn]++
	default:
		f.add(KindLost, func() Finding { return Lost{f.where(e), e.Got} })
	}
}
