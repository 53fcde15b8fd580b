package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/replay"
	"stickylab/lab/script"
	"stickylab/lab/session"
	"stickylab/lab/tap"
	"stickylab/lab/words"
)

// tapping is what the flags of tap say.
type tapping struct {
	serving
	each, delay, join int // the last two in milliseconds
	sizes             sizes
	seed              seed
	codec, out        string
	udp               bool
	datagrams         tap.Datagrams
}

// tap relays connections between a client and a server of somebody's own, and serves a
// page that shows them.
func (p program) tap(ctx context.Context, args []string) error {
	var s tapping
	set := p.flags("tap")
	s.flags(set, p.text)
	s.tapFlags(set, p.text)
	rest, err := p.parse(set, args)
	if err != nil {
		return err
	}
	if err := p.fromFile(set, false); err != nil {
		return err
	}
	o, err := p.tapOptions(s, rest)
	if err != nil {
		return err
	}
	t, err := tap.Listen(o)
	if err != nil {
		return fmt.Errorf("%s", p.text("cli.tap.cannot-listen", rest[0], err))
	}
	saved := make(chan error, 1)
	ran := false
	s.fit(set, boundMemory(s.memory), maxFiles())
	err = p.serveLab(ctx, s.serving, func(ctx context.Context, host *session.Lab, _ replay.Opener) (string, error) {
		page, _ := tap.ParseEnd(s.listen) // it was read before
		path, err := p.runTap(ctx, t, host, tapRun{
			about: tapHeader(host, t, o, args), page: page,
			ended: func(id string) { saved <- p.saveTrace(s.out, host, id) },
		})
		ran = err == nil
		return path, err
	})
	if !ran {
		_ = t.Close()
		return err
	}
	return cmp.Or(<-saved, err)
}

func (s *tapping) tapFlags(set *flag.FlagSet, text func(string, ...any) string) {
	set.IntVar(&s.each, "each", 0, text("cli.tap.each"))
	set.Var(&s.sizes, "sizes", text("cli.tap.sizes"))
	set.Var(&s.seed, "seed", text("cli.tap.seed"))
	set.IntVar(&s.delay, "delay", 0, text("cli.tap.delay"))
	set.IntVar(&s.join, "join", 0, text("cli.tap.join"))
	set.BoolVar(&s.udp, "udp", false, text("cli.tap.udp"))
	set.IntVar(&s.datagrams.Drop, "drop", 0, text("cli.tap.drop"))
	set.IntVar(&s.datagrams.Duplicate, "duplicate", 0, text("cli.tap.duplicate"))
	set.IntVar(&s.datagrams.Reorder, "reorder", 0, text("cli.tap.reorder"))
	set.StringVar(&s.codec, "codec", "", text("cli.tap.codec"))
	set.StringVar(&s.out, "o", "", text("cli.tap.o"))
}

// tapOptions makes what a tap is to do of the command line: nothing else can.
func (p program) tapOptions(s tapping, rest []string) (o tap.Options, err error) {
	if len(rest) != 2 {
		p.sayf("cli.tap.which")
		return o, errUsage
	}
	own, err := tap.ParseEnd(s.listen)
	if err != nil {
		p.sayf("cli.tap.beyond", s.listen)
		return o, errUsage
	}
	for i, into := range []*netip.AddrPort{&o.Listen, &o.To} {
		if *into, err = tap.ParseEnd(rest[i]); err != nil {
			return o, p.badEnd(rest[i], err)
		}
	}
	if err := tap.CheckEnds(o.Listen, o.To, own); err != nil {
		return o, p.badEnd(rest[1], err)
	}
	cuts := 0
	for _, is := range []bool{s.each != 0, len(s.sizes) > 0, s.seed.set} {
		if is {
			cuts++
		}
	}
	if cuts > 1 || s.each < 0 || s.delay < 0 || s.join < 0 {
		p.sayf("cli.tap.pieces")
		return o, errUsage
	}
	if !s.fitsTransport() {
		p.sayf("cli.tap.datagrams")
		return o, errUsage
	}
	o.UDP, o.Datagrams = s.udp, s.datagrams
	o.Datagrams.Seed = s.seed.value
	o.Pieces = tap.Pieces{Each: s.each, Sizes: s.sizes, Random: s.seed.set, Seed: s.seed.value}
	o.Delay, o.Join = time.Duration(s.delay)*time.Millisecond, time.Duration(s.join)*time.Millisecond
	if s.codec != "" {
		if o.Codec, err = script.ParseCodec(s.codec); err != nil {
			p.sayf("cli.tap.bad-codec", s.codec, saidCodec(p.lang, err))
			return o, errUsage
		}
	}
	o.Tell = p.tapNotice
	return o, nil
}

// fitsTransport reports whether all flags are of the transport.
func (s *tapping) fitsTransport() bool {
	d := s.datagrams
	for _, percent := range []int{d.Drop, d.Duplicate, d.Reorder} {
		if percent < 0 || percent > 100 || percent > 0 && !s.udp {
			return false
		}
	}
	return !s.udp || s.each == 0 && len(s.sizes) == 0 && s.join == 0 && s.codec == ""
}

// badEnd says what is wrong with an address of a tap.
func (p program) badEnd(text string, err error) error {
	key := map[error]string{
		tap.ErrSyntax: "cli.tap.address", tap.ErrNotLoopback: "cli.tap.not-loopback", tap.ErrOwnPort: "cli.tap.own", tap.ErrSame: "cli.tap.same",
	}[err]
	p.sayf(cmp.Or(key, "cli.tap.address"), text)
	return errUsage
}

// tapNotice says at the terminal what happens to connections, without a byte of them.
func (p program) tapNotice(n tap.Notice) {
	if n.Kind == tap.NoServer {
		p.sayf("cli.tap.no-server", n.Err)
		return
	}
	p.sayf("cli."+n.Kind, n.Max)
}

// tapHeader is what is known of a tap's run before its first event.
func tapHeader(host *session.Lab, t *tap.Tap, o tap.Options, args []string) record.Header {
	env := host.Env()
	env.Address = t.Addr().String() + " → " + o.To.String()
	return record.Header{Source: lab.SourceTap, Script: "stickylab tap " + commandLine(args), Env: env, Transport: t.Transport(), Peers: tap.Peers()}
}

// commandLine joins arguments as a shell takes them.
func commandLine(args []string) string {
	words := make([]string, len(args))
	for i, arg := range args {
		words[i] = arg
		if arg == "" || strings.ContainsAny(arg, " \t\n\"'\\$!*?[]{}()<>|&;#~`") {
			words[i] = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		}
	}
	return strings.Join(words, " ")
}

// tapRun is the run of a tap: what is known before its first event, where its page is, and
// what is called when it has ended.
type tapRun struct {
	about record.Header
	page  netip.AddrPort
	ended func(id string)
}

// runTap begins the run of a tap and returns the path of its page.
func (p program) runTap(ctx context.Context, t *tap.Tap, host *session.Lab, r tapRun) (path string, err error) {
	clock, about := record.NewClock(), r.about
	about.Env.Began = clock.Date()
	id, rec, err := host.RecordWire(ctx, lab.Who{}, about, session.Wire{Now: clock.Wall, Page: r.page}, t.Stop)
	if err != nil {
		return "", err
	}
	run, err := host.Find(ctx, id)
	if err != nil {
		return "", err
	}
	go func() {
		t.Run(rec, clock)
		end, _ := run.Wait(context.WithoutCancel(ctx))
		if end.Reason == lab.EndLimit {
			p.sayf("cli.tap.over", words.Ending(p.lang, &end))
		}
		r.ended(id)
	}()
	fmt.Fprintln(p.out, p.text("cli.tap.ready", about.Env.Address))
	return "/runs/" + id, nil
}
