package frame

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// naiveBraces cuts where encoding/json finds that a value is complete: the shortest
// beginning that is valid JSON.
func naiveBraces(s string) (bodies []string) {
	for s = strings.TrimLeft(s, " \t\r\n"); s != ""; s = strings.TrimLeft(s, " \t\r\n") {
		n := 1
		for n <= len(s) && !json.Valid([]byte(s[:n])) {
			n++
		}
		if n > len(s) {
			return bodies
		}
		bodies, s = append(bodies, s[:n]), s[n:]
	}
	return bodies
}

// randomJSON is an object or array.
func randomJSON(random *rand.Rand, depth int) any {
	texts := []string{"a", "{", "]}", "\"", "\\", "\\\"", "中", "", "\n"}
	if depth > 0 && random.IntN(3) == 0 {
		return texts[random.IntN(len(texts))]
	}
	if random.IntN(2) == 0 {
		list := []any{}
		for range random.IntN(3) {
			list = append(list, randomJSON(random, depth+1))
		}
		return list
	}
	object := map[string]any{}
	for range random.IntN(3) {
		object[texts[random.IntN(len(texts))]] = randomJSON(random, depth+1)
	}
	return object
}

func TestBracesAgainstNaive(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	for range 300 {
		var b strings.Builder
		for range 1 + random.IntN(4) {
			text, err := json.Marshal(randomJSON(random, 0))
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString(strings.Repeat(" \r\n\t"[:random.IntN(5)], random.IntN(2)) + string(text))
		}
		s := b.String()
		want := naiveBraces(s)
		if len(want) == 0 {
			t.Fatalf("nothing in %q", s)
		}
		for _, pieces := range [][][]byte{{[]byte(s)}, oneByOne([]byte(s)), randomPieces(random, []byte(s))} {
			if got, kind := bodies(t, Braces{Max: 9999}, pieces); kind != "" || !slices.Equal(got, want) {
				t.Fatalf("%q: got %q %s, want %q", s, got, kind, want)
			}
		}
	}
}

func TestBracesBounds(t *testing.T) {
	everyCut(t, `braces max 8`, `{"a":1} [1,2,34] [1,2,345] {}`, `={"a":1}`, "=[1,2,34]", "no-delimiter", "={}")
	everyCut(t, `braces`, `{"a":"\"}{"} x {"b":2}`, `={"a":"\"}{"}`, "protocol braces-begin", `={"b":2}`)
	everyCut(t, `braces`, `{"a":`, "rest")
	for n, want := range map[string]bool{"{}": true, "[1]": true, "": false, "1": false, "{}{}": false, "{}\t": false, "{": false, `["]"]`: true} {
		framed, err := Braces{Max: 99}.Encode(nil, []byte(n))
		if (err == nil) != want || want && string(framed) != n {
			t.Errorf("%q: %q %v", n, framed, err)
		}
	}
	for _, max := range []int{1, 2, 6, 7, 8} {
		_, err := Braces{Max: max}.Encode(nil, []byte(`{"a":1}`))
		if (err == nil) != (max >= 7) {
			t.Errorf("max %d: %v", max, err)
		}
	}
}

// TestTextLengthBounds: a body of max bytes comes, one of max + 1 is a fault that
// says so at once; then the next frame.
func TestTextLengthBounds(t *testing.T) {
	for _, codec := range []string{`number ":" max 4`, `headers "Content-Length" max 4`, `ber max 4`, `end ";" number ":" adjust 1 max 5`} {
		c := mustParse(t, codec)
		for n := range 7 {
			body := strings.Repeat("x", n)
			framed, err := c.Encode(nil, []byte(body))
			var fault *Error
			if (err == nil) != (n <= 4) || err != nil && (!errors.As(err, &fault) || fault.Kind != KindTooLong) {
				t.Errorf("%s: %d bytes: %v", codec, n, err)
			}
			if err == nil {
				everyCut(t, codec, string(framed)+string(framed), "="+body, "="+body)
			}
		}
	}
	everyCut(t, `number ":" max 4`, "5:hello2:hi", "too-long", "=hi")
	everyCut(t, `ber max 4`, "0\x05hello0\x02hi", "too-long", "=hi")
	everyCut(t, `headers "l" max 4`, "l: 5\n\nhellol: 2\n\nhi", "too-long", "=hi")
	everyCut(t, `number ":" header 4`, "123:"+strings.Repeat("x", 123), "="+strings.Repeat("x", 123))
	everyCut(t, `number ":" header 4`, "1234:", "no-delimiter")
	everyCut(t, `number " " after "len=" word 1`, "id=1 len=2 hi", "=hi")
	everyCut(t, `number "\n" word 3`, "one two\n", "protocol number")
	everyCut(t, `ber`, "0\x80ab", "protocol ber-indefinite")
	everyCut(t, `ber`, "0\x89\x01\x01\x01\x01\x01\x01\x01\x01\x01", "protocol ber-length")
	everyCut(t, `ber`, "\x1f\x80\x80\x80\x80\x80\x80", "protocol ber-tag")
	everyCut(t, `headers "l" must`, "a: b\n\n", "protocol headers-must")
	everyCut(t, `headers "l"`, "a: b\nl: 1\nL: 2\n\n", "protocol headers-length")
	everyCut(t, `headers "l"`, "\r\n", "protocol headers-empty")
	everyCut(t, `headers "l" until "."`, "a\n\nbody.l: 1\n\n..l: 1\n\n!?", "=body", "=.", "protocol headers-until")
	for _, text := range []string{`number ""`, `number ":" word 65`, `number ":" header 1`, `headers "a:b"`, `headers ""`, `ber tag "\x1f"`, `braces max 1`} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s is right", text)
		}
	}
	if _, err := mustParse(t, `number " " word 2`).Encode(nil, []byte("x")); err == nil {
		t.Error("a header with other words is made of a body")
	}
}
