package view

import (
	"fmt"
	"net/url"
)

// StructPage is the page of Python's struct: a format and values or bytes, and
// what comes of them.
type StructPage struct {
	Chrome Chrome
	// Format, Values and Bytes stand in the form's fields.
	Format, Values, Bytes string
	// Unpacks tells that the bytes were given and the values come of them.
	Unpacks bool
	Answer  StructAnswer
	// Readings are of the selected bytes, nil when there are none.
	Readings *StructReadings
	Presets  []StructPreset
	// MaxFormat, MaxValues and MaxBytes are the most characters of the fields.
	MaxFormat, MaxValues, MaxBytes int
}

// StructAnswer is what comes of a format and values, or of a format and bytes.
type StructAnswer struct {
	StructRecord
	// Call is the same as a call in Python.
	Call string `json:"call"`
	// Orders are the same items in each byte order, in that of the answer too.
	Orders  []StructRecord `json:"orders"`
	Sources []StructSource `json:"sources"`
	// SourcesDiffer tells that the sources make other bytes than those that
	// were unpacked: of padding that is not 0, of a truth that is not 1.
	SourcesDiffer bool `json:"sources_differ"`
}

// StructRecord is one record of a format.
type StructRecord struct {
	Format string `json:"format"`
	// Order is "little", "big" or "native".
	Order string `json:"order"`
	// Own tells which of the orders is that of the answer.
	Own bool `json:"own,omitempty"`
	// Drawn tells that there are fields and bytes to draw: the format is right,
	// and small enough.
	Drawn bool `json:"drawn"`
	// Size is what calcsize gives, Count how many values there are.
	Size   int           `json:"size"`
	Count  int           `json:"count"`
	Fields []StructField `json:"fields"`
	// Hex are the bytes as bytes.hex(' ') writes them, Data the same as a
	// literal; both are empty where there are none.
	Hex  string `json:"hex"`
	Data string `json:"data"`
	// Values are those of the record as one writes them in a call.
	Values string       `json:"values"`
	Error  *StructError `json:"error,omitempty"`
}

// StructField is one item of a format.
type StructField struct {
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
	Width  int           `json:"width"`
	Values []StructValue `json:"values"`
}

// StructValue is one value of a field.
type StructValue struct {
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

// StructError is what Python raises, or what keeps the lab from asking it.
type StructError struct {
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

// StructSource is the record written in another language.
type StructSource struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// StructReadings are what some bytes are as other types.
type StructReadings struct {
	// From is the offset of the first byte in the record.
	From    int             `json:"from"`
	Size    int             `json:"size"`
	Hex     string          `json:"hex"`
	Data    string          `json:"data"`
	Numbers []StructReading `json:"numbers"`
	// Text is the bytes as a Python str; empty when they are no UTF-8 from
	// the byte InvalidAt on, which is -1 otherwise.
	Text      string `json:"text"`
	InvalidAt int    `json:"invalid_at"`
}

// StructReading is a number in both byte orders.
type StructReading struct {
	// Type is such as "uint16", Code its format character, if it has one.
	Type   string `json:"type"`
	Code   string `json:"code"`
	Little string `json:"little"`
	Big    string `json:"big"`
}

// StructPreset is something to begin with.
type StructPreset struct {
	// Key names its texts: struct.preset.KEY and struct.preset.KEY.about.
	Key, Format, Values, Hex string
}

// StructPath is the address of a format with values, or with bytes.
func StructPath(format, values, bytes string, unpacks bool) string {
	query := url.Values{"format": {format}}
	if unpacks {
		query.Set("hex", bytes)
	} else {
		query.Set("values", values)
	}
	return "/struct?" + query.Encode()
}

func (p StructPreset) path() string { return StructPath(p.Format, p.Values, p.Hex, p.Hex != "") }

// is reports whether the page shows the preset.
func (p StructPreset) is(page StructPage) bool {
	return p.path() == StructPath(page.Format, page.Values, page.Bytes, page.Unpacks)
}

// about is the sentence of the preset that is shown, if any.
func (p StructPage) about() string {
	for _, preset := range p.Presets {
		if preset.is(p) {
			return preset.about(p.Chrome.Lang)
		}
	}
	return ""
}

func (p StructPreset) title(lang string) string { return T(lang, "struct.preset."+p.Key) }

func (p StructPreset) about(lang string) string { return T(lang, "struct.preset."+p.Key+".about") }

// selectPath leads to the page with other bytes selected.
func (p StructPage) selectPath(f StructField) string {
	return StructPath(p.Format, p.Values, p.Bytes, p.Unpacks) + fmt.Sprintf("&sel=%d-%d#readings", f.Offset, f.Offset+f.Size)
}

func (p StructPage) orderPath(r StructRecord) string {
	return StructPath(r.Format, p.Values, p.Bytes, p.Unpacks)
}

// The kinds of a StructError that are not Python's.
const (
	StructSyntax = "syntax"
	StructLimit  = "limit"
)

// structColumns are the columns of the fields' table.
var structColumns = [...]string{"item", "type", "offset", "size", "padding", "bytes", "value", "back"}

// mostHexInTable is how many bytes of a field its row shows.
const mostHexInTable = 16

// hexOf is the bytes of a field, shortened; empty where it has none.
func (r StructRecord) hexOf(f StructField) string {
	data := r.bytes()
	if f.Size == 0 || f.Offset+f.Size > len(data) {
		return ""
	}
	if f.Size > mostHexInTable {
		return fmt.Sprintf("% x …", data[f.Offset:f.Offset+mostHexInTable])
	}
	return fmt.Sprintf("% x", data[f.Offset:f.Offset+f.Size])
}

// spanKey is the field's bytes as the address writes them.
func (f StructField) spanKey() string { return fmt.Sprintf("%d-%d", f.Offset, f.Offset+f.Size) }

// faultIn reports whether what is wrong is in that field of the form.
func (p StructPage) faultIn(name string) bool {
	e := p.Answer.Error
	return e != nil && (e.In == name || name == "hex" && e.In == "data")
}

// title names the exception, or what it is instead.
func (e StructError) title(lang string) string {
	if e.Kind == StructSyntax || e.Kind == StructLimit {
		return T(lang, "js.struct."+e.Kind)
	}
	return e.Kind
}

func (r StructRecord) sizes(lang string) string {
	return T(lang, "js.struct.bytes", r.Size) + T(lang, "js.struct.dot") + T(lang, "js.struct.values", r.Count)
}

func (r StructReadings) place(lang string) string {
	return T(lang, "js.struct.selected", span(r.From, r.Size), r.Size)
}
