package frame

import "slices"

// searched is a codec whose lengths a search can read: a length field, or one that is
// within a codec which leaves its frames as long as they are.
type searched struct {
	field LengthField
	// with makes the codec with another field in its place.
	with func(LengthField) Codec
	// later: the first frame of a stream is of another codec.
	later bool
}

// searchable returns what a search reads of a codec; false for one of which it cannot.
func searchable(c Codec) (searched, bool) {
	through := func(inner Codec, put func(Codec) Codec) (searched, bool) {
		s, ok := searchable(inner)
		with := s.with
		s.with = func(f LengthField) Codec { return put(with(f)) }
		return s, ok
	}
	switch one := c.(type) {
	case LengthField:
		return searched{field: one, with: func(f LengthField) Codec { return f }}, one.plain()
	case Start:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case End:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case Check:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case Skip:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case Join:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case When:
		return through(one.Codec, func(c Codec) Codec { one.Codec = c; return one })
	case First:
		s, ok := through(one.Then, func(c Codec) Codec { one.Then = c; return one })
		s.later = true
		return s, ok
	}
	return searched{}, false
}

// cuts reports whether a codec cuts bytes at the ends that a reading of its lengths
// gives, and what is around it has nothing against that.
func (s searched) cuts(c Codec, stream []byte, ends []int) bool {
	if _, plain := c.(LengthField); plain {
		return true
	}
	d, err := NewDecoder(c)
	if err != nil {
		return false
	}
	d.quiet = true
	if s.later {
		d.frames = 1
		d.again()
	}
	last := 0
	for d.Feed(stream); len(ends) > 0 && last < ends[len(ends)-1]; {
		f, found, err := d.Next()
		if err != nil || !found {
			return false
		}
		last = int(f.Off) + len(f.Raw)
		if _, cut := slices.BinarySearch(ends, last); !cut {
			return false
		}
	}
	return true
}

// leastPeriod is the shortest part of a stream that may be a message which it repeats.
const leastPeriod = 4

// period returns how long the shortest part is that a stream repeats from its beginning
// to its end, 0 for none: whoever tries a program sends one message again and again.
func period(stream []byte) int {
	// The prefix function of Knuth, Morris and Pratt.
	border := make([]int, len(stream))
	for i := 1; i < len(stream); i++ {
		n := border[i-1]
		for n > 0 && stream[i] != stream[n] {
			n = border[n-1]
		}
		if stream[i] == stream[n] {
			n++
		}
		border[i] = n
	}
	if len(stream) == 0 {
		return 0
	}
	size := len(stream) - border[len(stream)-1]
	if size < leastPeriod || size == len(stream) || len(stream)%size != 0 {
		return 0
	}
	return size
}

// Bounds of what is searched for records, and how like one another those must be.
const (
	mostRecord    = 256
	recordsWithin = 2 << 10
	leastRecords  = 4
	recordsAlike  = 0.6
)

// records returns how long the records are that a stream consists of, most of whose bytes
// are what they were in the record before; 0 for none. The commonest byte, which fills
// what is empty, is alike by itself. Of the first bytes of a record, as many as a codec
// reads for its length, one at least never changes: a header before a body that repeats
// a word is no record.
func records(stream []byte, head int) int {
	some := stream[:min(len(stream), recordsWithin)]
	var count [256]int
	fill := 0
	for _, b := range some {
		if count[b]++; count[b] > count[fill] {
			fill = int(b)
		}
	}
	constant := func(at, size int) bool {
		for i := at; i < len(some); i += size {
			if some[i] != some[at] {
				return false
			}
		}
		return true
	}
	begins := func(size int) bool {
		for at := range min(head, size) {
			if constant(at, size) {
				return true
			}
		}
		return false
	}
	best, most := 0, recordsAlike
	for size := leastPeriod; size <= min(mostRecord, len(some)/leastRecords); size++ {
		alike, all := 0, 0
		for i, b := range some[size:] {
			if before := some[i]; int(b) != fill || int(before) != fill {
				all++
				alike += one(b == before)
			}
		}
		if share := float64(alike) / float64(max(all, 1)); share > most && begins(size) {
			best, most = size, share
		}
	}
	return best
}

// every reports whether frames end wherever a part of the stream does that it repeats.
func every(period int, ends []int, size int) bool {
	if period == 0 {
		return true
	}
	for at := period; at <= size; at += period {
		if _, found := slices.BinarySearch(ends, at); !found && len(ends) < maxWalked {
			return false
		}
	}
	return true
}
