package guess

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strconv"

	"stickylab/lab/frame"
)

// What the search for a length field goes through.
const (
	// farOffset is how far from a frame's beginning its length may be, nearAdjust by
	// how much it may differ from the bytes behind it.
	farOffset  = 16
	nearAdjust = 12
	// prefixFrames and prefixBytes bound the walk that sorts out most readings.
	prefixFrames = 512
	prefixBytes  = 256 << 10
)

// integers are the ways to write a length, with how unusual each is, in bits.
func integers() []struct {
	frame.Integer
	prior float64
} {
	type way = struct {
		frame.Integer
		prior float64
	}
	return []way{
		{frame.Integer{Size: 4}, 1},
		{frame.Integer{Size: 2}, 1},
		{frame.Integer{Size: 1}, 2},
		{frame.Integer{Size: 4, Little: true}, 2},
		{frame.Integer{Size: 2, Little: true}, 2},
		{frame.Integer{Size: 3}, 4},
		{frame.Integer{Size: 3, Little: true}, 4},
		{frame.Integer{Size: 8}, 5},
		{frame.Integer{Size: 8, Little: true}, 5},
	}
}

// lengths lists the readings of a length field that go well at the beginning.
func (s *search) lengths() (all []attempt) {
	data := s.data[:min(len(s.data), prefixBytes)]
	for _, way := range integers() {
		for offset := 0; offset <= farOffset; offset++ {
			head := offset + way.Size
			for adjust := -head; adjust <= nearAdjust; adjust++ {
				s.found.Tried++
				c := frame.LengthField{Length: way.Integer, Offset: offset, Adjustment: adjust, Strip: head, Max: frame.DefaultMax}
				promise, ok := s.begins(&c, data)
				if !ok {
					continue
				}
				prior := way.prior + float64(offset)*0.75 + adjusted(adjust, head, way.Size)
				all = append(all, attempt{codec: c, prior: prior, promise: max(promise-prior, 0.001)})
			}
		}
	}
	return all
}

// adjusted is how unusual an adjustment is: a length counts what follows, or itself
// too, or all of the frame; or so many bytes of header or trailer lie behind it.
func adjusted(adjust, head, size int) float64 {
	switch adjust {
	case 0:
		return 0
	case -head, -size:
		return 2
	}
	return 4 + float64(max(adjust, -adjust))/4
}

// begins walks frames by a length field from the beginning; promise is the evidence of
// its bytes.
func (s *search) begins(c *frame.LengthField, data []byte) (promise float64, ok bool) {
	at, head := 0, c.Offset+c.Length.Size
	for range prefixFrames {
		if at == len(data) {
			return promise, true
		}
		s.found.Steps++
		if at+head > len(data) {
			return promise, len(data) < len(s.data)
		}
		field := data[at+c.Offset : at+head]
		total := int64(head) + number(c.Length, field) + int64(c.Adjustment)
		if total < int64(head) || total > int64(len(s.data)-at) {
			return 0, false
		}
		for _, b := range field {
			promise += s.rare[b]
		}
		if c.Max = max(c.Max, int(total)); c.Max > frame.MaxFrame {
			return 0, false
		}
		if at += int(total); at > len(data) {
			return promise, true
		}
	}
	return promise, true
}

// leavesBytes reports whether frames of a codec do not take all bytes, where that can be
// known without decoding them.
func (s *search) leavesBytes(codec frame.Codec) bool {
	switch c := codec.(type) {
	case frame.Fixed:
		return len(s.data)%c.Size != 0
	case frame.LengthField:
		return !s.reachesEnd(c)
	}
	return false
}

// reachesEnd reports whether frames by a length field take all bytes: to walk over them
// costs much less than to decode them.
func (s *search) reachesEnd(c frame.LengthField) bool {
	if c.Length.Text != 0 || c.Length.Signed || c.Bits > 0 || c.Times > 0 || c.Per > 0 {
		return true // not known before it is decoded
	}
	at, head := 0, c.Offset+c.Length.Size
	for at+head <= len(s.data) {
		total := int64(head) + number(c.Length, s.data[at+c.Offset:at+head]) + int64(c.Adjustment)
		if total < int64(max(head, 1)) || total > int64(len(s.data)-at) {
			return false
		}
		at += int(total)
		s.spend(1)
	}
	return at == len(s.data)
}

// beginsAsAnother reports whether a codec fails at the beginning of many bytes or makes no
// frame there, or cuts them there as a candidate does that is known to cut all of them.
func (s *search) beginsAsAnother(codec frame.Codec) bool {
	if len(s.data) < 4*prefixBytes {
		return false
	}
	ends, ok := s.beginning(codec, s.data[:prefixBytes])
	if _, length := codec.(frame.LengthField); len(ends) == 0 && !length {
		return true
	}
	return !ok || slices.ContainsFunc(s.found.Candidates, func(c Candidate) bool {
		n := min(len(ends), len(c.ends))
		return n > 0 && slices.Equal(ends[:n], c.ends[:n])
	})
}

// number reads a length; one too large is as large as can be.
func number(n frame.Integer, field []byte) int64 {
	var wide [8]byte
	if n.Little {
		copy(wide[:], field)
		return capped(binary.LittleEndian.Uint64(wide[:]))
	}
	copy(wide[8-n.Size:], field)
	return capped(binary.BigEndian.Uint64(wide[:]))
}

func capped(n uint64) int64 { return int64(min(n, 1<<40)) }

// delimiters lists codecs of delimiters that the bytes end with.
func (s *search) delimiters() (all []attempt) {
	for _, text := range []string{"\r\n", "\n", "\x00", "\r", "\x03", "\x1e", ";", "|", "#", "$", "~", "\x7e", "\n\n", "\r\n\r\n", "\xff\xff\xff"} {
		if bytes.HasSuffix(s.data, []byte(text)) {
			all = append(all, parsed(`delimiter `+strconv.QuoteToASCII(text), 4)...)
		}
	}
	return all
}

// kindAttempts are the usual codecs of every kind, those that show it and those that are
// offered as cures.
func kindAttempts() (all []attempt) {
	seen := map[string]bool{}
	for _, k := range frame.Kinds() {
		for _, text := range append([]string{k.Usual(), k.Preset}, k.Cures...) {
			if text != "" && !seen[text] {
				seen[text] = true
				all = append(all, parsed(text, 1)...)
			}
		}
	}
	for _, text := range []string{
		`marks "\x0b" "\x1c\r"`, // MLLP
		`marks "\xc0" "\xc0" swap "\xdb" "\xdb\xdd" "\xc0" "\xdb\xdc"`, // SLIP, RFC 1055
		`marks "\x7e" "\x7e" xor "\x7d" shared`,                        // RFC 1662
	} {
		all = append(all, parsed(text, 3)...)
	}
	for offset := 1; offset <= 4; offset++ {
		all = append(all, parsed(`varint offset `+strconv.Itoa(offset), 2+float64(offset))...)
	}
	return all
}

// parsed is the attempt of a codec's text; none of a text that cannot be read.
func parsed(text string, prior float64) []attempt {
	c, err := frame.Parse(text)
	if err != nil {
		return nil
	}
	return []attempt{{codec: c, prior: prior}}
}

// fixed lists sizes that divide the bytes and of which some places have the same byte in
// every frame.
func (s *search) fixed() (all []attempt) {
	best := 0.0
	for size := 2; size <= maxFixed && 2*size <= len(s.data); size++ {
		if len(s.data)%size != 0 {
			continue
		}
		s.found.Tried++
		if _, bits := s.columns(size); bits > best { // a multiple of a size has less
			best = bits
			all = append(all, attempt{codec: frame.Fixed{Size: size}, prior: fixedPrior, promise: known - fixedPrior})
		}
	}
	return all
}

// The largest size that is tried, and how unusual one is, in bits.
const (
	maxFixed   = 1024
	fixedPrior = 6
)

// columns counts the places at the front that have the same byte in every frame of a
// size, and what that is as evidence.
func (s *search) columns(size int) (same int, bits float64) {
	rows := min(len(s.data)/size, maxSample/size+2)
	for column := range min(size, mostColumns) {
		first := s.data[column]
		for row := 1; row < rows; row++ {
			s.found.Steps++
			if s.data[row*size+column] != first {
				return same, bits
			}
		}
		same++
		bits += s.rare[first] * float64(rows-1)
	}
	return same, bits
}

// mostColumns is how many places are compared.
const mostColumns = 4
