package fidelity

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/session"
	"stickylab/lab/sock"
)

var errShort = errors.New("bytes that were sent did not come")

// planOf is what is observed of a way.
func planOf(way lab.Way) session.Plan {
	return session.Plan{Probes: way == lab.Probed || way == lab.Captured, Wire: way == lab.Captured}
}

func sixteen() []byte { return []byte("0123456789abcdef") }

// pairs sends 16 bytes and receives them n times, in one goroutine, and tells
// how many nanoseconds each time took. It is not ok where the way is not to be
// had on this machine.
func pairs(l *session.Lab, way lab.Way, n int) (ns float64, ok bool, err error) {
	d, err := l.Drive(planOf(way))
	if err != nil {
		return 0, false, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if way == lab.Captured && d.Recorded().About().Env.Capture != lab.CaptureOn {
		return 0, false, nil
	}
	clock := record.NewClock()
	if way == lab.Bare {
		err = barePairs(d, n)
		return float64(clock.Now()) / float64(n), err == nil, err
	}
	err = recordedPairs(d, n)
	took := float64(clock.Now()) / float64(n)
	return took, err == nil, errors.Join(err, complete(eventsOf(d), 2*n))
}

func barePairs(d *session.Driven, n int) error {
	client, server := d.Client.Socket.Bare(), d.Server.Socket.Bare()
	data, buf := sixteen(), make([]byte, 16)
	for range n {
		if err := whole(client.Send(data)); err != nil {
			return err
		}
		if err := whole(server.Recv(buf)); err != nil {
			return err
		}
	}
	return nil
}

func whole(res sock.Result) error {
	if res.Err != nil {
		return res.Err
	}
	if res.N != 16 {
		return errShort
	}
	return nil
}

func recordedPairs(d *session.Driven, n int) error {
	data, buf := sixteen(), make([]byte, 16)
	for range n {
		if _, err := d.Client.Send(data); err != nil {
			return err
		}
		if _, err := d.Server.Recv(buf); err != nil {
			return err
		}
	}
	return nil
}

// eventsOf reads the log one event after another: the garbage of a whole copy
// would be collected while the next pairs are measured.
func eventsOf(d *session.Driven) iter.Seq2[*lab.Event, error] {
	return d.Recorded().Events(context.Background(), 1)
}

// complete counts the transfers in a log, where no event may be missing.
func complete(events iter.Seq2[*lab.Event, error], want int) error {
	seen, transfers := 0, 0
	for e, err := range events {
		if err != nil {
			return err
		}
		if seen++; e.Seq != seen {
			return fmt.Errorf("event %d has seq %d: an event was lost", seen, e.Seq)
		}
		if e.Call.Sends() || e.Call.Receives() {
			transfers++
		}
	}
	if transfers != want {
		return fmt.Errorf("the log has %d sends and receives of %d", transfers, want)
	}
	return nil
}
