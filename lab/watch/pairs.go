package watch

import (
	"bytes"
	"fmt"

	"stickylab/lab"
)

// Pairs adds up what pairs of programs print that a measurement runs, alone and watched: a
// server how many of its receives had several sends ("server N"), a client how many
// nanoseconds it took ("client NS").
type Pairs struct{ alone, watched pairSum }

type pairSum struct {
	joined int
	took   int64 // of the clients, in nanoseconds
}

// Add adds the output of a pair.
func (p *Pairs) Add(watched bool, text []byte) error {
	var joined int
	var took int64
	for line := range bytes.Lines(text) {
		_, _ = fmt.Sscanf(string(line), "server %d", &joined)
		_, _ = fmt.Sscanf(string(line), "client %d", &took)
	}
	if took == 0 {
		return fmt.Errorf("the pair printed %q", text)
	}
	s := &p.alone
	if watched {
		s = &p.watched
	}
	s.joined += joined
	s.took += took
	return nil
}

// Watching is what watching costs and changes: each way there were so many turns, in each
// of which a client made so many calls.
func (p *Pairs) Watching(turns, calls int) lab.Watching {
	return lab.Watching{
		Turns: turns, Alone: p.alone.joined, Watched: p.watched.joined,
		NsPerCall: max(0, (p.watched.took-p.alone.took)/int64(turns*calls)),
	}
}
