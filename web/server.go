// Package web serves the lab to browsers and programs: the pages, the HTTP API
// and the live feed of a run. It starts no run itself but asks a Runner to.
package web

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"

	"stickylab/lab/course"
)

// Config is what a Server is made of. Only Runner and Course are needed.
type Config struct {
	Runner Runner
	Course *course.Course
	// Hosts are the host names to answer to beside those of loopback, each
	// with a port or, for any port, without.
	Hosts []string
	// Kernel names the system that the sockets are of, for the pages.
	Kernel string
	// Meter measures how far the lab can be trusted here; nil measures nothing.
	Meter Meter
	// Traces opens stored traces; nil opens none.
	Traces Traces
	// Limits are DefaultLimits where they are 0.
	Limits Limits
	// Log takes the errors of the lab and, at debug, those of clients. Bytes
	// of runs and scripts are never logged. Nil logs nothing.
	Log *slog.Logger
}

// Server answers the lab's requests. Make it with New, and end it with
// Shutdown or Close also when it only ever served as an http.Handler.
type Server struct {
	state   *state
	handler http.Handler
	http    *http.Server
}

// orDefault fills in what is not needed.
func (c Config) orDefault() Config {
	if c.Meter == nil {
		c.Meter = noMeter{}
	}
	if c.Traces == nil {
		c.Traces = noTraces{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	c.Limits = c.Limits.orDefault()
	return c
}

// New makes a server. It opens no socket and starts no goroutine.
func New(c Config) (*Server, error) {
	if c.Runner == nil || c.Course == nil {
		return nil, errors.New("web: a Runner and a Course are needed")
	}
	c = c.orDefault()
	state, err := newState(c.Limits)
	if err != nil {
		return nil, err
	}
	handler := newHandler(c, state)
	return &Server{state: state, handler: handler, http: &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(c.Log.Handler(), slog.LevelDebug),
	}}, nil
}

// ServeHTTP answers one request. A feed's returns when the feed has ended.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers requests from the listener until Shutdown or Close, and then
// returns http.ErrServerClosed.
func (s *Server) Serve(l net.Listener) error { return s.http.Serve(l) }

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
