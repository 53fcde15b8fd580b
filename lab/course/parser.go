package course

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/scanner"

	"stickylab/lab"
)

// parser reads one line of an expectation. After the first error it reads no
// further, gives zero values and keeps the error.
type parser struct {
	experiment lab.Experiment
	err        error

	scan scanner.Scanner
	tok  rune
	text string
}

func newParser(line string, e lab.Experiment) *parser {
	p := &parser{experiment: e}
	p.scan.Init(strings.NewReader(line))
	p.scan.Mode = scanner.ScanIdents | scanner.ScanInts | scanner.ScanStrings
	p.scan.Error = func(_ *scanner.Scanner, msg string) { p.fail("%s", msg) }
	p.next()
	return p
}

func (p *parser) next() {
	if p.tok = p.scan.Scan(); p.tok == '#' {
		p.tok = scanner.EOF
	}
	p.text = p.scan.TokenText()
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

// done reports whether nothing is left to read.
func (p *parser) done() bool { return p.err != nil || p.tok == scanner.EOF }

func (p *parser) finish() error {
	if !p.done() {
		p.fail("%q is not understood", p.text)
	}
	return p.err
}

// found names the token that stands where another was wanted.
func (p *parser) found() string {
	if p.tok == scanner.EOF {
		return "the end of the line"
	}
	return strconv.Quote(p.text)
}

// take moves past the word or sign when it is the next.
func (p *parser) take(word string) bool {
	if p.done() || p.tok == scanner.String || p.text != word {
		return false
	}
	p.next()
	return true
}

func (p *parser) want(word string) {
	if !p.take(word) {
		p.fail("%s, want %q", p.found(), word)
	}
}

func (p *parser) word() string {
	if p.done() || p.tok != scanner.Ident {
		p.fail("%s, want a word", p.found())
		return ""
	}
	word := p.text
	p.next()
	return word
}

func (p *parser) number() int {
	n, err := strconv.Atoi(p.text)
	if p.done() || p.tok != scanner.Int || err != nil {
		p.fail("%s, want a number", p.found())
		return 0
	}
	p.next()
	return n
}

func (p *parser) quoted() string {
	s, err := strconv.Unquote(p.text)
	if p.done() || p.tok != scanner.String || err != nil {
		p.fail("%s, want a string", p.found())
		return ""
	}
	p.next()
	return s
}

// joint reports whether the word between two claims is next.
func (p *parser) joint() bool {
	return p.tok == scanner.Ident && (p.text == "and" || p.text == "or")
}

// peer reads PEER.
func (p *parser) peer() subject {
	s := subject{name: p.word()}
	s.peer = slices.IndexFunc(p.experiment.Peers, func(peer lab.Peer) bool { return peer.Name == s.name })
	if s.peer < 0 {
		p.fail("no peer is named %q", s.name)
	}
	return s
}

// call reads CALL for a peer.
func (p *parser) call(s subject) subject {
	name := p.word()
	call, ok := lab.ParseCall(name)
	if !ok {
		p.fail("no call is named %q", name)
	}
	s.call = call
	return s
}

// single reads PEER CALL N.
func (p *parser) single() nth {
	s := p.call(p.peer())
	return nth{s, p.ordinal()}
}

func (p *parser) ordinal() int {
	n := p.number()
	if n < 1 {
		p.fail("calls are counted from 1")
	}
	return n
}
