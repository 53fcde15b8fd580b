package view

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// structGroup is a run of bytes that are drawn together: padding before a
// field, the field, or bytes that no field has.
type structGroup struct {
	// Kind is "padding", "field" or "extra".
	Kind  string
	Index int
	Field StructField
	Cells []structCell
	// Wrong tells that what is wrong is a value of the field, or the field.
	Wrong bool
}

// structCell is a byte, or the place for one that is missing.
type structCell struct {
	At      int
	Hex     string
	Char    string
	Missing bool
}

// groups takes the record apart for the drawing.
func (r StructRecord) groups() []structGroup {
	if !r.Drawn {
		return nil
	}
	data := r.bytes()
	var all []structGroup
	add := func(kind string, index, from, to int, f StructField) {
		if to <= from && kind != "field" {
			return
		}
		g := structGroup{Kind: kind, Index: index, Field: f, Wrong: kind == "field" && r.wrong(f)}
		for at := from; at < to; at++ {
			g.Cells = append(g.Cells, cell(data, at, f.Code))
		}
		all = append(all, g)
	}
	for i, f := range r.Fields {
		add("padding", i, f.Offset-f.Padding, f.Offset, StructField{})
		add("field", i, f.Offset, f.Offset+f.Size, f)
	}
	add("extra", len(r.Fields), r.Size, len(data), StructField{Code: "s"})
	return all
}

// wrong reports whether the record's error is about that field.
func (r StructRecord) wrong(f StructField) bool {
	if r.Error == nil {
		return false
	}
	if r.Error.Arg >= 0 {
		return slices.ContainsFunc(f.Values, func(v StructValue) bool { return v.Arg == r.Error.Arg })
	}
	return r.Error.In == "format" && r.Error.From == f.From
}

func cell(data []byte, at int, code string) structCell {
	c := structCell{At: at, Hex: "··", Missing: true}
	if at >= len(data) {
		return c
	}
	c.Hex, c.Missing = hex.EncodeToString(data[at:at+1]), false
	text := code == "c" || code == "s" || code == "p"
	if b := data[at]; text && b > ' ' && b <= '~' {
		c.Char = string(rune(b))
	}
	return c
}

func (r StructRecord) bytes() []byte {
	data, _ := hex.DecodeString(strings.ReplaceAll(r.Hex, " ", "")) // the server wrote it
	return data
}

// tone is the class of a colour: four colours, then again with a pattern.
func tone(index int) string {
	again := ""
	if index/4%2 == 1 {
		again = " again"
	}
	return fmt.Sprintf("m%d%s", index%4+1, again)
}

// written is the item as it stands in the format, without blanks.
func (f StructField) written() string {
	if f.Count == 1 && f.To-f.From == 1 {
		return f.Code
	}
	return fmt.Sprint(f.Count) + f.Code
}

func (f StructField) texts() string {
	var all []string
	for _, v := range f.Values {
		if v.Text != "" {
			all = append(all, v.Text)
		}
	}
	return strings.Join(all, ", ")
}

// backs are the values that unpack gives, if they are others.
func (f StructField) backs() string {
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

// span is a run of bytes: "4", "0–3".
func span(from, size int) string {
	if size <= 1 {
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d–%d", from, from+size-1)
}

// structItem is a piece of the format's text: an item, or what stands between.
type structItem struct {
	Index int // of the field, or -1
	Text  string
}

// items cuts the format's text.
func (r StructRecord) items() []structItem {
	var all []structItem
	at := 0
	for i, f := range r.Fields {
		if f.From > at {
			all = append(all, structItem{-1, r.Format[at:f.From]})
		}
		all = append(all, structItem{i, r.Format[f.From:f.To]})
		at = f.To
	}
	if at < len(r.Format) {
		all = append(all, structItem{-1, r.Format[at:]})
	}
	return all
}

// sign is the character that stands for the record's order.
func (r StructRecord) sign() string {
	if r.Format != "" && strings.IndexByte("@=<>!", r.Format[0]) >= 0 {
		return r.Format[:1]
	}
	return "@"
}

// languageName is the name of a source's language.
func (s StructSource) languageName() string {
	return map[string]string{"python": "Python", "go": "Go", "c": "C", "javascript": "JavaScript"}[s.Language]
}

// class is the group's tone, with a mark for pad bytes; padding and bytes
// without a field have none.
func (g structGroup) class() string {
	switch {
	case g.Kind != "field":
		return g.Kind
	case g.Field.Code == "x":
		return tone(g.Index) + " pad"
	}
	return tone(g.Index)
}

// starts reports whether a byte is the first of a value, but for the first of
// the field.
func (g structGroup) starts(c structCell) bool {
	f := g.Field
	return g.Kind == "field" && f.Width > 0 && f.Count > 1 && c.At > f.Offset && (c.At-f.Offset)%f.Width == 0
}
