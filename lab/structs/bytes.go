package structs

import (
	"errors"
	"strings"

	"stickylab/lab/paste"
	"stickylab/lab/repr"
)

// The texts that a fault may be in.
const (
	InFormat = "format"
	InValues = "values"
	InHex    = "hex"
	InData   = "data"
)

// placedBytes are bytes and where each begins in the text they were read from;
// places is nil when that is not known.
type placedBytes struct {
	data   []byte
	places []int
	read   *paste.Bytes // nil of a literal
}

// bytesFault says what is wrong with a text of bytes: kind names the words for
// it, with found as what stands there.
type bytesFault struct {
	kind, found, want string
	from, to          int
	pasted            *paste.Error // says it instead of kind, of bytes in another form
}

// FormOf returns the form of a text of bytes: a literal of Python begins with b and a
// quote.
func FormOf(text string) string {
	text = strings.TrimLeft(text, " \t\r\n")
	if len(text) > 1 && text[0]|0x20 == 'b' && strings.IndexByte(`'"`, text[1]) >= 0 {
		return InData
	}
	return InHex
}

// parseBytes reads bytes in the form InHex or InData.
func parseBytes(text, in string) (placedBytes, *bytesFault) {
	if in == InHex {
		return parsePasted(text)
	}
	return parseLiteral(text)
}

// parsePasted reads bytes in any form but plain text.
func parsePasted(text string) (placedBytes, *bytesFault) {
	if strings.TrimSpace(text) == "" {
		return placedBytes{}, nil
	}
	read, err := paste.Read(text, paste.Options{Coded: true})
	var wrong *paste.Error
	if errors.As(err, &wrong) {
		return placedBytes{}, &bytesFault{from: wrong.From, to: wrong.To, pasted: wrong}
	}
	return placedBytes{data: read.Data, places: read.Places, read: read}, nil
}

// parseLiteral reads one literal b'...'.
func parseLiteral(text string) (placedBytes, *bytesFault) {
	values, err := repr.Values(text)
	if err != nil {
		return placedBytes{}, literalFault(text, err)
	}
	if len(values) != 1 {
		return placedBytes{}, &bytesFault{kind: "data", found: text, to: len(text)}
	}
	data, ok := values[0].Value.([]byte)
	if !ok {
		return placedBytes{}, &bytesFault{kind: "data", found: text[values[0].From:values[0].To], from: values[0].From, to: values[0].To}
	}
	return placedBytes{data: data}, nil
}

// ReadBytes reads bytes in the form InHex or InData; false where the text has
// none or more than MaxRecord.
func ReadBytes(text, in string) ([]byte, bool) {
	read, wrong := parseBytes(text, in)
	return read.data, wrong == nil && len(read.data) > 0 && len(read.data) <= MaxRecord
}

// said says in which form bytes were read, what was left out and what else they may be;
// nothing of plain hex.
func (q Request) said(read *paste.Bytes) (all []string) {
	if read == nil || read.Form == paste.FormHex && len(read.Notes) == 0 && len(read.Others) == 0 {
		return nil
	}
	return read.Said(q.Lang)
}
