package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"os/signal"
	"strconv"
	"time"

	"stickylab/lab"
	"stickylab/lab/hook"
	"stickylab/lab/record"
	"stickylab/lab/replay"
	"stickylab/lab/session"
	"stickylab/lab/traced"
	"stickylab/lab/watch"
	"stickylab/web/view"
)

// tracing is what the flags of trace say, and the programs behind them.
type tracing struct {
	serving
	pids     pids
	save     string
	lines    bool
	stay     bool
	measure  bool
	by       string
	programs [][]string
}

// How programs are watched.
const (
	byPtrace = "ptrace" // lab/watch
	byHook   = "hook"   // lab/hook
)

// usualWay is how programs are watched on this system.
func usualWay() string {
	if watch.Supported {
		return byPtrace
	}
	return byHook
}

// between stands between two programs on the command line.
const between = ":::"

// mostMeasure bounds how long the programs wait for the measurement before them.
const mostMeasure = 5 * time.Second

// anyPort lets the system choose where the page of a trace is served: several
// may be open at once.
const anyPort = "127.0.0.1:0"

// trace runs programs of the user's own, or attaches to some that run, and shows
// their socket calls live in the lab, which it serves. It is begun here and
// nowhere else: no request of a browser does.
func (p program) trace(ctx context.Context, args []string) error {
	var t tracing
	set := p.flags("trace")
	t.flags(set, p.text)
	set.Lookup("listen").DefValue, t.listen = anyPort, anyPort
	set.Var(&t.pids, "p", p.text("cli.trace-pid"))
	set.StringVar(&t.by, "by", usualWay(), p.text("cli.trace-by"))
	set.StringVar(&t.save, "o", "", p.text("cli.trace-save"))
	set.BoolVar(&t.lines, "lines", true, p.text("cli.trace-lines"))
	set.BoolVar(&t.stay, "stay", true, p.text("cli.trace-stay"))
	set.BoolVar(&t.measure, "measure", true, p.text("cli.trace-measure"))
	if err := p.fromEnv(set); err != nil {
		return err
	}
	if err := set.Parse(args); err != nil {
		return wrongUse(err)
	}
	t.programs = programsOf(set.Args())
	if len(t.programs)+len(t.pids) == 0 {
		p.sayf("cli.trace-nothing")
		return errUsage
	}
	if t.by != byPtrace && t.by != byHook {
		p.sayf("cli.trace-by-what", t.by)
		return errUsage
	}
	if t.by == byHook && len(t.pids) > 0 {
		p.sayf("cli.trace-hook-pid")
		return errUsage
	}
	t.fit(set, boundMemory(t.memory), maxFiles())
	return p.traceLab(ctx, t)
}

// programsOf cuts arguments at each :::.
func programsOf(args []string) [][]string {
	var programs [][]string
	for i, arg := range args {
		if i == 0 || arg == between {
			programs = append(programs, nil)
		}
		if last := len(programs) - 1; arg != between {
			programs[last] = append(programs[last], arg)
		}
	}
	var some [][]string
	for _, one := range programs {
		if len(one) > 0 {
			some = append(some, one)
		}
	}
	return some
}

// traceLab serves the lab, watches the programs to their ends, and goes on to
// serve until somebody ends it.
func (p program) traceLab(ctx context.Context, t tracing) error {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	defer signal.Stop(interrupted)
	t.lab.NoCapture = t.capture.off
	host := session.New(t.lab)
	defer host.Close()
	traces := replay.Opener{Keeper: host, Limits: host.TraceLimits(), Now: time.Now}
	up, err := p.listen(ctx, t.serving, host, traces)
	if err != nil {
		return err
	}
	result, err := p.follow(ctx, t, host, up)
	if err != nil {
		_ = up.until(ended()) // the first error is the one to tell
		return p.cannotTrace(err)
	}
	if err := p.stay(ctx, t, up, interrupted); err != nil {
		return err
	}
	if n := len(result.Exits); n > 0 && result.Exits[n-1].Code != 0 {
		return exitCode(result.Exits[n-1].Code)
	}
	return nil
}

// ended is a context that has ended.
func ended() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// stay goes on to serve. A Ctrl-C that ended the programs does not end the lab
// too: what they did is still to be looked at.
func (p program) stay(ctx context.Context, t tracing, up *served, interrupted chan os.Signal) error {
	if !t.stay {
		return up.until(ended())
	}
	select {
	case <-interrupted:
		again, stop := signal.NotifyContext(context.WithoutCancel(ctx), endingSignals()...)
		defer stop()
		ctx = again
	default:
	}
	if ctx.Err() == nil {
		fmt.Fprintln(p.err, p.text("cli.trace-stays", up.base))
	}
	return up.until(ctx)
}

// follow records what the programs do, to their ends.
func (p program) follow(ctx context.Context, t tracing, host *session.Lab, up *served) (watch.Result, error) {
	cost := t.cost(ctx)
	clock := record.NewClock()
	env := host.Env()
	env.Address, env.Began = "127.0.0.1", clock.Date()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	about := record.Header{Env: env, Transport: lab.TCP, Source: lab.SourceTrace}
	id, log, err := host.RecordWire(context.WithoutCancel(ctx), lab.Who{}, about, wireOf(clock, up), func() { p.sayf("cli.trace-over") })
	if err != nil {
		return watch.Result{}, err
	}
	teller := traced.NewTeller(log, func(n watch.Note, name string) {
		if n.Kind == watch.NoteNoHook {
			name = t.programs[n.N][0]
		}
		p.sayNote(n, name)
	})
	teller.Expect(t.programs)
	fmt.Fprintln(p.err, p.text("cli.trace-at", up.base+"/runs/"+id))
	log.Observed(func(o *lab.Observer) { o.By, o.Cost = t.by, cost })
	if t.measure && cost.Turns == 0 {
		p.sayf("cli.trace-unmeasured")
	}
	for _, line := range view.ObserverLines(p.lang, lab.Observer{Cost: cost}) {
		fmt.Fprintln(p.err, line)
	}
	run := watch.Run
	if t.by == byHook {
		run = hook.Run
	}
	result, err := run(ctx, watch.Options{
		Programs: t.programs, PIDs: t.pids, Lines: t.lines, Probes: true,
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Tell: teller, Now: clock.Now,
	})
	end := lab.End{Reason: lab.EndDone}
	if ctx.Err() != nil {
		end.Reason = lab.EndStopped
	}
	log.End(end)
	if err != nil {
		return result, err
	}
	return result, p.saveTrace(t.save, host, id)
}

// wireOf is how the segments of somebody's own programs are captured: without those of the
// pages that show them.
func wireOf(clock record.Clock, up *served) session.Wire {
	page, _ := netip.ParseAddrPort(up.at.String()) // not valid at a socket of another kind
	return session.Wire{Now: clock.Wall, Page: page}
}

// cost measures what watching costs here; where that fails the run says so itself.
func (t tracing) cost(ctx context.Context) lab.Watching {
	if !t.measure {
		return lab.Watching{}
	}
	ctx, cancel := context.WithTimeout(ctx, mostMeasure)
	defer cancel()
	tell := func() watch.Teller {
		return traced.NewTeller(record.NewLog(record.Header{Transport: lab.TCP}), func(watch.Note, string) {})
	}
	var cost lab.Watching
	var err error
	if now := record.NewClock().Now; t.by == byHook {
		cost, err = hook.Measure(ctx, t.programs, tell, now)
	} else {
		cost, err = watch.Measure(ctx, tell, now)
	}
	if err != nil {
		return lab.Watching{}
	}
	return cost
}

// saveTrace writes the trace to a file, when one is named.
func (p program) saveTrace(name string, host *session.Lab, id string) error {
	if name == "" {
		return nil
	}
	run, err := host.Find(context.Background(), id)
	if err != nil {
		return err
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	err = record.WriteTrace(context.Background(), file, run)
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	fmt.Fprintln(p.err, p.text("cli.trace-saved", name))
	return nil
}

// cannotTrace says in the reader's language why programs cannot be watched.
func (p program) cannotTrace(err error) error {
	var wrong *watch.Problem
	switch {
	case errors.Is(err, watch.ErrUnsupported):
		p.sayf("cli.trace-unsupported")
		return errRun
	case !errors.As(err, &wrong):
		return err
	}
	switch wrong.Kind {
	case watch.NotFound:
		p.sayf("cli.trace-not-found", wrong.Program)
		return exitCode(exitNoProgram)
	case watch.NotPermitted:
		if wrong.Scope == "" {
			p.sayf("cli.trace-not-permitted", wrong.PID, wrong.Err)
		} else {
			p.sayf("cli.trace-yama", wrong.PID, wrong.Scope)
		}
	case watch.NotHere:
		p.sayf("cli.trace-not-here", wrong.Err)
	case watch.Traced:
		p.sayf("cli.trace-traced", wrong.PID, wrong.Tracer)
	case watch.Gone:
		p.sayf("cli.trace-gone", wrong.PID)
	}
	return errRun
}

// sayNote says what the calls of a program do not show.
func (p program) sayNote(n watch.Note, name string) {
	if name == "" {
		name = strconv.Itoa(n.PID)
	}
	if n.Kind == watch.NoteSendfile {
		p.sayf("cli.trace-sendfile", n.N)
		return
	}
	p.sayf("cli.trace-"+string(n.Kind), name)
}

// pids is a flag that may be given several times.
type pids []int

func (l *pids) String() string { return fmt.Sprint([]int(*l)) }

func (l *pids) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return errLimit
	}
	*l = append(*l, n)
	return nil
}
