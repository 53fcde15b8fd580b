package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// compression is gzip's level for pages and files; feeds and repeats, which
// are written as things happen, are not compressed.
const compression = 5

// newHandler builds the handler of every request. The middleware in Use comes
// before routing, so what it refuses never reaches a route.
func newHandler(c Config, s *state) chi.Router {
	pages := &pages{lessons: c.Course, assets: s.assets.base, kernel: c.Kernel, version: c.Version, maxRepeats: c.Limits.Repeats, slots: s.slots, door: c.Door}
	failed := &failures{log: c.Log, page: pages.problem, refusals: s.refusals}
	r := chi.NewRouter()
	r.Use(
		unhurried(s.numbers.seen),
		under(c.BasePath),
		c.TrustProxies.forwarded(s.refusals),
		readLanguage,
		s.members.identify,
		guardHeaders(c.StrictTransport),
		recoverPanics(failed),
		admit(s.life, failed),
		allowHosts(c.Hosts, failed),
		sameOrigin(failed),
		limitBody(maxBodyBytes),
		remember,
		beginNothing(s.life, failed),
		middleware.GetHead,
	)
	r.NotFound(failed.handle(func(http.ResponseWriter, *http.Request) error { return noPage() }))
	r.MethodNotAllowed(failed.handle(func(_ http.ResponseWriter, q *http.Request) error {
		return wrongMethod(q.Method, allowedMethods(r, q.URL.Path))
	}))
	routes{Config: c, state: s, pages: pages, failures: failed}.add(r)
	return r
}

// routes adds the routes of pages and of the API, each with what it uses.
type routes struct {
	Config
	*state
	pages    *pages
	failures *failures
}

func (s routes) add(r chi.Router) {
	handle := s.failures.handle
	found := &runs{runner: s.Runner, course: s.Course, ending: s.life.ending, analyses: s.analyses}
	feeds := feeds{runs: found, viewers: s.viewers, polls: s.polls, farewells: s.farewells, upgrader: newUpgrader(s.failures), life: s.life, failures: s.failures}
	repeats := repeats{runs: found, orders: orders{s.opening}, most: s.Limits.Repeats, repeating: s.repeating, holding: s.holding, life: s.life, failures: s.failures}
	trust := fidelity{pages: s.pages, meter: s.Meter, measuring: s.measuring, life: s.life, failures: s.failures}
	r.Get("/healthz", handle(s.health))
	r.Get("/readyz", handle(s.ready))
	r.Get("/metrics", handle(s.watch))
	r.Get("/settings", handle(remembered))
	r.Get("/api/runs/{id}/feed", handle(feeds.serve))
	stored := traces{open: s.Traces, slots: s.opening}
	r.Post(tracesAPI, handle(stored.create))
	r.Post(tracesForm, handle(stored.post))
	r.Post(repeatsAPI, handle(repeats.create))
	r.Delete("/api/repeats/{id}", handle(repeats.stop))
	asked := guests{guests: s.Guests, upgrader: newGuestUpgrader(s.failures), life: s.life}
	asked.add(r, handle)
	r.Post("/api/fidelity", handle(trust.create))
	r.Get("/api/fidelity/progress", handle(trust.progress))
	r.Get(assetsPrefix+"*", handle(s.assets.serve))
	python := newPythonKit(s.Python, s.assets)
	r.Get(python.base+"{name}", handle(python.serve))
	r.Get(frameScript, handle(python.frameScript))
	r.Get(framePath, handle(python.frame))
	r.Post(pythonAPI, handle(pythonUpload{store: s.Python, slots: s.opening}.create))
	r.Group(func(r chi.Router) {
		r.Use(middleware.Compress(compression))
		s.addAPI(r, runAPI{runs: found, slots: s.slots, streams: s.streams, rota: s.Rota, orders: orders{s.opening}, guests: s.Guests})
		s.addPages(r, found, trust, python)
	})
}

// addAPI adds what is asked of runs and experiments.
func (s routes) addAPI(r chi.Router, api runAPI) {
	handle := s.failures.handle
	r.Get("/api/experiments", handle(api.experiments))
	r.Get("/api/compare", handle(api.compare))
	r.Post("/api/runs", handle(api.create))
	r.Get("/api/runs/{id}", handle(api.trace))
	r.Delete("/api/runs/{id}", handle(api.stop))
	r.Get("/api/runs/{id}/why/{seq}", handle(api.why))
	r.Get("/api/runs/{id}/frames", handle(api.frames))
}

// addPages adds the pages, their forms, and what their modules ask.
func (s routes) addPages(r chi.Router, found *runs, trust fidelity, kit pythonKit) {
	handle := s.failures.handle
	comparing := comparing{lessons: s.Course}
	lesson := lessonPage{pages: s.pages, runs: found, comparing: comparing}
	bench := benchPage{pages: s.pages, runs: found, lesson: lesson}
	bytes := ownPage{pages: s.pages, opening: s.opening}
	framing := framingPage{pages: s.pages, runs: found, own: bytes}
	compare := comparePage{pages: s.pages, runs: found, comparing: comparing, failures: s.failures}
	records := structPage{s.pages}
	cures := cures{pages: s.pages, runs: found}
	reading := readingPages{s.pages}
	exercises := exercisePages{pages: s.pages, runs: found}
	for _, p := range []struct {
		path   string
		show   handler
		policy policy // what the page needs beyond the strict one
	}{
		{path: "/", show: homePage{s.pages}.show},
		{path: "/lessons/{slug}", show: lesson.show},
		{path: "/script", show: bench.show},
		{path: "/framing", show: framing.show},
		{path: "/struct", show: records.show},
		{path: "/compare", show: compare.show},
		{path: "/fidelity", show: trust.show},
		{path: "/quiz/{part}", show: reading.quiz},
		{path: "/handout/{of}", show: handoutPage{s.pages}.show},
		{path: "/interview", show: reading.interview},
		{path: glossaryPath, show: reading.glossary},
		{path: "/exercises", show: exercises.list},
		{path: "/exercises/{slug}", show: exercises.show},
		{path: "/runs/{id}", show: runPage{s.pages, found}.show},
		{path: pythonPath, show: pythonPage{s.pages, kit}.show, policy: policy{framed: true}},
		{path: "/trace", show: tracePage{s.pages}.show},
		{path: "/licenses", show: licensePage{s.pages}.show},
	} {
		r.With(allow(p.policy)).Get(p.path, handle(p.show))
	}
	r.Get("/lessons/{slug}/programs.zip", handle(lesson.programs))
	r.Post("/quiz/{part}", handle(reading.quiz))
	r.Post("/exercises/{slug}", handle(exercises.check))
	r.Post("/runs", handle(runForm{runs: found, lesson: lesson, bench: bench}.post))
	r.Post("/framing", handle(framing.post))
	r.Get("/api/framing", handle(framing.ask))
	r.Post(ownForm, handle(bytes.post))
	r.Post(studyForm, handle(framing.lookCloser))
	r.Post(ownAPI, handle(bytes.create))
	r.Post("/compare", handle(compare.post))
	r.Post("/cures", handle(cures.post))
	r.Post("/api/cures", handle(cures.create))
	r.Post("/fidelity", handle(trust.post))
	r.Get("/api/fidelity", handle(trust.last))
	r.Post("/api/pack", handle(records.pack))
	r.Post("/api/unpack", handle(records.unpack))
	r.Post("/api/read", handle(records.read))
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
