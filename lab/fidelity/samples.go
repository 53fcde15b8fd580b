package fidelity

import (
	"context"
	"time"

	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/session"
)

// samples are what the rounds of one measurement gave.
type samples struct {
	ctx  context.Context
	lab  *session.Lab
	tell func() // called before each part of a round

	rounds       int
	pairs        map[lab.Way][]float64
	flood, paced ratio.Pair
}

func (s *samples) forget() {
	s.rounds, s.pairs, s.flood, s.paced = 0, nil, ratio.Pair{}, ratio.Pair{}
}

// round measures everything once. What comes first changes from round to
// round, so that nothing always follows the same.
func (s *samples) round() error {
	parts := []func() error{s.floodOnce, s.pacedOnce}
	for _, way := range ways() {
		parts = append(parts, func() error { return s.pairsOnce(way) })
	}
	for i := range parts {
		s.tell()
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := parts[(i+s.rounds)%len(parts)](); err != nil {
			return err
		}
	}
	s.rounds++
	return nil
}

// ways are all ways to make the calls; the last one is left out where the
// process may not capture.
func ways() []lab.Way { return []lab.Way{lab.Bare, lab.Recorded, lab.Probed, lab.Captured} }

func (s *samples) pairsOnce(way lab.Way) error {
	ns, ok, err := pairs(s.lab, way, pairsARound)
	if err != nil || !ok {
		return err
	}
	if s.pairs == nil {
		s.pairs = map[lab.Way][]float64{}
	}
	s.pairs[way] = append(s.pairs[way], ns)
	return nil
}

func (s *samples) floodOnce() error { return s.stick(&s.flood, floodSends, 0) }
func (s *samples) pacedOnce() error { return s.stick(&s.paced, pacedSends, pacedEvery) }

// stick adds a round to the pair; whether the recorded one comes first changes
// from round to round.
func (s *samples) stick(to *ratio.Pair, sends int, every time.Duration) error {
	for i := range 2 {
		way, list := lab.Bare, &to.Theirs
		if (i+s.rounds)%2 == 0 {
			way, list = lab.Recorded, &to.Ours
		}
		perRecv, err := sendsPerRecv(s.lab, way, sends, every)
		if err != nil {
			return err
		}
		*list = append(*list, perRecv)
	}
	return nil
}

func (s *samples) result(took time.Duration) lab.Fidelity {
	f := lab.Fidelity{
		Took: took, Rounds: s.rounds,
		Flood: sticking(s.flood, floodSends, 0, 1),
		Paced: sticking(s.paced, pacedSends, pacedEvery, 0),
	}
	for _, way := range ways() {
		if len(s.pairs[way]) == 0 {
			continue
		}
		f.Pairs = append(f.Pairs, lab.Cost{
			Way: way, NsPerPair: spread(s.pairs[way]),
			Ratio: spread(ratio.Pair{Ours: s.pairs[way], Theirs: s.pairs[lab.Bare]}.Ratios()),
		})
	}
	return f
}

// sticking compares sends per receive, less so many that would be there
// anyway.
func sticking(p ratio.Pair, sends int, every time.Duration, less float64) lab.Sticking {
	beyond := ratio.Pair{Ours: minus(p.Ours, less), Theirs: minus(p.Theirs, less)}
	return lab.Sticking{Sends: sends, Every: every, Bare: spread(p.Theirs), Recorded: spread(p.Ours), Ratio: spread(beyond.Ratios())}
}

func minus(values []float64, less float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v - less
	}
	return out
}

func spread(values []float64) lab.Spread {
	return lab.Spread{Low: ratio.Quantile(values, 0.25), Median: ratio.Quantile(values, 0.5), High: ratio.Quantile(values, 0.75)}
}
