// Package chunks is a list that grows without moving what it has.
package chunks

import "iter"

const (
	// size is how many items a chunk holds.
	size = 128
	// few is the room that the first chunk begins with: most lists are short.
	few = 2
)

// List is a list that grows at its end. The zero List is empty. Its items are
// not moved as it grows but for those of the first chunk.
type List[T any] struct {
	chunks [][]T
	n      int
}

// Len is the number of items.
func (l *List[T]) Len() int { return l.n }

// At returns the item with the index; the pointer is good until the next Add.
func (l *List[T]) At(i int) *T { return &l.chunks[i/size][i%size] }

// Add adds an item at the end.
func (l *List[T]) Add(item T) { *l.Next() = item }

// Next adds a zero item at the end and returns it; the pointer is good until the
// next one.
func (l *List[T]) Next() *T {
	if l.n%size == 0 {
		room := size
		if l.n == 0 {
			room = few
		}
		l.chunks = append(l.chunks, make([]T, 0, room))
	}
	chunk := &l.chunks[len(l.chunks)-1]
	n := len(*chunk)
	if n < cap(*chunk) {
		*chunk = (*chunk)[:n+1] // zero: what Drop takes off is cleared
	} else {
		var zero T
		*chunk = append(*chunk, zero)
	}
	l.n++
	return &(*chunk)[n]
}

// Drop takes the last item off.
func (l *List[T]) Drop() {
	l.n--
	last := len(l.chunks) - 1
	chunk := l.chunks[last]
	clear(chunk[len(chunk)-1:])
	l.chunks[last] = chunk[:len(chunk)-1]
	if l.n%size == 0 {
		l.chunks = l.chunks[:last]
	}
}

// All yields the items with their indices.
func (l *List[T]) All() iter.Seq2[int, *T] {
	return func(yield func(int, *T) bool) {
		for i := range l.n {
			if !yield(i, l.At(i)) {
				return
			}
		}
	}
}
