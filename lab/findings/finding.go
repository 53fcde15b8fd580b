// Package findings lists what an ended run shows, each finding with the events
// and the measurements that it follows from. It is a pure function of the run's
// events and captured segments.
package findings

import (
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// The kinds of a Finding.
const (
	KindCoalesced = "coalesced"  // a receive took bytes of several messages
	KindSplit     = "split"      // a receive took a part of one message
	KindTruncated = "truncated"  // a datagram was cut
	KindLost      = "lost"       // a message was never received
	KindLostBytes = "lost-bytes" // bytes of a stream were never received, and nobody will
	KindDropped   = "dropped"    // datagrams that the kernel threw away for want of room
	KindHeld      = "held"       // bytes that stayed unsent in the send queue when their send returned
	KindResent    = "resent"     // segments that were sent again
	KindShort     = "short"      // a send of which the kernel took only a part
	KindEmpty     = "empty"      // a send of nothing on a stream
	KindFailed    = "failed"     // a call gave an error
	KindGap       = "gap"        // calls that were not recorded
	KindWaiting   = "waiting"    // a call still waited when the run was ended
	KindDecoded   = "decoded"    // a decoder found frames, however they were received
	KindFramed    = "framed"     // every receive was exact, by headers
	KindExact     = "exact"      // every receive was exact
	KindEOF       = "eof"        // a receive found the end of the stream
)

// MaxFindings bounds the findings of one kind.
const MaxFindings = 20

// Finding is one thing that a run showed, backed by the event Seq.
type Finding struct {
	Kind string
	// Peer made the call that the finding speaks of.
	Peer string
	Call lab.Call
	Seq  int
	// Conn is the socket of the call.
	Conn int
	// Stream tells that the run's transport keeps no boundaries at all.
	Stream bool
	// Messages counts the messages in a coalesced receive, else how many
	// events the finding stands for.
	Messages int
	// Segments counts the data segments that carried the messages of a
	// coalesced receive, retransmissions included; Missing if not measured.
	Segments int
	// Asked and Got are the event's; Whole is the length of the message that
	// was split, truncated or lost. With KindLostBytes Whole counts the bytes
	// that the kernel took of all sends of Conn, Got those of them that were
	// received; with KindHeld Whole is the most bytes that stayed unsent after
	// one of the sends that Messages counts; with KindDropped Whole counts the datagrams to Conn that no
	// receive took, Messages those that the kernel dropped. With KindDecoded
	// Messages counts the frames, Got the receives that they came in, Whole
	// those of them that were not exact.
	Asked, Got, Whole int
	// Before and After count the bytes of a message that was split which were
	// sent before and after those that the receive took. Together with Got
	// they are less than Whole where the send was short. Missed counts those
	// of After that nobody ever received, or will.
	Before, After, Missed int
	Joined                lab.Joined
	// Err is the event's; with KindEOF it is ECONNRESET where that error had
	// told before that nothing more would come, with KindDecoded the fault that
	// the decoder ended with.
	Err string
	// Of the event of a KindFailed: the message of an exception, what is wrong
	// with a frame, and the size that a receive was refused for.
	Text  string
	Fault *frame.Error
	Value string
	// Holds counts the sends of a KindHeld by what they waited for. WaitNs is
	// the longest time from the end of one of them, the Seq, to the end of the
	// receive that took the last of its bytes; Missing if none did.
	Holds  [holds]int
	WaitNs int64
	// More counts the findings of the same kind that are not listed, on the
	// last one that is; with KindFailed the same error of the same call.
	More int
}

// Findings says what the events of a run show, in the order in which a reader
// wants to know it: what went wrong first.
func Findings(conns lab.Conns, peers []string, events []lab.Event) []Finding {
	return NewGrounds(conns, events, nil).Findings(peers)
}

// Findings says what the events of the run show, in the order in which a
// reader wants to know it.
func (g *Grounds) Findings(peers []string) []Finding {
	f := finder{
		Grounds: g, peers: peers, kinds: map[string][]Finding{}, deaf: map[int]bool{},
		explained: map[int]bool{}, unread: map[int]int{}, fed: intoDecoders(g.events), reset: map[int]bool{},
	}
	f.explain()
	for i := range g.events {
		f.look(&g.events[i])
	}
	f.lookAtAll()
	f.lookAtDrops()
	f.lookAtFrames()
	f.lookAtHeld()
	var all []Finding
	for _, kind := range [...]string{
		KindGap, KindCoalesced, KindSplit, KindTruncated, KindLostBytes, KindDropped, KindLost, KindEmpty, KindShort, KindFailed,
		KindWaiting, KindHeld, KindResent, KindDecoded, KindFramed, KindExact, KindEOF,
	} {
		all = append(all, f.kinds[kind]...)
	}
	return all
}

type finder struct {
	*Grounds
	peers     []string
	kinds     map[string][]Finding
	exact     int          // receives of a whole message or a whole part of one
	onStream  bool         // one of them was of a stream, which keeps no boundaries
	parts     int          // those of a part: a header or a body
	unpacked  bool         // a header was read
	deaf      map[int]bool // conns that were shut down for reading by their own side
	explained map[int]bool // conns whose lost messages another finding tells of
	unread    map[int]int  // datagrams that were lost on their way to a conn that dropped some
	fed       map[int]bool // receives that a decoder took
	reset     map[int]bool // conns that a call found broken off
}

func (f *finder) look(e *lab.Event) {
	f.note(e)
	switch {
	case e.Call == lab.CallGap:
		gap := f.add(KindGap, e)
		gap.Messages, gap.Text = e.Got, e.Text
	case e.Err == lab.ErrStopped:
		if e.Call != lab.CallSleep && e.Call != lab.CallWait {
			f.add(KindWaiting, e)
		}
	case e.Err != "":
		f.failed(e)
	case e.Verdict&lab.Coalesced != 0:
		f.coalesced(e)
	case e.Verdict&lab.Split != 0 && f.fed[e.Seq]: // a decoder puts it together
	case e.Verdict&lab.Split != 0:
		f.split(e)
	case e.Verdict&lab.Truncated != 0:
		f.add(KindTruncated, e).Whole = e.Datagram
	case e.Verdict&lab.Lost != 0:
		f.lost(e)
	case e.Call.Sends() && e.Asked == 0 && f.transport(e.Conn).Stream():
		f.add(KindEmpty, e)
	case e.Call.Sends() && e.Got < e.Asked && f.transport(e.Conn).Stream():
		f.add(KindShort, e)
	case e.EOF && !f.deaf[e.Conn]: // else the other side need not have closed
		f.ended(e)
	}
}

// note keeps what later findings need of an event.
func (f *finder) note(e *lab.Event) {
	switch {
	case e.Verdict&lab.Exact != 0:
		f.exact++
		f.onStream = f.onStream || f.transport(e.Conn).Stream()
		if sent := f.first(e); sent != nil {
			if from, _, meant := f.extent(sent); e.Got < int(meant-from) {
				f.parts++
			}
		}
	case e.Err == lab.ErrReset:
		f.reset[e.Conn] = true
	case e.Err != "":
	case e.Call == lab.CallUnpack:
		f.unpacked = true
	case e.Call == lab.CallShutdown && e.How != "write":
		f.deaf[e.Conn] = true
	}
}

// lookAtAll adds what only all events together show. Parts that no header was
// read for are no whole messages, nor does a header tell where they end. Where
// decoders take the receives, their frames count and not what each receive got.
func (f *finder) lookAtAll() {
	bad := len(f.kinds[KindCoalesced]) + len(f.kinds[KindSplit]) + len(f.kinds[KindTruncated])
	if bad > 0 || len(f.kinds[KindGap]) > 0 || f.exact == 0 || len(f.fed) > 0 || f.parts > 0 && !f.unpacked {
		return
	}
	kind := KindExact
	if f.parts > 0 {
		kind = KindFramed
	}
	if f.misread(kind) {
		return
	}
	f.kinds[kind] = []Finding{{Kind: kind, Stream: f.onStream, Messages: f.exact, Segments: lab.Missing}}
}

// misread reports whether a header was read wrong after all: by a decoder, by
// an unpack, or so that a receive waits for what it announced and never came.
func (f *finder) misread(kind string) bool {
	return slices.ContainsFunc(f.kinds[KindFailed], func(failed Finding) bool {
		return failed.Call == lab.CallDecode || failed.Call == lab.CallUnpack
	}) || kind == KindFramed && slices.ContainsFunc(f.kinds[KindWaiting], func(waiting Finding) bool {
		return waiting.Call.Receives()
	})
}

// add makes a finding of the event; past MaxFindings the last one counts it.
func (f *finder) add(kind string, e *lab.Event) *Finding {
	list := f.kinds[kind]
	if len(list) == MaxFindings {
		list[len(list)-1].More++
		return &Finding{}
	}
	f.kinds[kind] = append(list, Finding{
		Kind: kind, Peer: f.peers[e.Peer], Call: e.Call, Seq: e.Seq, Conn: e.Conn, Stream: f.transport(e.Conn).Stream(),
		Messages: 1, Segments: lab.Missing, Asked: e.Asked, Got: e.Got, Err: e.Err, WaitNs: lab.Missing,
	})
	return &f.kinds[kind][len(list)]
}

// failed makes one finding of each call of a socket that gives an error: a
// program that tries again and again has one more of the same.
func (f *finder) failed(e *lab.Event) {
	list := f.kinds[KindFailed]
	for i := range list {
		if old := &list[i]; old.Conn == e.Conn && old.Call == e.Call && old.Err == e.Err && old.Peer == f.peers[e.Peer] {
			old.More++
			return
		}
	}
	failed := f.add(KindFailed, e)
	failed.Text, failed.Fault, failed.Value = e.Text, e.Fault, e.Value
}

// ended makes one finding a socket and counts the rest. A connection that was
// broken off tells so once; after that its receives return as at an end.
func (f *finder) ended(e *lab.Event) {
	for i := range f.kinds[KindEOF] {
		if f.kinds[KindEOF][i].Conn == e.Conn {
			f.kinds[KindEOF][i].Messages++
			return
		}
	}
	if found := f.add(KindEOF, e); f.reset[e.Conn] {
		found.Err = lab.ErrReset
	}
}

func (f *finder) coalesced(e *lab.Event) {
	found := f.add(KindCoalesced, e)
	found.Messages, found.Joined = f.messagesIn(f.origins[e.Seq]), e.Joined
	found.Segments = f.carriedBy(e)
}

func (f *finder) split(e *lab.Event) {
	found := f.add(KindSplit, e)
	if sent := f.first(e); sent != nil {
		from, to, meant := f.extent(sent)
		found.Whole = int(meant - from)
		found.Before, found.After = int(e.Off-from), int(to-e.Off)-e.Got
		if s := f.stream(e.Stream); f.gone(s) {
			found.Missed = max(int(to-s.got), 0)
		}
	}
}

// first gives the send that the first bytes of a receive came from, nil if it
// is not known.
func (f *finder) first(e *lab.Event) *lab.Event {
	if o := f.origins[e.Seq]; len(o) > 0 {
		return f.event(o[0].Seq)
	}
	return nil
}

// Outcome says in one line what every receive of a run returned, peer by
// peer, as Python prints it: two runs with the same outcome look the same to
// their programs.
func Outcome(peers []string, events []lab.Event) string {
	var parts []string
	for i, got := range Received(len(peers), events) {
		if len(got) > 0 {
			parts = append(parts, peers[i]+": "+strings.Join(got, ", "))
		}
	}
	return strings.Join(parts, "; ")
}

// Received lists for each peer what its receives returned, as Python prints
// it, and the errors of its calls.
func Received(peers int, events []lab.Event) [][]string {
	got := make([][]string, peers)
	for i := range events {
		e := &events[i]
		switch {
		case e.Call.Receives() && e.Err == "":
			got[e.Peer] = append(got[e.Peer], lab.Bytes(e.Data))
		case e.Err != "" && e.Call != lab.CallWait && e.Call != lab.CallSleep:
			got[e.Peer] = append(got[e.Peer], e.Err)
		}
	}
	return got
}
