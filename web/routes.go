package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// compression is gzip's level for pages; feeds and repeats, which are written
// as things happen, are not compressed, and static files are once for all.
const compression = 5

// routes builds the handler of every request. The middleware in Use comes
// before routing, so what it refuses never reaches a route.
func (s *Server) routes(hosts []string) http.Handler {
	r := chi.NewRouter()
	r.Use(
		readLanguage,
		guardHeaders,
		recoverPanics(s.failures),
		s.admit,
		allowHosts(hosts, s.failures),
		sameOrigin(s.failures),
		limitBody(maxBodyBytes),
		remember,
		middleware.GetHead,
	)
	handle := s.failures.handle
	r.NotFound(handle(func(http.ResponseWriter, *http.Request) error { return noPage() }))
	r.MethodNotAllowed(handle(func(_ http.ResponseWriter, q *http.Request) error {
		return wrongMethod(q.Method, allowedMethods(r, q.URL.Path))
	}))

	r.Get("/api/runs/{id}/feed", handle(s.feed))
	r.Post("/api/repeats", handle(s.repeats))
	r.Delete("/api/repeats/{id}", handle(s.stopRepeat))
	r.Post("/api/fidelity", handle(s.startMeasure))
	r.Get("/api/fidelity/progress", handle(s.followMeasure))
	r.Get("/healthz", handle(health))
	r.Get(assetsPrefix+"*", handle(s.assets.serve))

	r.Group(func(r chi.Router) {
		r.Use(middleware.Compress(compression))
		r.Get("/api/experiments", handle(s.experiments))
		r.Post("/api/runs", handle(s.startRun))
		r.Get("/api/runs/{id}", handle(s.getRun))
		r.Get("/api/runs/{id}/why/{seq}", handle(s.why))
		r.Delete("/api/runs/{id}", handle(s.stopRun))
		for _, p := range s.pages() {
			r.With(allow(p.policy)).Get(p.path, handle(p.show))
		}
		r.Post("/framing", handle(s.postFraming))
		r.Get("/api/framing", handle(s.askFraming))
		r.Get("/api/runs/{id}/frames", handle(s.runFrames))
		r.Post("/api/cures", handle(s.tryCure))
		r.Post("/cures", handle(s.postCure))
		r.Post("/fidelity", handle(s.postMeasure))
		r.Get("/api/fidelity", handle(s.lastMeasure))
		r.Post("/api/pack", handle(s.packValues))
		r.Post("/api/unpack", handle(s.unpackBytes))
		r.Post("/api/read", handle(s.readBytes))
		r.Post("/compare", handle(s.postCompare))
		r.Get("/api/compare", handle(s.compareRuns))
		r.Post("/runs", handle(s.postRun))
	})
	return r
}

// shownPage is a page, with what it needs beyond the strict policy.
type shownPage struct {
	path   string
	show   handler
	policy policy
}

// pages lists the pages.
func (s *Server) pages() []shownPage {
	return []shownPage{
		{path: "/", show: s.homePage},
		{path: "/lessons/{slug}", show: s.lessonPage},
		{path: "/script", show: s.scriptPage},
		{path: "/framing", show: s.framingPage},
		{path: "/struct", show: s.structPage},
		{path: "/compare", show: s.comparePage},
		{path: "/fidelity", show: s.fidelityPage},
		{path: "/runs/{id}", show: s.runPage},
	}
}

// allowedMethods lists the methods that a path does take (RFC 9110 15.5.6).
func allowedMethods(r chi.Routes, path string) []string {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete} {
		if r.Match(chi.NewRouteContext(), method, path) ||
			method == http.MethodHead && r.Match(chi.NewRouteContext(), http.MethodGet, path) {
			allowed = append(allowed, method)
		}
	}
	return allowed
}

// health answers that the server is there.
func health(w http.ResponseWriter, _ *http.Request) error {
	answer(w, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
	return nil
}
