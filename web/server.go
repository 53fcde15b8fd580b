// Package web serves the lab to browsers and programs: the pages, the HTTP API
// and the live feed of a run. It starts no run itself but asks a Runner to.
package web

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/pyodide"
	"stickylab/lab/share"
)

// Config is what a Server is made of. Only Runner and Course are needed.
type Config struct {
	Runner Runner
	Course *course.Course
	// Hosts are the host names to answer to beside those of loopback, each
	// with a port or, for any port, without.
	Hosts []string
	// BasePath is the path that the lab is served under, as "/lab"; empty is none. One
	// that begins as an address of the lab does is a *BasePathError of New.
	BasePath string
	// TrustProxies are the proxies whose X-Forwarded headers count.
	TrustProxies Proxies
	// TLS has Serve speak TLS; nil has it not.
	TLS *tls.Config
	// StrictTransport tells browsers to come by TLS only.
	StrictTransport bool
	// Version is that of the program, for pages and /healthz; empty says none.
	Version string
	// Ready reports why the lab cannot do all that it offers, nil when it can: a
	// *lab.LimitError where it has no address for a run, else that of its temp folder.
	// A nil Ready is always ready.
	Ready func() error
	// Kernel names the system that the sockets are of, for the pages.
	Kernel string
	// Meter measures how far the lab can be trusted here; nil measures nothing.
	Meter Meter
	// Guests are the programs of one's own that runs have; nil has none.
	Guests Guests
	// Door is the address where runs meet programs of the user's own, not valid without one.
	Door netip.AddrPort
	// Traces opens stored traces; nil opens none.
	Traces Traces
	// Python has the files that browsers run students' programs with; nil has none.
	Python *pyodide.Store
	// Limits are DefaultLimits where they are 0.
	Limits Limits
	// Log takes the errors of the lab and, at debug, those of clients. Bytes
	// of runs and scripts are never logged. Nil logs nothing.
	Log *slog.Logger
	// AccessLog takes a line for each request, by its route: no query, body or id. Nil
	// takes none.
	AccessLog *slog.Logger
	// MetricsFrom are those beside this machine who may read /metrics.
	MetricsFrom Proxies
	// Usage and Count are for /metrics: how much of the limits of runs is in use, and
	// how many runs and events there were. Each may be nil.
	Usage func() []lab.Usage
	Count func() (runs, events uint64)
	// Rota has the turns of all that takes long, the runs' among them; nil has one of
	// the server's own.
	Rota *share.Rota
}

// Server answers the lab's requests. Make it with New, and end it with
// Shutdown or Close also when it only ever served as an http.Handler.
type Server struct {
	state   *state
	handler http.Handler
	http    *http.Server
	// most is how many connections Serve lets be open.
	most int
	// proxies are trusted: their connections are of many clients.
	proxies Proxies
}

// orDefault fills in what is not needed.
func (c Config) orDefault() Config {
	if c.Meter == nil {
		c.Meter = noMeter{}
	}
	if c.Guests == nil {
		c.Guests = noGuests{}
	}
	if c.Traces == nil {
		c.Traces = noTraces{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	c.Limits = c.Limits.orDefault()
	if c.Rota == nil {
		c.Rota = share.NewRota(1)
	}
	return c
}

// New makes a server. It opens no socket and starts no goroutine.
func New(c Config) (*Server, error) {
	if c.Runner == nil || c.Course == nil {
		return nil, errors.New("web: a Runner and a Course are needed")
	}
	c = c.orDefault()
	state, err := newState(c.Limits, c.Log, c.AccessLog)
	if err != nil {
		return nil, err
	}
	handler := newHandler(c, state)
	if err := checkBase(c.BasePath, handler); err != nil {
		return nil, err
	}
	return &Server{state: state, handler: handler, most: c.Limits.Connections, proxies: c.TrustProxies, http: &http.Server{
		Handler:           handler,
		TLSConfig:         c.TLS,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ConnState:         connChanged,
		ConnContext:       withConn,
		ErrorLog:          slog.NewLogLogger(c.Log.Handler(), slog.LevelDebug),
	}}, nil
}

// ServeHTTP answers one request. A feed's returns when the feed has ended.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers requests from the listener until Shutdown or Close, and then
// returns http.ErrServerClosed.
func (s *Server) Serve(l net.Listener) error {
	gate := newGate(l, s.most, s.state.refusals.note)
	gate.clientOf = s.proxies.clientOfConn
	gate.counted = &s.state.open
	if s.http.TLSConfig != nil {
		return s.http.ServeTLS(gate, "", "")
	}
	return s.http.Serve(gate)
}

// Shutdown ends the feeds and repeats, lets other requests finish, and returns
// when none is left, or with the context's error while some still are.
func (s *Server) Shutdown(ctx context.Context) error {
	s.state.life.stop()
	err := s.http.Shutdown(ctx)
	return cmp.Or(s.state.life.wait(ctx), err)
}

// Close ends everything at once and waits for it.
func (s *Server) Close() error {
	s.state.life.stop()
	err := s.http.Close()
	s.state.life.serving.Wait()
	return err
}
