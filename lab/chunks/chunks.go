// Package chunks is a list that grows without moving what it has.
package chunks

import (
	"iter"
	"slices"
)

const (
	// size is how many items a chunk holds.
	size = 128
	// few is the room that the first chunk begins with: most lists are short.
	few = 1
)

// List is a list that grows at its end. The zero List is empty. Its items are
// not moved as it grows but for those of the first chunk.
type List[T any] struct {
	chunks [][]T
	first  int // index of the first item that is kept
	n      int
}

// Len is the number of items, those forgotten included: the index of the next.
func (l *List[T]) Len() int { return l.n }

// First is the index of the first item that was not forgotten.
func (l *List[T]) First() int { return l.first }

// At returns the item with the index; the pointer is good until the next Add.
func (l *List[T]) At(i int) *T {
	at := uint(i - l.first)
	return &l.chunks[at/size][at%size]
}

// Add adds an item at the end.
func (l *List[T]) Add(item T) { *l.Next() = item }

// Next adds a zero item at the end and returns it; the pointer is good until the
// next one.
func (l *List[T]) Next() *T {
	at := l.n - l.first
	if at == len(l.chunks)*size {
		room := size
		if at == 0 {
			room = few
		}
		l.chunks = append(l.chunks, make([]T, 0, room))
	}
	chunk := &l.chunks[at/size]
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
	chunk := &l.chunks[(l.n-l.first)/size]
	last := len(*chunk) - 1
	clear((*chunk)[last:])
	*chunk = (*chunk)[:last]
}

// Forget forgets items before the index: all of them when the list ends there,
// else those of full chunks. Others keep their index and are not moved.
func (l *List[T]) Forget(before int) {
	if before == l.n && len(l.chunks) > 0 {
		l.first = before
		l.reuse()
		return
	}
	for before-l.first >= size {
		spare := l.chunks[0]
		l.chunks = slices.Delete(l.chunks, 0, 1)
		l.first += size
		if used := (l.n - l.first + size - 1) / size; len(l.chunks) == used { // one spare chunk is enough
			clear(spare)
			l.chunks = append(l.chunks, spare[:0])
		}
	}
}

// reuse empties the first chunk and drops the others.
func (l *List[T]) reuse() {
	clear(l.chunks[0])
	l.chunks[0] = l.chunks[0][:0]
	clear(l.chunks[1:])
	l.chunks = l.chunks[:1]
}

// All yields the items with their indices.
func (l *List[T]) All() iter.Seq2[int, *T] {
	return func(yield func(int, *T) bool) {
		for i := l.first; i < l.n; i++ {
			if !yield(i, l.At(i)) {
				return
			}
		}
	}
}
