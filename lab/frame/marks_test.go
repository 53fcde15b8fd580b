package frame

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// naiveMarks is a decoder of one-byte marks that goes byte by byte; pairs are a byte
// and the letter behind the escape \ that stands for it. It returns the messages, and
// the word noise, swap or long for each fault.
func naiveMarks(stream string, start, end byte, pairs map[byte]byte, most int) (out []string) {
	var message []byte
	inside, escaped, bad, long, length := false, false, false, false, 0
	for _, b := range []byte(stream) {
		switch {
		case !inside && b == start:
			inside, message, escaped, bad, long, length = true, nil, false, false, false, 0
		case !inside:
			if len(out) == 0 || out[len(out)-1] != "noise" && out[len(out)-1] != "long" {
				out = append(out, "noise")
			}
		case b == end:
			if bad || escaped {
				out = append(out, "swap")
			} else {
				out = append(out, "="+string(message))
			}
			inside = false
		default:
			if length++; length > most {
				out, inside, long = append(out, "long"), b == start, true
				message, escaped, bad, length = nil, false, false, 0
				continue
			}
			switch {
			case escaped:
				plain, ok := pairs[b]
				message, escaped, bad = append(message, plain), false, bad || !ok
			case b == '\\':
				escaped = true
			default:
				message = append(message, b)
			}
		}
	}
	_ = long
	return out
}

// told are the messages of a decoder, and a word for each fault.
func told(t *testing.T, c Codec, pieces [][]byte) (out []string) {
	t.Helper()
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range pieces {
		d.Feed(piece)
		for {
			f, ok, err := d.Next()
			var fault *Error
			switch {
			case errors.As(err, &fault) && fault.Kind == KindNoDelimiter:
				out = append(out, "long")
			case errors.As(err, &fault):
				out = append(out, strings.TrimPrefix(fault.Why, "marks-"))
			case ok:
				out = append(out, "="+string(f.Body))
			}
			if !ok && err == nil {
				break
			}
		}
	}
	return out
}

func TestMarksOfRealProtocols(t *testing.T) {
	for _, test := range []struct{ name, codec, stream, want string }{
		{"JT/T 808", `marks "\x7e" "\x7e" swap "\x7d" "\x7d\x01" "\x7e" "\x7d\x02"`, "\x7e\x00\x7d\x02\x45\x7e\x7ea\x7d\x01\x7e", "=\x00\x7e\x45 =a\x7d"},
		{"JT/T 808 that begins in the middle", `marks "\x7e" "\x7e" swap "\x7d" "\x7d\x01" "\x7e" "\x7d\x02"`, "bc\x7e\x7ea\x7e", "noise =a"},
		{"SLIP", `marks "\xc0" "\xc0" shared swap "\xdb" "\xdb\xdd" "\xc0" "\xdb\xdc"`, "ab\xdb\xdcc\xc0\xc0\xdb\xdd\xc0plain\xc0", "=ab\xc0c =\xdb =plain"},
		{"PPP", `marks "~" "~" shared xor "}"`, "~a}^b~c}]~~}!~", "=a~b =c} =\x01"},
		{"MLLP", `marks "\v" "\x1c\r"`, "\vMSH\r\x1c\r\vPID\x1cx\r\x1c\r", "=MSH\r =PID\x1cx\r"},
		{"STX and ETX with noise", `marks "\x02" "\x03"`, "\x00\xffz\x02hello\x03..\x02feng\x03", "noise =hello noise =feng"},
		{"marks kept", `marks "<" ">" keep`, "<a>", "=<a>"},
	} {
		c := mustParse(t, test.codec)
		for at := range test.stream {
			if got := strings.Join(told(t, c, cut([]byte(test.stream), at)), " "); got != test.want {
				t.Fatalf("%s cut at %d: %q, want %q", test.name, at, got, test.want)
			}
		}
		if got := strings.Join(told(t, c, oneByOne([]byte(test.stream))), " "); got != test.want {
			t.Errorf("%s byte by byte: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestMarksAgainstNaive(t *testing.T) {
	random, seen := rand.New(rand.NewPCG(5, 6)), map[string]int{}
	c := mustParse(t, `marks "<" ">" swap "\\" "\\b" "<" "\\l" ">" "\\g" max 6`)
	pairs := map[byte]byte{'b': '\\', 'l': '<', 'g': '>'}
	for range 5000 {
		stream := make([]byte, random.IntN(24))
		for i := range stream {
			stream[i] = `<>\\blgx`[random.IntN(8)]
		}
		want := naiveMarks(string(stream), '<', '>', pairs, 6)
		if slices.Contains(want, "long") {
			continue // where frames begin again behind a long one is another test
		}
		for _, pieces := range [][][]byte{{stream}, oneByOne(stream)} {
			if got := told(t, c, pieces); !slices.Equal(got, want) {
				t.Fatalf("%q: got %q, want %q", stream, got, want)
			}
		}
		for _, one := range want {
			seen[one[:1]]++
		}
	}
	if seen["="] < 100 || seen["n"] < 100 || seen["s"] < 100 {
		t.Errorf("the streams had only %v", seen)
	}
}

func TestMarksBounds(t *testing.T) {
	c := mustParse(t, `marks "<" ">" max 4`)
	for n, want := range map[int]bool{0: true, 1: true, 3: true, 4: true, 5: false} {
		body := strings.Repeat("a", n)
		framed, err := c.Encode(nil, []byte(body))
		if (err == nil) != want {
			t.Errorf("%d bytes: %v", n, err)
		}
		if err == nil && string(framed) != "<"+body+">" {
			t.Errorf("%d bytes: %q", n, framed)
		}
		got := told(t, c, [][]byte{[]byte("<" + body + "><b>")})
		if ok := got[0] == "="+body; ok != want || got[len(got)-1] != "=b" {
			t.Errorf("%d bytes: decoded as %q", n, got)
		}
	}
	for _, body := range []string{"a>b", ">"} {
		var fault *Error
		if _, err := c.Encode(nil, []byte(body)); !errors.As(err, &fault) || fault.Kind != KindDelimiter {
			t.Errorf("%q: %v", body, err)
		}
	}
	for _, text := range []string{`marks "" ">"`, `marks "<" ""`, `marks "<" ">" shared`, `marks "<" ">" swap "a"`, `marks "<" ">" swap "ab" "c"`, `marks "<" ">" swap "a" ""`} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s is right", text)
		}
	}
}

// TestMarksKeepNoMoreThanAFrame: noise and a frame without an end are thrown away.
func TestMarksKeepNoMoreThanAFrame(t *testing.T) {
	d, err := NewDecoder(mustParse(t, `marks "<<" ">>" max 64`))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 1000 {
		d.Feed([]byte(strings.Repeat([]string{"x", "<<"}[i%2], 500)))
		for {
			if _, ok, err := d.Next(); !ok && err == nil {
				break
			}
		}
		if len(d.Rest()) > 128 || cap(d.buf) > 8000 {
			t.Fatalf("%d bytes are kept, of %d", len(d.Rest()), cap(d.buf))
		}
	}
}
