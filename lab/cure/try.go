package cure

import (
	"bytes"
	"slices"

	"stickylab/lab/frame"
)

// Result is what came of a trial.
type Result struct {
	// Tried counts the cuttings by their kind, up to the one that failed.
	Tried map[string]int
	// Case is the smallest that failed, or, when none did, the nastiest one.
	Case Case
	// Failed tells which of the two it is.
	Failed bool
	// Keeps is set where the codec delivers more than what was sent: its header or
	// its delimiter, too. No message comes out as it was sent then.
	Keeps bool
}

// Total counts all cuttings that were tried.
func (r Result) Total() int {
	total := 0
	for _, n := range r.Tried {
		total += n
	}
	return total
}

// Case is some of the messages, delivered in one way.
type Case struct {
	// Messages are what was sent; Indexes tells which of all they are, from 0.
	Messages [][]byte
	Indexes  []int
	// Frames are their bytes on the stream, each with a header of so many
	// bytes. The stream is cut into pieces of these sizes.
	Frames  [][]byte
	Heads   []int
	Cutting Cutting
	// Lead is what stands before each message when it is sent: bytes that the codec
	// puts into its header, in front of its length or behind it, and takes off again.
	Lead []byte
	// Refused is why the codec cannot carry the one message that there is
	// then. Careless tells that Frames is what a sender that does not check
	// would send; without it there is none.
	Refused  *frame.Error
	Careless bool
	Outcome  Outcome
}

// Stream gives the bytes of all frames.
func (c Case) Stream() []byte { return slices.Concat(c.Frames...) }

// trial is a codec with the messages as it writes them.
type trial struct {
	codec    frame.Codec // nil: none
	lead     []byte
	messages [][]byte
	frames   [][]byte
	headers  []int // bytes of each
}

// Try delivers messages, of which there is at least one and which Bound left
// as they are, by a codec, or without any when it is nil. The seed is for what
// is random.
func Try(c frame.Codec, messages [][]byte, seed uint64) Result {
	lead, keeps := carried(c)
	if refused, ok := refusal(c, lead, messages); ok {
		return Result{Failed: true, Case: refused, Tried: map[string]int{Whole: 1}, Keeps: keeps}
	}
	t := newTrial(c, lead, messages)
	stream := slices.Concat(t.frames...)
	all := cuttings(len(stream), t.spans(), seed)
	result := Result{Tried: map[string]int{}, Keeps: keeps}
	for _, cut := range all {
		result.Tried[cut.Kind]++
		if out := deliver(c, stream, cut.Pieces); !out.is(messages) {
			result.Failed, result.Case = true, t.shrink(cut)
			return result
		}
	}
	result.Case = t.whole(all[len(all)-1])
	return result
}

// refusal finds the shortest message that the codec cannot carry.
func refusal(c frame.Codec, lead []byte, messages [][]byte) (Case, bool) {
	if c == nil {
		return Case{}, false
	}
	least := -1
	var why *frame.Error
	for i, m := range messages {
		if least >= 0 && len(m) >= len(messages[least]) {
			continue
		}
		if _, err := frame.Nth(c, i).Encode(nil, slices.Concat(lead, m)); err != nil {
			least, why = i, asFault(err)
		}
	}
	if least < 0 {
		return Case{}, false
	}
	refused := Case{Messages: messages[least : least+1], Indexes: []int{least}, Refused: why, Lead: lead}
	if data, ok := frame.Careless(c, slices.Concat(lead, messages[least])); ok {
		refused.Careless, refused.Frames = true, [][]byte{data}
		refused.Cutting = Cutting{Whole, wholePieces(len(data))}
		refused.Outcome = deliver(c, data, refused.Cutting.Pieces)
	}
	return refused, true
}

// mostLead is how many bytes of a message a codec may put into its header.
const mostLead = 64

// carried returns what must stand before a message for the codec to deliver just the
// message, and whether it delivers more than the message.
func carried(c frame.Codec) (lead []byte, keeps bool) {
	if c == nil {
		return nil, false
	}
	probe := []byte("probe")
	for n := range mostLead + 1 {
		lead := make([]byte, n)
		framed, err := frame.Nth(c, 0).Encode(nil, slices.Concat(lead, probe))
		if err != nil {
			continue
		}
		out := deliver(c, framed, []int{len(framed)})
		switch {
		case out.is([][]byte{probe}):
			return lead, false
		case len(out.Bodies) == 1 && n == 0:
			keeps = len(out.Bodies[0]) > len(probe) && bytes.Contains(out.Bodies[0], probe)
		}
	}
	return nil, keeps
}

func newTrial(c frame.Codec, lead []byte, messages [][]byte) *trial {
	t := &trial{codec: c, lead: lead, messages: messages}
	for i, m := range messages {
		data := m
		if c != nil {
			data, _ = frame.Nth(c, i).Encode(nil, slices.Concat(lead, m)) // refusal has tried it
		}
		t.frames = append(t.frames, data)
		t.headers = append(t.headers, headOf(c, data))
	}
	return t
}

// headOf counts the bytes of a frame that are header; without a codec there
// are none.
func headOf(c frame.Codec, data []byte) int {
	if c == nil {
		return 0
	}
	return frame.HeadOf(c, data)
}

func (t *trial) spans() []span {
	var all []span
	at := 0
	for i, f := range t.frames {
		all = append(all, span{at, t.headers[i]})
		at += len(f)
	}
	return all
}

// whole is the case of all messages.
func (t *trial) whole(cut Cutting) Case {
	all := make([]int, len(t.messages))
	for i := range all {
		all[i] = i
	}
	return t.of(all, cut)
}

// of is the case of some of the messages.
func (t *trial) of(indexes []int, cut Cutting) Case {
	c := Case{Indexes: slices.Clone(indexes), Cutting: Cutting{cut.Kind, slices.Clone(cut.Pieces)}, Lead: t.lead}
	for _, i := range indexes {
		c.Messages = append(c.Messages, t.messages[i])
		c.Frames = append(c.Frames, t.frames[i])
		c.Heads = append(c.Heads, t.headers[i])
	}
	c.Outcome = deliver(t.codec, c.Stream(), cut.Pieces)
	return c
}

func wholePieces(n int) []int {
	if n == 0 {
		return nil
	}
	return []int{n}
}
