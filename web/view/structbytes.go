package view

import (
	"encoding/hex"
	"fmt"
	"slices"

	"stickylab/lab/structs"
)

// structGroup is a run of bytes that are drawn together: padding before a
// field, the field, or bytes that no field has.
type structGroup struct {
	// Kind is "padding", "field" or "extra".
	Kind  string
	Index int
	Field structs.Field
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
func structGroups(r structs.Record) []structGroup {
	if !r.Drawn {
		return nil
	}
	data := r.Bytes()
	var all []structGroup
	add := func(kind string, index, from, to int, f structs.Field) {
		if to <= from && kind != "field" {
			return
		}
		g := structGroup{Kind: kind, Index: index, Field: f, Wrong: kind == "field" && atFault(r, f)}
		for at := from; at < to; at++ {
			g.Cells = append(g.Cells, cell(data, at, f.Code))
		}
		all = append(all, g)
	}
	for i, f := range r.Fields {
		add("padding", i, f.Offset-f.Padding, f.Offset, structs.Field{})
		add("field", i, f.Offset, f.Offset+f.Size, f)
	}
	add("extra", len(r.Fields), r.Size, len(data), structs.Field{Code: "s"})
	return all
}

// wrong reports whether the record's error is about that field.
func atFault(r structs.Record, f structs.Field) bool {
	if r.Error == nil {
		return false
	}
	if r.Error.Arg >= 0 {
		return slices.ContainsFunc(f.Values, func(v structs.Value) bool { return v.Arg == r.Error.Arg })
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

// tone is the class of a colour: four colours, then again with a pattern.
func tone(index int) string {
	again := ""
	if index/4%2 == 1 {
		again = " again"
	}
	return fmt.Sprintf("m%d%s", index%4+1, again)
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
func structItems(r structs.Record) []structItem {
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

// languageName is the name of a source's language.
func languageName(s structs.Source) string {
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
