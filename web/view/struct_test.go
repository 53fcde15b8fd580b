package view

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab/structs"

	"golang.org/x/net/html"
)

// structPage is BxI with its padding: 01 | 00 | 00 00 | 02 00 00 00.
func structPage(lang string) StructPage {
	record := structs.Record{
		Format: "B x I", Order: "native", Own: true, Drawn: true, Size: 8, Count: 2,
		Fields: []structs.Field{
			{Code: "B", Type: "unsigned char", Count: 1, From: 0, To: 1, Size: 1, Width: 1, Values: []structs.Value{{Text: "1", To: 1}}},
			{Code: "x", Type: "pad byte", Count: 1, From: 2, To: 3, Offset: 1, Size: 1, Width: 1},
			{Code: "I", Type: "unsigned int", Count: 1, From: 4, To: 5, Offset: 4, Size: 4, Padding: 2, Width: 4, Values: []structs.Value{{Arg: 1, Text: "2", Back: "3"}}},
		},
		Hex: "01 00 00 00 02 00 00 00", Data: hostile, Values: "1, 2",
	}
	swapped := record
	swapped.Own, swapped.Order, swapped.Format = false, "big", ">B x I"
	swapped.Error = &structs.Fault{Kind: "struct.error", Message: hostile}
	return StructPage{
		Chrome: chrome(lang), Format: "B x I", Values: "1, 2", Bytes: record.Hex,
		Answer: structs.Answer{
			Record: record, Call: hostile, Orders: []structs.Record{record, swapped},
			Sources: []structs.Source{{Language: "python", Text: hostile}, {Language: "javascript", Text: "x"}},
		},
		Readings: &structs.Readings{Size: 1, Hex: "01", Numbers: []structs.Reading{{Type: "uint8", Code: "B", Little: "1", Big: "1"}}, Text: hostile, InvalidAt: -1},
		Presets:  []structs.Preset{{Key: "header", Format: "!I", Values: "5"}, {Key: "get", Format: "!I", Hex: "47"}},
	}
}

// refused is an error of the values, with too few bytes drawn.
func refused(lang string) StructPage {
	p := structPage(lang)
	p.Answer.Hex, p.Answer.Sources = "", nil
	p.Answer.Error = &structs.Fault{
		Kind: "struct.error", Message: "bad", Hint: hostile, Arg: 1, In: "values", From: 3, To: 4, Marked: []string{"1, ", hostile, ""},
	}
	p.Readings = &structs.Readings{Size: 9, Hex: hostile, InvalidAt: 3}
	return p
}

func withAttr(root *html.Node, name string) []*html.Node {
	return find(root, func(n *html.Node) bool { return has(n, name) })
}

func TestEachByteIsDrawnOnceInItsField(t *testing.T) {
	root := mustParse(t, mustRender(t, Struct(structPage("en"))))
	record := withAttr(root, "data-record")[0]
	var got []string
	for _, group := range withAttr(record, "data-kind") {
		var cells []string
		for _, cell := range withAttr(group, "data-byte") {
			cells = append(cells, attr(cell, "data-byte"))
		}
		got = append(got, attr(group, "data-kind")+" "+attr(group, "data-field")+": "+strings.Join(cells, " "))
	}
	want := []string{"field 0: 0", "field 1: 1", "padding 2: 2 3", "field 2: 4 5 6 7"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBytesThatAreMissingOrLeftOver(t *testing.T) {
	record := structPage("en").Answer.Record
	for hex, want := range map[string]string{
		"":                              "field:? field:? padding:?? field:????",
		"01 00 00 00 02":                "field:1 field:1 padding:11 field:1???",
		"01 00 00 00 02 00 00 00 41 42": "field:1 field:1 padding:11 field:1111 extra:11",
	} {
		record.Hex = hex
		var got []string
		for _, g := range structGroups(record) {
			cells := ""
			for _, c := range g.Cells {
				cells += map[bool]string{false: "1", true: "?"}[c.Missing]
			}
			got = append(got, g.Kind+":"+cells)
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%q: got %s, want %s", hex, text, want)
		}
	}
}

func TestWhatIsWrongIsMarkedWhereItIs(t *testing.T) {
	root := mustParse(t, mustRender(t, Struct(refused("en"))))
	marks := find(root, func(n *html.Node) bool { return n.Data == "mark" })
	if len(marks) != 1 || text(marks[0]) != hostile {
		t.Errorf("%d marks, want the value at fault", len(marks))
	}
	for _, input := range find(root, func(n *html.Node) bool { return n.Data == "input" }) {
		want := "false"
		if attr(input, "name") == "values" {
			want = "true"
		}
		if got := attr(input, "aria-invalid"); got != want {
			t.Errorf("%s is invalid: %s, want %s", attr(input, "name"), got, want)
		}
	}
}

func TestItemsAreCutOutOfTheFormat(t *testing.T) {
	var got []string
	for _, item := range structItems(structPage("en").Answer.Record) {
		got = append(got, item.Text)
	}
	if text := strings.Join(got, "|"); text != "B| |x| |I" {
		t.Errorf("got %s", text)
	}
}

func TestThePresetThatIsShownIsSaid(t *testing.T) {
	page := structPage("en")
	if page.about() != "" {
		t.Error("something that is no preset has its sentence")
	}
	page.Format, page.Values = "!I", "5"
	if page.about() != T("en", "struct.preset.header.about") {
		t.Errorf("got %q", page.about())
	}
}

// The words of fields, orders and errors are put together from a fixed part.
func TestEveryKeyOfTheStructPageExists(t *testing.T) {
	for prefix, words := range map[string]string{
		"js.struct.order.": "little big native",
		"js.struct.sign.":  "little big native",
		"js.struct.in.":    "format values hex data",
		"js.struct.":       structs.KindSyntax + " " + structs.KindLimit,
		"js.struct.byte.":  "missing field empty padding extra",
		"struct.column.":   strings.Join(structColumns[:], " "),
		"struct.":          "format values hex format.about values.about hex.about",
	} {
		for _, word := range strings.Fields(words) {
			if !Has(prefix + word) {
				t.Errorf("there is no text %q", prefix+word)
			}
		}
	}
}
