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
func (l *List[T]) Add(item T) {
	if l.n%size == 0 {
		room := size
		if l.n == 0 {
			room = few
		}
		l.chunks = append(l.chunks, make([]T, 0, room))
	}
	last := len(l.chunks) - 1
	l.chunks[last] = append(l.chunks[last], item)
	l.n++
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
