package diff

import (
	"hash/maphash"
	"slices"

	"stickylab/lab"
	"stickylab/lab/chunks"
)

// result is what one receive returned: enough to tell it from another, and to
// find it again.
type result struct {
	hash uint64
	seq  int32
	len  int32
}

// results are what the receives of a peer returned, in order.
type results struct {
	all    chunks.List[result]
	listed []Value // the first MaxListed
}

func (r *results) add(e *lab.Event, seed maphash.Seed) {
	r.all.Add(result{maphash.Bytes(seed, e.Data), int32(e.Seq), int32(len(e.Data))})
	if len(r.listed) < MaxListed {
		r.listed = append(r.listed, valueOf(e))
	}
}

func valueOf(e *lab.Event) Value {
	return Value{slices.Clone(e.Data[:min(len(e.Data), MaxValue)]), len(e.Data)}
}

// received compares what the receives of a peer returned.
func (c *comparison) received(name string, a, b *results) {
	d := Received{Peer: name, Count: [2]int{a.all.Len(), b.all.Len()}, At: firstOther(a, b)}
	if d.At < 0 {
		return
	}
	for i, side := range []*results{a, b} {
		if max(d.Count[0], d.Count[1]) <= MaxListed {
			d.Listed[i] = side.listed
		}
		if d.At < d.Count[i] {
			d.Other[i] = c.value(i, int(side.all.At(d.At).seq))
		}
	}
	c.add(d, [2][]int{a.near(d.At), b.near(d.At)})
}

// near is the receive at a place, or the last one where there are not as many.
func (r *results) near(at int) places {
	if r.all.Len() == 0 {
		return nil
	}
	return places{int(r.all.At(min(at, r.all.Len()-1)).seq)}
}

// firstOther returns the first place where two lists differ, -1 for none.
func firstOther(a, b *results) int {
	for i := range max(a.all.Len(), b.all.Len()) {
		if i >= a.all.Len() || i >= b.all.Len() {
			return i
		}
		if x, y := a.all.At(i), b.all.At(i); x.hash != y.hash || x.len != y.len {
			return i
		}
	}
	return -1
}

// value reads what a receive of one of the runs returned.
func (c *comparison) value(side, seq int) *Value {
	for e, err := range c.runs[side].Events(c.ctx, seq) {
		if err != nil {
			c.err = err
			break
		}
		v := valueOf(e)
		return &v
	}
	return nil
}
