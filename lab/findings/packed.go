package findings

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"iter"
	"math/bits"
	"slices"
	"sort"
)

const (
	// maxFields is the most numbers that a row has.
	maxFields = 10
	// blockRows is how many rows a block holds: reading one row decodes at most
	// so many.
	blockRows = 64
)

// fields are the numbers of one row. Those that a type has not are 0.
type fields [maxFields]int64

// row is a type whose values are kept in a packed list.
type row[R any] interface {
	pack() fields
	unpack(f *fields) R
	// key is what the list is in the order of.
	key() int64
	// after returns the row with what depends on the one before it, the zero
	// value for the first.
	after(before R) R
}

// packed is a list of rows. It keeps what changes from one row to the next as
// varints, in blocks that each begin anew: 3 to 6 bytes for a row that would
// take 40, so that what is kept of a million events is some megabytes. Rows are
// added in any order, mostly in that of their keys; after finish they are read
// in that order, by index or by search.
//
//	block = row*    row = mask of the fields that changed, the difference of each
//
// The zero packed is empty.
type packed[R row[R]] struct{ *blocks[R] } // nil while it is empty: most conns need few of their lists

type blocks[R row[R]] struct {
	full  [][]byte
	open  []byte // the last block
	n     int
	last  R    // the last row
	mixed bool // some row was added after one with a larger key
}

func (p *packed[R]) len() int {
	if p.blocks == nil {
		return 0
	}
	return p.n
}

func (p *packed[R]) add(r R) {
	if p.blocks == nil {
		p.blocks = &blocks[R]{}
	}
	r = r.after(p.last)
	var before fields
	switch {
	case p.n%blockRows != 0:
		before = p.last.pack()
	case p.n > 0:
		p.full = append(p.full, bytes.Clone(p.open))
		p.open = p.open[:0]
	}
	p.mixed = p.mixed || p.n > 0 && r.key() < p.last.key()
	p.open = appendRow(p.open, r.pack(), &before)
	p.last = r
	p.n++
}

func appendRow(block []byte, f fields, before *fields) []byte {
	mask := uint64(0)
	for i := range f {
		if f[i] != before[i] {
			mask |= 1 << i
		}
	}
	block = binary.AppendUvarint(block, mask)
	for ; mask != 0; mask &= mask - 1 {
		i := bits.TrailingZeros64(mask)
		block = binary.AppendVarint(block, f[i]-before[i])
	}
	return block
}

// finish puts the rows into the order of their keys, those with the same key
// in the order in which they were added.
func (p *packed[R]) finish() {
	if p.blocks == nil {
		return
	}
	p.open = bytes.Clone(p.open)
	if !p.mixed {
		return
	}
	rows := make([]R, 0, p.n)
	for _, r := range p.from(0) {
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b R) int { return cmp.Compare(a.key(), b.key()) })
	*p = packed[R]{}
	for _, r := range rows {
		p.add(r)
	}
}

func (p *packed[R]) block(b int) []byte {
	if b < len(p.full) {
		return p.full[b]
	}
	return p.open
}

// next decodes the row at the start of a block's rest into f, which has the row
// before it, and returns the rest after it.
func next(rest []byte, f *fields) []byte {
	mask, n := binary.Uvarint(rest)
	rest = rest[n:]
	for ; mask != 0; mask &= mask - 1 {
		change, n := binary.Varint(rest)
		f[bits.TrailingZeros64(mask)] += change
		rest = rest[n:]
	}
	return rest
}

// at returns the row with the index.
func (p *packed[R]) at(i int) R {
	var f fields
	rest := p.block(i / blockRows)
	for range i%blockRows + 1 {
		rest = next(rest, &f)
	}
	var zero R
	return zero.unpack(&f)
}

// cursor reads the rows of a list one after another.
type cursor[R row[R]] struct {
	list *packed[R]
	i    int // the index of the next row
	f    fields
	rest []byte
}

// cursor returns one that reads from the index on.
func (p *packed[R]) cursor(start int) cursor[R] {
	c := cursor[R]{list: p, i: start / blockRows * blockRows}
	for c.i < min(start, p.len()) {
		c.next()
	}
	return c
}

// next returns the next row; false behind the last.
func (c *cursor[R]) next() (r R, ok bool) {
	if c.i >= c.list.len() {
		return r, false
	}
	if c.i%blockRows == 0 {
		c.rest, c.f = c.list.block(c.i/blockRows), fields{}
	}
	c.rest = next(c.rest, &c.f)
	c.i++
	return r.unpack(&c.f), true
}

// from yields the rows from the index on.
func (p *packed[R]) from(start int) iter.Seq2[int, R] {
	return func(yield func(int, R) bool) {
		c := p.cursor(start)
		for r, ok := c.next(); ok; r, ok = c.next() {
			if !yield(c.i-1, r) {
				return
			}
		}
	}
}

// search returns the index of the first row for which is holds, len where it
// holds for none. It must hold for all rows after one for which it does.
func (p *packed[R]) search(is func(R) bool) int {
	b := sort.Search((p.len()+blockRows-1)/blockRows, func(b int) bool { return is(p.at(b * blockRows)) })
	if b == 0 {
		return 0
	}
	for i, r := range p.from((b - 1) * blockRows) {
		if i == b*blockRows || is(r) {
			return i
		}
	}
	return p.len()
}

// size is about how many bytes of memory the list takes.
func (p *packed[R]) size() int {
	if p.blocks == nil {
		return 0
	}
	n := 200 + cap(p.open) + 24*cap(p.full)
	for _, block := range p.full {
		n += cap(block)
	}
	return n
}
