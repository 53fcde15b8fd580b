// Package own takes the bytes that somebody brings: as a text in any form, as a file, or
// what one side of a captured connection sent. It keeps nothing: what is asked for fits in
// an address, or is sent again.
package own

import (
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
	"unicode/utf8"

	"stickylab/lab/follow"
	"stickylab/lab/frame"
	"stickylab/lab/paste"
)

// Limits of what somebody brings.
const (
	// MaxFile is the most bytes of a file, and of a text.
	MaxFile = paste.MaxText
	// MaxCarried is the most characters of the bytes in an address: servers in front of
	// a lab take 8 KB of a request's first line.
	MaxCarried = 6 << 10
	// MaxCarriedBytes is how many bytes that is, as base64; maxHex is the most that are
	// written as hex, which people can read.
	MaxCarriedBytes = MaxCarried / 4 * 3
	maxHex          = 256
)

// FormRaw is the form of a file whose bytes are what is meant; "" finds out.
const FormRaw = "raw"

// LinesCRLF ends the lines of a plain text by \r\n: no field of a form can hold one.
const LinesCRLF = "crlf"

// DefaultCodec cuts bytes of which nothing was said.
const DefaultCodec = `length "!I"`

// The names of the fields, in a form, an address and the API.
const (
	FieldText     = "bytes"
	FieldFile     = "file"
	FieldForm     = "form"
	FieldEncoding = "encoding"
	FieldLines    = "lines"
	// FieldSearch asks what the bytes could be, FieldTake takes the codec of a
	// candidate.
	FieldSearch = "search"
	FieldTake   = "take"
	// FieldStream chooses what one side sent of a capture.
	FieldStream = "stream"
)

// Given is what somebody brings, and the codec to cut it by.
type Given struct {
	Text                  string
	Form, Encoding, Lines string
	// File is what a file has, nil without one.
	File []byte
	Name string
	// CodecText is the codec as it was written; Codec is what was read from it, or
	// Err says why it cannot be.
	CodecText string
	Codec     frame.Codec
	Err       error
	// Search asks what the bytes could be.
	Search bool
	// Stream is the place in a capture whose bytes are meant, as follow.Place writes it;
	// empty for the longest.
	Stream string
}

// Read reads what a form or an address has, but for the file and the codec.
func Read(query url.Values) Given {
	// A form ends the lines of what is typed by CRLF (HTML 4.10.21.4).
	text := strings.ReplaceAll(query.Get(FieldText), "\r\n", "\n")
	g := Given{Text: text, Form: query.Get(FieldForm), Encoding: query.Get(FieldEncoding), Lines: query.Get(FieldLines)}
	if g.Encoding == paste.Encodings()[0] { // the usual one is not written
		g.Encoding = ""
	}
	g.Search, g.Stream = query.Get(FieldSearch) != "", query.Get(FieldStream)
	return g
}

// Empty reports that there is nothing.
func (g *Given) Empty() bool { return g.File == nil && g.Text == "" }

// Taken are the bytes.
type Taken struct {
	Data []byte
	// Pasted is how they were read from a text; nil where they are a file's own.
	Pasted *paste.Bytes
	// Raw: the text of a file could be read as its own bytes, too.
	Raw bool
	// Capture is the capture that they are from, at Place; nil without one.
	Capture *follow.Capture
	Place   follow.Place
}

// Take reads the bytes. The error is a *paste.Error or a *follow.Error.
func (g *Given) Take() (Taken, error) {
	if g.File != nil {
		return g.takeFile()
	}
	read, err := g.read(g.Text, false)
	if err != nil {
		return Taken{}, err
	}
	return Taken{Data: read.Data, Pasted: read}, nil
}

// takeFile reads a file: its bytes are what is meant, unless it is a text that is a dump
// or hex and nothing else.
func (g *Given) takeFile() (Taken, error) {
	raw := Taken{Data: g.File}
	if g.Form == "" && follow.IsCapture(g.File) {
		return g.takeStream()
	}
	if g.Form == FormRaw || len(g.File) == 0 || g.Form == "" && !utf8.Valid(g.File) {
		return raw, nil
	}
	read, err := g.read(string(g.File), g.Form == "")
	if g.Form == "" && !isListing(read) {
		return raw, nil
	}
	if err != nil {
		return Taken{}, err
	}
	return Taken{Data: read.Data, Pasted: read, Raw: true}, nil
}

// isListing reports whether a text was read as one that lists bytes and nothing else; nil
// was not read.
func isListing(read *paste.Bytes) bool {
	return read != nil && (read.Form == paste.FormDump || read.Form == paste.FormHex || read.Form == paste.FormNumbers)
}

// takeStream takes what one side of a connection sent.
func (g *Given) takeStream() (Taken, error) {
	capture, err := follow.Read(g.File)
	if err != nil {
		return Taken{}, err
	}
	if bare := capture.Bare(); bare != nil {
		return Taken{}, bare
	}
	place, run := capture.Find(g.Stream)
	return Taken{Data: run.Data, Capture: capture, Place: place}, nil
}

// read reads a text in the form that was chosen.
func (g *Given) read(text string, coded bool) (*paste.Bytes, error) {
	o := paste.Options{Encoding: g.Encoding, Coded: coded}
	if g.Form != FormRaw {
		o.Form = paste.Form(g.Form)
	}
	read, err := paste.Read(text, o)
	if err == nil && read.Form == paste.FormText && g.Lines == LinesCRLF {
		o.Form = paste.FormText
		read, err = paste.Read(strings.ReplaceAll(text, "\n", "\r\n"), o)
	}
	return read, err
}

// Said says in "zh" or "en" how the bytes were read.
func (t Taken) Said(lang string) []string {
	var all []string
	if t.Capture != nil {
		return t.Capture.Said(lang, t.Place)
	}
	if t.Pasted == nil {
		return []string{texts.Text(lang, "file", len(t.Data))}
	}
	all = t.Pasted.Said(lang)
	if t.Raw {
		all = append(all, texts.Text(lang, "raw"))
	}
	return all
}

// Query is what an address carries of it: the text as it was written or, where that is
// long, the bytes as hex or base64url. Whole is false where there are more than it can carry.
func (g *Given) Query(t Taken) (query url.Values, whole bool) {
	query = url.Values{FieldText: {""}}
	set := func(name, value string) {
		if value != "" {
			query.Set(name, value)
		}
	}
	switch {
	case g.File == nil && len(url.QueryEscape(g.Text)) <= MaxCarried:
		query.Set(FieldText, g.Text)
		set(FieldForm, g.Form)
		set(FieldEncoding, g.Encoding)
		set(FieldLines, g.Lines)
		whole = true
	case len(t.Data) <= maxHex:
		query.Set(FieldText, hexOf(t.Data))
		set(FieldForm, string(paste.FormHex))
		whole = true
	case len(t.Data) <= MaxCarriedBytes:
		query.Set(FieldText, base64.RawURLEncoding.EncodeToString(t.Data))
		set(FieldForm, string(paste.FormBase64))
		whole = true
	}
	if g.CodecText != DefaultCodec {
		query.Set("codec", g.CodecText)
	}
	if g.Search {
		query.Set(FieldSearch, "1")
	}
	return query, whole
}

// Fault is what is wrong with a text or a capture.
type Fault interface {
	error
	In(lang string) string
}

// FaultOf returns what is wrong with what was given, nil for an error of another kind.
func FaultOf(err error) Fault {
	var pasted *paste.Error
	var captured *follow.Error
	switch {
	case errors.As(err, &pasted):
		return pasted
	case errors.As(err, &captured):
		return captured
	}
	return nil
}

// Source is the text that was read, that of the file where there is one.
func (g *Given) Source() string {
	if g.File != nil {
		return string(g.File)
	}
	return g.Text
}

// maxMarked is how many characters are quoted on either side of a mistake.
const maxMarked = 30

// Marked is the line of a mistake in three parts, of which the second is the mistake; nil
// where it has no place.
func Marked(text string, wrong Fault) []string {
	fault, placed := wrong.(*paste.Error)
	if !placed || fault.Kind == "empty" || fault.From > len(text) || fault.To > len(text) || fault.To < fault.From {
		return nil
	}
	before, bad, after := text[:fault.From], text[fault.From:fault.To], text[fault.To:]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ = strings.Cut(after, "\n")
	if from := []rune(before); len(from) > maxMarked {
		before = "…" + string(from[len(from)-maxMarked:])
	}
	if to := []rune(after); len(to) > maxMarked {
		after = string(to[:maxMarked]) + "…"
	}
	if all := []rune(bad); len(all) > maxMarked {
		bad = string(all[:maxMarked]) + "…"
	}
	return []string{before, bad, after}
}

// Address is that of the page without bytes, with a codec.
func Address(codec string) string {
	g := Given{CodecText: codec}
	query, _ := g.Query(Taken{})
	return "/framing?" + query.Encode()
}
