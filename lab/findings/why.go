package findings

import (
	"context"
	"fmt"

	"stickylab/lab"
)

// Why returns the evidence for the event with the Seq, nil when there is
// nothing to say of it or no such event. The run is the one that was analysed.
func (a *Analysis) Why(ctx context.Context, run Run, seq int) (Evidence, error) {
	if seq < 1 || seq > a.events {
		return nil, nil
	}
	e, err := eventOf(ctx, run, seq)
	if err != nil {
		return nil, err
	}
	switch {
	case e.Call.Receives() && e.Verdict != 0:
		return a.received(&e), nil
	case e.Decode != nil:
		if fault := a.faults[seq]; fault != nil {
			e.Fault = fault
		}
		return DecoderStep{&e}, nil
	case e.Call.Sends() && e.Conn != 0:
		return a.sent(ctx, run, &e)
	}
	return nil, nil
}

// eventOf returns the event with the Seq, but for its Data: an answer may be kept
// longer than the run.
func eventOf(ctx context.Context, run Run, seq int) (lab.Event, error) {
	for e, err := range run.Events(ctx, seq) {
		if err != nil {
			return lab.Event{}, err
		}
		event := *e
		event.Data = nil
		return event, nil
	}
	return lab.Event{}, fmt.Errorf("the run has no event %d", seq)
}

func (a *Analysis) received(e *lab.Event) Evidence {
	s := a.stream(e.Stream)
	why := Received{Event: e, Message: a.message(e)}
	if !a.transport(e.Conn).Stream() {
		if one, ok := s.datagram(e.Off); ok && e.Stream != 0 {
			why.Messages = 1
			why.Parts = []Part{{Seq: one.seq, At: e.Off, Len: e.Got, Size: one.asked, Head: one.head}}
		}
		return why
	}
	why.Messages, why.Parts = s.parts(e)
	if e.Verdict&lab.Coalesced != 0 {
		why.Joints, why.Unlisted = a.joints(s, e)
		e.Joined = s.joined(e)
	}
	why.Segments = s.carried(e.Off, e.Off+int64(e.Got))
	return why
}

// parts lists the messages of a receive: the first, and the last one where they
// are more than MaxParts. What several sends made of one is one.
func (s *stream) parts(e *lab.Event) (messages int, all []Part) {
	var part Part
	at, start := e.Off, int64(-1)
	list := func() {
		if messages > MaxParts {
			all = all[:MaxParts-1]
		}
		if messages > 0 {
			all = append(all, part)
		}
	}
	for one, n := range s.origins(e) {
		if one.start != start {
			list()
			messages, start = messages+1, one.start
			part = Part{Seq: one.seq, At: at, Off: int(at - start)}
		}
		part.Len += n
		at += int64(n)
	}
	list()
	for i := range all {
		message := s.extentAt(all[i].At)
		all[i].Size, all[i].Head = int(message.meant-message.from), s.head(message)
	}
	return messages, all
}

// sent explains a send whose bytes were not all received, or not all taken, or
// stayed unsent for a while.
func (a *Analysis) sent(ctx context.Context, run Run, e *lab.Event) (Evidence, error) {
	s, stream := a.stream(e.Conn), a.transport(e.Conn).Stream()
	receiver := e.FarConn
	if stream {
		receiver = s.receiver
	}
	end := e.Off + int64(e.Got)
	var segments []lab.Segment
	if stream {
		segments = s.carried(e.Off, end)
	}
	switch {
	case e.Verdict&lab.Lost != 0, stream && e.Got > 0 && end > s.got && a.unreachable(s):
		return Unreceived{e, stream, a.message(e), a.loss(e.Conn, receiver), segments}, nil
	case stream && e.Got < e.Asked && (e.Err == "" || e.Err == lab.ErrAgain || e.Err == lab.ErrTimeout):
		return ShortSend{e, segments}, nil // a queue was full, not the connection broken
	}
	return a.whyHeld(ctx, run, e)
}

// WhyHeld returns the evidence that bytes of a send stayed unsent after it,
// whatever else there is to say of the send; nil if none did.
func (a *Analysis) WhyHeld(ctx context.Context, run Run, seq int) (Evidence, error) {
	if seq < 1 || seq > a.events {
		return nil, nil
	}
	e, err := eventOf(ctx, run, seq)
	if err != nil {
		return nil, err
	}
	return a.whyHeld(ctx, run, &e)
}

func (a *Analysis) whyHeld(ctx context.Context, run Run, e *lab.Event) (Evidence, error) {
	s := a.stream(e.Conn)
	i := s.held.search(func(h held) bool { return h.seq >= e.Seq })
	if i == s.held.len() {
		return nil, nil
	}
	h := s.held.at(i)
	if h.seq != e.Seq {
		return nil, nil
	}
	why := HeldSend{Event: e, Hold: h.hold}
	var err error
	if t, waitNs, ok := s.takenBy(h); ok {
		taken, err := eventOf(ctx, run, t.seq)
		if err != nil {
			return nil, err
		}
		why.Taken, why.WaitNs = &taken, waitNs
	}
	if h.hold == HoldNagle {
		why.Before, why.Acked, err = s.acknowledged(ctx, run, e.Off+int64(e.Got)-int64(e.Probe.Unsent))
	}
	return why, err
}

// mostLookedAt bounds the segments of a run among which an acknowledgement is looked for:
// they are read from the first on.
const mostLookedAt = 512

// acknowledged returns the captured segment that first had the byte before an offset,
// and the first one from the other end that acknowledged it; nil where there is none
// among the first of the run.
func (s *stream) acknowledged(ctx context.Context, run Run, off int64) (sent, acked *lab.Segment, err error) {
	carriers := s.carried(off-1, off)
	if len(carriers) == 0 {
		return nil, nil, nil
	}
	looked := 0
	for one, err := range run.Segments(ctx) {
		if looked++; err != nil || looked > mostLookedAt {
			return nil, nil, err
		}
		if one.To == s.conn && one.At >= carriers[0].At && one.Ack >= off {
			found := *one
			return &carriers[0], &found, nil
		}
	}
	return &carriers[0], nil, nil
}

// evidence returns the evidence for a finding, as far as there is more to say
// than it says itself.
func (f *finder) evidence(one Finding) Evidence {
	var why Evidence
	var err error
	switch found := one.(type) {
	case Held:
		why, err = f.WhyHeld(f.ctx, f.run, found.Seq)
	case Coalesced:
		why, err = f.Why(f.ctx, f.run, found.Seq)
	case Split:
		why, err = f.Why(f.ctx, f.run, found.Seq)
	case Truncated:
		why, err = f.Why(f.ctx, f.run, found.Seq)
	case Lost:
		why, err = f.Why(f.ctx, f.run, found.Seq)
	case LostBytes:
		why, err = f.Why(f.ctx, f.run, found.Seq)
	case Short:
		if why, err = f.Why(f.ctx, f.run, found.Seq); err == nil {
			if _, ok := why.(ShortSend); !ok {
				why = nil
			}
		}
	}
	if err != nil && f.err == nil {
		f.err = err
	}
	return why
}
