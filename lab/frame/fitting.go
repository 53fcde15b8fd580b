package frame

import "slices"

// Where it is known which bytes are one message, a codec that differs from the reader's in
// several things can be found too: it is the nearest one that makes just a frame of each.

// Bounds of what is tried, and how far from the reader's codec one may be.
const (
	fitOffset = 16
	fitAdjust = 8
	// fitAlike is the most for messages of one length: then many codecs fit, and only
	// one that is near means anything.
	fitAlike = 8
	fitElse  = 16
	// leastFit is how many messages there must be.
	leastFit = 2
)

// Fitting returns the length codec nearest to a codec that cuts a stream where its
// messages end; false where none does or where two are as near.
func Fitting(c Codec, stream []byte, ends []int) (Guess, bool) {
	own, searches := searchable(c)
	if !searches {
		own.field = LengthField{Length: Integer{Size: 4}, Strip: 4, Max: DefaultMax}
	}
	if why, ok := overflow(c, stream, ends); ok {
		return why, true
	}
	if cuts, is := mbap(stream); is && slices.Equal(cuts, ends) {
		return Guess{Kind: GuessMBAP}, true
	}
	if own.later || len(ends) < leastFit || ends[len(ends)-1] > len(stream) || ends[0] == 0 {
		return Guess{}, false
	}
	f := fitter{own: own, searches: searches, stream: stream, ends: ends, alike: oneLength(ends), most: fitElse}
	if f.alike {
		f.most = fitAlike
	}
	for _, size := range []int{1, 2, 3, 4, 8} {
		for _, little := range []bool{false, true} {
			for offset := range fitOffset + 1 {
				f.try(LengthField{Length: Integer{Size: size, Little: little && size > 1}, Offset: offset, Max: own.field.Max})
			}
		}
	}
	if !f.found || f.tied {
		return otherKind(c, stream, ends)
	}
	if cuts, whole := wholeFrames(f.best, stream[:ends[len(ends)-1]]); !whole || !slices.Equal(cuts, ends) {
		return Guess{}, false // a frame is over the maximum, which the fault says
	}
	why := Guess{Kind: GuessFits, Codec: f.best.String(), Frames: len(ends), Bytes: ends[len(ends)-1], Whole: !f.alike}
	return why, true
}

// fitter looks for the nearest codec.
type fitter struct {
	own         searched
	searches    bool
	stream      []byte
	ends        []int
	alike       bool // all messages have one length
	best        Codec
	most        int // the distance that is still near enough
	found, tied bool
}

// oneLength reports whether all messages are as long as one another.
func oneLength(ends []int) bool {
	for i := range ends {
		if ends[i]-endBefore(ends, i) != ends[0] {
			return false
		}
	}
	return true
}

// try tries a field, which the first message says the adjustment of.
func (f *fitter) try(c LengthField) {
	head := c.head()
	for i, end := range f.ends {
		message := f.stream[endBefore(f.ends, i):end]
		if len(message) < head {
			return
		}
		adjustment := int64(len(message)-head) - c.Length.read(message[c.Offset:])
		if i == 0 && (adjustment < int64(-max(head, fitAdjust)) || adjustment > fitAdjust) {
			return
		}
		if i > 0 && adjustment != int64(c.Adjustment) {
			return
		}
		c.Adjustment = int(adjustment)
	}
	c.Strip = f.own.field.Strip
	if c.Strip == f.own.field.head() {
		c.Strip = head
	}
	codec := Codec(c)
	if f.searches {
		codec = f.own.with(c)
	}
	distance := f.distance(c)
	if distance > f.most || c.Validate() != nil || f.searches && !f.own.cuts(codec, f.stream, f.ends) {
		return
	}
	f.tied = f.found && distance == f.most
	if !f.tied {
		f.best, f.most = codec, distance
	}
	f.found = true
}

// distance counts in what a field differs from the reader's, and how unusual it is.
func (f *fitter) distance(c LengthField) (n int) {
	own := f.own.field
	apart := func(a, b int) int { return max(a-b, b-a) }
	n = apart(c.Offset, own.Offset) + apart(c.Adjustment, own.Adjustment)
	if c.Length.Size != own.Length.Size {
		n++
	}
	if c.Length.Size > 1 && own.Length.Size > 1 && c.Length.Little != own.Length.Little {
		n++
	}
	if !slices.Contains([]int{0, -c.head(), -c.Length.Size}, c.Adjustment) {
		return n + 1
	}
	n = min(n, n-apart(c.Adjustment, own.Adjustment)+1) // what it counts is a usual choice
	return n
}

// otherKinds are what is tried where no length field makes one frame of each message.
var otherKinds = []string{"varint", "line", `delimiter "\x00"`, "braces", "resp", "http", "websocket"}

// otherKind returns a codec of another kind that makes one frame of each message, where
// the reader's makes none of some.
func otherKind(c Codec, stream []byte, ends []int) (Guess, bool) {
	for _, text := range otherKinds {
		codec, err := Parse(text)
		if err != nil || codec.String() == c.String() {
			continue
		}
		if cuts, whole := wholeFrames(codec, stream[:ends[len(ends)-1]]); whole && slices.Equal(cuts, ends) {
			return Guess{Kind: GuessFits, Codec: codec.String(), Frames: len(ends), Bytes: ends[len(ends)-1], Whole: true}, true
		}
	}
	if why, ok := commonMarks(c, stream, ends); ok {
		return why, true
	}
	return commonEnd(c, stream, ends)
}

// mostEnd bounds what all messages end with.
const mostEnd = 4

// commonEnd returns the delimiter that all messages end with and none has within, no
// letters or digits, which they may end with by chance.
func commonEnd(c Codec, stream []byte, ends []int) (Guess, bool) {
	for n := 1; n <= min(mostEnd, ends[0]); n++ {
		mark := stream[ends[0]-n : ends[0]]
		if letterOrDigit(mark[0]) || mark[0] >= 0x80 { // a part of a character, perhaps
			break
		}
		codec := Delimiter{By: [][]byte{mark}, Max: DefaultMax}
		if codec.String() == c.String() {
			continue
		}
		if cuts, whole := wholeFrames(codec, stream[:ends[len(ends)-1]]); whole && slices.Equal(cuts, ends) {
			return Guess{Kind: GuessFits, Codec: codec.String(), Frames: len(ends), Bytes: ends[len(ends)-1], Whole: true}, true
		}
	}
	return Guess{}, false
}

// commonMarks returns the two bytes that all messages begin and end with and none has
// within.
func commonMarks(c Codec, stream []byte, ends []int) (Guess, bool) {
	first, last := stream[:1], stream[ends[0]-1:ends[0]]
	codec := Marks{Start: first, End: last, Max: DefaultMax}
	if letterOrDigit(first[0]) || letterOrDigit(last[0]) && first[0] != last[0] || codec.String() == c.String() {
		return Guess{}, false
	}
	if cuts, whole := wholeFrames(codec, stream[:ends[len(ends)-1]]); whole && slices.Equal(cuts, ends) {
		return Guess{Kind: GuessFits, Codec: codec.String(), Frames: len(ends), Bytes: ends[len(ends)-1], Whole: true}, true
	}
	return Guess{}, false
}

func letterOrDigit(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// oddOne returns which of several sends is not as long as its length says, where all the
// others are just a frame.
func oddOne(c Codec, stream []byte, ends []int) (Guess, bool) {
	own, ok := searchable(c)
	field := own.field
	if !ok || own.later || len(ends) < 2 || len(stream) < ends[len(ends)-1] {
		return Guess{}, false
	}
	why := Guess{Kind: GuessSent, Bytes: ends[len(ends)-1]}
	for i, end := range ends {
		from := endBefore(ends, i)
		message := stream[from:end]
		if len(message) < field.head() {
			return Guess{}, false
		}
		more := int64(len(message)-field.head()-field.Adjustment) - field.Length.read(message[field.Offset:])
		switch {
		case more == 0:
			why.Frames++
		case why.By != 0 || more < -mostOdd || more > mostOdd:
			return Guess{}, false
		default:
			why.By, why.Value = int(more), int64(from)
		}
	}
	return why, why.By != 0 && why.Frames*field.Length.Size >= leastOdd
}

// Bounds of a send that is not as long as its length says: by how much it may be so, and
// how many bytes the lengths of the others have that are right.
const (
	mostOdd  = 64
	leastOdd = 4
)

// overflow returns that each message is as long as its length says, but for what a field
// of so many bytes cannot hold.
func overflow(c Codec, stream []byte, ends []int) (Guess, bool) {
	own, ok := searchable(c)
	if !ok || own.later || own.field.Length.Size > 2 || len(ends) == 0 {
		return Guess{}, false
	}
	field, over := own.field, false
	for i, end := range ends {
		message := stream[endBefore(ends, i):end]
		if len(message) < field.head() {
			return Guess{}, false
		}
		missing := int64(len(message)-field.head()-field.Adjustment) - field.Length.read(message[field.Offset:])
		if missing < 0 || missing%(1<<(8*field.Length.Size)) != 0 {
			return Guess{}, false
		}
		over = over || missing > 0
	}
	why := Guess{Kind: GuessOverflow, By: field.Length.Size, Value: 1 << (8 * field.Length.Size), Frames: len(ends), Bytes: ends[len(ends)-1]}
	return why, over
}
