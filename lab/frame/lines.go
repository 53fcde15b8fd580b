package frame

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// lines is what a decoder notes of the frames of a delimiter, for the reason why they may
// not be what was sent.
type lines struct {
	frames   int
	unpaired bool      // not every other frame, from the first one on, is empty
	bare     bool      // not every frame ends with a carriage return
	unled    bool      // not every frame but the first begins with a line feed
	swapped  [256]bool // the bytes behind escapes
	escapes  int
	opened   int // the frame that opens a quote which the frames since have not closed, from 1
	quoted   int // the first frame with one that another closes, so many frames behind it
	quotedBy int
}

func (l *lines) add(f Frame, c Codec) {
	one, ok := c.(Delimiter)
	if !ok {
		return
	}
	if one.Escaped {
		l.behind(f.Raw, one.Escape)
	}
	l.quotes(f.Body)
	l.unpaired = l.unpaired || (len(f.Body) == 0) != (l.frames%2 == 0)
	l.bare = l.bare || !bytes.HasSuffix(f.Body, []byte("\r"))
	l.unled = l.unled || l.frames > 0 && !bytes.HasPrefix(f.Body, []byte("\n"))
	l.frames++
}

// behind notes what stands behind the escapes of a frame.
func (l *lines) behind(raw []byte, escape byte) {
	for at := 0; at+1 < len(raw); at++ {
		if raw[at] == escape {
			at++
			l.swapped[raw[at]] = true
			l.escapes++
		}
	}
}

// stuffings are protocols in which an escape and the byte behind it stand for another
// byte: their delimiter and escape, what can stand behind it, and the codec.
var stuffings = []struct {
	by, escape byte
	behind     string
	codec      string
}{
	{0x7e, 0x7d, "\x01\x02", `marks "\x7e" "\x7e" swap "\x7d" "\x7d\x01" "\x7e" "\x7d\x02"`}, // JT/T 808
	{0xc0, 0xdb, "\xdc\xdd", `marks "\xc0" "\xc0" swap "\xdb" "\xdb\xdd" "\xc0" "\xdb\xdc"`}, // RFC 1055
	{0x7e, 0x7d, "\x5e\x5d", `marks "\x7e" "\x7e" xor "\x7d"`},                               // RFC 1662
}

// stuffed returns that the escapes stand for other bytes than those behind them.
func (l *lines) stuffed(c Delimiter) []Guess {
	for _, one := range stuffings {
		if l.escapes == 0 || len(c.By) != 1 || string(c.By[0]) != string([]byte{one.by}) || c.Escape != one.escape {
			continue
		}
		only := true
		for b, is := range l.swapped {
			only = only && (!is || strings.IndexByte(one.behind, byte(b)) >= 0)
		}
		if only {
			return []Guess{{Kind: GuessStuffed, Value: int64(l.escapes), Codec: one.codec}}
		}
	}
	return nil
}

// farthestQuote is over how many frames a quote may reach.
const farthestQuote = 8

// quotes notes a field in quotes that one frame opens and a later one closes, as CSV has
// them: the quote is the first of a field, and what ends it the last.
func (l *lines) quotes(body []byte) {
	if bytes.Count(body, []byte(`"`))%2 == 0 || l.quoted > 0 {
		return
	}
	number, first, last := l.frames+1, bytes.IndexByte(body, '"'), bytes.LastIndexByte(body, '"')
	closes := first == len(body)-1 || bytes.IndexByte([]byte(",;:\t)]}\r"), body[first+1]) >= 0
	if opened := l.opened; opened > 0 && number-opened <= farthestQuote && closes {
		l.quoted, l.quotedBy = opened, number-opened
		return
	}
	l.opened = 0
	if last == 0 || bytes.IndexByte([]byte(",;:\t([{ "), body[last-1]) >= 0 {
		l.opened = number
	}
}

// reason returns that the delimiter begins frames too, or that it is only the second half
// of a line's end; nil for neither.
func (l *lines) reason(c Delimiter, size int64, rest []byte) []Guess {
	if c.Escaped {
		return l.stuffed(c)
	}
	if l.frames == 0 {
		return nil
	}
	if l.quoted > 0 {
		return []Guess{{Kind: GuessQuoted, Value: int64(l.quoted), By: l.quotedBy}}
	}
	if len(c.By) != 1 || c.Keep {
		return nil
	}
	why := Guess{Frames: l.frames, Bytes: int(size), Whole: len(rest) == 0}
	switch {
	case !l.unpaired && l.frames%2 == 0:
		why.Kind, why.Frames = GuessFlag, l.frames/2
		why.Codec = Marks{Start: c.By[0], End: c.By[0], Max: c.Max}.String()
	case !l.bare && string(c.By[0]) == "\n":
		why.Kind, why.Codec = GuessCR, Line(c.Max).String()
	case !l.unled && l.frames > 1 && string(c.By[0]) == "\r" && bytes.HasPrefix(rest, []byte("\n")):
		why.Kind, why.Codec = GuessNewline, Delimiter{By: [][]byte{[]byte("\r\n")}, Max: c.Max}.String()
		why.Bytes, why.Whole = why.Bytes+1, len(rest) == 1
	default:
		return nil
	}
	return []Guess{why}
}

// otherEnds are what messages end with that people write.
var otherEnds = []string{"\r\n", "\n", "\x00", "\r", ";", "|", "#", "$", "\x03"}

// allText reports whether bytes are UTF-8 that people may have written.
func allText(p []byte) bool {
	for _, r := range string(p) {
		if r == utf8.RuneError || r < ' ' && r != '\t' && r != '\r' && r != '\n' && r != 2 {
			return false
		}
	}
	return len(p) > 0
}

// otherEnd returns that all of a stream, of which the delimiter ends nothing, ends with
// something else that often ends messages.
func (c Delimiter) otherEnd(stream []byte) []Guess {
	for _, end := range otherEnds {
		if !bytes.HasSuffix(stream, []byte(end)) || len(stream) == len(end) {
			continue
		}
		one := Delimiter{By: [][]byte{[]byte(end)}, Max: min(c.Max, DefaultMax)}
		cuts, whole := wholeFrames(one, stream)
		if !whole || !allText(bytes.ReplaceAll(stream, []byte(end), nil)) {
			continue
		}
		return []Guess{{Kind: GuessEnd, Text: end, Codec: one.String(), Frames: len(cuts), Bytes: len(stream), Whole: true}}
	}
	return nil
}
