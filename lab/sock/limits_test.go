package sock

import (
	"errors"
	"net/netip"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"stickylab/lab"
)

func wantLimit(t *testing.T, res Result, name string) {
	t.Helper()
	var limit *lab.LimitError
	if !errors.As(res.Err, &limit) || limit.Name != name || ErrName(res.Err) != "limit" {
		t.Fatalf("got %v, want the limit %q", res.Err, name)
	}
}

func TestTheSocketsOfARunAreLimited(t *testing.T) {
	n := mustNetWith(t, Limits{Sockets: 3, Opened: 5}, nil)
	listener := mustListener(t, n, lab.TCP, 5)
	client := mustConnect(t, n, lab.TCP)
	conn := mustAccept(t, listener)
	late := time.AfterFunc(5*time.Second, n.Stop) // nobody connects
	defer late.Stop()
	_, res := listener.Accept()
	wantLimit(t, res, "sockets")
	for range 2 {
		must(t, conn.Close())
		conn = mustSocket(t, n, lab.TCP)
	}
	must(t, client.Close())
	_, res = n.Socket(lab.TCP)
	wantLimit(t, res, "opened")
}

// The threads of a program open sockets at the same time.
func TestSocketsAreOpenedAtOnce(t *testing.T) {
	const threads, each = 8, 8
	n := mustNetWith(t, Limits{Sockets: threads * each}, nil)
	var all [threads][]*Socket
	begin := make(chan struct{})
	var opening sync.WaitGroup
	for i := range all {
		opening.Go(func() {
			<-begin
			for range each {
				s, res := n.Socket(lab.UDP)
				if res.Err != nil {
					t.Error(res.Err)
					return
				}
				all[i] = append(all[i], s)
			}
		})
	}
	close(begin)
	opening.Wait()
	known := map[int]bool{}
	for _, s := range slices.Concat(all[:]...) {
		known[s.ID] = true
	}
	if len(known) != threads*each || len(n.sockets()) != threads*each {
		t.Errorf("%d numbers and %d open sockets, want %d", len(known), len(n.sockets()), threads*each)
	}
	_, res := n.Socket(lab.UDP)
	wantLimit(t, res, "sockets")
}

func TestABudgetIsSharedAndGivenBack(t *testing.T) {
	budget := NewBudget(3)
	a, b := mustNetWith(t, Limits{}, budget), mustNetWith(t, Limits{}, budget)
	listener := mustListener(t, a, lab.TCP, 1)
	mustSocket(t, b, lab.UDP)
	s := mustSocket(t, b, lab.TCP)
	_, res := a.Socket(lab.TCP)
	wantLimit(t, res, "descriptors")
	_, res = listener.Accept()
	wantLimit(t, res, "descriptors")
	wantLimit(t, named(s).Connect(9009), "descriptors") // the guard is one too
	if err := errors.Join(a.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	if got := budget.Used(); got != 0 {
		t.Errorf("%d descriptors are still taken", got)
	}
}

func TestAddressesAreDistinctAndPlain(t *testing.T) {
	tests := []struct {
		i    uint32
		want string
	}{
		{0, "127.1.0.1"},
		{253, "127.1.0.254"},
		{254, "127.1.1.1"},
		{254*256 - 1, "127.1.255.254"},
		{254 * 256, "127.2.0.1"},
		{addressCount - 1, "127.255.255.254"},
	}
	for _, test := range tests {
		if got := nthAddress(test.i).String(); got != test.want {
			t.Errorf("address %d is %s, want %s", test.i, got, test.want)
		}
	}
}

func TestAddressesForEverybodyAtOnce(t *testing.T) {
	a := mustAddresses(t, 7)
	var mu sync.Mutex
	seen := map[netip.Addr]bool{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				addr, err := a.Acquire()
				mu.Lock()
				if err != nil || seen[addr] {
					t.Errorf("%v twice, %v", addr, err)
				}
				seen[addr] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}

func TestOnlyLoopbackIsAWorld(t *testing.T) {
	for _, text := range []string{"10.0.0.1", "0.0.0.0", "::1", "::ffff:127.0.0.1"} {
		if _, err := NewNet(netip.MustParseAddr(text), clock(), Limits{}, nil); err == nil {
			t.Errorf("%s was taken", text)
		}
	}
}

func TestNamesOfErrors(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{nil, ""},
		{syscall.ECONNRESET, "ECONNRESET"},
		{syscall.EAGAIN, "EAGAIN"},
		{ErrTimeout, "timeout"},
		{ErrStopped, "stopped"},
		{&lab.LimitError{Name: "sockets", Max: 1}, "limit"},
	}
	for _, test := range tests {
		if got := ErrName(test.err); got != test.want {
			t.Errorf("%v: got %q, want %q", test.err, got, test.want)
		}
	}
}
