package fidelity

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stickylab/lab"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// What is measured is there and is a measurement; how large it is depends on
// the machine and on what else it does.
func TestMeasure(t *testing.T) {
	told := 0.0
	f, err := Meter{}.measure(t.Context(), 0, func(share float64) {
		if share < told || share > 1 {
			t.Errorf("progress %v after %v, want it to grow up to 1", share, told)
		}
		told = share
	})
	if err != nil {
		t.Fatal(err)
	}
	if f.Rounds != fewestRounds || f.Took <= 0 {
		t.Errorf("%d rounds in %v, want %d in some time", f.Rounds, f.Took, fewestRounds)
	}
	if len(f.Pairs) < 3 {
		t.Fatalf("got %d ways, want at least bare, recorded and probed: %+v", len(f.Pairs), f.Pairs)
	}
	for i, p := range f.Pairs {
		if p.Way != ways()[i] || !ordered(p.NsPerPair) || !ordered(p.Ratio) {
			t.Errorf("way %d: got %+v, want %s with spreads above 0", i, p, ways()[i])
		}
	}
	if one := (lab.Spread{Low: 1, Median: 1, High: 1}); f.Pairs[0].Ratio != one {
		t.Errorf("bare against itself: %+v, want %+v", f.Pairs[0].Ratio, one)
	}
	for name, s := range map[string]lab.Sticking{"flood": f.Flood, "paced": f.Paced} {
		if s.Bare.Low < 1 || s.Recorded.Low < 1 {
			t.Errorf("%s: %+v, want no receive to take less than one send", name, s)
		}
	}
	if !ordered(f.Paced.Ratio) {
		t.Errorf("paced: ratio %+v, want a spread above 0", f.Paced.Ratio)
	}
}

func TestMeasureCapturesNothingWhereItMustNot(t *testing.T) {
	f, err := Meter{NoCapture: true}.measure(t.Context(), 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range f.Pairs {
		if p.Way == lab.Captured {
			t.Errorf("segments were captured: %+v", p)
		}
	}
	if len(f.Pairs) != 3 {
		t.Errorf("got %d ways, want the three others", len(f.Pairs))
	}
}

func ordered(s lab.Spread) bool { return 0 < s.Low && s.Low <= s.Median && s.Median <= s.High }

func TestMeasureCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	calls := 0
	_, err := Meter{}.measure(ctx, time.Hour, func(float64) {
		if calls++; calls == 3 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || calls != 3 {
		t.Errorf("got %v after %d parts, want the context's error right after the third", err, calls)
	}
}

func TestAnEventThatIsMissingIsNoticed(t *testing.T) {
	send, recv := lab.Event{Seq: 1, Call: lab.CallSend}, lab.Event{Seq: 2, Call: lab.CallRecv}
	for _, c := range []struct {
		name   string
		events []lab.Event
		want   bool
	}{
		{"all are there", []lab.Event{send, recv}, true},
		{"the last is missing", []lab.Event{send}, false},
		{"the first is missing", []lab.Event{recv}, false},
		{"nothing is there", nil, false},
	} {
		events := func(yield func(*lab.Event, error) bool) {
			for i := range c.events {
				if !yield(&c.events[i], nil) {
					return
				}
			}
		}
		if err := complete(events, 2); (err == nil) != c.want {
			t.Errorf("%s: %v, want complete %v", c.name, err, c.want)
		}
	}
}

// A flood is what its receives make of it: the sums must come out even.
func TestSendsPerRecv(t *testing.T) {
	for _, c := range []struct {
		name   string
		pieces []int
		recvs  int
		err    error
	}{
		{"each by itself", []int{16, 16, 16}, 3, nil},
		{"all at once", []int{48}, 1, nil},
		{"cut in the middle", []int{8, 40}, 2, nil},
		{"nothing", nil, 0, nil},
		{"a failure", []int{16, -1}, 1, errShort},
	} {
		left := c.pieces
		f := flow{
			send: func() error { return nil },
			shut: func() error { return nil },
			recv: func() (int, error) {
				if len(left) == 0 {
					return 0, nil
				}
				n := left[0]
				if left = left[1:]; n < 0 {
					return 0, errShort
				}
				return n, nil
			},
		}
		sum := 0
		for _, n := range c.pieces {
			sum += max(n, 0)
		}
		recvs, bytes, err := f.run(3, time.Microsecond)
		if recvs != c.recvs || bytes != sum || !errors.Is(err, c.err) {
			t.Errorf("%s: %d receives of %d bytes, %v; want %d of %d, %v", c.name, recvs, bytes, err, c.recvs, sum, c.err)
		}
	}
}

func TestASendThatFailsStillEndsTheStream(t *testing.T) {
	shut := 0
	f := flow{send: func() error { return errShort }, shut: func() error { shut++; return nil }}
	if err := f.sendAll(5, 0); !errors.Is(err, errShort) || shut != 1 {
		t.Errorf("got %v and %d ends of the stream, want the failure and one", err, shut)
	}
}
