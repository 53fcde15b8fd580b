package findings

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
)

// Rule names what the answer about the joint of two messages rests on.
type Rule string

// The rules. The first four give an answer, the others say why there is none.
const (
	RuleEdge    Rule = "edge"    // the stream had left up to there and no farther: a segment ended there
	RuleSpanned Rule = "spanned" // between two samples one segment left, from before it to behind it
	RuleArrived Rule = "arrived" // one segment came to the receiver for all that had not left at the last sample
	RuleUnix    Rule = "unix"    // a Unix stream has no send queue (unix(7))
	RuleSeveral Rule = "several" // several segments left or came between two samples
	RuleResent  Rule = "resent"  // segments were sent again, so what was counted is not sure
	RuleUnseen  Rule = "unseen"  // there was no sample before, or none behind
)

// KindDecode is the Kind of an Evidence of a decoder's step, which says for
// itself what there is to say.
const KindDecode = "decode"

// MaxJoints bounds the joints that an Evidence lists.
const MaxJoints = 8

// MaxQuoted bounds the captured segments that an Evidence quotes.
const MaxQuoted = 20

// Evidence is what may be said of an event, and the numbers it rests on.
type Evidence struct {
	// Kind is the kind of the finding that it belongs to: KindCoalesced,
	// KindSplit, KindExact and KindTruncated of a receive, KindLost and
	// KindShort and KindHeld of a send.
	Kind  string
	Event *lab.Event
	// Stream tells that the run's transport keeps no boundaries.
	Stream bool
	// Joined is the event's, with the joints that it was put together from.
	// Neighbours that rest on the same are one.
	Joined lab.Joined
	Joints []Joint
	// More counts the joints that are not listed.
	More int
	// Parts are the messages that a receive took bytes of.
	Parts []Part
	// Loss is what became of the bytes of the send's conn, or of the datagrams
	// between it and the receiver.
	Loss Loss
	// Held is what was measured right after a send of a KindHeld.
	Held Held
	// Segments are the captured ones that carried the event's bytes, no more
	// than MaxQuoted of them.
	Segments []lab.Segment
}

// Joint is a place in a stream where messages met.
type Joint struct {
	Off           int64 // stream offset of the first byte behind it
	Before, After int   // Seqs of the sends that end and begin there
	Count         int   // of joints, from this one on, that rest on the same
	Queue         lab.Joined
	Rule          Rule
	// From is the last sample before it left, To the first one after; for an
	// edge both are the sample that met it. A Seq of 0 stands for none.
	From, To boundary.Sample
	// Came counts the segments that had come to the receiver after the event
	// CameSeq, where To is none; a CameSeq of 0 stands for none.
	Came    int32
	CameSeq int
	// Segs counts the segments between them that were not sent again; with
	// RuleArrived, and where To is none, those that came to the receiver
	// after From. Missing if that is not known.
	Segs int32
	// Captured tells what the captured segments show of it: RuleEdge,
	// RuleSpanned, or empty.
	Captured Rule
}

// Part is a piece of a message that a receive took. Its Seq is the first send
// that the piece is of, its Off is counted from the start of the message.
type Part struct {
	lab.Origin
	Whole int // the bytes that the message was meant to have
	Head  int // the bytes of it that are header
}

// Loss is what became of what a conn sent.
type Loss struct {
	Conn, Receiver int   // Receiver is 0 when no socket ever stood at the other end
	Sent, Got      int64 // bytes that the kernel took, and that were received
	Peer           int   // the receiver's, -1 without one
	Last           int   // Seq of the last receive
	Closed         int   // Seq of the receiver's close
	Drops, Said    int   // datagrams that the kernel dropped at the receiver, and the event that counts them
	Broken         int   // Seq of the first call of either that told of a broken connection
	BrokenCall     lab.Call
	BrokenErr      string // its errno
}
