package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/record"
	"stickylab/lab/words"
	"stickylab/web/view"
)

// ranLog is a run of talk that ended; its server received these.
func ranLog(received ...string) *record.Log {
	log := newLog()
	for i, text := range received {
		log.Append(new(sent(i, len(text))))
	}
	for i, text := range received {
		log.Append(&lab.Event{
			Peer: 0, Conn: 3, Call: lab.CallRecv, Step: 5, Start: int64(i) * 9000, End: int64(i)*9000 + 100,
			Asked: 10, Got: len(text), Data: []byte(text),
		})
	}
	log.End(lab.End{Reason: lab.EndDone})
	return log
}

func compareServer(t *testing.T) (*Server, *fakeRunner) {
	t.Helper()
	runner := newFakeRunner()
	runner.add("one", ranLog("hellofeng"))
	runner.add("two", ranLog("hello", "feng"))
	runner.add("live", newLog())
	return mustServer(t, Config{Runner: runner}), runner
}

func differing(t *testing.T, w *httptest.ResponseRecorder) []words.Told {
	t.Helper()
	var got comparison
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatalf("status %d, %s: %v", w.Code, w.Body, err)
	}
	return got.Differences
}

func TestTheAPINamesDifferences(t *testing.T) {
	s, _ := compareServer(t)
	for lang, want := range map[string]string{
		"zh": "甲：b'hellofeng'。乙：b'hello'，b'feng'。", "en": "Run 1: b'hellofeng'. Run 2: b'hello', b'feng'.",
	} {
		w := ask(s, http.MethodGet, "/api/compare?a=one&b=two", "", "Accept-Language", lang)
		told := differing(t, w)
		if !slices.ContainsFunc(told, func(d words.Told) bool { return d.Kind == "diff-received" && d.Text == want }) {
			t.Errorf("%s: got %+v, want %q", lang, told, want)
		}
	}
	if told := differing(t, ask(s, http.MethodGet, "/api/compare?a=one&b=one", "")); len(told) != 1 || told[0].Kind != "diff-same" {
		t.Errorf("a run and itself: %+v, want no difference", told)
	}
}

func TestComparisonsThatCannotBe(t *testing.T) {
	s, _ := compareServer(t)
	for query, want := range map[string]int{
		"": 404, "a=one": 404, "a=one&b=gone": 404, "a=one&b=live": 409, "a=live&b=two": 409,
	} {
		if w := ask(s, http.MethodGet, "/api/compare?"+query, ""); w.Code != want {
			t.Errorf("%s: status %d, want %d", query, w.Code, want)
		} else {
			mustProblem(t, w)
		}
	}
}

func TestTheComparePageStartsNothing(t *testing.T) {
	s, runner := compareServer(t)
	for query, want := range map[string][]string{
		"":                                   {"Ready-made comparisons", "Choose an experiment"},
		"a=one":                              {"Run one", "Choose an experiment"},
		"a=one&b=two":                        {"Run 1: b&#39;hellofeng&#39;. Run 2: b&#39;hello&#39;, b&#39;feng&#39;.", `data-feed="/api/runs/one/feed"`},
		"a=one&b=live":                       {`data-feed="/api/runs/live/feed"`},
		"a=one&b=one&b.set=client.cork.1":    {"set cork on", "data-run-both", "client TCP_CORK on"},
		"a=hello-feng&b=hello-feng&b.as=udp": {"data-run-both", `data-order="{&#34;experiment&#34;:&#34;hello-feng&#34;,&#34;transport&#34;:&#34;udp&#34;}"`, ">UDP<"},
		"a=hello-feng&a.literal.2=4&b=length-header": {"literals", "data-run-both"},
		"a=hello-feng&b=hello-feng&b.set=client.x.1": {"They have nodelay", "Choose an experiment"},
		"a=tcp-echo&b=gone":                          {"Runs are kept in the server"},
		"a=udp-echo&b=udp-echo&b.as=tcp":             {"line "},
	} {
		w := ask(s, http.MethodGet, "/compare?"+query, "", "Accept", "text/html", "Accept-Language", "en")
		for _, part := range want {
			if !strings.Contains(w.Body.String(), part) {
				t.Errorf("%s: status %d, the page has no %s", query, w.Code, part)
			}
		}
	}
	if got := runner.orders(); len(got) != 0 {
		t.Errorf("%d runs were started by GET", len(got))
	}
}

func TestTheComparePagesAddressIsTidy(t *testing.T) {
	s, _ := compareServer(t)
	w := ask(s, http.MethodGet, "/compare?a=udp-echo&a.run=&a.as=&a.set=&b=tcp-echo&b.run=+one+&b.set=", "")
	want := "/compare?a=udp-echo&b=one"
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != want {
		t.Errorf("status %d to %q, want 303 to %q", w.Code, got, want)
	}
}

func TestAFormRunsBothHalves(t *testing.T) {
	s, runner := compareServer(t)
	runner.began = ended("hello")
	form := url.Values{"a": {"hello-feng"}, "a.run": {""}, "b": {"hello-feng"}, "b.set": {"", "client.nodelay.1"}}
	w := ask(s, http.MethodPost, "/compare", form.Encode(), "Content-Type", formMedia, "Accept", "text/html")
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/compare?a=hello-feng&a.ran=runA&b=hello-feng&b.ran=runB&b.set=client.nodelay.1" {
		t.Fatalf("status %d to %q, want 303 to both runs; %s", w.Code, got, w.Body)
	}
	started := runner.orders()
	if strings.Contains(started[0].exp.Script, "nodelay") || !strings.Contains(started[1].exp.Script, "set nodelay on") {
		t.Errorf("started %v, want the option in the second", started)
	}
	form = url.Values{"a": {"one"}, "b": {"two"}}
	w = ask(s, http.MethodPost, "/compare", form.Encode(), "Content-Type", formMedia, "Accept", "text/html")
	if got := w.Header().Get("Location"); got != "/compare?a=one&b=two" || len(runner.orders()) != 2 {
		t.Errorf("kept runs lead to %q with %d started, want them as they are", got, len(runner.orders()))
	}
}

// TestAPairIsRunAtOneClick: its name is all that the form sends.
func TestAPairIsRunAtOneClick(t *testing.T) {
	s, runner := compareServer(t)
	runner.began = ended("hello")
	form := url.Values{"pair": {"nodelay"}, "a": {"tcp-echo"}}
	w := ask(s, http.MethodPost, "/compare", form.Encode(), "Content-Type", formMedia, "Accept", "text/html")
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/compare?a.ran=runA&b.ran=runB&pair=nodelay" {
		t.Fatalf("status %d to %q, want 303 to the pair with both runs", w.Code, got)
	}
	started := runner.orders()
	if strings.Contains(started[0].exp.Script, "nodelay") || !strings.Contains(started[1].exp.Script, "set nodelay on") {
		t.Errorf("started %v, want the pair", started)
	}
}

// TestRunsOfAComparison: the address brings the runs that were made, says so of
// one that is gone, and takes none of another experiment.
func TestRunsOfAComparison(t *testing.T) {
	s, runner := compareServer(t)
	order := lab.Order{Slug: "hello-feng"}
	log := record.NewLog(record.Header{Script: talk, Transport: lab.TCP, Peers: []string{"server", "client"}, Order: order})
	log.End(lab.End{Reason: lab.EndDone})
	runner.add("own", log)
	for query, want := range map[string][]string{
		"a=hello-feng&b=length-header&a.ran=own":     {`data-feed="/api/runs/own/feed"`, "data-run-both"},
		"a=hello-feng&b=length-header&a.ran=missing": {"data-gone", "data-run-both"},
		"a=hello-feng&b=length-header&b.ran=own":     {"data-gone", "data-run-both"},
	} {
		page := ask(s, http.MethodGet, "/compare?"+query, "", "Accept", "text/html").Body.String()
		for _, part := range want {
			if !strings.Contains(page, part) {
				t.Errorf("%s: the page has no %s", query, part)
			}
		}
		if strings.Contains(page, "data-gone") != (want[0] == "data-gone") {
			t.Errorf("%s: a run is gone, or it is not said", query)
		}
	}
}

func TestAFormWithABadHalfRunsNothing(t *testing.T) {
	s, runner := compareServer(t)
	form := url.Values{"a": {"hello-feng"}, "b": {"hello-feng"}, "b.set": {"client.nodelay.7"}}
	w := ask(s, http.MethodPost, "/compare", form.Encode(), "Content-Type", formMedia, "Accept", "text/html", "Accept-Language", "en")
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "from 0 to 1") || len(runner.orders()) != 0 {
		t.Errorf("status %d, %d started, want 422 and none", w.Code, len(runner.orders()))
	}
}

// TestReadyPairs: every ready-made comparison can be run, and what the form
// reads from its address is what was meant.
func TestReadyPairs(t *testing.T) {
	addresses := comparing{lessons: course.Shipped()}
	page := comparePage{runs: &runs{course: course.Shipped()}, comparing: addresses}
	for _, pair := range allReady() {
		address, err := url.Parse(addresses.orderPath(pair.a, pair.b))
		if err != nil {
			t.Fatal(err)
		}
		for i, letter := range []string{sideA, sideB} {
			h := page.readHalf(t.Context(), address.Query(), letter)
			want, err := page.made([]lab.Order{pair.a, pair.b}[i])
			if err != nil || h.err != nil || h.made.Experiment.Script != want.Experiment.Script {
				t.Errorf("%s, %s: %v, %v, script\n%s\nwant\n%s", pair.name, letter, h.err, err, h.made.Experiment.Script, want.Experiment.Script)
			}
		}
		if !view.Has("compare.pair."+pair.name) || !view.Has("compare.pair."+pair.name+".text") {
			t.Errorf("%s has no words", pair.name)
		}
	}
}

func TestEveryLessonOffersComparisonsThatWork(t *testing.T) {
	s, _ := compareServer(t)
	addresses := comparing{lessons: course.Shipped()}
	for _, lesson := range course.Shipped().All() {
		for _, link := range addresses.comparisons(en, lesson.Experiment, lab.Order{Slug: lesson.Slug}) {
			w := ask(s, http.MethodGet, link.Href, "", "Accept-Language", "en")
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "data-run-both") {
				t.Errorf("%s, %s: status %d, want a comparison to run", lesson.Slug, link.Text, w.Code)
			}
		}
	}
}
