package frame

import "bytes"

// progress is how far a codec has come in the frame under way, so that it
// looks at no byte again, however small the pieces are.
type progress struct {
	seen  int   // bytes that have no end of what is looked for in them
	at    int   // where the line or the piece of data under way begins
	data  bool  // a piece of data begins there, no line
	size  int64 // that was announced of it
	lines int   // that are complete
	head  int   // bytes of the frame's header, once they are known

	looked int       // bytes that a search went through, once for each that is sought
	nth    int       // how many frames the stream had before
	parts  []byte    // Join: what the frames before have of the message
	inner  *progress // of a codec within the codec, where it has a frame of its own

	owed []int // RESP: what each open array still waits for, the outermost first
	body body  // HTTP: how the body ends
}

// line gives the line that begins at p.at, without its \r\n, and goes past it;
// limit is how many bytes of the frame it may end within. While it is not
// there, or cannot be one, step says so.
func (p *progress) line(buf []byte, limit int, controls bool) (line []byte, s step, found bool) {
	end := min(len(buf), limit)
	for i := max(p.at, p.seen); i < end; i++ {
		returned := i > p.at && buf[i-1] == '\r'
		switch b := buf[i]; {
		case returned && b == '\n':
			line = buf[p.at : i-1]
			p.at, p.seen = i+1, i+1
			p.lines++
			return line, step{}, true
		case returned, b == '\n':
			return nil, fatal(protocolError("line", i, buf[max(p.at, i+1-maxQuoted):i+1])), false
		case !controls && b != '\r' && b != '\t' && (b < ' ' || b == 0x7f):
			return nil, fatal(protocolError("control", i, buf[max(p.at, i+1-maxQuoted):i+1])), false
		}
	}
	if p.seen = end; end == limit {
		return nil, fatal(&Error{Kind: KindNoDelimiter, Length: noLength, Max: limit}), false
	}
	return nil, more(int64(len(buf)+1), PartDelimiter, noLength), false
}

// protocolError is a fault in a protocol, at so many bytes into the frame.
func protocolError(why string, at int, field []byte) *Error {
	return &Error{Kind: KindProtocol, Why: why, Have: at, Length: noLength, Field: quoted(field)}
}

// lineError is a fault in a line; of an empty one its end is what stands there.
func lineError(why string, at int, line []byte) *Error {
	if len(line) == 0 {
		line = []byte("\r\n")
	}
	return protocolError(why, at, line)
}

// quoted is what a fault keeps of someone's bytes.
func quoted(p []byte) []byte { return bytes.Clone(p[:min(len(p), maxQuoted)]) }

// chunk goes past a piece of data and the \r\n behind it.
func (p *progress) chunk(buf []byte) (s step, done bool) {
	end := p.at + int(p.size) + 2
	if len(buf) < end {
		return more(int64(end), PartBody, p.size), false
	}
	if string(buf[end-2:end]) != "\r\n" {
		fault := protocolError("data-end", end-2, buf[end-2:end])
		fault.Length = p.size
		return fatal(fault), false
	}
	p.at, p.seen, p.data = end, end, false
	return step{}, true
}

// digits reads a number that is nothing but digits; one too large for a length
// is given as one that is too large.
func digits(p []byte) (n int64, ok bool) {
	for _, b := range p {
		if b < '0' || b > '9' {
			return 0, false
		}
		if n >= tooLarge/10 {
			n = tooLarge
			continue
		}
		n = n*10 + int64(b-'0')
	}
	return n, len(p) > 0
}

// tooLarge is above every maximum, and away from where sums overflow.
const tooLarge = 1 << 60
