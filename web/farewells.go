package web

import "sync"

// maxFarewells is how many farewells are kept.
const maxFarewells = 64

// farewells keeps what viewers are told at the end of a run. All of its viewers
// are told at once, and each time all events would have to be looked through.
type farewells struct {
	mu   sync.Mutex // also held while one is made: one at a time takes memory
	made map[runIn][]byte
}

// runIn is a run in a language.
type runIn struct{ run, lang string }

// of gives the farewell of an ended run, and makes it where it is not kept.
func (f *farewells) of(key runIn, create func() ([]byte, error)) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if text, ok := f.made[key]; ok {
		return text, nil
	}
	text, err := create()
	if err != nil {
		return nil, err
	}
	if f.made == nil || len(f.made) >= maxFarewells {
		f.made = map[runIn][]byte{}
	}
	f.made[key] = text
	return text, nil
}
