package web

import (
	"context"

	"stickylab/lab/findings"
	"stickylab/lab/words"
)

// analyses makes the findings of runs, those of an ended run once. It needs a
// slot for it: who holds one must not ask. Each who asks waits in their own turn, and
// whoever is first makes what all the others get.
type analyses struct {
	slots *slots
	ended findings.Cache
}

// of returns the analysis of a run, or of what there is of it so far.
func (a *analyses) of(ctx context.Context, id string, run Run) (*findings.Analysis, error) {
	create := func(ctx context.Context) (*findings.Analysis, error) {
		about := findings.About{Peers: run.PeerNames(), Conns: run.Conns(), Source: run.About().Source}
		return findings.Analyse(ctx, run, about)
	}
	_, ended := run.Ended()
	if ended {
		if made, ok := a.ended.Find(id); ok {
			return made, nil
		}
	}
	return withSlot(ctx, a.slots, id, func() (*findings.Analysis, error) {
		if ended {
			return a.ended.Of(ctx, id, create)
		}
		return create(ctx)
	})
}

// told says in a language what a run has shown so far, and why it ended, where
// its programs did not all reach their end.
func (a *analyses) told(ctx context.Context, lang, id string, run Run) ([]words.Told, error) {
	analysis, err := a.of(ctx, id, run)
	if err != nil {
		return nil, err
	}
	end, _ := run.Ended()
	return told(lang, analysis.Findings, end), nil
}
