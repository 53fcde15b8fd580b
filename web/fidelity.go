package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"stickylab/lab"
	"stickylab/web/view"
)

// Meter tells how far what the lab shows can be trusted on this machine. It
// must be safe for concurrent use; it is asked for one measurement at a time.
type Meter interface {
	// Machine reads what the runs are made on, as it is now.
	Machine() lab.Machine
	// Measure takes some seconds. Progress is told which part of it is done,
	// from 0 to 1. The error is the context's, or says why it cannot be done.
	Measure(ctx context.Context, progress func(share float64)) (lab.Fidelity, error)
}

// noMeter knows nothing and measures nothing.
type noMeter struct{}

func (noMeter) Machine() lab.Machine { return lab.Machine{} }

func (noMeter) Measure(context.Context, func(float64)) (lab.Fidelity, error) {
	return lab.Fidelity{}, errors.ErrUnsupported
}

// fidelityPage is GET /fidelity.
func (s *Server) fidelityPage(w http.ResponseWriter, r *http.Request) error {
	last, now := s.measuring.state()
	return s.writePage(w, r, http.StatusOK, view.Fidelity(view.FidelityPage{
		Chrome: s.chrome(r, ""), Machine: s.meter.Machine(), Last: last, UnderWay: now != nil,
	}))
}

// postMeasure is POST /fidelity, the form of pages without JavaScript: it
// measures, or waits for the measurement that is under way, and leads back to
// the page. Who leaves before stops what they began.
func (s *Server) postMeasure(w http.ResponseWriter, r *http.Request) error {
	m, begun := s.measuring.begin()
	ctx, cancel := s.untilEnd(r.Context())
	defer cancel()
	var err error
	if begun {
		err = s.measure(ctx, m)
	} else {
		err = m.wait(ctx)
	}
	if s.ending.Err() != nil {
		return closing()
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		return noMeasure(err)
	}
	http.Redirect(w, r, "/fidelity#cost", http.StatusSeeOther)
	return nil
}

// measure makes the measurement and ends it.
func (s *Server) measure(ctx context.Context, m *measurement) error {
	f, err := s.meter.Measure(ctx, m.tell)
	s.measuring.end(m, &view.Measured{At: time.Now(), Fidelity: f}, err)
	return err
}

// lastMeasure is GET /api/fidelity: the last measurement in numbers.
func (s *Server) lastMeasure(w http.ResponseWriter, _ *http.Request) error {
	last, _ := s.measuring.state()
	if last == nil {
		return neverMeasured()
	}
	return writeJSON(w, http.StatusOK, last)
}

// startMeasure is POST /api/fidelity: it measures, or follows the measurement
// that is under way, and writes a line as it goes on. When the client has gone,
// what it began is stopped.
func (s *Server) startMeasure(w http.ResponseWriter, r *http.Request) error {
	m, begun := s.measuring.begin()
	ctx, cancel := s.untilEnd(r.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if begun {
			_ = s.measure(ctx, m) // whoever follows is told the error
		}
	}()
	s.follow(ctx, r, m, begun, newLines(w))
	cancel()
	<-ended
	return nil
}

// followMeasure is GET /api/fidelity/progress: the same lines of what somebody
// else has begun. Where nothing is under way there is only the last line.
func (s *Server) followMeasure(w http.ResponseWriter, r *http.Request) error {
	last, now := s.measuring.state()
	ctx, cancel := s.untilEnd(r.Context())
	defer cancel()
	out := newLines(w)
	switch {
	case now != nil:
		s.follow(ctx, r, now, false, out)
	case last != nil:
		_ = out.write(lastLine(languageOf(r), last)) // nobody is left to tell when it fails
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
		// Own tells that the reader has begun it and may stop it.
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
func (s *Server) follow(ctx context.Context, r *http.Request, m *measurement, own bool, out *lines) {
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
			s.writeOutcome(r, m, out)
			return
		case <-ctx.Done():
			s.breakOff(r, out, closing())
			return
		}
	}
}

func (s *Server) writeOutcome(r *http.Request, m *measurement, out *lines) {
	result, err := m.outcome()
	switch {
	case errors.Is(err, context.Canceled) && s.ending.Err() != nil:
		s.breakOff(r, out, closing())
	case errors.Is(err, context.Canceled):
		_ = out.write(stoppedLine{Stopped: true}) // the last line: nothing follows from an error
	case err != nil:
		s.breakOff(r, out, noMeasure(err))
	default:
		_ = out.write(lastLine(languageOf(r), result)) // the same
	}
}

// noMeasure is a measurement that this machine refused.
func noMeasure(cause error) *fault {
	return &fault{status: http.StatusNotImplemented, kind: "measure", cause: cause}
}

func neverMeasured() *fault { return &fault{status: http.StatusNotFound, kind: "measure.none"} }
