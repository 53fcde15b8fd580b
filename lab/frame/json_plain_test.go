package frame

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"testing"
)

// What the plain reader of a header takes, encoding/json reads the same; what it leaves is
// read by that.
func TestPlainSize(t *testing.T) {
	slow := func(text string) (int64, bool) {
		var members map[string]json.RawMessage
		if json.Unmarshal([]byte(text), &members) != nil {
			return 0, false
		}
		size, err := strconv.ParseInt(string(members["size"]), 10, 64)
		return size, err == nil
	}
	taken := 0
	hold := func(text string) {
		got, ok := plainSize([]byte(text), "size")
		if !ok {
			return
		}
		taken++
		if want, right := slow(text); !right || got != want {
			t.Errorf("%q: %d, json has %d, %t", text, got, want, right)
		}
	}
	for text, plain := range map[string]bool{
		`{"size":5}`: true, ` { "name" : "a.txt" , "size" : 12345 , "ok":true,"x":null } `: true, `{"size":1,"size":2}`: true, `{"size":0}`: true,
		`{"size":05}`: false, `{"size":-5}`: false, `{"size":5.0}`: false, `{"size":"5"}`: false, `{"size":5e3}`: false, `{"size":9999999999999999999}`: false,
		`{"s\\u0069ze":5,"size":6}`: false, `{"name":"你好","size":5}`: false, `{"size":5,}`: false, `{"size":5}}`: false, `{"a":{"size":5}}`: false,
		`{"size":5`: false, `{}`: false, `[]`: false, ``: false, `{"n":1}`: false, `{"size":truex}`: false, `{"size" 5}`: false, `{"size":}`: false, "{\"a\":\"\t\",\"size\":5}": false,
	} {
		if _, ok := plainSize([]byte(text), "size"); ok != plain {
			t.Errorf("%s: plain %t, want %t", text, ok, plain)
		}
		hold(text)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 { // a text that is right, with a byte or two changed
		text := []byte(`{"name": "a", "size": 10, "t": true}`)
		for range 1 + r.IntN(2) {
			text[r.IntN(len(text))] = ` "{}:,0123456789-.eatrunslfz\\`[r.IntN(29)]
		}
		hold(string(text))
	}
	if taken < 1000 {
		t.Errorf("only %d texts were taken", taken)
	}
}

// TestChecksumsOfManyBytes holds the tables for eight bytes at a time against the register
// that is shifted bit by bit.
func TestChecksumsOfManyBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range []crc{
		{bits: 8, poly: 0x07},
		{bits: 8, poly: 0x31, reflected: true},
		{bits: 16, poly: 0x8005, init: 0xffff, reflected: true},
		{bits: 16, poly: 0x3d65, reflected: true, out: 0xffff},
		{bits: 16, poly: 0x1021, init: 0xffff},
		{bits: 24, poly: 0x864cfb},
		{bits: 32, poly: 0x04c11db7, init: 0xffffffff, out: 0xffffffff, reflected: true},
	} {
		sum := c.summer()
		for size := range 40 {
			p := make([]byte, size)
			for i := range p {
				p[i] = byte(r.IntN(256))
			}
			if got, want := sum(p), bitByBit(c, p); got != want {
				t.Errorf("%+v of %d bytes: %x, want %x", c, size, got, want)
			}
		}
	}
	for _, size := range []int{0, 1, 7, 8, 9, 100} {
		p := make([]byte, size)
		for i := range p {
			p[i] = byte(r.IntN(256))
		}
		if got, want := hj212(p), naiveHJ212(p); got != want {
			t.Errorf("hj212 of %d bytes: %x, want %x", size, got, want)
		}
	}
}

func bitByBit(c crc, p []byte) uint64 {
	r := c.init
	for _, b := range p {
		for i := range 8 {
			bit := uint64(b>>(7-i)) & 1
			if c.reflected {
				bit = uint64(b>>i) & 1
			}
			carry := r>>(c.bits-1)&1 ^ bit
			if r = r << 1 & (1<<c.bits - 1); carry == 1 {
				r ^= c.poly
			}
		}
	}
	if c.reflected { // the register was kept the other way round
		turned := uint64(0)
		for i := range c.bits {
			turned |= r >> i & 1 << (c.bits - 1 - i)
		}
		r = turned
	}
	return r ^ c.out
}

// naiveHJ212 is the program of the standard's appendix.
func naiveHJ212(p []byte) uint64 {
	r := uint16(0xffff)
	for _, b := range p {
		r = r>>8 ^ uint16(b)
		for range 8 {
			low := r & 1
			if r >>= 1; low == 1 {
				r ^= 0xa001
			}
		}
	}
	return uint64(r)
}
