package guest

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/session"
)

// Guest is a peer of a run whose program runs elsewhere. It is safe for concurrent use.
type Guest struct {
	key    string
	host   *Host
	group  *group
	number int // of the peer in the run
	peer   lab.Peer

	lines   chan session.Line
	turn    chan struct{} // closed when it may begin
	over    chan struct{} // closed when its program is over
	handles handles
	strands [maxStrands]strand

	mu       sync.Mutex
	world    *session.World // from its turn on
	started  bool           // its program was told to begin
	ended    bool           // no call is made any more
	failure  error          // what the program said of its end
	outcome  error          // what play returns
	calls    sync.WaitGroup // under way; none is added once it ended
	under    int            // how many they are
	attached bool           // a WebSocket is open
	requests int            // over HTTP that wait for an answer
	heard    time.Time
	pending  map[uint32]*pending // calls over HTTP that were begun, by their ids
	missed   map[string]int      // calls that are not in the log since the last gap, by their limits
}

// strand is one thread of the program: it makes one call after another.
type strand struct {
	mu   sync.Mutex // held during a call
	hand *session.Hand
	room []byte // for what is received
}

func newGuest(h *Host, all *group, number int, p lab.Peer) *Guest {
	return &Guest{
		key: newKey(), host: h, group: all, number: number, peer: p,
		lines: make(chan session.Line, maxLines), turn: make(chan struct{}), over: make(chan struct{}),
		heard: h.now(), pending: map[uint32]*pending{}, missed: map[string]int{},
	}
}

// play lets the program begin and returns when it is over: it said so, its page is gone,
// or the run was ended.
func (g *Guest) play(ctx context.Context, w *session.World) error {
	g.mu.Lock()
	g.world = w
	for i := range g.strands {
		g.strands[i].hand = w.Guest(g.number, i)
	}
	g.mu.Unlock()
	close(g.turn)
	g.watch(ctx, w)
	g.end(session.ErrStopped)
	g.calls.Wait()
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, limit := range slices.Sorted(maps.Keys(g.missed)) {
		if n := g.missed[limit]; n > 0 {
			w.Gap(g.number, n, limit)
		}
	}
	return g.outcome
}

// miss notes a call that is not in the log for a limit of that name: the first is shown
// at once, the others when the program is over. The caller holds the lock.
func (g *Guest) miss(limit string) {
	n, again := g.missed[limit]
	if again || g.world == nil {
		g.missed[limit] = n + 1
		return
	}
	g.missed[limit] = 0
	g.world.Gap(g.number, 1, limit)
}

// looks is how often it is looked for within the time of a lease.
const looks = 8

// watch returns when the program is over, or the run.
func (g *Guest) watch(ctx context.Context, w *session.World) {
	limits := g.host.limits
	ticker := time.NewTicker(min(limits.Lease, limits.Idle) / looks)
	defer ticker.Stop()
	for {
		select {
		case <-g.over:
			return
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		switch {
		case g.silence() > limits.Lease:
			g.Leave()
		case g.group.idle() > limits.Idle:
			w.Over("python-idle")
		}
	}
}

// silence is for how long nothing was heard of the program and its page.
func (g *Guest) silence() time.Duration {
	now := g.host.now()
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.attached || g.requests > 0 {
		return 0
	}
	return now.Sub(g.heard)
}

// end ends the program: no call is made any more, and those that wait return.
func (g *Guest) end(why error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ended {
		return
	}
	g.ended, g.outcome = true, why
	close(g.over)
	for i := range g.strands {
		if hand := g.strands[i].hand; hand != nil {
			hand.Abandon()
		}
	}
}

// Leave ends the program of a page or interpreter that is gone. What it left open is
// closed.
func (g *Guest) Leave() { g.end(session.ErrLeft) }

// Beat notes that the page is there.
func (g *Guest) Beat() {
	now := g.host.now()
	g.mu.Lock()
	g.heard = now
	g.mu.Unlock()
}

// Interrupt is Ctrl-C: the call that waits in the first thread ends with EINTR, or the
// next one does.
func (g *Guest) Interrupt() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if hand := g.strands[0].hand; hand != nil && !g.ended {
		hand.Interrupt()
	}
}

// errLine is the error of a line that is none.
var errLine = errors.New("a line of input has a newline in it, or is no text")

// Input gives the program a line that somebody typed, without the newline, or the end of
// its input. The error is a *lab.LimitError where too much lies ready.
func (g *Guest) Input(line string, eof bool) error {
	switch {
	case len(line) > maxLine:
		return &lab.LimitError{Name: "input-line", Max: maxLine}
	case strings.ContainsAny(line, "\r\n\x00"):
		return errLine
	}
	g.Beat()
	select {
	case g.lines <- session.Line{Text: line, EOF: eof}:
		return nil
	default:
		return &lab.LimitError{Name: "input-lines", Max: maxLines}
	}
}

// Attach notes that the program's WebSocket is open; detach that it is gone, and with it
// the program. It reports false where there is one already, or the program is over.
func (g *Guest) Attach() (detach func(), ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.attached || g.ended {
		return nil, false
	}
	g.attached = true
	return func() {
		g.mu.Lock()
		g.attached = false
		g.mu.Unlock()
		g.Leave()
	}, true
}

// Over is closed when the program is over.
func (g *Guest) Over() <-chan struct{} { return g.over }
