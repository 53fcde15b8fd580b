package frame

import (
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"strings"
)

// checksum is a way to make a number of bytes, by which a receiver notices that some
// of them are not what was sent.
type checksum struct {
	name string
	// bits are those of the number; little is its usual byte order.
	bits   int
	little bool
	sum    func(p []byte) uint64
}

// checksums are those that there are. CRCs have the names of the catalogue of
// parametrised CRC algorithms (reveng.sourceforge.io/crc-catalogue), where the poly,
// the init and the xorout of each are laid down; none of them is remembered elsewhere.
var checksums = []checksum{
	{"xor", 8, false, xorOfBytes},
	{"sum-8", 8, false, func(p []byte) uint64 { return sumOf(p) & 0xff }},
	{"sum-16", 16, false, func(p []byte) uint64 { return sumOf(p) & 0xffff }},
	{"lrc", 8, false, func(p []byte) uint64 { return -sumOf(p) & 0xff }},
	{"fletcher-8", 16, false, fletcher},
	{"crc-8", 8, false, crc{bits: 8, poly: 0x07}.summer()},
	{"crc-8/maxim", 8, false, crc{bits: 8, poly: 0x31, reflected: true}.summer()},
	{"crc-16/arc", 16, true, crc{bits: 16, poly: 0x8005, reflected: true}.summer()},
	{"crc-16/modbus", 16, true, crc{bits: 16, poly: 0x8005, init: 0xffff, reflected: true}.summer()},
	{"crc-16/dnp", 16, true, crc{bits: 16, poly: 0x3d65, reflected: true, out: 0xffff}.summer()},
	{"crc-16/x-25", 16, true, crc{bits: 16, poly: 0x1021, init: 0xffff, reflected: true, out: 0xffff}.summer()},
	{"crc-16/kermit", 16, true, crc{bits: 16, poly: 0x1021, reflected: true}.summer()},
	{"crc-16/xmodem", 16, false, crc{bits: 16, poly: 0x1021}.summer()},
	{"crc-16/ibm-3740", 16, false, crc{bits: 16, poly: 0x1021, init: 0xffff}.summer()},
	{"crc-16/hj212", 16, false, hj212},
	{"crc-24/lte-a", 24, false, crc{bits: 24, poly: 0x864cfb}.summer()},
	{"crc-32", 32, false, func(p []byte) uint64 { return uint64(crc32.ChecksumIEEE(p)) }},
	{"crc-32c", 32, false, func(p []byte) uint64 { return uint64(crc32.Checksum(p, castagnoli)) }},
	{"adler-32", 32, false, func(p []byte) uint64 { return uint64(adler32.Checksum(p)) }},
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// findChecksum returns the one of that name.
func findChecksum(name string) (checksum, bool) {
	for _, c := range checksums {
		if c.name == name {
			return c, true
		}
	}
	return checksum{}, false
}

// integer is how the number is usually written.
func (c checksum) integer() Integer { return Integer{Size: c.bits / 8, Little: c.little} }

func xorOfBytes(p []byte) uint64 {
	var x byte
	for _, b := range p {
		x ^= b
	}
	return uint64(x)
}

func sumOf(p []byte) (sum uint64) {
	for _, b := range p {
		sum += uint64(b)
	}
	return sum
}

// fletcher is the sum of the bytes, and the sum of those sums, each in 8 bits: the
// checksum of u-blox (UBX, section Checksum), a variant of RFC 1145's.
func fletcher(p []byte) uint64 {
	var a, b byte
	for _, c := range p {
		a += c
		b += a
	}
	return uint64(a)<<8 | uint64(b)
}

// hj212 is the CRC of HJ 212-2017, appendix A: the byte goes to the lower half of the
// upper one, which no CRC of the catalogue does.
func hj212(p []byte) uint64 {
	r := uint64(0xffff)
	for _, b := range p {
		r = r>>8 ^ uint64(b)
		r = arcTable[byte(r)] ^ r>>8
	}
	return r
}

var arcTable = crc{bits: 16, poly: 0x8005, reflected: true}.table()

// crc is a cyclic redundancy check by its parameters. Reflected ones take the lowest
// bit first.
type crc struct {
	bits            int
	poly, init, out uint64
	reflected       bool
}

// summer returns the function that computes it, eight bytes at a time with a table for
// each of them, as hash/crc32 does.
func (c crc) summer() func([]byte) uint64 {
	if c.reflected {
		return c.lowFirst(c.sliced(func(r uint64) uint64 { return r >> 8 }, func(r uint64) byte { return byte(r) }, 0))
	}
	return c.highFirst(c.sliced(func(r uint64) uint64 { return r << 8 }, func(r uint64) byte { return byte(r >> 56) }, 64-c.bits))
}

// slices8 has what a byte does to the register that so many others follow.
type slices8 [8][256]uint64

// sliced makes the tables of a register that is shifted by a byte, after which the table
// of the byte that left it counts. One that is filled from its upper end is kept there.
func (c crc) sliced(shifted func(uint64) uint64, leaving func(uint64) byte, up int) *slices8 {
	var t slices8
	for i, r := range c.table() {
		t[0][i] = r << up
	}
	for n := 1; n < 8; n++ {
		for i, r := range t[n-1] {
			t[n][i] = t[0][leaving(r)] ^ shifted(r)
		}
	}
	return &t
}

func (c crc) lowFirst(t *slices8) func([]byte) uint64 {
	return func(p []byte) uint64 {
		r := c.init // all ones or none, the same from both sides
		for ; len(p) >= 8; p = p[8:] {
			r ^= binary.LittleEndian.Uint64(p)
			r = t[7][byte(r)] ^ t[6][byte(r>>8)] ^ t[5][byte(r>>16)] ^ t[4][byte(r>>24)] ^
				t[3][byte(r>>32)] ^ t[2][byte(r>>40)] ^ t[1][byte(r>>48)] ^ t[0][byte(r>>56)]
		}
		for _, b := range p {
			r = t[0][byte(r)^b] ^ r>>8
		}
		return r ^ c.out
	}
}

func (c crc) highFirst(t *slices8) func([]byte) uint64 {
	up := 64 - c.bits
	return func(p []byte) uint64 {
		r := c.init << up
		for ; len(p) >= 8; p = p[8:] {
			r ^= binary.BigEndian.Uint64(p)
			r = t[7][byte(r>>56)] ^ t[6][byte(r>>48)] ^ t[5][byte(r>>40)] ^ t[4][byte(r>>32)] ^
				t[3][byte(r>>24)] ^ t[2][byte(r>>16)] ^ t[1][byte(r>>8)] ^ t[0][byte(r)]
		}
		for _, b := range p {
			r = t[0][byte(r>>56)^b] ^ r<<8
		}
		return r>>up ^ c.out
	}
}

// table has what each byte does to the register.
func (c crc) table() *[256]uint64 {
	var t [256]uint64
	for i := range t {
		if c.reflected {
			t[i] = c.low(uint64(i))
		} else {
			t[i] = c.high(uint64(i))
		}
	}
	return &t
}

func (c crc) high(r uint64) uint64 {
	r <<= c.bits - 8
	for range 8 {
		carry := r>>(c.bits-1)&1 == 1
		if r <<= 1; carry {
			r ^= c.poly
		}
	}
	return r & (1<<c.bits - 1)
}

func (c crc) low(r uint64) uint64 {
	turned := uint64(0)
	for i := range c.bits {
		turned |= c.poly >> i & 1 << (c.bits - 1 - i)
	}
	for range 8 {
		carry := r&1 == 1
		if r >>= 1; carry {
			r ^= turned
		}
	}
	return r
}

// aliases are what checksums are called elsewhere, without signs between letters and digits:
// in catalogues, documents of devices and libraries.
var aliases = map[string][]string{
	"bcc": {"xor", "lrc"}, "xor8": {"xor"}, "checksum": {"sum-8", "sum-16", "xor", "lrc"}, "sum": {"sum-8", "sum-16"},
	"crc": {"crc-8", "crc-16/modbus", "crc-16/xmodem", "crc-32"}, "ccitt": {"crc-16/kermit", "crc-16/xmodem", "crc-16/ibm-3740"},
	"crcccitt": {"crc-16/kermit", "crc-16/xmodem", "crc-16/ibm-3740"}, "crc16ccitt": {"crc-16/kermit", "crc-16/xmodem", "crc-16/ibm-3740"},
	"crc16ccittfalse": {"crc-16/ibm-3740"}, "ccittfalse": {"crc-16/ibm-3740"}, "crc16autosar": {"crc-16/ibm-3740"}, "crc16ccitttrue": {"crc-16/kermit"},
	"crc16ibm": {"crc-16/arc"}, "crc16ansi": {"crc-16/arc"}, "crc16lha": {"crc-16/arc"}, "crc16zmodem": {"crc-16/xmodem"}, "zmodem": {"crc-16/xmodem"},
	"crc16ibmsdlc": {"crc-16/x-25"}, "hdlc": {"crc-16/x-25"}, "ppp": {"crc-16/x-25"}, "crc16hdlc": {"crc-16/x-25"}, "fcs": {"crc-16/x-25"}, "fcs16": {"crc-16/x-25"}, "crc8dallas": {"crc-8/maxim"},
	"crc32ieee": {"crc-32"}, "crc32isohdlc": {"crc-32"}, "zlib": {"crc-32", "adler-32"}, "castagnoli": {"crc-32c"}, "crc32iscsi": {"crc-32c"},
	"fletcher": {"fletcher-8"}, "adler": {"adler-32"},
}

// checksumsCalled lists the checksums that a name may mean: just one where it is clear, all
// where it means none.
func checksumsCalled(name string) (all []string) {
	plain := plainName(name)
	if known := aliases[plain]; known != nil {
		return append(all, known...)
	}
	names := Checksums()
	for _, one := range names {
		if one == name || plainName(one) == plain {
			return []string{one}
		}
		_, part, _ := strings.Cut(one, "/")
		if plain != "" && (strings.HasPrefix(plainName(one), plain) || plainName(part) == plain) {
			all = append(all, one)
		}
	}
	if len(all) == 0 {
		return names
	}
	return all
}

// plainName is a name in small letters without signs between them.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(name))
}
