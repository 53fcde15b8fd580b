// Package fidelity tells how far what the lab shows can be trusted on the
// machine at hand: which kernel and settings the runs are made on, what
// observing costs, and what it changes.
package fidelity

import (
	"context"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// Of one measurement. A round takes about 150 ms on a slow machine of two
// cores, and many short rounds beat a few long ones.
const (
	measureTime  = 4500 * time.Millisecond
	fewestRounds = 5

	pairsARound = 500
	floodSends  = 5000
	pacedSends  = 400
	pacedEvery  = 50 * time.Microsecond
)

// Meter measures on real sockets in runs of its own. The zero Meter is ready.
// It is safe for concurrent use, but two measurements at once disturb each
// other.
type Meter struct {
	// NoCapture leaves the capture of segments out, though the process may.
	NoCapture bool
}

// Measure takes about five seconds, most of them of two cores. Progress, when
// not nil, is told now and then which part of it is done, from 0 to 1. The
// error is the context's, or says why sockets cannot be driven here.
func (m Meter) Measure(ctx context.Context, progress func(share float64)) (lab.Fidelity, error) {
	return m.measure(ctx, measureTime, progress)
}

func (m Meter) measure(ctx context.Context, atLeast time.Duration, progress func(share float64)) (lab.Fidelity, error) {
	limits := unlimited()
	limits.NoCapture = m.NoCapture
	l := session.New(limits)
	defer l.Close()
	if progress == nil {
		progress = func(float64) {}
	}
	clock := record.NewClock()
	s := &samples{ctx: ctx, lab: l, tell: func() { progress(min(float64(clock.Now())/float64(atLeast), 1)) }}
	if err := s.round(); err != nil { // everything is cold in the first one
		return lab.Fidelity{}, err
	}
	s.forget()
	for s.rounds < fewestRounds || clock.Now() < int64(atLeast) {
		if err := s.round(); err != nil {
			return lab.Fidelity{}, err
		}
	}
	return s.result(time.Duration(clock.Now())), nil
}

// unlimited lets a measurement do what a class may not.
func unlimited() session.Limits {
	return session.Limits{
		Runs: 1 << 20, RunsPerClient: 1 << 20, Events: 1 << 30, Bytes: 1 << 40, LiveBytes: 1 << 40, Descriptors: 1 << 20,
		KeptRuns: 64, KeptEvents: 1 << 20, RunTime: time.Minute,
	}
}
