package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"stickylab/lab/course"
	"stickylab/lab/fidelity"
	"stickylab/lab/replay"
	"stickylab/lab/session"
	"stickylab/web"
)

// defaultListen is where the lab is served unless told otherwise.
const defaultListen = "127.0.0.1:8035"

// shutdownTime is what open requests get to finish when the lab ends.
const shutdownTime = 5 * time.Second

// serving is what the flags of serve say.
type serving struct {
	listen  string
	hosts   list
	lab     session.Limits
	web     web.Limits
	capture capturing
	debug   bool
}

func (p program) serve(ctx context.Context, args []string) error {
	var s serving
	set := p.flags("serve")
	s.flags(set, p.text)
	if err := p.parseAlone(set, args); err != nil {
		return err
	}
	if s.lab.RunTime <= 0 {
		p.sayf("cli.bad-time", s.lab.RunTime)
		return errUsage
	}
	return p.serveLab(ctx, s, nil)
}

// serveLab serves until the context ends, then releases everything. What is to be
// there from the start, ready puts there; it may be nil.
func (p program) serveLab(ctx context.Context, s serving, ready func(context.Context, replay.Opener) (path string, err error)) error {
	s.lab.NoCapture = s.capture.off
	lab := session.New(s.lab)
	defer lab.Close()
	lab.Warm()
	traces := replay.Opener{Keeper: lab, Limits: lab.TraceLimits(), Now: time.Now}
	path := ""
	if ready != nil {
		var err error
		if path, err = ready(ctx, traces); err != nil {
			return err
		}
	}
	server, err := web.New(s.config(p, lab, traces))
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.listen)
	if err != nil {
		return fmt.Errorf("%s", p.text("cli.cannot-listen", s.listen, err))
	}
	base := "http://" + browserAddress(listener.Addr())
	fmt.Fprintln(p.out, p.text("cli.serving", base))
	if path != "" {
		fmt.Fprintln(p.out, base+path)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err = <-served:
	case <-ctx.Done():
		err = cmp.Or(shutdown(server), <-served)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// config is what the server is made of.
func (s serving) config(p program, lab *session.Lab, traces replay.Opener) web.Config {
	level := slog.LevelWarn
	if s.debug {
		level = slog.LevelDebug
	}
	return web.Config{
		Runner: host{lab, course.Shipped()}, Course: course.Shipped(), Hosts: s.hosts, Kernel: kernelLabel(lab.Env()), Limits: s.web,
		Meter:  gauge{Meter: fidelity.Meter{NoCapture: s.lab.NoCapture}, lab: lab},
		Traces: traces,
		Log:    slog.New(slog.NewTextHandler(p.err, &slog.HandlerOptions{Level: level})),
	}
}

func (s *serving) flags(set *flag.FlagSet, text func(string, ...any) string) {
	d, w := session.Default, web.DefaultLimits()
	set.StringVar(&s.listen, "listen", defaultListen, text("cli.listen"))
	set.Var(&s.hosts, "allow-host", text("cli.allow-host"))
	set.Var(&s.capture, "capture", text("cli.capture"))
	set.BoolVar(&s.debug, "debug", false, text("cli.debug"))
	set.DurationVar(&s.lab.RunTime, "run-time", d.RunTime, text("cli.run-time"))
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
		{"descriptors", &s.lab.Descriptors, d.Descriptors},
		{"captures", &s.lab.Captures, d.Captures},
		{"segments", &s.lab.Segments, d.Segments},
		{"kept-runs", &s.lab.KeptRuns, d.KeptRuns},
		{"kept-events", &s.lab.KeptEvents, d.KeptEvents},
		{"kept-bytes", &s.lab.KeptBytes, d.KeptBytes},
		{"live-events", &s.lab.LiveEvents, d.LiveEvents},
		{"live-bytes", &s.lab.LiveBytes, d.LiveBytes},
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

// browserAddress is the address that a browser on this machine uses.
func browserAddress(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		return "localhost:" + port
	}
	return a.String()
}
