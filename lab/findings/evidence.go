package findings

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
)

// Evidence is what may be said of one event, with the numbers that it follows
// from: one of the types below.
type Evidence interface {
	// Of returns the event.
	Of() *lab.Event
	// Captured returns the captured segments that carried its bytes, no more
	// than MaxQuoted of them.
	Captured() []lab.Segment
}

// Received is the evidence for the verdict of a receive.
type Received struct {
	Event *lab.Event
	// Messages counts the messages that it took bytes of. Parts are the first
	// of them and the last one, no more than MaxParts.
	Messages int
	Parts    []Part
	// Message: it is one of a connection that keeps boundaries, and no datagram.
	Message bool
	// Joints are the places where the messages of a coalesced receive were joined.
	// Neighbours that follow from the same numbers are one. Unlisted counts the
	// places beyond MaxJoints.
	Joints   []Joint
	Unlisted int
	// Segments are the captured ones that carried its bytes.
	Segments []lab.Segment
}

// Unreceived is the evidence that bytes of a send, or a datagram, were lost.
type Unreceived struct {
	Event    *lab.Event
	Stream   bool // the transport keeps no boundaries
	Message  bool // that of Received
	Loss     Loss
	Segments []lab.Segment
}

// ShortSend is the evidence that the kernel took only a part of a send.
type ShortSend struct {
	Event    *lab.Event
	Segments []lab.Segment
}

// HeldSend is the evidence that bytes of a send stayed unsent after it.
type HeldSend struct {
	Event *lab.Event // its Probe has the numbers
	Hold  Hold
	// Taken is the receive that took its last byte, nil if none did. WaitNs is
	// the time from the end of the send to the end of that receive: no less
	// than the byte waited.
	Taken  *lab.Event
	WaitNs int64
	// Before is the captured segment whose acknowledgement the bytes waited for by
	// Nagle's algorithm, and Acked the one that brought it; nil where not captured.
	Before, Acked *lab.Segment
}

// DecoderStep is a step of a decoder, whose event has all there is.
type DecoderStep struct{ Event *lab.Event }

// Of implements Evidence.
func (e Received) Of() *lab.Event { return e.Event }

// Of implements Evidence.
func (e Unreceived) Of() *lab.Event { return e.Event }

// Of implements Evidence.
func (e ShortSend) Of() *lab.Event { return e.Event }

// Of implements Evidence.
func (e HeldSend) Of() *lab.Event { return e.Event }

// Of implements Evidence.
func (e DecoderStep) Of() *lab.Event { return e.Event }

// Captured implements Evidence.
func (e Received) Captured() []lab.Segment { return e.Segments }

// Captured implements Evidence.
func (e Unreceived) Captured() []lab.Segment { return e.Segments }

// Captured implements Evidence.
func (e ShortSend) Captured() []lab.Segment { return e.Segments }

// Captured implements Evidence.
func (e HeldSend) Captured() []lab.Segment { return nil }

// Captured implements Evidence.
func (e DecoderStep) Captured() []lab.Segment { return nil }

// The bounds of what a Received lists.
const (
	MaxParts  = 8
	MaxJoints = 8
)

// Part is a piece of a message that a receive took.
type Part struct {
	Seq  int   // the first send that the piece is of
	At   int64 // where in the stream the piece begins; of a datagram its number
	Off  int   // where in the message the piece begins
	Len  int   // bytes of the piece
	Size int   // bytes that the message was meant to have
	Head int   // the bytes of it that are header
}

// Rule names the measurements that decide where two messages were joined.
type Rule string

// The rules. The first four give an answer, RuleCounted where it counted one segment; the
// others say why there is none.
const (
	RuleEdge    Rule = "edge"    // the stream had left up to there and no farther: a segment ended there
	RuleSpanned Rule = "spanned" // between two samples one segment left, from before it to behind it
	RuleArrived Rule = "arrived" // one segment reached the receiver for all that had not left at the last sample
	RuleUnix    Rule = "unix"    // a Unix stream has no send queue (unix(7))
	RuleSeveral Rule = "several" // several segments left or arrived between two samples
	RuleResent  Rule = "resent"  // segments were sent again, so what was counted is not sure
	RuleCounted Rule = "counted" // only the segments of the whole stream were counted, when the receiver was closed
	RuleUnseen  Rule = "unseen"  // there was no sample before, or none behind
)

// Joint is a place in a stream where messages were joined.
type Joint struct {
	Off           int64 // stream offset of the first byte behind it
	Before, After int   // Seqs of the sends that end and begin there
	Count         int   // of joints, from this one on, that follow from the same numbers
	Queue         lab.Joined
	Rule          Rule
	// From is the last sample before the byte left, To the first one after; for
	// an edge both are the sample that shows it. A Seq of 0 stands for none.
	From, To boundary.Sample
	// Arrived counts the segments that had reached the receiver after the event
	// ArrivedAt, where To is none; an ArrivedAt of 0 stands for none.
	Arrived   int32
	ArrivedAt int
	// Segs counts the segments between them that were not sent again; with
	// RuleArrived, and where To is none, those that reached the receiver after
	// From. Missing if that is not known.
	Segs int32
	// Captured is what the captured segments show of it: RuleEdge, RuleSpanned,
	// or empty.
	Captured Rule
}
