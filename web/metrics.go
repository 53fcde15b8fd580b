package web

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/VictoriaMetrics/metrics"
	"github.com/go-chi/chi/v5"

	"stickylab/lab"
)

// latencies are the bounds of the buckets of answers, in seconds.
var latencies = []float64{0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60}

// numbers are what an operator watches, in the text format of Prometheus. They hold no
// address, name or id of anybody.
type numbers struct {
	set *metrics.Set
	log *slog.Logger // of requests; nil logs none
}

func newNumbers(log *slog.Logger) *numbers { return &numbers{set: metrics.NewSet(), log: log} }

// seen counts an answer and logs it by its route: an address may hold the id of a run,
// which is a key to it, or a script.
func (n *numbers) seen(r *http.Request, status, bytes int, took time.Duration) {
	route, method := "none", "other"
	if c := chi.RouteContext(r.Context()); c != nil && c.RoutePattern() != "" {
		route = c.RoutePattern()
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete:
		method = r.Method
	}
	n.set.GetOrCreateCounter(`stickylab_requests_total{route=` + strconv.Quote(route) + `,method="` + method + `",status="` + strconv.Itoa(status) + `"}`).Inc()
	n.set.GetOrCreatePrometheusHistogramExt(`stickylab_request_seconds{route=`+strconv.Quote(route)+`}`, latencies).Update(took.Seconds())
	if n.log != nil {
		n.log.Info("request", "method", method, "route", route, "status", status, "bytes", bytes, "ms", took.Milliseconds(), "from", addressOf(r.RemoteAddr))
	}
}

// write writes all numbers as they are.
func (s routes) write(w io.Writer) {
	s.numbers.set.WritePrometheus(w)
	usage := []lab.Usage{
		{Name: "viewers", Used: int64(s.viewers.places.Taken()), Max: int64(s.viewers.places.Max())},
		{Name: "connections", Used: s.open.Load(), Max: int64(s.Limits.Connections)},
		{Name: "repeating", Used: int64(s.repeating.places.Taken()), Max: int64(s.repeating.places.Max())},
		{Name: "waiting-answers", Used: int64(s.slots.in.Taken()), Max: int64(s.slots.in.Max())},
	}
	if s.Usage != nil {
		usage = append(usage, s.Usage()...)
	}
	for _, one := range usage {
		metrics.WriteGaugeUint64(w, `stickylab_used{limit="`+one.Name+`"}`, uint64(max(0, one.Used)))
		metrics.WriteGaugeUint64(w, `stickylab_limit{limit="`+one.Name+`"}`, uint64(one.Max))
	}
	for limit, n := range s.refusals.counts() {
		metrics.WriteCounterUint64(w, `stickylab_refusals_total{limit="`+limit+`"}`, uint64(n))
	}
	if s.Count != nil {
		runs, events := s.Count()
		metrics.WriteCounterUint64(w, "stickylab_runs_total", runs)
		metrics.WriteCounterUint64(w, "stickylab_events_total", events)
	}
	fmt.Fprintf(w, "stickylab_info{version=%q} 1\n", s.Version)
	metrics.WriteProcessMetrics(w)
}

// watch is GET /metrics, for this machine and those whom the operator names.
func (s routes) watch(w http.ResponseWriter, r *http.Request) error {
	local := addressOf(r.RemoteAddr) == "127.0.0.1" && r.Header.Get(forwardedFor) == ""
	if !local && !s.MetricsFrom.has(r.RemoteAddr) {
		return noPage()
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	s.write(w)
	return nil
}
