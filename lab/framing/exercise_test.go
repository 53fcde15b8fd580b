package framing

import (
	"bytes"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// What the page takes its script takes: both have the same bounds.
func TestPageAndScriptHaveTheSameBounds(t *testing.T) {
	for _, k := range frame.Kinds() {
		for _, p := range k.Parameters {
			if p.Kind != frame.ValueCount && p.Kind != frame.ValueSigned {
				continue
			}
			least, most := p.Bounds()
			for _, n := range []int{least, 3_000_000, most} {
				values := url.Values{"preset": {"length"}, "kind": {k.Word}, "codec": {k.Usual()}, FieldPrefix + p.Name: {strconv.Itoa(n)}}
				e := Read(values)
				if e.Err != nil {
					continue // the page says so
				}
				if _, err := script.Parse(e.Script()); err != nil {
					t.Errorf("%s: %s of %d: %v", k.Word, p.Name, n, err)
				}
			}
		}
	}
	e := Read(url.Values{"preset": {"length"}, "codec": {`length "!I" max 9223372036854775807`}})
	if e.Err != nil || !strings.Contains(e.Script(), "9223372036854775807") {
		t.Errorf("got %v\n%s", e.Err, e.Script())
	}
}

// TestPresetsAreWhatTheySay: each preset's codec gives its frames back, one by
// one, and the script that shows it can be read, however it is cut.
func TestPresetsAreWhatTheySay(t *testing.T) {
	for _, p := range Presets() {
		t.Run(p.Key, func(t *testing.T) {
			c, err := script.ParseCodec(p.Codec)
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Frames) < 2 || len(p.Bodies) != len(p.Frames) {
				t.Fatalf("%d frames, %d bodies", len(p.Frames), len(p.Bodies))
			}
			d, err := frame.NewDecoder(c)
			if err != nil {
				t.Fatal(err)
			}
			d.Feed(p.Stream())
			for i, want := range p.Frames {
				f, ok, err := d.Next()
				if !ok || !bytes.Equal(f.Raw, want) || !bytes.Equal(f.Body, p.Bodies[i]) {
					t.Errorf("frame %d is %q, body %q, error %v; want %q, %q", i, f.Raw, f.Body, err, want, p.Bodies[i])
				}
			}
			for _, cut := range []string{CutWhole, CutEach, CutHeader, CutRandom} {
				e := Read(url.Values{"preset": {p.Key}, "cut": {cut}, "at": {"2"}, "seed": {"7"}})
				if _, err := script.Parse(e.Script()); err != nil {
					t.Errorf("%s: %v\n%s", cut, err, e.Script())
				}
			}
		})
	}
}

// TestFieldsWriteTheCodec: the fields of a codec give the same codec.
func TestFieldsWriteTheCodec(t *testing.T) {
	for _, text := range []string{
		`length "!I"`, `length "<H" offset 3 adjust -4 strip 2 max 99 late`, `length "!3"`, `varint offset 1`, `varint max 9 late`,
		`delimiter "\r\n" "\0" max 9`, `delimiter "|" escape "\\" keep`, `line max 5 late`, `fixed 8`, `fixed 8 pad "."`,
		`json "<H" key "a b" header 100 max 100`, `resp max 64`, `http`, `http chunked header 99 max 100`, `websocket max 7`,
	} {
		c, err := script.ParseCodec(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		query := url.Values{"kind": {KindOf(text)}, "codec": {text}, "was": {text}}
		for name, value := range Values(c) {
			query.Set(FieldPrefix+name, value)
		}
		got := ChosenCodec(query, `line`)
		again, err := script.ParseCodec(got)
		if err != nil || again.String() != c.String() {
			t.Errorf("%s became %s: %v", text, got, err)
		}
	}
}

func TestWhatTheFormMeans(t *testing.T) {
	for _, test := range []struct {
		name  string
		query url.Values
		want  string
	}{
		{"nothing is said", url.Values{}, `length "!H" offset 3 max 16645`},
		{"a preset", url.Values{"preset": {"grpc"}}, `length "!I" offset 1`},
		{"a text", url.Values{"preset": {"tls"}, "codec": {`line`}}, `line`},
		{"a field", url.Values{"kind": {"length"}, "codec": {`length "!I"`}, "was": {`length "!I"`}, "f.format": {"!I"}, "f.offset": {"2"}}, `length "!I" offset 2`},
		{"what followed follows still", url.Values{"kind": {"length"}, "codec": {`length "!I"`}, "was": {`length "!I"`}, "f.format": {"!H"}, "f.strip": {"4"}}, `length "!H"`},
		{"what was said stays", url.Values{"kind": {"length"}, "codec": {`length "!I" strip 0`}, "was": {`length "!I" strip 0`}, "f.format": {"!H"}, "f.strip": {"0"}}, `length "!H" strip 0`},
		{"another kind", url.Values{"kind": {"fixed"}, "codec": {`length "!I"`}, "was": {`length "!I"`}, "f.format": {"!I"}}, `fixed 8 pad "\x00"`},
		{"the preset's own kind again", url.Values{"preset": {"tls"}, "kind": {"length"}, "codec": {`line`}, "was": {`line`}}, `length "!H" offset 3 max 16645`},
		{"a text that was changed wins", url.Values{"kind": {"length"}, "codec": {`line`}, "was": {`length "!I"`}, "f.format": {"!I"}}, `line`},
		{"a delimiter without quotes", url.Values{"kind": {"delimiter"}, "codec": {`delimiter "a"`}, "was": {`delimiter "a"`}, "f.by": {`\n`}}, `delimiter "\n"`},
		{"two with quotes", url.Values{"kind": {"delimiter"}, "codec": {`delimiter "a"`}, "was": {`delimiter "a"`}, "f.by": {`"\n" "|"`}}, `delimiter "\n" "|"`},
		{"a value that is none", url.Values{"kind": {"length"}, "codec": {"length"}, "was": {"length"}, "f.format": {"!I"}, "f.offset": {"x"}}, `length "!I" offset x`},
	} {
		if got := Read(test.query).Text; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// TestAnExerciseIsReadAsItIsWritten: what an order keeps gives the exercise back.
func TestAnExerciseIsReadAsItIsWritten(t *testing.T) {
	for _, text := range []string{
		"preset=tls", "codec=line&preset=dns", "cut=each&preset=grpc", "at=3&cut=header&preset=dns",
		"cut=random&preset=dns&seed=7", "by=3&preset=dns",
	} {
		e, err := Parse(text)
		if err != nil || e.String() != text {
			t.Errorf("%s: written as %s, %v", text, e, err)
		}
		again, err := Parse(e.String())
		if err != nil || again.Script() != e.Script() || !reflect.DeepEqual(again.Preset, e.Preset) {
			t.Errorf("%s: read again as %+v, %v", text, again, err)
		}
	}
	if e, err := Parse("preset=%zz&by=0&cut=sideways"); err != nil || e.String() != "by=1&preset="+Presets()[0].Key {
		t.Errorf("invalid values became %s, %v", e, err)
	}
	if e, err := Parse("codec=" + strings.Repeat("x", MaxCodec+1)); err == nil || e.Script() != "" {
		t.Errorf("a codec that is too long became %q, %v", e.Script(), err)
	}
}

func TestWrongCodecs(t *testing.T) {
	for _, test := range []struct{ name, codec, field, bad string }{
		{"a format that is none", `length "!Z"`, "format", `"!Z"`},
		{"an offset that is none", `length "!H" offset x`, "offset", "x"},
		{"a word too few", `length "!H" offset`, "offset", "…"},
		{"a negative offset", `length "!H" offset -1`, "offset", ""},
		{"a size of 0", "fixed 0", "size", ""},
	} {
		w := Read(url.Values{"codec": {test.codec}}).Wrong()
		if w == nil || w.Field != test.field {
			t.Errorf("%s: %+v, want the field %q", test.name, w, test.field)
			continue
		}
		if test.bad != "" && (len(w.Marked) != 3 || w.Marked[1] != test.bad) {
			t.Errorf("%s: marked %q, want %q", test.name, w.Marked, test.bad)
		}
	}
	if w := Read(url.Values{"codec": {"line"}}).Wrong(); w != nil {
		t.Errorf("line is wrong: %+v", w)
	}
}

// TestScriptOfBytes: the script of the longest bytes that are copied can be read, and
// sends them.
func TestScriptOfBytes(t *testing.T) {
	stream := bytes.Repeat([]byte("\x00\x01x\xff"), 1024)
	for _, codec := range []string{`length "!H"`, `delimiter "\"" escape "\\"`, `when "P" "p" at 1 length "B" else line`} {
		c, err := ParseCodec(codec)
		if err != nil {
			t.Fatal(err)
		}
		e, err := script.Parse(ScriptOf(c, stream))
		if err != nil {
			t.Fatalf("%s: %v", codec, err)
		}
		var sent []byte
		for _, step := range e.Peers[1].Steps {
			if send, ok := step.Do.(lab.Send); ok {
				sent = send.Terms[0].(lab.Literal).Bytes
			}
		}
		if !bytes.Equal(sent, stream) {
			t.Errorf("%s: %d bytes are sent, want %d", codec, len(sent), len(stream))
		}
	}
}

// A codec that was written wrong stays as it is when something else is asked for: its
// fields are empty and say nothing.
func TestAWrongCodecStays(t *testing.T) {
	for _, test := range []struct{ query, want string }{
		{`kind=length&codec=length !H&was=length !H&f.format=&f.max=`, `length !H`},
		{`kind=length&codec=length !I&was=length !H&f.format=`, `length !I`},
		{`kind=length&codec=length "!H"&was=length "!H"&f.format=`, `length ""`},
	} {
		query, err := url.ParseQuery(strings.ReplaceAll(test.query, " ", "+"))
		if err != nil {
			t.Fatal(err)
		}
		if got := ChosenCodec(query, `line`); got != test.want {
			t.Errorf("%s: %s, want %s", test.query, got, test.want)
		}
	}
}
