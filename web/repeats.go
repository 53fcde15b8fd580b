package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/tally"
	"stickylab/lab/words"
	"stickylab/web/view"
)

// tableEvery is how often a repeat sends its table while it goes on.
const tableEvery = 100 * time.Millisecond

// errStopped ends a repeat that somebody stopped.
var errStopped = errors.New("the repeat was stopped")

// repeatBegun is the first line of a repeat: by its id it can be stopped.
type repeatBegun struct {
	Repeat string `json:"repeat"`
	N      int    `json:"n"`
}

// repeated is the result of one run of a repeat.
type repeated struct {
	Run     string `json:"run"`
	N       int    `json:"n"`
	Group   int    `json:"group"`   // of the table's
	Outcome string `json:"outcome"` // in the reader's language
	End     string `json:"end"`
	// Answers says which choices of the lesson's question held.
	Answers []bool `json:"answers"`
}

// repeatTable is how the runs came out so far.
type repeatTable struct {
	Table view.RepeatTable `json:"table"`
	// Gone counts the first runs, which are no longer kept.
	Gone int `json:"gone"`
	// Ended is empty while the repeat goes on, then "done", "stopped", or
	// "broken" when a problem follows.
	Ended string `json:"ended,omitempty"`
}

// repeats runs experiments many times.
type repeats struct {
	*runs
	orders    orders
	most      int // runs of one repeat
	repeating *repeating
	holding   *slots // of those with files
	life      *life
	failures  *failures
}

// create is POST /api/repeats: it runs an experiment n times and writes lines
// as the runs end. The runs are made one after another: at once they would
// compete for the processor, and what is luck would come out differently. It
// stops, and stops the run that is on its way, when the client has gone.
func (s repeats) create(w http.ResponseWriter, r *http.Request) error {
	var n int
	o, err := s.orders.read(w, r, map[string]any{"n": &n})
	if err != nil {
		return err
	}
	if n < 1 || n > s.most {
		return badRepeats(s.most)
	}
	if _, err := s.made(o); err != nil {
		return err
	}
	if len(o.Files) == 0 {
		return s.repeat(w, r, o, n)
	}
	// Its files are in memory for as long as it goes on.
	_, err = withSlot(r.Context(), s.holding, who(r).Account(), func() (struct{}, error) {
		return struct{}{}, s.repeat(w, r, o, n)
	})
	return err
}

// repeat makes the runs of a repeat.
func (s repeats) repeat(w http.ResponseWriter, r *http.Request, o lab.Order, n int) error {
	ctx, cancel := s.life.untilEnd(r.Context())
	defer cancel()
	id, ctx, end, err := s.repeating.begin(ctx, who(r).Account())
	if err != nil {
		return err
	}
	defer end()
	again := &repeat{runs: s.runs, lang: languageOf(r), by: who(r), order: o, n: n}
	first, err := again.start(ctx)
	if err != nil {
		return err
	}
	again.out = newLines(w)
	if err := again.run(ctx, id, first); err != nil {
		s.failures.breakOff(r, again.out, err)
	}
	return nil
}

// stop is DELETE /api/repeats/{id}: the repeat writes what it has and
// ends.
func (s repeats) stop(w http.ResponseWriter, r *http.Request) error {
	if err := s.repeating.stop(runID(r), who(r)); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// repeat is one repeat as it goes on.
type repeat struct {
	runs  *runs
	lang  string
	by    lab.Who
	order lab.Order
	n     int

	out   *lines
	table tally.Table
	peers []string
	ids   []string // of the runs, in order
	gone  int
	sent  time.Time // of the last table
}

// start starts the next run.
func (a *repeat) start(ctx context.Context) (id string, err error) {
	return a.runs.runner.Start(ctx, a.by, a.order)
}

// run makes all the runs, the first of which is on its way. What there is when
// it cannot go on is written before the error is returned.
func (a *repeat) run(ctx context.Context, id, first string) error {
	err := a.out.write(repeatBegun{id, a.n})
	if err != nil {
		return errors.Join(err, a.stop(ctx, first))
	}
	for run := first; err == nil && a.table.Runs() < a.n; {
		if err = a.finish(ctx, run); err == nil && a.table.Runs() < a.n {
			run, err = a.start(ctx)
		}
	}
	switch {
	case err == nil:
		return a.writeTable(ctx, "done")
	case errors.Is(err, errStopped):
		return a.writeTable(ctx, "stopped")
	}
	return errors.Join(err, a.writeTable(ctx, "broken"))
}

// finish waits for the end of a run and writes its result. When the
// context is over first, the run is stopped and does not count.
func (a *repeat) finish(ctx context.Context, run string) error {
	found, err := a.runs.runner.Find(ctx, run)
	if err != nil {
		return err
	}
	if _, err := found.Wait(ctx); err != nil {
		if err := a.stop(ctx, run); err != nil {
			return err
		}
		if errors.Is(context.Cause(ctx), errStopped) {
			return errStopped
		}
		return closing()
	}
	line, err := a.count(ctx, run, found)
	if err != nil {
		return err
	}
	if err := a.out.write(line); err != nil {
		return err
	}
	if now := time.Now(); now.Sub(a.sent) >= tableEvery && a.table.Runs() < a.n {
		a.sent = now
		return a.writeTable(ctx, "")
	}
	return nil
}

// stop stops a run, also when the context is over.
func (a *repeat) stop(ctx context.Context, run string) error {
	return a.runs.runner.Stop(context.WithoutCancel(ctx), a.by, run)
}

// count puts a run that has ended into the table.
func (a *repeat) count(ctx context.Context, id string, run Run) (repeated, error) {
	peers := run.PeerNames()
	outcome, err := tally.Of(run.Conns(), len(peers), run.Events(ctx, 1))
	if err != nil {
		return repeated{}, err
	}
	answers, err := answers(ctx, a.runs.course, run)
	if err != nil {
		return repeated{}, err
	}
	end, _ := run.Ended()
	a.peers = peers
	a.ids = append(a.ids, id)
	group := a.table.Add(outcome, end)
	return repeated{
		Run: id, N: a.table.Runs(), Group: group.ID, Outcome: words.Outcome(a.lang, peers, outcome),
		End: end.Reason, Answers: answers,
	}, nil
}

// writeTable writes the table as it is.
func (a *repeat) writeTable(ctx context.Context, ended string) error {
	for a.gone < len(a.ids) {
		if _, err := a.runs.runner.Find(ctx, a.ids[a.gone]); !errors.Is(err, record.ErrNoRun) {
			break
		}
		a.gone++
	}
	return a.out.write(repeatTable{Table: view.Repeated(a.lang, a.peers, &a.table), Gone: a.gone, Ended: ended})
}
