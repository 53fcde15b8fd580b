package web

import (
	"sync"

	"golang.org/x/sync/singleflight"
)

// maxFarewells is how many farewells are kept.
const maxFarewells = 64

// farewells keeps the last messages of feeds. All viewers of a run receive
// theirs at the same moment, and making one scans the whole run: it is made
// once for each run and language, and runs do not wait for each other.
type farewells struct {
	making singleflight.Group

	mu   sync.Mutex
	made map[runIn][]byte
}

// runIn is a run in a language.
type runIn struct{ run, lang string }

// of returns the farewell of an ended run, made by create where it is not
// kept. All viewers who ask at the same time wait for the one who was first, so
// create should not end because that one leaves. A failure is not kept.
func (f *farewells) of(key runIn, create func() ([]byte, error)) ([]byte, error) {
	if text, ok := f.kept(key); ok {
		return text, nil
	}
	made, err, _ := f.making.Do(key.run+" "+key.lang, func() (any, error) {
		if text, ok := f.kept(key); ok { // made since it was looked up
			return text, nil
		}
		text, err := create()
		if err == nil {
			f.keep(key, text)
		}
		return text, err
	})
	if err != nil {
		return nil, err
	}
	return made.([]byte), nil
}

func (f *farewells) kept(key runIn) ([]byte, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, ok := f.made[key]
	return text, ok
}

func (f *farewells) keep(key runIn, text []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.made == nil || len(f.made) >= maxFarewells {
		f.made = map[runIn][]byte{}
	}
	f.made[key] = text
}
