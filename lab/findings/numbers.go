package findings

// numbers is a set of small numbers.
type numbers []uint64

func (b *numbers) set(i int) {
	for len(*b) <= i/64 {
		*b = append(*b, 0)
	}
	(*b)[i/64] |= 1 << (i % 64)
}

func (b numbers) has(i int) bool { return i/64 < len(b) && b[i/64]&(1<<(i%64)) != 0 }
