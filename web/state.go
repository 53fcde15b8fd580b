package web

import "fmt"

// state is what the requests of a server share.
type state struct {
	life   *life
	assets *assets
	// slots bounds the work that scans whole runs.
	slots *slots
	// opening bounds the traces that are read at once.
	opening   *slots
	viewers   *viewers
	farewells *farewells
	analyses  *analyses
	repeating *repeating
	measuring *measuring
}

func newState(l Limits) (*state, error) {
	assets, err := newAssets()
	if err != nil {
		return nil, fmt.Errorf("web: assets: %w", err)
	}
	slots, life := newSlots(), newLife()
	return &state{
		life: life, assets: assets, slots: slots, opening: newSlots(),
		viewers: newViewers(l, life), farewells: &farewells{},
		analyses:  &analyses{slots: slots},
		repeating: newRepeating(l.RepeatsPerClient), measuring: &measuring{},
	}, nil
}
