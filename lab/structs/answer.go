// Package structs takes records of Python's struct apart: the fields of a format
// with their padding, the bytes in each byte order, what an error is about and
// where, and what some bytes are as other types.
package structs

import (
	"encoding/hex"
	"fmt"
	"strings"

	"stickylab/lab/catalog"
)

var texts = catalog.New(chinese, english)

// MaxRecord is the most bytes of a record, and of what is unpacked or read.
const MaxRecord = 1 << 10

// Answer is the result of a format and values, or of a format and bytes.
type Answer struct {
	Record
	// Call is the same as a call in Python.
	Call string `json:"call"`
	// Orders are the same items in each byte order, in that of the answer too.
	Orders  []Record `json:"orders"`
	Sources []Source `json:"sources"`
	// SourcesDiffer: the sources make other bytes than those that
	// were unpacked: of padding that is not 0, of a truth that is not 1.
	SourcesDiffer bool `json:"sources_differ"`
	// Read says in which form the bytes were read, and what was left out; empty of
	// hex with nothing left out and of values.
	Read []string `json:"read,omitempty"`
}

// Record is one record of a format.
type Record struct {
	Format string `json:"format"`
	// Order is "little", "big" or "native".
	Order string `json:"order"`
	// Own marks the order that is that of the answer.
	Own bool `json:"own,omitempty"`
	// Drawn: there are fields and bytes to draw: the format is right,
	// and small enough.
	Drawn bool `json:"drawn"`
	// Size is what calcsize returns, Count how many values there are.
	Size   int     `json:"size"`
	Count  int     `json:"count"`
	Fields []Field `json:"fields"`
	// Hex are the bytes as bytes.hex(' ') writes them, Data the same as a
	// literal; both are empty where there are none.
	Hex  string `json:"hex"`
	Data string `json:"data"`
	// Values are those of the record as one writes them in a call.
	Values string `json:"values"`
	Error  *Fault `json:"error,omitempty"`
}

// Field is one item of a format.
type Field struct {
	Code string `json:"code"`
	// Type is what the code is called in C, or a word for it.
	Type  string `json:"type"`
	Count int    `json:"count"`
	// From and To are the place of the item in the format.
	From    int `json:"from"`
	To      int `json:"to"`
	Offset  int `json:"offset"`
	Size    int `json:"size"`
	Padding int `json:"padding"`
	// Width is that of one value.
	Width  int     `json:"width"`
	Values []Value `json:"values"`
}

// Value is one value of a field.
type Value struct {
	// Arg counts the values of the record from 0.
	Arg int `json:"arg"`
	// Text is the value in Python, empty where it is missing. Back is what
	// unpack makes of its bytes where that is another one.
	Text string `json:"text"`
	Back string `json:"back,omitempty"`
	// From and To are the place in the text of the values that were given.
	From int `json:"from"`
	To   int `json:"to"`
}

// Fault is what Python raises, or what keeps the lab from asking it.
type Fault struct {
	// Kind is the name of Python's exception, or "syntax" for a text that is
	// no literal, or "limit" for what the lab does not do.
	Kind string `json:"kind"`
	// Message is exactly Python's.
	Message string `json:"message"`
	// Hint says it in the reader's language.
	Hint string `json:"hint"`
	// Arg is the index of the value at fault, or -1.
	Arg int `json:"arg"`
	// In names the text where the fault is: "format", "values", "hex" or
	// "data"; From and To are its place there in bytes of UTF-8.
	In   string `json:"in"`
	From int    `json:"from"`
	To   int    `json:"to"`
	// Marked is that text cut in three around the fault, shortened.
	Marked []string `json:"marked"`
}

// Source is the record written in another language.
type Source struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// Readings are what some bytes are as other types.
type Readings struct {
	// From is the offset of the first byte in the record.
	From    int       `json:"from"`
	Size    int       `json:"size"`
	Hex     string    `json:"hex"`
	Data    string    `json:"data"`
	Numbers []Reading `json:"numbers"`
	// Text is the bytes as a Python str; empty when they are no UTF-8 from
	// the byte InvalidAt on, which is -1 otherwise.
	Text      string `json:"text"`
	InvalidAt int    `json:"invalid_at"`
}

// Reading is a number in both byte orders.
type Reading struct {
	// Type is such as "uint16", Code its format character, if it has one.
	Type   string `json:"type"`
	Code   string `json:"code"`
	Little string `json:"little"`
	Big    string `json:"big"`
}

// Preset is something to begin with.
type Preset struct {
	// Key names its texts: struct.preset.KEY and struct.preset.KEY.about.
	Key, Format, Values, Hex string
}

// The kinds of a Fault that are not Python's.
const (
	KindSyntax = "syntax"
	KindLimit  = "limit"
)

// Bytes returns the bytes that Hex writes.
func (r Record) Bytes() []byte {
	data, _ := hex.DecodeString(strings.ReplaceAll(r.Hex, " ", "")) // the server wrote it
	return data
}

// Written is the item as it stands in the format, without blanks.
func (f Field) Written() string {
	if f.Count == 1 && f.To-f.From == 1 {
		return f.Code
	}
	return fmt.Sprint(f.Count) + f.Code
}

// Texts are the values of the field, as one writes them.
func (f Field) Texts() string {
	var all []string
	for _, v := range f.Values {
		if v.Text != "" {
			all = append(all, v.Text)
		}
	}
	return strings.Join(all, ", ")
}

// Backs are the values that unpack returns, if they are others.
func (f Field) Backs() string {
	other := false
	var all []string
	for _, v := range f.Values {
		text := v.Text
		if v.Back != "" {
			other, text = true, v.Back
		}
		all = append(all, text)
	}
	if !other {
		return ""
	}
	return strings.Join(all, ", ")
}

// Sign is the character that stands for the record's order.
func (r Record) Sign() string {
	if r.Format != "" && strings.IndexByte("@=<>!", r.Format[0]) >= 0 {
		return r.Format[:1]
	}
	return "@"
}
