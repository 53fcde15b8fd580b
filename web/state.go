package web

import (
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"
)

// state is what the requests of a server share.
type state struct {
	life   *life
	assets *assets
	// slots bounds the work that scans whole runs.
	slots *slots
	// streams are the turns of traces that are sent.
	streams *turns
	// opening bounds the traces that are read at once.
	opening   *slots
	viewers   *viewers
	polls     *polls
	farewells *farewells
	analyses  *analyses
	repeating *repeating
	// holding bounds the repeats that hold files.
	holding   *slots
	measuring *measuring
	members   *members
	refusals  *refusals
	numbers   *numbers
	open      atomic.Int64 // connections
}

func newState(l Limits, log, access *slog.Logger) (*state, error) {
	assets, err := newAssets()
	if err != nil {
		return nil, fmt.Errorf("web: assets: %w", err)
	}
	slots, life := newSlots(), newLife()
	return &state{
		life: life, assets: assets, slots: slots, streams: newTurns(maxStreams), opening: newSlots(),
		viewers: newViewers(l, life), polls: newPolls(life), farewells: &farewells{},
		analyses:  &analyses{slots: slots},
		repeating: newRepeating(l.RepeatsPerClient), holding: newHolding(), measuring: &measuring{},
		members: newMembership(time.Now), refusals: newRefusals(log, time.Now), numbers: newNumbers(access),
	}, nil
}
