package framing

import (
	"net/url"
	"strconv"

	"stickylab/lab/frame"
)

// The names of the fields of a Study, in a form and an address.
const (
	FieldFormat = "format" // of each frame's fields
	FieldHeader = "header" // what the format was when it was not asked for
	FieldByte   = "byte"   // after which the decoder is shown
	FieldWith   = "with"   // a second codec on the same bytes
	FieldAs     = "as"     // the language of the copy
)

// StateWindow is of how many bytes the states are given at once.
const StateWindow = 256

// Study is a closer look at what a codec makes of a stream: the fields of each frame, the
// decoder after some bytes, and a second codec.
type Study struct {
	Header Header
	// Format is the struct format of the fields: what was asked for, or the Header's.
	Format string
	Byte   int
	// With is the text of the second codec, Other what was read from it, or Err says why
	// it cannot be; empty for none.
	With  string
	Other frame.Codec
	Err   error
	// As names the language of the copy, empty for the first.
	As string
}

// ReadStudy reads what a form or an address asks for, of a preset or of somebody's own
// bytes, for which the key is empty; codec may be nil.
func ReadStudy(query url.Values, preset string, codec frame.Codec) Study {
	s := Study{Header: HeaderOf(preset, codec), With: query.Get(FieldWith), As: query.Get(FieldAs)}
	s.Format = s.Header.Format
	if query.Has(FieldFormat) && !(query.Has(FieldHeader) && query.Get(FieldFormat) == query.Get(FieldHeader)) {
		s.Format = query.Get(FieldFormat)
		s.Format = s.Format[:min(len(s.Format), MaxFormat)]
	}
	if at, err := strconv.Atoi(query.Get(FieldByte)); err == nil {
		s.Byte = max(0, at)
	}
	if s.With != "" {
		s.Other, s.Err = ParseCodec(s.With)
	}
	return s
}

// AddTo writes what is not usual into an address.
func (s Study) AddTo(query url.Values) {
	if s.Format != s.Header.Format {
		query.Set(FieldFormat, s.Format)
	}
	if s.Byte > 0 {
		query.Set(FieldByte, strconv.Itoa(s.Byte))
	}
	for name, value := range map[string]string{FieldWith: s.With, FieldAs: s.As} {
		if value != "" {
			query.Set(name, value)
		}
	}
}

// Names are those of the items, where the format is the header's.
func (s Study) Names() []string {
	if s.Format != s.Header.Format {
		return nil
	}
	return s.Header.Names
}

// Window returns the bytes that are shown around the one of the study.
func (s Study) Window(size int) (from, to int) {
	at := min(s.Byte, size)
	from = max(0, at-1) / StateWindow * StateWindow
	return from, min(from+StateWindow, size)
}
