package sock

import (
	"slices"
	"testing"
	"time"

	"stickylab/lab"
)

func TestReady(t *testing.T) {
	n := mustNet(t)
	client, server := mustPair(t, n, lab.TCP)
	listener := mustSocket(t, n, lab.TCP)
	must(t, listener.Bind(9000))
	must(t, listener.Listen(1))
	waited := 0
	look := func(within time.Duration) []bool {
		t.Helper()
		ready, res := n.Ready([]*Socket{listener, server, client}, within, func(int64) { waited++ })
		must(t, res)
		return ready
	}
	want := func(got []bool, want ...bool) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("ready are %v, want %v", got, want)
		}
	}
	want(look(0), false, false, false)
	if waited != 0 {
		t.Error("a look at once waited")
	}
	want(look(time.Millisecond), false, false, false)
	if waited != 1 {
		t.Errorf("waited %d times", waited)
	}
	mustSend(t, client, "a")
	want(look(-1), false, true, false)
	wantRecv(t, server, 1, "a")
	must(t, named(mustSocket(t, n, lab.TCP)).Connect(9000))
	want(look(-1), true, false, false)
	must(t, client.Shutdown("write"))
	want(look(-1), true, true, false)
}

func TestStopEndsALook(t *testing.T) {
	n := mustNet(t)
	_, server := mustPair(t, n, lab.TCP)
	for _, within := range []time.Duration{-1, time.Hour} {
		waits := make(chan struct{})
		done := in(func() Result {
			_, res := n.Ready([]*Socket{server}, within, func(int64) { close(waits) })
			return res
		})
		if within < 0 {
			<-waits
			n.Stop()
		}
		wantErr(t, await(t, "the end of the look", done), "stopped")
	}
}
