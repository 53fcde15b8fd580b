package claims

import (
	"slices"
	"strconv"
	"strings"
	"text/scanner"

	"stickylab/lab"
)

// Line reads one line of an expectation. After the first error it reads no
// further, returns zero values and keeps the error, which Finish returns.
type Line struct {
	peers []string
	err   error

	// The scanner and its current token.
	scan scanner.Scanner
	tok  rune
	text string
}

// NewLine starts reading a line that is about peers of these names, in the
// order of their numbers in a run's events.
func NewLine(text string, peers []string) *Line {
	l := &Line{peers: peers}
	l.scan.Init(strings.NewReader(text))
	l.scan.Mode = scanner.ScanIdents | scanner.ScanInts | scanner.ScanStrings
	l.scan.Error = func(_ *scanner.Scanner, msg string) { l.fail("scan", msg) }
	l.next()
	return l
}

// About makes the rest of the line be about other peers.
func (l *Line) About(peers []string) { l.peers = peers }

// Skip moves past one word, number, string or sign.
func (l *Line) Skip() { l.next() }

func (l *Line) next() {
	if l.tok = l.scan.Scan(); l.tok == '#' {
		l.tok = scanner.EOF
	}
	l.text = l.scan.TokenText()
}

func (l *Line) fail(key string, args ...any) {
	if l.err == nil {
		l.err = wrong(key, args...)
	}
}

// Done reports whether nothing is left to read.
func (l *Line) Done() bool { return l.err != nil || l.tok == scanner.EOF }

// Err returns the first error so far.
func (l *Line) Err() error { return l.err }

// Finish returns the first error; a rest that was not read is one.
func (l *Line) Finish() error {
	if !l.Done() {
		l.fail("rest", quote(l.text))
	}
	return l.err
}

// found is the token that stands where another was wanted.
func (l *Line) found() found {
	if l.tok == scanner.EOF {
		return ""
	}
	return found(quote(l.text))
}

// Take moves past the word or sign when it is the next.
func (l *Line) Take(word string) bool {
	if l.Done() || l.tok == scanner.String || l.text != word {
		return false
	}
	l.next()
	return true
}

// Want is Take for a word that must come.
func (l *Line) Want(word string) {
	if !l.Take(word) {
		l.fail("want", l.found(), quote(word))
	}
}

func (l *Line) word() string {
	if l.Done() || l.tok != scanner.Ident {
		l.fail("want-word", l.found())
		return ""
	}
	word := l.text
	l.next()
	return word
}

// Number reads a whole number from 0.
func (l *Line) Number() int {
	n, err := strconv.Atoi(l.text)
	if l.Done() || l.tok != scanner.Int || err != nil {
		l.fail("want-number", l.found())
		return 0
	}
	l.next()
	return n
}

// Quoted reads a string, written as in Go.
func (l *Line) Quoted() string {
	s, err := strconv.Unquote(l.text)
	if l.Done() || l.tok != scanner.String || err != nil {
		l.fail("want-string", l.found())
		return ""
	}
	l.next()
	return s
}

// joint reports whether the word between two claims is next.
func (l *Line) joint() bool {
	return l.tok == scanner.Ident && (l.text == "and" || l.text == "or")
}

// peer reads PEER.
func (l *Line) peer() subject {
	s := subject{name: l.word()}
	s.peer = slices.Index(l.peers, s.name)
	if s.peer < 0 {
		l.fail("peer", quote(s.name), names(l.peers))
	}
	return s
}

// call reads CALL for a peer.
func (l *Line) call(s subject) subject {
	name := l.word()
	call, ok := lab.ParseCall(name)
	if !ok {
		l.fail("call", quote(name))
	}
	s.call = call
	return s
}

// single reads PEER CALL N.
func (l *Line) single() nth {
	s := l.call(l.peer())
	return nth{s, l.ordinal()}
}

func (l *Line) ordinal() int {
	n := l.Number()
	if n < 1 {
		l.fail("ordinal")
	}
	return n
}
