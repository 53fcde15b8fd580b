package guest

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/session"
)

// waits are calls that wait until something ends them.
var waits = []struct {
	name string
	call func(p *program) <-chan answer
}{
	{"accept", func(p *program) <-chan answer {
		return p.later(opAccept, ask{handle: p.listener(8000), seconds: forEver})
	}},
	{"recv", func(p *program) <-chan answer {
		pair := p.ok(opSocketPair, ask{a: familyUnix, b: typeStream})
		return p.later(opRecv, ask{handle: pair.n, a: 1, seconds: forEver})
	}},
	{"recv with a timeout", func(p *program) <-chan answer {
		pair := p.ok(opSocketPair, ask{a: familyUnix, b: typeStream})
		return p.later(opRecv, ask{handle: pair.n, a: 1, seconds: 3600})
	}},
	{"recvfrom", func(p *program) <-chan answer {
		return p.later(opRecvFrom, ask{handle: p.bound(8000), a: 1, seconds: forEver})
	}},
	{"poll", func(p *program) <-chan answer {
		return p.later(opPoll, ask{data: interest(p.listener(8000), wantRead), seconds: forEver})
	}},
	{"sleep", func(p *program) <-chan answer { return p.later(opSleep, ask{seconds: forEver}) }},
	{"input", func(p *program) <-chan answer { return p.later(opInput, ask{}) }},
}

func TestCtrlC(t *testing.T) {
	for _, test := range waits {
		t.Run(test.name, func(t *testing.T) {
			run, p := alone(t)
			done := test.call(p)
			p.guest.Interrupt() // before it waits, or while
			p.want(await(t, "the interrupted call", done), statusErrno, 4)
			p.tcp() // the program goes on
			p.exit()
			events, end := run.ended()
			if end.Reason != lab.EndDone {
				t.Errorf("the run ended with %v", end)
			}
			if i := slices.IndexFunc(events, func(e lab.Event) bool { return e.Err == "EINTR" }); i >= 0 && !events[i].Waited {
				t.Errorf("%+v did not wait", events[i])
			}
		})
	}
}

func TestCtrlCWhileNothingWaits(t *testing.T) {
	run, p := alone(t)
	s := p.tcp()
	p.guest.Interrupt()
	p.print("it is still printed")
	p.want(p.ask(opBind, ask{handle: s, a: 8000}), statusErrno, 4)
	p.bind(s, "", 8000)
	p.exit()
	events, _ := run.ended()
	wantText(t, "the calls", callsOf(events, 0), "socket print bind close")
}

func TestCtrlCReachesTheFirstThreadOnly(t *testing.T) {
	run, p := alone(t)
	second := waits[0].call(p.thread(1))
	first := p.later(opSleep, ask{seconds: forEver})
	p.guest.Interrupt()
	p.want(await(t, "the first thread", first), statusErrno, 4)
	select {
	case a := <-second:
		t.Errorf("the second thread's call ended with %+v", a)
	default:
	}
	run.stop()
	p.want(await(t, "the second thread", second), statusStopped, 0)
}

func TestLeaveClosesAll(t *testing.T) {
	for _, test := range waits {
		t.Run(test.name, func(t *testing.T) {
			run, p := alone(t)
			open := p.tcp()
			done := test.call(p)
			p.guest.Leave()
			p.want(await(t, "the call that waited", done), statusStopped, 0)
			p.want(p.ask(opClose, ask{handle: open}), statusStopped, 0)
			events, end := run.ended()
			if end != (lab.End{Reason: lab.EndError, Detail: "main.py: left"}) {
				t.Errorf("the run ended with %v", end)
			}
			sockets, closed := 0, 0
			for _, e := range events {
				switch {
				case e.Call == lab.CallSocket:
					sockets++
				case e.Call == lab.CallSocketPair:
					sockets += 2
				case e.Call == lab.CallClose && e.Cut:
					closed++
				}
			}
			if sockets != closed {
				t.Errorf("%d sockets, %d were closed", sockets, closed)
			}
		})
	}
}

func TestStopEndsAll(t *testing.T) {
	for _, test := range waits {
		t.Run(test.name, func(t *testing.T) {
			run, p := alone(t)
			done := test.call(p)
			run.stop()
			p.want(await(t, "the call that waited", done), statusStopped, 0)
			if _, alive := run.host.Find(run.keys["main.py"]); alive {
				t.Error("the key is alive")
			}
		})
	}
}

// TestALostLease holds that what nobody has any more is closed within the time of the
// lease, by a clock of the test's own.
func TestALostLease(t *testing.T) {
	var ahead atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	r := newRoomAt(t, Limits{Lease: 15 * time.Second}, session.Limits{NoCapture: true}, now)
	warm := r.start("warm.py") // the runtime has descriptors of its own from then on
	warm.program("warm.py").listener(8000)
	warm.stop()
	before := descriptors(t)
	lost, kept, attached := r.start("lost.py"), r.start("kept.py"), r.start("attached.py")
	for _, run := range []*party{lost, kept, attached} {
		name := slices.Collect(keysOf(run.keys))[0]
		p := run.program(name)
		p.http = true
		p.listener(8000)
	}
	leave, ok := attached.waiting("attached.py").guest.Attach()
	if !ok {
		t.Fatal("not attached")
	}
	beat := kept.waiting("kept.py").guest
	ahead.Store(int64(14 * time.Second))
	beat.Beat()
	ahead.Store(int64(16 * time.Second))
	_, end := lost.ended()
	if end.Detail != "lost.py: left" {
		t.Errorf("the run ended with %v", end)
	}
	for _, run := range []*party{kept, attached} {
		if log, _ := r.lab.Log(run.id); log.Done() != nil {
			select {
			case <-log.Done():
				t.Error("a run ended whose page is there")
			default:
			}
		}
	}
	if silent := attached.waiting("attached.py").guest.silence(); silent != 0 {
		t.Errorf("nothing was heard of an open WebSocket for %v", silent)
	}
	leave()
	attached.ended()
	kept.stop()
	if after := descriptors(t); after > before {
		t.Errorf("%d descriptors before, %d after", before, after)
	}
}

func keysOf(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestAnIdleRunEnds(t *testing.T) {
	const idle = 80 * time.Millisecond // of a clock that stands still, then goes on whenever it is looked at
	var goes atomic.Bool
	var ahead atomic.Int64
	began := time.Now()
	now := func() time.Time {
		if goes.Load() {
			ahead.Add(int64(2 * idle))
		}
		return began.Add(time.Duration(ahead.Load()))
	}
	run := newRoomAt(t, Limits{Idle: idle}, session.Limits{NoCapture: true}, now).start("main.py")
	p := run.program("main.py")
	leave, _ := p.guest.Attach()
	defer leave()
	waiting := p.later(opInput, ask{}) // somebody thinks
	for end := time.Now().Add(patience); !p.guest.group.isAsking() && time.Now().Before(end); time.Sleep(time.Millisecond) {
	}
	goes.Store(true)
	time.Sleep(2 * idle) // the run is looked at several times meanwhile
	goes.Store(false)
	if err := p.guest.Input("a", false); err != nil {
		t.Fatal("the run ended while somebody was asked")
	}
	p.want(await(t, "the line", waiting), statusDone, 0)
	p.later(opAccept, ask{handle: p.listener(8000), seconds: forEver})
	goes.Store(true)
	if _, end := run.ended(); end != (lab.End{Reason: lab.EndLimit, Detail: "python-idle"}) {
		t.Errorf("the run ended with %v", end)
	}
}

// isAsking reports whether a person is asked.
func (g *group) isAsking() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.asking > 0
}

func TestTheTimeOfARun(t *testing.T) {
	run := newRoom(t, Limits{Time: 20 * time.Millisecond}).start("main.py")
	p := run.waiting("main.py")
	p.ask(opStart, ask{})
	if _, end := run.ended(); end != (lab.End{Reason: lab.EndLimit, Detail: "python-time"}) {
		t.Errorf("the run ended with %v", end)
	}
}

func TestAnException(t *testing.T) {
	run, p := alone(t)
	p.ok(opExit, ask{a: 1, data: []byte("ConnectionRefusedError: [Errno 111] Connection refused")})
	_, end := run.ended()
	if want := "main.py: raised ConnectionRefusedError: [Errno 111] Connection refused"; end.Reason != lab.EndError || end.Detail != want {
		t.Errorf("the run ended with %v", end)
	}
}

func TestSlowAnswersOverHTTP(t *testing.T) {
	run := newRoom(t, Limits{Slice: 5 * time.Millisecond}).start("main.py")
	p := run.program("main.py")
	p.http = true
	pair := p.ok(opSocketPair, ask{a: familyUnix, b: typeStream})
	p.want(p.ask(opRecv, ask{handle: pair.n, a: 1, seconds: 0.05}), statusTimeout, 0)
	p.exit()
	events, _ := run.ended()
	wantText(t, "the calls", callsOf(events, 0), "socketpair recv close close") // asked for several times, made once
	if len(p.guest.pending) > 1 {
		t.Errorf("%d answers are kept", len(p.guest.pending))
	}
}

func TestPrintsHaveALimit(t *testing.T) {
	run, p := alone(t)
	p.print(strings.Repeat("粘", maxPrinted))
	for range maxPrints / maxPrinted {
		p.print(strings.Repeat("x", maxPrinted))
	}
	p.print("one more")
	p.exit()
	events, _ := run.ended()
	if first := events[0].Text; len(first) > maxPrinted || !strings.HasSuffix(first, "粘…") {
		t.Errorf("a long line is kept as %d bytes, to %q", len(first), first[len(first)-9:])
	}
	// The first one that is missing is said at once, the others at the end.
	wantText(t, "what is missing", gapsOf(events), "1 print-bytes, 1 print-bytes")
}

func TestInputHasLimits(t *testing.T) {
	run, p := alone(t)
	for range maxLines {
		if err := p.guest.Input("x", false); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range []string{"x", strings.Repeat("x", maxLine+1), "a\nb"} {
		if p.guest.Input(line, false) == nil {
			t.Errorf("a line of %d bytes is taken", len(line))
		}
	}
	run.stop()
}

// TestManyRunsLeaveNothing is held over 10 000 runs by the bench of the same name.
func TestManyRunsLeaveNothing(t *testing.T) {
	manyRuns(t, 200)
}

func manyRuns(t testing.TB, n int) {
	r := newRoomAt(t, Limits{}, session.Limits{NoCapture: true, KeptRuns: 10}, time.Now)
	before := 0
	for i := range n {
		run := r.start("server.py", "client.py")
		server := run.program("server.py")
		accepting := server.later(opAccept, ask{handle: server.listener(8000), seconds: forEver})
		client := run.program("client.py")
		c := client.tcp()
		client.connect(c, 8000)
		client.send(c, "hello")
		conn := server.want(await(t, "the connection", accepting), statusDone, 0).handle
		wantText(t, "what came", server.recv(conn, 9), "hello")
		switch i % 3 {
		case 0:
			server.exit()
			client.exit()
			run.ended()
		case 1:
			server.guest.Leave()
			client.guest.Leave()
			run.ended()
		default:
			run.stop()
		}
		if i == 5 {
			before = descriptors(t)
		}
	}
	// What the whole process opens once may come late; one left by each run would be many.
	if after := descriptors(t); after > before+n/20 {
		t.Errorf("%d descriptors after 6 runs, %d after %d", before, after, n)
	}
	if r.host.Guests() != 0 {
		t.Errorf("%d keys are left", r.host.Guests())
	}
}

// TestStopOfManyGuests holds that the stop of 200 guests that wait is done in the time
// that the stop of one run of the lab may take.
func TestStopOfManyGuests(t *testing.T) {
	r := newRoomAt(t, Limits{Turn: time.Millisecond}, session.Limits{NoCapture: true, RunsPerClient: 200}, time.Now)
	runs := r.waitingRuns(50)
	began := time.Now()
	r.lab.Close()
	took := time.Since(began)
	t.Logf("200 guests that waited were stopped in %v", took)
	if took > patience/10 { // the figure of 250 ms is the bench's: a test holds on a busy machine
		t.Errorf("the stop took %v", took)
	}
	for _, run := range runs {
		if _, end := run.ended(); end.Reason != lab.EndStopped {
			t.Errorf("a run ended with %v", end)
		}
	}
}
