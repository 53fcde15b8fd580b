package framing

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab/frame"
	"stickylab/lab/pack"
)

func TestFieldsOfFrames(t *testing.T) {
	hello := "\x01\x00\x00\x00\x05hello"
	for _, test := range []struct{ name, codec, format, stream, want string }{
		{"a header", `length "!I" offset 1`, "!BI", hello + "\x02\x00\x00\x00\x01x", "B@0 I@1: 1,5; 2,1"},
		{"into the body, as bytes", `length "!I" offset 1`, "!xI4s", hello, "x@0 I@1 4s@5: ,5,b'hell'"},
		{"several of one item", `length "!I" offset 1`, "!5B", hello, "5B@0: 1, 0, 0, 0, 5"},
		{"native alignment is Python's", `fixed 8`, "BI", "\x01\xff\xff\xff\x05\x00\x00\x00", "B@0 I@4: 1,5"},
		{"a frame that is too short", `line`, "!I", "ab\nabcd\n", "I@0: -; 1633837924"},
		{"a format that is none", `line`, "!Z", "ab\n", "struct.error: bad char in struct format"},
		{"one that takes too much", `line`, "!2000s", "ab\n", "large"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fieldsText(FieldsOf(test.format, nil, cutBy(t, test.codec, []byte(test.stream)))); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func fieldsText(f Fields) string {
	switch {
	case f.Wrong != nil:
		return f.Wrong.Kind + ": " + f.Wrong.Msg
	case f.Large:
		return "large"
	}
	var columns, rows []string
	for _, c := range f.Columns {
		columns = append(columns, fmt.Sprintf("%s@%d", c.Item, c.Offset))
	}
	for _, r := range f.Rows {
		if r.Values == nil {
			rows = append(rows, "-")
			continue
		}
		rows = append(rows, strings.Join(r.Values, ","))
	}
	return strings.Join(columns, " ") + ": " + strings.Join(rows, "; ")
}

// TestHeadersOfPresets: each preset's header is a format with a name for each item, is
// read from every frame, and where its codec has a length field, one item is that field.
func TestHeadersOfPresets(t *testing.T) {
	for _, p := range Presets() {
		c, err := ParseCodec(p.Codec)
		if err != nil {
			t.Fatal(err)
		}
		h := HeaderOf(p.Key, c)
		if h.Format == "" {
			continue
		}
		form, err := pack.Compile(h.Format)
		if err != nil || len(form.Fields()) != len(h.Names) {
			t.Fatalf("%s: %q has %d names: %v", p.Key, h.Format, len(h.Names), err)
		}
		cut := cutBy(t, p.Codec, p.Stream())
		f := FieldsOf(h.Format, h.Names, cut)
		if f.Fit != len(p.Frames) {
			t.Errorf("%s: %q is read from %d frames of %d", p.Key, h.Format, f.Fit, len(p.Frames))
		}
		from, to := frame.LengthAt(c)
		for i, column := range f.Columns {
			if strings.Contains(column.Name, "length") && to > 0 && (column.Offset != from || column.Size != to-from) {
				t.Errorf("%s: item %d %q is at %d+%d, the codec's length at %d to %d", p.Key, i, column.Item, column.Offset, column.Size, from, to)
			}
		}
	}
}

func TestHeaderOfACodec(t *testing.T) {
	for codec, want := range map[string]string{
		`length "!H"`: "!H", `length "<I" offset 3`: "<3sI", `length "!3"`: "!3s", `length "%04d"`: "!4s", `length "h" offset 1`: "<1sh", `line`: "",
	} {
		c, err := ParseCodec(codec)
		if err != nil {
			t.Fatal(err)
		}
		if got := HeaderOf("", c).Format; got != want {
			t.Errorf("%s: %q, want %q", codec, got, want)
		}
	}
}

func TestFirstHeadersOfPresets(t *testing.T) {
	for key, want := range map[string]string{
		"tls":        "22,769,266", // handshake, TLS 1.0 for old servers, RFC 8446 5.1
		"postgresql": "b'R',", "grpc": "0,",
	} {
		p := FindPreset(key)
		c, err := ParseCodec(p.Codec)
		if err != nil {
			t.Fatal(err)
		}
		h := HeaderOf(key, c)
		if got := strings.Join(FieldsOf(h.Format, h.Names, cutBy(t, p.Codec, p.Stream())).Rows[0].Values, ","); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}
