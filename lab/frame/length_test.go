package frame

import (
	"errors"
	"strings"
	"testing"
)

// mustFault decodes a stream that has one and gives it.
func mustFault(t *testing.T, c Codec, stream string) *Error {
	t.Helper()
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	d.Feed([]byte(stream))
	for {
		_, ok, err := d.Next()
		var fault *Error
		if errors.As(err, &fault) {
			return fault
		}
		if !ok {
			t.Fatalf("%q has no fault, state %+v", stream, d.State())
		}
	}
}

func TestLengthFieldLayouts(t *testing.T) {
	be2 := Integer{Size: 2}
	for _, test := range []struct {
		name   string
		codec  LengthField
		stream string
		head   int
		body   string
	}{
		{"nothing stripped", LengthField{Length: be2, Max: 99}, "\x00\x0cHELLO, WORLD", 2, "\x00\x0cHELLO, WORLD"},
		{"header stripped", LengthField{Length: be2, Strip: 2, Max: 99}, "\x00\x0cHELLO, WORLD", 2, "HELLO, WORLD"},
		{"length of the whole", LengthField{Length: be2, Adjustment: -2, Max: 99}, "\x00\x0eHELLO, WORLD", 2, "\x00\x0eHELLO, WORLD"},
		{"length behind a header", LengthField{Length: Integer{Size: 3}, Offset: 2, Max: 99}, "\xca\xfe\x00\x00\x0cHELLO, WORLD", 5, "\xca\xfe\x00\x00\x0cHELLO, WORLD"},
		{"header between length and body", LengthField{Length: Integer{Size: 3}, Adjustment: 2, Max: 99}, "\x00\x00\x0c\xca\xfeHELLO, WORLD", 3, "\x00\x00\x0c\xca\xfeHELLO, WORLD"},
		{"in the middle, first byte stripped", LengthField{Length: be2, Offset: 1, Adjustment: 1, Strip: 3, Max: 99}, "\xca\x00\x0c\xfeHELLO, WORLD", 3, "\xfeHELLO, WORLD"},
		{"in the middle, length of the whole", LengthField{Length: be2, Offset: 1, Adjustment: -3, Strip: 3, Max: 99}, "\xca\x00\x10\xfeHELLO, WORLD", 3, "\xfeHELLO, WORLD"},
		{"an empty body", LengthField{Length: be2, Strip: 2, Max: 2}, "\x00\x00", 2, ""},
		{"length with more than the header in it", LengthField{Length: be2, Adjustment: -10, Strip: 2, Max: 99}, "\x00\x0fHELLO", 2, "HELLO"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := NewDecoder(test.codec)
			if err != nil {
				t.Fatal(err)
			}
			d.Feed([]byte(test.stream))
			f, ok, err := d.Next()
			if err != nil || !ok || string(f.Body) != test.body || f.Head != test.head || string(f.Raw) != test.stream {
				t.Errorf("got %+v %v %v, want body %q, head %d", f, ok, err, test.body, test.head)
			}
		})
	}
}

func TestMaximumIsExact(t *testing.T) {
	length := LengthField{Length: Integer{Size: 1}, Strip: 1, Max: 6}
	varint, fixed := Varint{Max: 5}, Fixed{Size: 5, Padded: true}
	line := Delimiter{By: [][]byte{[]byte("\n")}, Max: 5}
	for name, c := range map[string]Codec{"length": length, "varint": varint, "fixed": fixed, "line": line, "websocket": WebSocket{Max: 5}, "resp": RESP{Max: 11}, "http": HTTP{MaxHeader: 99, Max: 5}} {
		for n := range 8 {
			framed, err := c.Encode(nil, []byte(strings.Repeat("x", n)))
			var fault *Error
			if n > 5 {
				if !errors.As(err, &fault) || fault.Kind != KindTooLong {
					t.Errorf("%s: %d bytes gave %q, %v", name, n, framed, err)
				}
				continue
			}
			if got, kind := bodies(t, c, [][]byte{framed}); err != nil || kind != "" || len(got) != 1 || len(got[0]) != n {
				t.Errorf("%s: %d bytes gave %q, %v, then %q %s", name, n, framed, err, got, kind)
			}
		}
	}
	for stream, want := range map[string]string{"\x06xxxxxx": KindTooLong, "\x05xxxxx": ""} {
		if _, kind := bodies(t, length, [][]byte{[]byte(stream)}); kind != want {
			t.Errorf("length: %q gave %q, want %q", stream, kind, want)
		}
	}
	for stream, want := range map[string]string{"xxxxxx": KindNoDelimiter, "xxxxxx\n": KindNoDelimiter, "xxxxx\n": "", "xxxxx": ""} {
		if _, kind := bodies(t, line, [][]byte{[]byte(stream)}); kind != want {
			t.Errorf("line: %q gave %q, want %q", stream, kind, want)
		}
	}
}

func TestFailFastAndLate(t *testing.T) {
	stream := "\x09123456789\x02ok"
	for _, late := range []bool{false, true} {
		c := LengthField{Length: Integer{Size: 1}, Strip: 1, Max: 6, Late: late}
		d, err := NewDecoder(c)
		if err != nil {
			t.Fatal(err)
		}
		for i := range stream {
			d.Feed([]byte(stream[i : i+1]))
			f, ok, err := d.Next()
			told := 0
			if late {
				told = 9
			}
			if (err != nil) != (i == told) {
				t.Errorf("late %v: byte %d gave the error %v", late, i, err)
			}
			if ok != (i == len(stream)-1) || ok && string(f.Body) != "ok" {
				t.Errorf("late %v: byte %d gave %q, %v", late, i, f.Body, ok)
			}
			if kept := len(d.Rest()); kept > 6 {
				t.Errorf("%d bytes of a frame that was given up are kept", kept)
			}
		}
	}
}

func TestLengthsThatOverflow(t *testing.T) {
	for _, c := range []LengthField{
		{Length: Integer{Size: 8}, Strip: 8, Max: 100},
		{Length: Integer{Size: 8, Signed: true}, Adjustment: 1000, Max: 100},
		{Length: Integer{Size: 8, Little: true}, Adjustment: -8, Max: 100},
	} {
		for _, field := range []string{"\xff\xff\xff\xff\xff\xff\xff\x7f", "\x7f\xff\xff\xff\xff\xff\xff\xff", "\x80\x00\x00\x00\x00\x00\x00\x00"} {
			fault := mustFault(t, c, field)
			if fault.Kind != KindTooLong && fault.Kind != KindNegative {
				t.Errorf("%+v with %x: %v", c, field, fault)
			}
		}
	}
}

// A length that is too small stays so, however much it is adjusted.
func TestLengthsThatAreAdjustedBelowTheHeader(t *testing.T) {
	c := LengthField{Length: Integer{Size: 4}, Adjustment: -100, Strip: 4, Max: 1000}
	fault := mustFault(t, c, "\x00\x00\x00\x01")
	if fault.Kind != KindShort || fault.Have != -95 || fault.Need != 4 {
		t.Errorf("got %+v: %v", fault, fault)
	}
}

func TestState(t *testing.T) {
	d, err := NewDecoder(LengthField{Length: Integer{Size: 4}, Strip: 4, Max: 99})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		feed string
		want State
	}{
		{"", State{Need: 4, Part: PartHeader, Length: -1}},
		{"\x00\x00", State{Have: 2, Need: 4, Part: PartHeader, Length: -1}},
		{"\x00\x05he", State{Have: 6, Need: 9, Part: PartBody, Length: 5}},
		{"llo\x00", State{Off: 9, Have: 1, Need: 4, Part: PartHeader, Length: -1}},
	} {
		d.Feed([]byte(test.feed))
		if _, _, err := d.Next(); err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.Next(); err != nil {
			t.Fatal(err)
		}
		if got := d.State(); got != test.want {
			t.Errorf("after %q: %+v, want %+v", test.feed, got, test.want)
		}
	}
	const want = "The stream ended in the middle of the frame at offset 9: its header needs 4 bytes in all, 1 is there."
	if err := d.End(); err == nil || err.Error() != want {
		t.Errorf("end: %v\nwant %s", err, want)
	}
}
