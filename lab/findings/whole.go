package findings

import (
	"cmp"
	"maps"
	"slices"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// streamsThatLost lists the streams of which bytes were never received, in the
// order of the first send of which bytes are missing.
func (f *finder) streamsThatLost() {
	type loss struct {
		*stream
		first send
	}
	var all []loss
	for conn, s := range f.streams {
		if s.sent <= s.got || !f.transport(conn).Stream() || !f.unreachable(s) {
			continue
		}
		i := s.sends.search(func(one send) bool { return one.end() > s.got })
		all = append(all, loss{s, s.sends.at(min(i, s.sends.len()-1))})
	}
	slices.SortFunc(all, func(a, b loss) int { return cmp.Compare(a.first.seq, b.first.seq) })
	for _, l := range all {
		f.explained[l.conn] = true
		f.add(KindLostBytes, func() Finding {
			return LostBytes{Where: f.where(f.event(l.first.seq)), Sends: l.sends.len(), Sent: l.sent, Received: l.got}
		})
	}
}

// whereOf is where for a finding about a conn, which need not be that of the
// event in which it was seen.
func (f *finder) whereOf(conn int, seq int) Where {
	w := f.where(f.event(seq))
	w.Conn, w.Peer = conn, f.name(f.conn(conn).peer)
	return w
}

// connsThatDropped lists the sockets that dropped datagrams.
func (f *finder) connsThatDropped() {
	for _, id := range slices.Sorted(maps.Keys(f.conns)) {
		if c := f.conns[id]; c.drops > 0 {
			f.add(KindDropped, func() Finding { return Dropped{f.whereOf(id, c.dropsAt), int(c.drops), f.unread[id]} })
		}
	}
}

// connsThatSentAgain lists the sockets that sent segments again.
func (f *finder) connsThatSentAgain() {
	for _, id := range slices.Sorted(maps.Keys(f.conns)) {
		if c := f.conns[id]; c.resent > 0 {
			f.add(KindSentAgain, func() Finding { return SentAgain{f.whereOf(id, c.resentAt), int(c.resent)} })
		}
	}
}

// connsThatHeld lists the sockets whose sends left bytes in the send queue.
func (f *finder) connsThatHeld() {
	for _, id := range slices.Sorted(maps.Keys(f.streams)) {
		if s := f.streams[id]; s.held.len() > 0 {
			f.add(KindHeld, func() Finding { return f.heldBy(s) })
		}
	}
}

// whole lists what only all receives together show. Parts that no header was
// read for are no whole messages, nor does a header show where they end. Where
// decoders take the receives, their frames count and not what each receive got.
func (f *finder) whole() {
	if len(f.listed[KindGap]) > 0 {
		return // what was not recorded may have been otherwise
	}
	for i, t := range f.tallies {
		if t.reads > 0 && !t.wrong && !f.misread(true) {
			f.add(KindFramed, func() Finding { return Framed{Receives: t.receives, Reads: t.reads} })
			continue
		}
		if t.wrong || t.exact == 0 || t.decode || t.parts && !f.unpacked || f.misread(t.parts) || i == 1 && len(f.listed[KindLostBytes]) > 0 {
			continue
		}
		if t.parts {
			f.add(KindFramed, func() Finding { return Framed{Receives: t.exact} })
		} else {
			f.add(KindExact, func() Finding { return Exact{Receives: t.exact, Stream: i == 1, Apart: f.apart()} })
		}
	}
}

// mostApart is how many of a stream's sends, and events behind one, are looked at.
const mostApart = 16

// apart finds two sends in a row of a program in a browser: its peer received nothing of
// the same conn between them, as who waits for an answer does.
func (f *finder) apart() (found Apart) {
	if f.about.Source != lab.SourcePython {
		return found
	}
	for _, id := range slices.Sorted(maps.Keys(f.streams)) {
		s := f.streams[id]
		for i := 1; i < min(s.sends.len(), mostApart) && f.transport(id).Stream(); i++ {
			first, second := f.event(s.sends.at(i-1).seq), f.event(s.sends.at(i).seq)
			if second.Seq-first.Seq <= mostApart && !f.receivesBetween(id, first.Seq, second.Seq) {
				return Apart{f.where(first), second.Start - first.End}
			}
		}
	}
	return found
}

func (f *finder) receivesBetween(conn, first, second int) bool {
	for seq := first + 1; seq < second; seq++ {
		if e := f.event(seq); e.Conn == conn && e.Call.Receives() {
			return true
		}
	}
	return false
}

// misread reports whether a header was read wrong after all: by a decoder, by
// an unpack, or so that a receive waits for what it announced and never came.
func (f *finder) misread(framed bool) bool {
	return slices.ContainsFunc(f.failures, func(one Failed) bool {
		return one.Call == lab.CallDecode || one.Call == lab.CallUnpack || one.Call.Receives() && (one.Err == lab.ErrLimit || one.Err == lab.ErrNegative)
	}) || framed && len(f.listed[KindLostBytes]) > 0 || framed && slices.ContainsFunc(f.listed[KindWaiting], func(one Finding) bool {
		waiting, ok := one.(Waiting)
		return ok && waiting.Call.Receives()
	})
}

// frames counts the frames that a peer decoded, and the receives that they came
// in.
func (f *finder) frames(e *lab.Event) {
	one := f.decoders[e.Peer]
	if one == nil {
		if e.Call != lab.CallDecode && !f.fed.has(e.Seq) {
			return
		}
		one = &Decoded{}
		f.decoders[e.Peer] = one
	}
	switch {
	case f.fed.has(e.Seq):
		f.tally(e.Conn).decode = true
		if e.Got > 0 {
			one.Receives++
			one.Inexact += int(number(e.Verdict != lab.Exact))
			f.decoderOf(e.Conn).fed = e.Off + int64(e.Got)
		}
	case e.Decode != nil:
		f.step(one, e)
		if e.Err != "" {
			one.Fault = e.Err
		}
	case e.Call == lab.CallDecode && e.Err != "":
		one.Fault = e.Err
	}
}

func (f *finder) peersThatDecoded() {
	for _, peer := range slices.Sorted(maps.Keys(f.decoders)) {
		if one := f.decoders[peer]; one.Frames > 0 {
			f.add(one.Kind(), func() Finding { return *one })
		}
	}
}

// messagesIn counts the messages that a receive took bytes of.
func (s *stream) messagesIn(e *lab.Event) (n int) {
	start := int64(-1)
	for one := range s.origins(e) {
		if one.start != start {
			n++
			start = one.start
		}
	}
	return n
}

// carriedBy counts the data segments that left with the messages of a receive:
// between a sample at which the stream had left up to the start of the first,
// and one up to the end of the last. Where there is no such sample behind them,
// one segment that arrived for all will do.
func (f *finder) carriedBy(s *stream, e *lab.Event) int {
	if !f.transport(e.Conn).IsTCP() {
		return lab.Missing
	}
	var first, last send
	for one := range s.origins(e) {
		if last = one; first.seq == 0 {
			first = one
		}
	}
	from, known := s.lastBefore(first.seq, first.off)
	if !known {
		return lab.Missing // some of them left with bytes of earlier sends
	}
	if to, ok := s.firstReach(last.end()); ok {
		return int(to.Segs - from.Segs)
	}
	if boundary.Arrived(&from.Sample, e.Probe) == 1 {
		return 1
	}
	return lab.Missing
}
