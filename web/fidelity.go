package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"stickylab/lab"
	"stickylab/web/view"
)

// Meter measures how far what the lab shows can be trusted on this machine. It
// must be safe for concurrent use; it is asked for one measurement at a time.
type Meter interface {
	// Machine reads what the runs are made on, as it is now.
	Machine() lab.Machine
	// Measure takes some seconds. Progress receives the share that is done,
	// from 0 to 1. The error is the context's, or says why it cannot be done.
	Measure(ctx context.Context, progress func(share float64)) (lab.Fidelity, error)
}

// noMeter knows nothing and measures nothing.
type noMeter struct{}

func (noMeter) Machine() lab.Machine { return lab.Machine{} }

func (noMeter) Measure(context.Context, func(float64)) (lab.Fidelity, error) {
	return lab.Fidelity{}, errors.ErrUnsupported
}

// fidelity is the page that measures how far the lab can be trusted.
type fidelity struct {
	*pages
	meter     Meter
	measuring *measuring
	life      *life
	failures  *failures
}

// show is GET /fidelity.
func (f fidelity) show(w http.ResponseWriter, r *http.Request) error {
	last, now := f.measuring.state()
	return f.writePage(w, r, http.StatusOK, view.Fidelity(view.FidelityPage{
		Chrome: f.chrome(r, ""), Machine: f.meter.Machine(), Last: last, UnderWay: now != nil,
	}))
}

// post is POST /fidelity, the form of pages without JavaScript: it
// measures, or waits for the measurement that is under way, and leads back to
// the page. Who leaves before stops what they began.
func (f fidelity) post(w http.ResponseWriter, r *http.Request) error {
	m, begun := f.measuring.begin()
	ctx, cancel := f.life.untilEnd(r.Context())
	defer cancel()
	var err error
	if begun {
		err = f.measure(ctx, m)
	} else {
		err = m.wait(ctx)
	}
	if f.life.ending.Err() != nil {
		return closing()
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		return noMeasure(err)
	}
	lead(w, r, "/fidelity#cost")
	return nil
}

// measure makes the measurement and ends it.
func (f fidelity) measure(ctx context.Context, m *measurement) error {
	result, err := f.meter.Measure(ctx, m.report)
	f.measuring.end(m, &view.Measured{At: time.Now(), Fidelity: result}, err)
	return err
}

// last is GET /api/fidelity: the last measurement in numbers.
func (f fidelity) last(w http.ResponseWriter, _ *http.Request) error {
	last, _ := f.measuring.state()
	if last == nil {
		return neverMeasured()
	}
	return writeJSON(w, http.StatusOK, last)
}

// create is POST /api/fidelity: it measures, or follows the measurement
// that is under way, and writes a line as it goes on. When the client has gone,
// what it began is stopped.
func (f fidelity) create(w http.ResponseWriter, r *http.Request) error {
	leave, err := f.measuring.follow()
	if err != nil {
		return err
	}
	defer leave()
	m, begun := f.measuring.begin()
	ctx, cancel := f.life.untilEnd(r.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if begun {
			_ = f.measure(ctx, m) // followers receive the error
		}
	}()
	f.follow(ctx, r, m, begun, newLines(w))
	cancel()
	<-ended
	return nil
}

// progress is GET /api/fidelity/progress: the same lines of what somebody
// else has begun. Where nothing is under way there is only the last line.
func (f fidelity) progress(w http.ResponseWriter, r *http.Request) error {
	leave, err := f.measuring.follow()
	if err != nil {
		return err
	}
	defer leave()
	last, now := f.measuring.state()
	ctx, cancel := f.life.untilEnd(r.Context())
	defer cancel()
	out := newLines(w)
	switch {
	case now != nil:
		f.follow(ctx, r, now, false, out)
	case last != nil:
		_ = out.write(lastLine(languageOf(r), last)) // a failed write: the client has disconnected
	default:
		_ = out.write(stoppedLine{Stopped: true})
	}
	return nil
}

// The lines of a measurement: how far it is, any number of times, and then its
// result, that it was stopped, or a problem.
type (
	shareLine struct {
		Share float64 `json:"share"`
		// Own reports that the reader has begun it and may stop it.
		Own bool `json:"own"`
	}
	resultLine struct {
		Cells view.Cells `json:"cells"`
		Bars  view.Bars  `json:"bars"`
	}
	stoppedLine struct {
		Stopped bool `json:"stopped"`
	}
)

func lastLine(lang string, m *view.Measured) resultLine {
	return resultLine{Cells: m.Cells(lang), Bars: m.Bars()}
}

// shareStep is how much must have been done for another line.
const shareStep = 0.01

// follow writes lines until the measurement ends or the context is over.
func (f fidelity) follow(ctx context.Context, r *http.Request, m *measurement, own bool, out *lines) {
	for shown := -1.0; ; {
		share, moved := m.progress()
		if share-shown >= shareStep {
			if out.write(shareLine{Share: share, Own: own}) != nil {
				return // the client has gone
			}
			shown = share
		}
		select {
		case <-moved:
		case <-m.done:
			f.writeOutcome(r, m, out)
			return
		case <-ctx.Done():
			f.failures.breakOff(r, out, closing())
			return
		}
	}
}

func (f fidelity) writeOutcome(r *http.Request, m *measurement, out *lines) {
	result, err := m.outcome()
	switch {
	case errors.Is(err, context.Canceled) && f.life.ending.Err() != nil:
		f.failures.breakOff(r, out, closing())
	case errors.Is(err, context.Canceled):
		_ = out.write(stoppedLine{Stopped: true}) // the last line: nothing follows from an error
	case err != nil:
		f.failures.breakOff(r, out, noMeasure(err))
	default:
		_ = out.write(lastLine(languageOf(r), result)) // the same
	}
}

// noMeasure is a measurement that this machine refused.
func noMeasure(cause error) *fault {
	return &fault{status: http.StatusNotImplemented, kind: "measure", cause: cause}
}

func neverMeasured() *fault { return &fault{status: http.StatusNotFound, kind: "measure.none"} }
