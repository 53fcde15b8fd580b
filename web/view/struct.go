package view

import (
	"fmt"
	"net/url"

	"stickylab/lab/framing"
	"stickylab/lab/own"
	"stickylab/lab/structs"
)

// StructPage is the page of Python's struct: a format and values or bytes, and
// what comes of them.
type StructPage struct {
	Chrome Chrome
	// Format, Values and Bytes stand in the form's fields.
	Format, Values, Bytes string
	// Unpacks tells that the bytes were given and the values come of them.
	Unpacks bool
	Answer  structs.Answer
	// Readings are of the selected bytes, nil when there are none.
	Readings *structs.Readings
	Presets  []structs.Preset
	// MaxFormat, MaxValues and MaxBytes are the most characters of the fields.
	MaxFormat, MaxValues, MaxBytes int
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

func presetPath(p structs.Preset) string { return StructPath(p.Format, p.Values, p.Hex, p.Hex != "") }

// shows reports whether the page shows the preset.
func (p StructPage) shows(preset structs.Preset) bool {
	return presetPath(preset) == StructPath(p.Format, p.Values, p.Bytes, p.Unpacks)
}

// about is the sentence of the preset that is shown, if any.
func (p StructPage) about() string {
	for _, preset := range p.Presets {
		if p.shows(preset) {
			return presetAbout(p.Chrome.Lang, preset)
		}
	}
	return ""
}

func presetTitle(lang string, p structs.Preset) string { return T(lang, "struct.preset."+p.Key) }

func presetAbout(lang string, p structs.Preset) string {
	return T(lang, "struct.preset."+p.Key+".about")
}

// selectPath leads to the page with other bytes selected.
func (p StructPage) selectPath(f structs.Field) string {
	return StructPath(p.Format, p.Values, p.Bytes, p.Unpacks) + fmt.Sprintf("&sel=%d-%d#readings", f.Offset, f.Offset+f.Size)
}

func (p StructPage) orderPath(r structs.Record) string {
	return StructPath(r.Format, p.Values, p.Bytes, p.Unpacks)
}

// structColumns are the columns of the fields' table.
var structColumns = [...]string{"item", "type", "offset", "size", "padding", "bytes", "value", "back"}

// mostHexInTable is how many bytes of a field its row shows.
const mostHexInTable = 16

// hexOf is the bytes of a field, shortened; empty where it has none.
func fieldHex(r structs.Record, f structs.Field) string {
	data := r.Bytes()
	if f.Size == 0 || f.Offset+f.Size > len(data) {
		return ""
	}
	if f.Size > mostHexInTable {
		return fmt.Sprintf("% x …", data[f.Offset:f.Offset+mostHexInTable])
	}
	return fmt.Sprintf("% x", data[f.Offset:f.Offset+f.Size])
}

// spanKey is the field's bytes as the address writes them.
func fieldSpan(f structs.Field) string { return fmt.Sprintf("%d-%d", f.Offset, f.Offset+f.Size) }

// faultIn reports whether what is wrong is in that field of the form.
func (p StructPage) faultIn(name string) bool {
	e := p.Answer.Error
	return e != nil && (e.In == name || name == "hex" && e.In == "data")
}

// title names the exception, or what it is instead.
func structTitle(lang string, e structs.Fault) string {
	if e.Kind == structs.KindSyntax || e.Kind == structs.KindLimit {
		return T(lang, "js.struct."+e.Kind)
	}
	return e.Kind
}

func structSizes(lang string, r structs.Record) string {
	return T(lang, "js.struct.bytes", r.Size) + T(lang, "js.struct.dot") + T(lang, "js.struct.values", r.Count)
}

func readingsPlace(lang string, r structs.Readings) string {
	return T(lang, "js.struct.selected", span(r.From, r.Size), r.Size)
}

// framingHref leads to the bytes of a record as a stream of such records; empty where
// there are none.
func framingHref(r structs.Record) string {
	if r.Hex == "" || r.Size == 0 {
		return ""
	}
	query := url.Values{own.FieldText: {r.Hex}, "codec": {fmt.Sprintf("fixed %d", r.Size)}, framing.FieldFormat: {r.Format}}
	return "/framing?" + query.Encode()
}
