package frame

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// words are those of the kinds.
func words() (all []string) {
	for _, k := range registry {
		all = append(all, k.Word)
	}
	return all
}

func TestKindsAreInTheirOrder(t *testing.T) {
	want := []string{"length", "varint", "delimiter", "line", "fixed", "json", "resp", "http", "websocket"}
	if got := words(); !slices.Equal(got[:min(len(got), len(want))], want) {
		t.Errorf("kinds %v, want %v and those that came later", got, want)
	}
	for _, k := range registry {
		if FindKind(k.Word) != k || KindOf(mustParse(t, k.Usual())) != k {
			t.Errorf("%s is not found by its word, or by %s", k.Word, k.Usual())
		}
		if at := slices.IndexFunc(registry, func(other *Kind) bool { return other != k && other.Rank == k.Rank }); at >= 0 {
			t.Errorf("%s and %s have one rank", k.Word, registry[at].Word)
		}
	}
}

// others are codecs whose parameters go together.
var others = map[string][]string{
	"number": {`end "," number ":" adjust 1`, `number "\r\n" hex`, `number "\r\n" word -1 adjust 2 keep`},
	"ber":    {`ber keep`, `ber tag "\x04"`},
	"length": {`length "!H" bits 10`, `length "<3" offset 1 bits 13 shift 5 keep`, `length "!H" per 8`, `length "%04d"`, `length "%03X" offset 2 adjust 3 strip 0`, `length "B" times 2 adjust 1`},
	"join":   {`join "\x01" mask "\x01" at 1 length "!H" offset 2 adjust -4 keep`, `join "\xff\xff" more length "<H"`, `join "\x80" mask "\x80" apart "\x08" websocket`},
	"check":  {`check "xor" as "%02X" from 1 label "*" line`, `check "sum-8" as "%03d" delimiter "\x01"`, `check "fletcher-8" from 2 strip 2 keep length "<H" adjust 2 strip 0`},
}

// samples are codecs of a kind: its own texts, and the usual one with each
// parameter changed, where such a codec can be.
func samples(t *testing.T, k *Kind) map[string]Codec {
	t.Helper()
	all := map[string]Codec{}
	for _, text := range append([]string{k.Usual(), k.Preset}, k.Cures...) {
		if text != "" {
			all[text] = mustParse(t, text)
		}
	}
	for _, text := range others[k.Word] {
		all[text] = mustParse(t, text)
	}
	usual := mustParse(t, k.Usual())
	for i, p := range k.Parameters {
		value := map[ValueKind]any{
			ValueCount: 99, ValueSigned: -1, ValueFlag: true, ValueFormat: Integer{Size: 2, Little: true}, ValueByte: byte('~'),
			ValueCodec: Line(80), ValueBytes: []byte("\xff\"a\x00"), ValueText: "大\"小", ValueStrings: [][]byte{[]byte("\xfe;"), []byte("\x00")},
		}[p.Kind]
		if c := k.With(usual, i, value); c.Validate() == nil {
			all[k.Word+" with "+p.Name] = c
		}
	}
	if len(all) < 1+len(k.Parameters) {
		t.Errorf("%s: only %d codecs of %d parameters", k.Word, len(all), len(k.Parameters))
	}
	return all
}

// TestEveryKind holds each kind of codec to what all have: messages come back
// however the stream is cut, its text is read as it is written, the end of a
// stream within a frame is a fault, and each parameter keeps its value.
func TestEveryKind(t *testing.T) {
	for _, k := range registry {
		for name, c := range samples(t, k) {
			t.Run(name, func(t *testing.T) {
				checkText(t, c)
				checkParameters(t, k, c)
				checkCuts(t, c)
			})
		}
	}
}

func checkText(t *testing.T, c Codec) {
	t.Helper()
	again, err := Parse(c.String())
	if err != nil || !reflect.DeepEqual(again, c) || again.String() != c.String() {
		t.Errorf("%s is read as %#v %v, want %#v", c, again, err, c)
	}
	if word, _, _ := strings.Cut(c.String(), " "); word != KindOf(c).Word {
		t.Errorf("%s is of the kind %s", c, KindOf(c).Word)
	}
}

func checkParameters(t *testing.T, k *Kind, c Codec) {
	t.Helper()
	for _, p := range KindOf(c).Parameters {
		value := p.Get(c)
		if value == nil {
			continue
		}
		if again := p.Set(c, value); !reflect.DeepEqual(again, c) {
			t.Errorf("%s set to itself makes %s of %s", p.Name, again, c)
		}
		if found, ok := k.Parameter(p.Name); ok && found.Name != p.Name {
			t.Errorf("%s is found as %s", p.Name, found.Name)
		}
	}
}

// checkCuts frames two messages and cuts them at every byte.
func checkCuts(t *testing.T, c Codec) {
	t.Helper()
	var stream []byte
	var want []string
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	for i, body := range []string{"hello", "feng"} {
		begin := len(stream)
		framed, err := Nth(c, i).Encode(stream, []byte(body))
		if err != nil {
			return // its parameters are for longer messages
		}
		stream = framed
		d.Feed(stream[begin:])
		f, ok, err := d.Next()
		var fault *Error
		if errors.As(err, &fault) && fault.Kind == KindShort {
			return // more is stripped than there is
		}
		if !ok || len(f.Raw) != len(stream)-begin || !strings.Contains(body+string(f.Raw), string(f.Body)) {
			t.Fatalf("%s: %q is decoded as %+v %v", c, stream[begin:], f, err)
		}
		want = append(want, fmt.Sprintf("%d %q", begin, f.Body))
	}
	if len(want) > 0 && !strings.Contains(want[0], "hell") {
		t.Errorf("%s: the first message is delivered as %s", c, want[0])
	}
	for at := range stream {
		got := decode(t, c, cut(stream, at), false)
		if !slices.Equal(got[:min(len(got), 2)], want) {
			t.Fatalf("%s cut at %d: got %q, want %q", c, at, got, want)
		}
	}
	if got := decode(t, c, oneByOne(stream), false); !slices.Equal(got[:min(len(got), 2)], want) {
		t.Fatalf("%s byte by byte: got %q, want %q", c, got, want)
	}
	for n := 1; n < len(stream); n++ {
		checkEnd(t, c, stream[:n], len(want))
	}
}

// checkEnd holds that the end of a stream is a fault where a frame is not whole.
func checkEnd(t *testing.T, c Codec, stream []byte, frames int) {
	t.Helper()
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	d.Feed(stream)
	whole := 0
	for ok := true; ok; {
		if _, ok, err = d.Next(); err != nil {
			t.Fatalf("%s: %q: %v", c, stream, err)
		}
		if ok {
			whole++
		}
	}
	if whole >= frames || (d.End() != nil) != (len(d.Rest()) > 0) {
		t.Errorf("%s: %d frames of %q, the end is %v with %q left", c, whole, stream, d.End(), d.Rest())
	}
}

func TestKindsHaveTheirTexts(t *testing.T) {
	for _, k := range registry {
		for _, complaint := range k.texts.Check() {
			t.Errorf("%s: %s", k.Word, complaint)
		}
		for key, text := range k.texts.All("zh") {
			if found := halfwidth.FindString(text); found != "" {
				t.Errorf("%s %s: %q in %s", k.Word, key, found, text)
			}
		}
		keys := []string{"name", "about"}
		if k.Preset != "" {
			keys = append(keys, "preset", "preset/about")
		}
		for _, p := range k.Parameters {
			keys = append(keys, "field/"+p.Name, "field/"+p.Name+"/about")
		}
		for _, key := range keys {
			if k.Text("en", key) == key || k.Text("zh", key) == key {
				t.Errorf("%s has no text %s", k.Word, key)
			}
		}
	}
}
