package sock

import (
	"errors"
	"testing"
	"time"

	"stickylab/lab"
)

// An interrupt ends each call that waits with EINTR, and the next one on the same
// socket waits as before.
func TestInterruptEndsWhatWaits(t *testing.T) {
	for _, test := range blocked {
		t.Run(test.name, func(t *testing.T) {
			n := mustNet(t)
			s, call := test.prepare(t, n)
			half := make(chan Half, 2)
			s.OnWait = func(h Half, _ int64) { half <- h }
			for _, gone := range []bool{false, true} {
				done := in(call)
				h := await(t, "the wait", half)
				if !s.Interrupt(h, gone) {
					t.Fatal("the call does not wait")
				}
				want := "EINTR"
				if gone {
					want = "stopped"
				}
				if res := await(t, "the end of the call", done); ErrName(res.Err) != want || !res.Waited {
					t.Errorf("the call ended with %v, waited %v; want %s", res.Err, res.Waited, want)
				}
				if s.Interrupt(h, gone) {
					t.Error("a call still waits")
				}
				if test.name == "connect" {
					break // the next one is EALREADY (connect(2))
				}
			}
		})
	}
}

// What came before the interrupt has been received; an interrupt that comes after the
// call ended does nothing to the next one.
func TestInterruptDoesNotReachTheNextCall(t *testing.T) {
	n := mustNet(t)
	client, server := mustPair(t, n, lab.TCP)
	for range 50 {
		done := in(func() Result { return server.Recv(make([]byte, 1)) })
		mustSend(t, client, "x")
		server.Interrupt(Receiving, false)
		if res := await(t, "the receive", done); res.Err != nil {
			wantErr(t, res, "EINTR")
			wantRecv(t, server, 1, "x")
		}
	}
	server.SetTimeout(time.Millisecond)
	if res := server.Recv(make([]byte, 1)); !errors.Is(res.Err, ErrTimeout) {
		t.Errorf("the next receive ended with %v", res.Err)
	}
}
