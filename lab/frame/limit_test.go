package frame

import (
	"bytes"
	"runtime"
	"testing"
)

// mustLimit returns the usual codec of a kind with the greatest maximum; false for
// a kind that has none.
func mustLimit(t *testing.T, k *Kind) (Codec, bool) {
	t.Helper()
	usual, err := Parse(k.Usual())
	if err != nil {
		t.Fatal(err)
	}
	p, ok := k.Parameter("max")
	if !ok {
		return nil, false
	}
	c, err := Parse(p.Set(usual, MaxLimit).String())
	if err != nil {
		t.Fatalf("%s: %v", k.Word, err)
	}
	return c, true
}

// A maximum of every kind may be as great as a number can be, and frames are cut as
// with any other.
func TestEveryMaximumMayBeTheGreatestNumber(t *testing.T) {
	for _, k := range Kinds() {
		c, ok := mustLimit(t, k)
		if !ok {
			continue
		}
		framed, err := c.Encode(nil, []byte(map[bool]string{true: "[1,2]", false: "hello"}[k.Word == "braces"]))
		if err != nil {
			t.Fatalf("%s: %v", c, err)
		}
		d, err := NewDecoder(c)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			for _, b := range framed {
				d.Feed([]byte{b})
				f, whole, err := d.Next()
				if whole && !bytes.Equal(f.Raw, framed) || err != nil {
					t.Fatalf("%s: got %q, %v", c, f.Raw, err)
				}
			}
		}
		if err := d.End(); err != nil {
			t.Errorf("%s: %v", c, err)
		}
	}
}

// A limit takes no memory, and no length makes a sum go round: the decoder waits, or
// says that it is too long.
func TestTheGreatestLengthsTakeNoMemory(t *testing.T) {
	for text, head := range map[string]string{
		`length "!Q"`:            "\x7f\xff\xff\xff\xff\xff\xff\xff",
		`length "!Q" adjust 100`: "\x7f\xff\xff\xff\xff\xff\xff\xfe",
		`length "!Q" adjust -8`:  "\x7f\xff\xff\xff\xff\xff\xff\xff",
		`length "!Q" times 4`:    "\x7f\xff\xff\xff\xff\xff\xff\xff",
		`length "!Q" bits 63`:    "\xff\xff\xff\xff\xff\xff\xff\xff",
		`ber`:                    "0\x88\x7f\xff\xff\xff\xff\xff\xff\xff",
		`number ":"`:             "9223372036854775807:",
		`number ":" adjust 99`:   "9223372036854775807:",
		`headers "l"`:            "l: 9223372036854775807\n\n",
		`varint`:                 "\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
		`websocket`:              "\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xff",
		`resp`:                   "$9223372036854775807\r\n",
		`http`:                   "GET / HTTP/1.1\r\nContent-Length: 9223372036854775807\r\n\r\n",
		`http chunked`:           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7ffffffffffffff\r\n",
		`json "!I"`:              "\x00\x00\x00\x1c{\"size\":9223372036854775807}",
	} {
		usual, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := KindOf(usual).Parameter("max")
		d, err := NewDecoder(p.Set(usual, MaxLimit))
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d.Feed([]byte(head))
		f, whole, err := d.Next()
		runtime.ReadMemStats(&after)
		if whole || err == nil && d.State().Need < 1<<40 {
			t.Errorf("%s: got %+v, %v, then %+v", text, f, err, d.State())
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20 {
			t.Errorf("%s: took %d bytes of memory", text, took)
		}
	}
}
