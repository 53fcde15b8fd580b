package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/signal"
	"runtime"
	"slices"
	"time"

	"stickylab/lab/course"
	"stickylab/lab/fidelity"
	"stickylab/lab/guest"
	"stickylab/lab/replay"
	"stickylab/lab/session"
	"stickylab/lab/sock"
	"stickylab/web"
)

// defaultListen is where the lab is served unless told otherwise.
const defaultListen = "127.0.0.1:8035"

const (
	// drainTime is what runs and repeats get to end in when the lab is to end.
	drainTime = 5 * time.Second
	// shutdownTime is what requests get then. Together they are less than the 10 s that
	// docker stop waits.
	shutdownTime = 3 * time.Second
)

// serving is what the flags of serve say.
type serving struct {
	listen  string
	hosts   hosts
	base    basePath
	proxies proxies
	tls     transport
	lab     session.Limits
	web     web.Limits
	guests  guest.Limits
	capture capturing
	debug   bool
	// door is the address where runs meet programs of the user's own, empty for none.
	door string
	// drain is what runs get to end in when the lab is to end.
	drain time.Duration
	// access has a line for each request in the log.
	access bool
	// watchers may read /metrics beside this machine.
	watchers proxies
	// json has the log in JSON, a line each.
	json bool
	// python is the folder of the Python of browsers, empty for the usual one.
	python string
	// memory is what the process may use, in bytes; 0 is what the system says.
	memory uint64
}

func (p program) serve(ctx context.Context, args []string) error {
	var s serving
	set := p.flags("serve")
	s.flags(set, p.text)
	set.StringVar(&s.door, "door", "", p.text("cli.door"))
	if err := p.parseServe(set, args); err != nil {
		return err
	}
	if _, err := s.tls.config(nil); errors.Is(err, errTLS) {
		p.sayf("cli.bad-tls")
		return errUsage
	}
	for name, time := range map[string]time.Duration{"run-time": s.lab.RunTime, "python-time": s.guests.Time, "python-idle": s.guests.Idle} {
		if time <= 0 {
			p.sayf("cli.bad-time", name, time)
			return errUsage
		}
	}
	var err error
	if p.door, err = p.servedDoor(s); err != nil {
		return err
	}
	s.fit(set, boundMemory(s.memory), maxFiles())
	return p.serveLab(ctx, s, nil)
}

// parseServe reads flags, the environment and the file of flags, in this order of rank.
func (p program) parseServe(set *flag.FlagSet, args []string) error {
	if err := p.knownEnv(set); err != nil {
		return err
	}
	if err := p.parseAlone(set, args); err != nil {
		return err
	}
	return p.fromFile(set, false)
}

// serveLab serves until the context ends, then releases everything. What is to be
// there from the start, ready puts there; it may be nil.
func (p program) serveLab(ctx context.Context, s serving, ready func(context.Context, *session.Lab, replay.Opener) (path string, err error)) error {
	s.lab.NoCapture = s.capture.off
	lab := hostAt(s.lab, p.door)
	defer lab.Close()
	lab.Warm()
	sock.Sweep()
	if err := lab.CheckFolder(); err != nil {
		p.sayf("cli.no-folder", err)
	}
	p.sayMissing(runtime.GOOS)
	p.sayTaken(course.Shipped().All(), sock.Taken)
	traces := replay.Opener{Keeper: lab, Limits: lab.TraceLimits(), Now: time.Now}
	path := ""
	if ready != nil {
		var err error
		if path, err = ready(ctx, lab, traces); err != nil {
			return err
		}
	}
	up, err := p.listen(ctx, s, lab, traces)
	if err != nil {
		return err
	}
	p.sayAddresses(s, up.at, lanAddresses())
	if path != "" {
		fmt.Fprintln(p.out, up.base+path)
	}
	up.drain = func() { p.drain(up.server, lab, s.drain) }
	return up.until(ctx)
}

// drain lets runs and repeats end before the lab does, for so long, or until the user
// signals again. It says so where there is something to wait for.
func (p program) drain(server *web.Server, lab *session.Lab, most time.Duration) {
	ctx, stop := signal.NotifyContext(context.Background(), endingSignals()...)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	for _, one := range lab.Usage() {
		if one.Name == "runs" && one.Used > 0 && most > 0 {
			p.sayf("cli.draining", one.Used, most)
		}
	}
	if server.Drain(ctx) == nil {
		_ = lab.Idle(ctx) // what goes on after that is stopped
	}
}

// served is a lab that browsers can reach.
type served struct {
	server *web.Server
	at     net.Addr
	base   string // of its addresses
	over   chan error
	drain  func() // has what goes on end before the server does; nil does not wait
}

// listen begins to serve.
func (p program) listen(ctx context.Context, s serving, lab *session.Lab, traces replay.Opener) (*served, error) {
	config := s.config(p, lab, traces)
	var err error
	if config.Python, err = pythonStore(s.python); err != nil {
		p.sayf("cli.python-none", err)
	}
	if config.TLS, err = s.secured(p); err != nil {
		return nil, err
	}
	server, err := web.New(config)
	if taken := (*web.BasePathError)(nil); errors.As(err, &taken) {
		p.sayf("cli.base-taken", s.base.String(), taken.Part)
		return nil, errUsage
	}
	if err != nil {
		return nil, err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.listen)
	if err != nil {
		return nil, fmt.Errorf("%s", p.text("cli.cannot-listen", s.listen, err))
	}
	up := &served{server: server, at: listener.Addr(), base: s.url(browserAddress(listener.Addr())), over: make(chan error, 1)}
	go func() { up.over <- server.Serve(listener) }()
	return up, nil
}

// until serves until the context ends, then drains and ends.
func (u *served) until(ctx context.Context) (err error) {
	select {
	case err = <-u.over:
	case <-ctx.Done():
		if u.drain != nil {
			u.drain()
		}
		err = cmp.Or(shutdown(u.server), <-u.over)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// secured is the configuration of TLS, nil without; that a certificate was made here
// is said, with what it is worth.
func (s serving) secured(p program) (*tls.Config, error) {
	hosts := slices.Concat([]string{"localhost", "127.0.0.1", "::1"}, s.hosts.list)
	for _, addr := range lanAddresses() {
		hosts = append(hosts, addr.String())
	}
	config, err := s.tls.config(hosts)
	if err == nil && s.tls.self {
		p.sayf("cli.self-made", fingerprint(config.Certificates[0]))
	}
	return config, err
}

// config is what the server is made of.
func (s serving) config(p program, lab *session.Lab, traces replay.Opener) web.Config {
	level := slog.LevelWarn
	if s.access {
		level = slog.LevelInfo
	}
	if s.debug {
		level = slog.LevelDebug
	}
	options := &slog.HandlerOptions{Level: level}
	var handler slog.Handler = slog.NewTextHandler(p.err, options)
	if s.json {
		handler = slog.NewJSONHandler(p.err, options)
	}
	log := slog.New(handler)
	var access *slog.Logger
	if s.access {
		access = log
	}
	return web.Config{
		AccessLog: access, MetricsFrom: s.watchers.all, Usage: lab.Usage, Count: lab.Count, Rota: lab.Rota(),
		Runner: host{lab, course.Shipped()}, Course: course.Shipped(), Hosts: s.hosts.list, BasePath: string(s.base), TrustProxies: s.proxies.all, StrictTransport: s.tls.cert != "", Version: version(), Ready: lab.Ready, Kernel: kernelLabel(lab.Env()), Limits: s.web,
		Meter:  gauge{Meter: fidelity.Meter{NoCapture: s.lab.NoCapture}, lab: lab},
		Guests: guests{host{lab, course.Shipped()}, guest.NewHost(s.guests, time.Now)},
		Traces: traces,
		Door:   lab.Door(),
		Log:    log,
	}
}

func (s *serving) flags(set *flag.FlagSet, text func(string, ...any) string) {
	d, w := session.Default, web.DefaultLimits()
	set.String(configFlag, "", text("cli.config"))
	set.StringVar(&s.listen, "listen", defaultListen, text("cli.listen"))
	set.Var(&s.hosts, "allow-host", text("cli.allow-host"))
	set.Var(&s.base, "base-path", text("cli.base-path"))
	set.Var(&s.proxies, "trust-proxy", text("cli.trust-proxy"))
	s.tls.flags(set, text)
	set.Var(&s.capture, "capture", text("cli.capture"))
	set.StringVar(&s.python, "python", "", text("cli.python-dir"))
	set.Uint64Var(&s.memory, "memory", 0, text("cli.memory"))
	set.BoolVar(&s.json, "log-json", false, text("cli.log-json"))
	set.BoolVar(&s.access, "log-access", false, text("cli.log-access"))
	set.Var(&s.watchers, "metrics-from", text("cli.metrics-from"))
	set.BoolVar(&s.debug, "debug", false, text("cli.debug"))
	set.DurationVar(&s.drain, "drain-time", drainTime, text("cli.drain-time"))
	set.DurationVar(&s.lab.RunTime, "run-time", d.RunTime, text("cli.run-time"))
	g := guest.DefaultLimits()
	set.DurationVar(&s.guests.Time, "python-time", g.Time, text("cli.python-time"))
	set.DurationVar(&s.guests.Idle, "python-idle", g.Idle, text("cli.python-idle"))
	for _, f := range []struct {
		name  string
		value *int
		def   int
	}{
		{"runs", &s.lab.Runs, d.Runs},
		{"runs-per-client", &s.lab.RunsPerClient, d.RunsPerClient},
		{"events", &s.lab.Events, d.Events},
		{"bytes", &s.lab.Bytes, d.Bytes},
		{"sockets", &s.lab.Sockets, d.Sockets},
		{"threads", &s.lab.Threads, d.Threads},
		{"descriptors", &s.lab.Descriptors, d.Descriptors},
		{"captures", &s.lab.Captures, d.Captures},
		{"segments", &s.lab.Segments, d.Segments},
		{"kept-runs", &s.lab.KeptRuns, d.KeptRuns},
		{"kept-events", &s.lab.KeptEvents, d.KeptEvents},
		{"kept-bytes", &s.lab.KeptBytes, d.KeptBytes},
		{"live-events", &s.lab.LiveEvents, d.LiveEvents},
		{"live-bytes", &s.lab.LiveBytes, d.LiveBytes},
		{"file-bytes", &s.lab.FileBytes, d.FileBytes},
		{"connections", &s.web.Connections, w.Connections},
		{"viewers", &s.web.Viewers, w.Viewers},
		{"run-viewers", &s.web.RunViewers, w.RunViewers},
		{"repeats", &s.web.Repeats, w.Repeats},
		{"repeats-per-client", &s.web.RepeatsPerClient, w.RepeatsPerClient},
	} {
		*f.value = f.def
		set.Var((*limit)(f.value), f.name, text("cli."+f.name))
	}
}

// shutdown ends the server; whoever does not finish in time is cut off.
func shutdown(server *web.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTime)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return server.Close()
	}
	return nil
}
