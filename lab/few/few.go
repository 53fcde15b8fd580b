// Package few is a map for few keys: a short list, until there are many.
package few

import "iter"

const (
	// short is how many keys a list is searched for. Beyond, an index is faster.
	short = 8
	// first is how many keys the list has room for when the first one comes.
	first = 2
)

// Map is a map that takes no more memory than its items while they are few.
// The zero Map is empty. It is not safe for concurrent use while it is changed.
type Map[K comparable, V any] struct {
	items []item[K, V]
	index map[K]int // nil while the list is short
}

type item[K comparable, V any] struct {
	key   K
	value V
}

// Len is the number of keys.
func (m *Map[K, V]) Len() int { return len(m.items) }

// Get returns the value of the key, the zero value without one.
func (m *Map[K, V]) Get(key K) (value V) {
	if i := m.at(key); i >= 0 {
		return m.items[i].value
	}
	return value
}

// Look returns the value of the key, and whether there is one.
func (m *Map[K, V]) Look(key K) (value V, known bool) {
	if i := m.at(key); i >= 0 {
		return m.items[i].value, true
	}
	return value, false
}

// Ref returns where the value of the key is, nil without one. It is good until
// the next key comes.
func (m *Map[K, V]) Ref(key K) *V {
	if i := m.at(key); i >= 0 {
		return &m.items[i].value
	}
	return nil
}

// Set gives the key a value.
func (m *Map[K, V]) Set(key K, value V) {
	if i := m.at(key); i >= 0 {
		m.items[i].value = value
		return
	}
	if m.items == nil {
		m.items = make([]item[K, V], 0, first)
	}
	m.items = append(m.items, item[K, V]{key, value})
	switch n := len(m.items); {
	case m.index != nil:
		m.index[key] = n - 1
	case n > short:
		m.index = make(map[K]int, 2*n)
		for i := range m.items {
			m.index[m.items[i].key] = i
		}
	}
}

// Clear forgets all keys. What room they took is used again.
func (m *Map[K, V]) Clear() {
	clear(m.items)
	m.items, m.index = m.items[:0], nil
}

// Clone returns a copy that does not change with the map. The values are the
// same.
func (m *Map[K, V]) Clone() Map[K, V] {
	var c Map[K, V]
	for key, value := range m.All() {
		c.Set(key, value)
	}
	return c
}

// All yields the keys in the order in which they came, with their values.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for i := range m.items {
			if !yield(m.items[i].key, m.items[i].value) {
				return
			}
		}
	}
}

// at is the place of the key in the list, -1 without one.
func (m *Map[K, V]) at(key K) int {
	if m.index != nil {
		if i, known := m.index[key]; known {
			return i
		}
		return -1
	}
	for i := range m.items {
		if m.items[i].key == key {
			return i
		}
	}
	return -1
}
