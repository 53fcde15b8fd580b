package view

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stickylab/lab/cure"
	"stickylab/lab/frame"
)

// framingOf is a page whose run broke a frame.
func framingOf(lang string) FramingPage {
	cell := FramedCell{Hex: "68", Char: "h", Sent: 1, Kind: "head strip"}
	return FramingPage{
		Chrome: chrome(lang), Preset: "tls", Kinds: []string{"length", "line"}, Kind: "length",
		Presets: []FramingPreset{{Key: "tls", Href: "/framing?preset=tls"}, {Key: "line", Href: "/framing?preset=line", Plain: true}},
		Fields: []FramingField{
			{Name: "offset", ID: "f.offset", Kind: "number", Of: "length", Value: "2", Netty: "lengthFieldOffset", Tokio: "length_field_offset"},
			{Name: "late", ID: "f.late", Kind: "flag", Of: "length", Value: "on"},
			{Name: "format", ID: "f.format", Kind: "text", Of: "length", Value: "!H"},
		},
		Codec: `length "!H" offset 2`, Own: `length "!H" offset 3`, Cut: "header", At: 2, Seed: 1, By: 1024, MaxAt: 64, MaxBy: 65536, MaxCodec: 256,
		Order: `{"framing":"preset=tls"}`, Sent: []FramedRow{{Kind: "sent", Cells: []FramedCell{cell}}}, Run: "r1",
		Framed: &Framed{
			Before: []FramedRow{{Kind: "piece", Label: "recv", Cells: []FramedCell{cell}}},
			After: []FramedRow{
				{Kind: "frame", Label: "one", Good: true, Body: "b'h'", Cells: []FramedCell{cell}},
				{Kind: "frame", Label: "two", Cells: []FramedCell{cell}},
				{Kind: "rest", Label: "three"},
				{Kind: "fault", Label: "four", Note: "too long"},
			},
			Text: "one of two",
		},
		Cure: CureCard{Messages: `"hello"`, Codec: `length "!I"`, Seed: 1, MaxCodec: 256},
	}
}

// framingWrong is a page whose codec cannot be read.
func framingWrong(lang string) FramingPage {
	p := framingOf(lang)
	p.Order, p.Run, p.Framed = "", "", nil
	p.Problem = &FramingProblem{Text: "no number", Field: "offset", Marked: []string{`length "!H" offset `, "x", ""}}
	return p
}

// curedOf is the page of a trial without JavaScript.
func curedOf(lang string) CurePage {
	said := Cures(lang, `length "!I"`, cure.Try(frame.LengthField{Length: frame.Integer{Size: 4}, Strip: 4, Max: 99}, [][]byte{[]byte("hello")}, 1), 1, 1, true)
	return CurePage{Chrome: chrome(lang), Card: CureCard{Slug: "tcp-echo", Messages: `"hello"`}, Cured: said, Passes: true, Run: "r1"}
}

func TestFramingPageMarksRows(t *testing.T) {
	root := mustParse(t, mustRender(t, Framing(framingOf("en"))))
	rows := find(root, func(n *html.Node) bool { return n.Data == "li" && attr(n, "class") == "framed-row" })
	var marks []string
	for _, row := range rows {
		marks = append(marks, string([]rune(strings.TrimSpace(text(row)))[:1]))
	}
	if want := []string{"✓", "≠", "…", "✗"}; !slices.Equal(marks, want) {
		t.Errorf("marks %q, want %q", marks, want)
	}
}

func TestFramingPageShowsWhatIsWrong(t *testing.T) {
	root := mustParse(t, mustRender(t, Framing(framingWrong("en"))))
	bad := find(root, func(n *html.Node) bool { return attr(n, "aria-invalid") == "true" })
	var ids []string
	for _, n := range bad {
		ids = append(ids, attr(n, "id"))
	}
	if want := []string{"codec", "f.offset"}; !slices.Equal(ids, want) {
		t.Errorf("%q are marked, want %q", ids, want)
	}
	if mark := find(root, func(n *html.Node) bool { return n.Data == "mark" }); len(mark) != 1 || text(mark[0]) != "x" {
		t.Errorf("%d marks", len(mark))
	}
}

func TestCuresInWords(t *testing.T) {
	codec := func(text string) frame.Codec {
		c, err := frame.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, test := range []struct {
		name, codec string
		messages    []string
		zh, en      []string
	}{
		{"it holds", `length "!I"`, []string{"hello", "feng"}, []string{"治好了", "2 条消息", "头部 8 种"}, []string{"It holds", "In a header: 8"}},
		{
			"a delimiter", `delimiter "\n"`,
			[]string{"hello", "a\nb"},
			[]string{"没有治好", `送不了第 2 条消息 b'a\nb'`, "收到的却是 b'a'、b'b'"},
			[]string{"It fails", `message 2, b'a\nb'`, "What came out was b'a', b'b'"},
		},
		{"no codec", "", []string{"hello"}, []string{"切成 2 块（1 + 4 字节）", "b'h'、b'ello'"}, []string{"in 2 pieces (1 + 4 bytes)"}},
		{"300 bytes", `length "B"`, []string{strings.Repeat("x", 300)}, []string{"最大只能到 255", "…(300)"}, []string{"holds at most 255"}},
		{"strip", `length "B" strip 0`, []string{"hello"}, []string{"一次送到", `b'\x05hello'`}, []string{"all at once", `b'\x05hello'`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var c frame.Codec
			if test.codec != "" {
				c = codec(test.codec)
			}
			var messages [][]byte
			for _, m := range test.messages {
				messages = append(messages, []byte(m))
			}
			result := cure.Try(c, messages, 1)
			for lang, wants := range map[string][]string{"zh": test.zh, "en": test.en} {
				said := Cures(lang, test.codec, result, len(messages), 1, false)
				all := said.Title + "\n" + strings.Join(said.Lines, "\n")
				for _, want := range wants {
					if !strings.Contains(all, want) {
						t.Errorf("%s: no %q in\n%s", lang, want, all)
					}
				}
			}
		})
	}
}
