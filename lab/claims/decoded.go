package claims

import (
	"strings"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// errNoDecode is of a property that only a decoder's step has.
var errNoDecode error = wrong("no-decode")

// decoded reads a property of a decoder's step; false for any other word.
func (l *Line) decoded(s *wanted, word string) bool {
	part := frame.Part(word)
	if _, ok := part.Code(); ok {
		s.decode(func(_ *Run, _ *lab.Event, d *lab.Decode) error { return differ("part", string(d.Part), word) })
		if part == frame.PartFrame && l.Take("=") {
			l.body(s)
		}
		return true
	}
	field, ok := map[string]func(*lab.Decode) int64{
		"has":    func(d *lab.Decode) int64 { return int64(d.Have) },
		"needs":  func(d *lab.Decode) int64 { return d.Need },
		"length": func(d *lab.Decode) int64 { return d.Length },
		"tail":   func(d *lab.Decode) int64 { return int64(d.Tail) },
	}[word]
	if ok {
		want := l.bounds()
		s.decode(func(_ *Run, _ *lab.Event, d *lab.Decode) error { return want.hold(word, int(field(d))) })
		return true
	}
	switch word {
	case "head":
		want := l.bounds()
		s.add(func(_ *Run, e *lab.Event) error { return want.hold(word, headOf(e)) })
	case "off":
		want := l.bounds()
		s.decode(func(_ *Run, e *lab.Event, _ *lab.Decode) error { return want.hold(word, int(e.Off)) })
	case "says":
		l.says(s)
	case "file":
		l.file(s)
	default:
		return false
	}
	return true
}

// headOf counts the bytes of a send, or of a complete frame, that are header.
func headOf(e *lab.Event) int {
	if e.Decode != nil {
		return e.Decode.Head
	}
	return e.Head
}

// decode adds a property of what a decoder made of its bytes.
func (s *wanted) decode(holds func(*Run, *lab.Event, *lab.Decode) error) {
	s.add(func(r *Run, e *lab.Event) error {
		if e.Decode == nil {
			return errNoDecode
		}
		return holds(r, e, e.Decode)
	})
}

// body reads the body of a complete frame.
func (l *Line) body(s *wanted) {
	want := l.Quoted()
	s.decode(func(r *Run, e *lab.Event, d *lab.Decode) error {
		from, to, within := d.Within()
		switch raw := r.stream(e, d.Have); {
		case !d.Known():
			return wrong("no-body")
		case !within:
			return differ("body", string(d.Body.Bytes), want)
		case len(raw) != d.Have || to > len(raw):
			return wrong("part", len(raw), d.Have)
		default:
			return differ("body", string(raw[from:to]), want)
		}
	})
}

// stream gives up to n bytes that the event's socket received, from where its
// frame begins.
func (r *Run) stream(e *lab.Event, n int) (data []byte) {
	for i := range r.events {
		other := &r.events[i]
		at := e.Off + int64(len(data)) - other.Off
		if other.Conn != e.Conn || !other.Call.Receives() || at < 0 || at >= int64(len(other.Data)) {
			continue
		}
		if data = append(data, other.Data[at:]...); len(data) >= n {
			return data[:n]
		}
	}
	return data
}

// says reads a sentence of the fault, in one of its languages.
func (l *Line) says(s *wanted) {
	want := l.Quoted()
	s.add(func(_ *Run, e *lab.Event) error { return faultSays(e, want) })
}

// faultSays gives nil when the fault in the event says so.
func faultSays(e *lab.Event, want string) error {
	if e.Fault == nil {
		return wrong("no-fault")
	}
	en, zh := e.Fault.In("en"), e.Fault.In("zh")
	if strings.Contains(en, want) || strings.Contains(zh, want) {
		return nil
	}
	return wrong("says", quote(en), quote(zh), quote(want))
}

// file reads the name and the size of a file that came as it was sent.
func (l *Line) file(s *wanted) {
	want := lab.SavedFile{Name: l.Quoted(), Size: l.Number(), OK: true}
	s.decode(func(_ *Run, e *lab.Event, _ *lab.Decode) error {
		if e.Saved == nil {
			return wrong("no-file")
		}
		got := *e.Saved
		if len(got.MD5) != 32 {
			return wrong("md5", quote(got.MD5))
		}
		got.MD5 = ""
		return differ("file", got, want)
	})
}

// failure reads the name of a failure: a word, or several joined as in too-long
// and struct.error.
func (l *Line) failure() string {
	name := l.word()
	for l.err == nil && (l.tok == '-' || l.tok == '.') {
		name += l.text
		l.next()
		name += l.word()
	}
	return name
}
