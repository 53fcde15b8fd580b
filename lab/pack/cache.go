package pack

import "sync/atomic"

// The cache holds at most cacheSlots formats of at most cacheTextMax bytes of
// text, under 4 MiB in all whatever strangers type.
const (
	cacheSlots   = 256
	cacheTextMax = 64
)

// formatCache keeps one format a slot; a newcomer replaces what hashes to the
// same slot. Formats never change, so readers need no lock.
type formatCache [cacheSlots]atomic.Pointer[Format]

// shared is the only variable of the package: the functions that take a
// format's text have nowhere else to keep what they parsed.
var shared formatCache

func compiled(text string) (*Format, *Error) { return shared.get(text) }

func (c *formatCache) get(text string) (*Format, *Error) {
	if len(text) > cacheTextMax {
		return parse(text)
	}
	slot := &c[slotOf(text)]
	if f := slot.Load(); f != nil && f.text == text {
		return f, nil
	}
	f, err := parse(text)
	if err != nil {
		return nil, err
	}
	slot.Store(f)
	return f, nil
}

// slotOf is FNV-1a over the text. A stranger can make two formats collide and
// gains only a parse.
func slotOf(text string) uint32 {
	hash := uint32(2166136261)
	for i := range len(text) {
		hash = (hash ^ uint32(text[i])) * 16777619
	}
	return (hash ^ hash>>16) % cacheSlots
}
