// Package web serves the lab to browsers and programs: the pages, the HTTP API
// and the live feed of a run. It starts no run itself but asks a Runner to.
package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/record"
)

// Runner runs experiments. It must be safe for concurrent use.
type Runner interface {
	// Start starts what was ordered and returns the run's id. The error is a
	// *lab.LimitError when a limit is in the way, or says what is wrong with
	// the order.
	Start(ctx context.Context, by lab.Who, o lab.Order) (id string, err error)
	// Log gives the log of a run that is kept.
	Log(id string) (*record.Log, bool)
	// Stop ends a run and returns when it has ended; false for one that is
	// not known.
	Stop(id string) bool
}

// Config is what a Server is made of. Only Runner and Course are needed.
type Config struct {
	Runner Runner
	Course *course.Course
	// Hosts are the host names to answer to beside those of loopback, each
	// with a port or, for any port, without.
	Hosts []string
	// Kernel names the system that the sockets are of, for the pages.
	Kernel string
	// Meter tells how far the lab can be trusted here; nil measures nothing.
	Meter Meter
	// Limits are DefaultLimits where they are 0.
	Limits Limits
	// Log takes the errors of the lab and, at debug, those of clients. Bytes
	// of runs and scripts are never logged. Nil logs nothing.
	Log *slog.Logger
}

// Server answers the lab's requests. Make it with New, and end it with
// Shutdown or Close also when it only ever served as an http.Handler.
type Server struct {
	runner   Runner
	course   *course.Course
	kernel   string
	meter    Meter
	limits   Limits
	failures *failures
	assets   *assets
	viewers  *viewers
	// repeating knows the repeats that go on.
	repeating *repeating
	// slots bounds the work that scans whole runs.
	slots *slots
	// measuring holds the measurement that goes on, and the last one.
	measuring measuring
	// farewells are those of the runs that ended last.
	farewells *farewells
	upgrader  *websocket.Upgrader
	handler   http.Handler
	http      *http.Server

	// ending is over from Shutdown or Close on: feeds and repeats stop then.
	ending context.Context
	end    context.CancelFunc

	mu      sync.Mutex
	serving sync.WaitGroup
	ended   bool
}

// New makes a server. It opens no socket and starts no goroutine.
func New(c Config) (*Server, error) {
	if c.Runner == nil || c.Course == nil {
		return nil, errors.New("web: a Runner and a Course are needed")
	}
	assets, err := newAssets()
	if err != nil {
		return nil, fmt.Errorf("web: assets: %w", err)
	}
	log := c.Log
	if log == nil {
		log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	s := &Server{runner: c.Runner, course: c.Course, kernel: c.Kernel, limits: c.Limits.orDefault(), assets: assets}
	if s.meter = c.Meter; s.meter == nil {
		s.meter = noMeter{}
	}
	s.ending, s.end = context.WithCancel(context.Background())
	s.failures = &failures{log: log, page: s.problemPage}
	s.viewers = newViewers(s.limits)
	s.repeating = newRepeating(s.limits.RepeatsPerClient)
	s.slots = newSlots()
	s.farewells = &farewells{slots: s.slots}
	s.upgrader = newUpgrader(s.failures)
	s.handler = s.routes(c.Hosts)
	s.http = &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	return s, nil
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	return Limits{
		Viewers:    cmp.Or(l.Viewers, d.Viewers),
		RunViewers: cmp.Or(l.RunViewers, d.RunViewers),
		Repeats:    cmp.Or(l.Repeats, d.Repeats),

		RepeatsPerClient: cmp.Or(l.RepeatsPerClient, d.RepeatsPerClient),
	}
}

// ServeHTTP answers one request. A feed's returns when the feed has ended.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers requests from the listener until Shutdown or Close, and then
// returns http.ErrServerClosed.
func (s *Server) Serve(l net.Listener) error { return s.http.Serve(l) }

// Shutdown ends the feeds and repeats, lets other requests finish, and returns
// when none is left, or with the context's error while some still are.
func (s *Server) Shutdown(ctx context.Context) error {
	s.stopServing()
	err := s.http.Shutdown(ctx)
	done := make(chan struct{})
	go func() { defer close(done); s.serving.Wait() }()
	select {
	case <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close ends everything at once and waits for it.
func (s *Server) Close() error {
	s.stopServing()
	err := s.http.Close()
	s.serving.Wait()
	return err
}

func (s *Server) stopServing() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	s.end()
}

// untilEnd gives a context that is over when the parent is or the server ends.
func (s *Server) untilEnd(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	stop := context.AfterFunc(s.ending, cancel)
	return ctx, func() { stop(); cancel() }
}
