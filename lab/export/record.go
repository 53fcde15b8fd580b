package export

import (
	"fmt"
	"math"
	"strings"

	"stickylab/lab/pack"
	"stickylab/lab/repr"
)

// Record is a struct format and the values of one record of it, to be written
// as source in several languages.
type Record struct {
	Format *pack.Format
	// Values are as package pack takes them; Bytes is what it makes of them.
	Values []any
	Bytes  []byte
}

// NewRecord packs the values; the error is a *pack.Error.
func NewRecord(format string, values []any) (Record, error) {
	f, err := pack.Compile(format)
	if err != nil {
		return Record{}, err
	}
	data, err := f.Pack(values...)
	if err != nil {
		return Record{}, err
	}
	return Record{Format: f, Values: values, Bytes: data}, nil
}

// Source is one record written in one language.
type Source struct {
	// Language is "python", "go", "c" or "javascript".
	Language string
	Text     string
}

// Sources writes the record in every language. Each text makes exactly Bytes.
func (r Record) Sources() []Source {
	return []Source{
		{"python", r.python()}, {"go", r.golang()}, {"c", r.c()}, {"javascript", r.javascript()},
	}
}

// piece is a run of bytes of the record that the other languages write with
// one call. It has at least one byte.
type piece struct {
	code   byte // the format character; 'x' for padding and x
	offset int
	data   []byte
	value  any
}

// pieces takes the record apart: its padding, then each value.
func (r Record) pieces() []piece {
	var all []piece
	add := func(code byte, offset, size int, value any) {
		if size > 0 {
			all = append(all, piece{code: code, offset: offset, data: r.Bytes[offset : offset+size], value: value})
		}
	}
	arg := 0
	for _, f := range r.Format.Fields() {
		add('x', f.Offset-f.Padding, f.Padding, nil)
		if f.Code == 'x' {
			add('x', f.Offset, f.Size, nil)
		}
		for i := range f.ValueCount() {
			add(f.Code, f.Offset+i*f.Width, f.Width, r.Values[arg])
			arg++
		}
	}
	return all
}

// said is the value as a comment, where the bytes alone do not tell it.
func (p piece) said() string {
	if p.code == 'x' {
		return " // x"
	}
	text := repr.Text(p.value)
	if len(text) > 40 {
		return ""
	}
	return " // " + string(p.code) + ": " + text
}

// word reports whether the piece is a number of 2, 4 or 8 bytes in an order.
func (p piece) word() bool {
	return len(p.data) > 1 && strings.IndexByte("hHiIlLqQnNPefd", p.code) >= 0
}

// hex writes the bytes one by one.
func (p piece) hex() string {
	parts := make([]string, len(p.data))
	for i, b := range p.data {
		parts[i] = fmt.Sprintf("0x%02x", b)
	}
	return strings.Join(parts, ", ")
}

// exactFloat gives a number that a float of so many bytes holds exactly.
func (p piece) exactFloat() (x float64, ok bool) {
	x, ok = p.value.(float64)
	if len(p.data) == 4 {
		ok = ok && float64(float32(x)) == x
	}
	return x, ok && !math.IsInf(x, 0) && x != 0 && strings.IndexByte("fd", p.code) >= 0
}

// bigEndian tells the byte order of the record; the native one is that of the
// machines that the course is for.
func (r Record) bigEndian() bool {
	return strings.HasPrefix(r.Format.String(), "!") || strings.HasPrefix(r.Format.String(), ">")
}

// bits gives the bytes of a number as an unsigned one.
func (r Record) bits(p piece) uint64 {
	var n uint64
	for i := range p.data {
		at := i
		if !r.bigEndian() {
			at = len(p.data) - 1 - i
		}
		n = n<<8 | uint64(p.data[at])
	}
	return n
}

func (r Record) python() string {
	args := []string{repr.Quote(r.Format.String())}
	for _, v := range r.Values {
		args = append(args, repr.Text(v))
	}
	return "import struct\n\ndata = struct.pack(" + strings.Join(args, ", ") + ")\n" +
		"print(data.hex(' '))\nprint(struct.unpack(" + args[0] + ", data))\n"
}
