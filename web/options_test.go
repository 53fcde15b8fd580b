package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/order"
	"stickylab/web/view"
)

func TestOptionsAreWrittenIntoTheProgram(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	for _, tt := range []struct{ name, body, want string }{
		{"a switch", `{"experiment":"hello-feng","options":["client.nodelay.1"]}`, "    connect\n    set nodelay on\n"},
		{"a size", `{"experiment":"hello-feng","options":["server.rcvbuf.2304"]}`, "server:\n    set rcvbuf 2304\n    listen 5\n"},
		{"a timeout", `{"experiment":"hello-feng","options":["server.timeout.200","client.cork.1"]}`, "server:\n    timeout 200ms\n    listen 5\n"},
		{"a script", `{"script":` + mustJSON(t, talk) + `,"options":["client.linger.0"]}`, "    connect\n    set linger 0\n"},
		{"linger off", `{"script":` + mustJSON(t, talk) + `,"options":["client.linger.-1"]}`, "    set linger off\n"},
		{"another transport", `{"experiment":"hello-feng","transport":"unix stream"}`, "unix stream\nserver:\n"},
		{"another transport and an option", `{"experiment":"hello-feng","transport":"udp","options":["server.rcvbuf.2304"]}`, "    set rcvbuf 2304\n    bind\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if w := post(s, "/api/runs", tt.body); w.Code != http.StatusCreated {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			orders := runner.orders()
			if got := orders[len(orders)-1].exp.Script; !strings.Contains(got, tt.want) {
				t.Errorf("started\n%s\nwant %q in it", got, tt.want)
			}
		})
	}
}

func TestALessonOverAnotherTransportIsNotThatLesson(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	post(s, "/api/runs", `{"experiment":"hello-feng","transport":"unix stream"}`)
	post(s, "/api/runs", `{"experiment":"hello-feng","transport":"tcp","options":["client.nodelay.1"]}`)
	if got := runner.orders(); got[0].slug != "" || got[1].slug != "hello-feng" {
		t.Errorf("slugs %q and %q, want none and the lesson's", got[0].slug, got[1].slug)
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	many := make([]string, order.MaxOptions+1)
	for i := range many {
		many[i] = "client.nodelay.1"
	}
	for _, tt := range []struct {
		name   string
		order  map[string]any
		kind   string
		zh, en string
	}{
		{"no dots", map[string]any{"options": []string{"<b>"}}, "option", "“<b>”", `"<b>" is not an option`},
		{"a foreign peer", map[string]any{"options": []string{"bob.nodelay.1"}}, "option.peer", "只有 server、client", "only server, client"},
		{"a name that nobody has", map[string]any{"options": []string{"client.turbo.1"}}, "option.name", "nodelay、cork", "They have nodelay, cork"},
		{
			"an option of TCP over UDP",
			map[string]any{"options": []string{"client.nodelay.1"}, "transport": "udp"},
			"option.name", "udp 套接字没有“nodelay”", `udp sockets have no "nodelay"`,
		},
		{"a switch of 2", map[string]any{"options": []string{"client.nodelay.2"}}, "option.value", "0 到 1", "from 0 to 1"},
		{"no number", map[string]any{"options": []string{"client.sndbuf.big"}}, "option.value", "1 到 16777216", "from 1 to 16777216"},
		{"twice", map[string]any{"options": []string{"client.cork.1", "client.cork.0"}}, "option.twice", "client 的 TCP_CORK", "TCP_CORK of client"},
		{"too many", map[string]any{"options": many}, "option.many", "64", "64"},
		{"a transport that nobody has", map[string]any{"transport": "sctp"}, "transport", "tcp、udp", "only tcp, udp"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.order["experiment"] = "hello-feng"
			for lang, want := range map[string]string{"zh": tt.zh, "en": tt.en} {
				w := post(s, "/api/runs", mustJSON(t, tt.order), "Accept-Language", lang)
				problem := mustProblem(t, w)
				detail, _ := problem["detail"].(string)
				if w.Code != http.StatusUnprocessableEntity || problem["type"] != problemType+tt.kind || !strings.Contains(detail, want) {
					t.Errorf("%s: status %d, %v, want %s with %q", lang, w.Code, problem, tt.kind, want)
				}
			}
		})
	}
	if got := len(runner.orders()); got != 0 {
		t.Errorf("%d runs were started, want none", got)
	}
}

// TestOptionsDoNotShiftLiterals: whatever is set, literal.N stays the same one.
func TestOptionsDoNotShiftLiterals(t *testing.T) {
	for _, lesson := range course.Shipped().All() {
		for _, peer := range lesson.Experiment.Peers {
			options := []lab.PeerOption{
				{Peer: peer.Name, Option: lab.OptionTimeout, Value: 200},
				{Peer: peer.Name, Option: "rcvbuf", Value: 2304},
			}
			own := func(o order.Offer) bool { return o.Option == lab.OptionTimeout }
			if !slices.ContainsFunc(order.Offers(lesson.Experiment, peer, nil), own) { // its own literal is then another
				options = options[1:]
			}
			made, err := order.Make(course.Shipped(), lab.Order{Slug: lesson.Slug, Options: options})
			if err != nil {
				t.Errorf("%s: %v", lesson.Slug, err)
				continue
			}
			shown := programs(en, made.Experiment)
			markAdded(shown, made.Experiment.Added())
			if got, want := view.Literals(shown), export.Literals(lesson.Experiment); !slices.Equal(got, want) {
				t.Errorf("%s with %q: literals %q, want %q", lesson.Slug, options, got, want)
			}
		}
	}
}

func TestALessonShowsItsOptionsAndKeepsItsValues(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	query := url.Values{optionField: {"client.nodelay.1", "server.rcvbuf.9999"}, "literal.2": {"4"}}
	w := ask(s, http.MethodGet, "/lessons/hello-feng?"+query.Encode(), "", "Accept-Language", "en")
	body := w.Body.String()
	for _, want := range []string{
		"TCP_NODELAY", `class="added"`, `name="set" value="client.nodelay.1" checked`,
		`<option value="server.rcvbuf.9999" selected>`, `value="4"`, `data-own="10"`, "2 set",
		`href="/compare?a=hello-feng&amp;a.literal.2=`, "without these options", "over UDP", "over Unix stream",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

func TestAFormsEmptyFieldsLeaveTheAddress(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	lesson, _ := course.Shipped().Find("hello-feng")
	query := url.Values{"slug": {lesson.Slug}, "guess": {"1"}, optionField: {"", "client.nodelay.1", ""}}
	for i, value := range export.Literals(lesson.Experiment) {
		query.Set(literalField(i), value)
	}
	query.Set("literal.1", "b'x y'")
	w := ask(s, http.MethodGet, "/lessons/hello-feng?"+query.Encode(), "")
	want := "/lessons/hello-feng?" + url.Values{"literal.1": {"b'x y'"}, optionField: {"client.nodelay.1"}}.Encode()
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != want {
		t.Errorf("status %d to %q, want 303 to %q", w.Code, got, want)
	}
}

func TestALessonWithOptionsThatCannotBeIsAProblem(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	w := ask(s, http.MethodGet, "/lessons/hello-feng?set=client.turbo.1", "", "Accept", "text/html", "Accept-Language", "en")
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "turbo") {
		t.Errorf("status %d, want 422 that names the option", w.Code)
	}
}

func TestAFormsOptionsAreRunAndGoToTheBench(t *testing.T) {
	runner := newFakeRunner()
	runner.began = ended("hello")
	s := mustServer(t, Config{Runner: runner})
	w := postForm(s, url.Values{"slug": {"hello-feng"}, optionField: {"", "client.nodelay.1"}})
	if w.Code != http.StatusSeeOther || !strings.Contains(runner.orders()[0].exp.Script, "set nodelay on") {
		t.Errorf("status %d, started %v, want the option in it", w.Code, runner.orders())
	}
	w = ask(s, http.MethodGet, "/script?slug=hello-feng&set=&set=client.nodelay.1", "")
	if !strings.Contains(w.Body.String(), "set nodelay on") {
		t.Error("the bench has no set nodelay on")
	}
}

// TestAStoredRunIsRunAgainWithItsOptions: the run's page has them from its
// order.
func TestAStoredRunIsRunAgainWithItsOptions(t *testing.T) {
	runner := newFakeRunner()
	runner.began = ended("hello")
	s := mustServer(t, Config{Runner: runner})
	lesson, _ := course.Shipped().Find("hello-feng")
	literals := export.Literals(lesson.Experiment)
	literals[2] = "4"
	post(s, "/api/runs", mustJSON(t, lab.Order{Slug: lesson.Slug, Literals: literals, Options: []lab.PeerOption{
		{Peer: "server", Option: lab.OptionTimeout, Value: 200}, {Peer: "client", Option: "nodelay", Value: 1},
	}}))
	body := ask(s, http.MethodGet, "/runs/runA", "").Body.String()
	for _, want := range []string{
		`name="set" value="server.timeout.200"`, `name="set" value="client.nodelay.1"`, `name="slug" value="hello-feng"`,
		`href="/compare?a=runA"`, `name="literal.2" value="4"`, `class="added"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

func TestAChipHasTheValuesOfItsOffer(t *testing.T) {
	value := 2
	c := chip("client", order.Offer{Option: "maxseg", Values: []int{1, 2}, Chosen: &value})
	want := []view.OptionChoice{{}, {Field: "client.maxseg.1", Value: 1}, {Field: "client.maxseg.2", Value: 2, Current: true}}
	if c.Option != "maxseg" || !slices.Equal(c.Choices, want) {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if c := chip("client", order.Offer{Option: "nodelay", Values: []int{1}}); !c.Choices[0].Current || c.Choices[1].Current {
		t.Errorf("an option that is left alone is %+v", c)
	}
}
