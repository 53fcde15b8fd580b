package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-chi/chi/v5"
)

// sentBy sends a request of a member, or without a cookie.
func sentBy(s *Server, method, path, body, member string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader(body))
	r.RemoteAddr = "192.0.2.7:4000"
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(forwardedFor, "198.51.100.1") // of nobody who is trusted
	if member != "" {
		r.AddCookie(&http.Cookie{Name: memberName, Value: member})
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// becomeMember asks for a page as a browser does, and returns the cookie; empty where
// none was set.
func becomeMember(t *testing.T, s *Server, remote, cookie string) string {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/", nil)
	r.RemoteAddr = remote
	r.Header.Set("Accept", "text/html,*/*")
	r.Header.Set(forwardedFor, rand.Text()) // another one each time
	if cookie != "" {
		r.AddCookie(&http.Cookie{Name: memberName, Value: cookie})
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Name != memberName {
			continue
		}
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
			t.Errorf("the cookie is %v", c)
		}
		return c.Value
	}
	return ""
}

// Every route of the server, asked by who started a run and a repeat, by another
// member of the same address and by somebody without a cookie there. Who has the
// link may look; only who started something may end it, and no GET changes anything.
func TestWhoMayDoWhat(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	owner, stranger := becomeMember(t, s, "192.0.2.7:1", ""), becomeMember(t, s, "192.0.2.7:2", "")
	if w := sentBy(s, http.MethodPost, "/api/runs", `{"experiment":"tcp-echo"}`, owner); w.Code != http.StatusCreated {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	id, _, _ := strings.Cut(owner, ".")
	repeat, ctx, end, err := s.state.repeating.begin(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	log, _ := runner.find("runA")
	goOn := func() bool {
		_, ended := log.Ended()
		return !ended && ctx.Err() == nil && len(runner.orders()) == 1 && len(runner.stops()) == 0
	}
	at := func(route string) string {
		id := "runA"
		if strings.HasPrefix(route, "/api/repeats") {
			id = repeat
		}
		return strings.NewReplacer("{id}", id, "{slug}", "tcp-echo", "{seq}", "1", "*", "none").Replace(route)
	}
	deletes := 0
	var last []string
	err = chi.Walk(s.handler.(chi.Routes), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		path := at(route)
		switch {
		case route == "/api/fidelity/progress": // follows a measurement that is not there
		case method == http.MethodDelete:
			deletes++
			for _, member := range []string{stranger, "", "made.up", id + ".x"} {
				if w := sentBy(s, method, path, "", member); w.Code != http.StatusForbidden {
					t.Errorf("%s %s of %.10q: status %d, want 403", method, route, member, w.Code)
				}
			}
			last = append(last, path)
		default:
			for _, member := range []string{owner, stranger, ""} {
				w := sentBy(s, method, path, "", member)
				if method == http.MethodGet && strings.Contains(route, "{id}") && (w.Code == http.StatusForbidden || w.Code == http.StatusNotFound) && !strings.Contains(route, "why") {
					t.Errorf("%s %s of %.10q: status %d, though who has the link may look", method, route, member, w.Code)
				}
			}
		}
		if !goOn() {
			t.Errorf("%s %s changed what somebody started", method, route)
		}
		return nil
	})
	if err != nil || deletes != 2 {
		t.Errorf("%d routes end something (%v), want 2", deletes, err)
	}
	for _, path := range last {
		if w := sentBy(s, http.MethodDelete, path, "", owner); w.Code != http.StatusNoContent {
			t.Errorf("DELETE %s of its owner: status %d, want 204", path, w.Code)
		}
	}
	if _, ended := log.Ended(); !ended || !errors.Is(context.Cause(ctx), errStopped) {
		t.Errorf("the run has ended: %v, the repeat with %v", ended, context.Cause(ctx))
	}
}

// An address brings so many members at once and then some a minute; who drops the
// cookie each time is one client.
func TestMembersOfAnAddressAreLimited(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	now := time.Now()
	s.state.members.now = func() time.Time { return now }
	seen := map[string]bool{}
	for range 3 * newMembers {
		if cookie := becomeMember(t, s, "192.0.2.7:4000", ""); cookie != "" {
			seen[cookie] = true
		}
	}
	if len(seen) != newMembers {
		t.Errorf("%d members of one address at once, want %d", len(seen), newMembers)
	}
	now = now.Add(3 * newMembersEvery)
	more := 0
	for range 10 {
		if becomeMember(t, s, "192.0.2.7:4000", "") != "" {
			more++
		}
	}
	if more != 3 {
		t.Errorf("%d more members later, want 3", more)
	}
	one := becomeMember(t, s, "192.0.2.8:4000", "")
	if one == "" || becomeMember(t, s, "192.0.2.8:4000", one) != "" {
		t.Error("a member of another address is none, or becomes another")
	}
	for i, member := range []string{"", "", one, one, "made.up"} {
		if w := sentBy(s, http.MethodPost, "/api/runs", `{"experiment":"tcp-echo"}`, member); w.Code != http.StatusCreated {
			t.Fatalf("status %d", w.Code)
		}
		id, _, _ := strings.Cut(one, ".")
		if got, want := runner.orders()[i].by.Account(), []string{"192.0.2.7", "192.0.2.7", id, id, "192.0.2.7"}[i]; got != want {
			t.Errorf("request %d counts against %q, want %q", i+1, got, want)
		}
	}
}

// Ids of members and repeats and the tokens of feeds are rights: neither their time nor
// others of their kind tell one.
func TestNobodyGuessesARight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // at one moment
		members, repeating, polls := newMembership(time.Now), newRepeating(maxRepeating), newPolls(newLife())
		for kind, next := range map[string]func() string{
			"member": func() string { return members.cookie().Value[:26] },
			"repeat": func() string {
				id, _, end, err := repeating.begin(t.Context(), "")
				if err != nil {
					t.Fatal(err)
				}
				defer end()
				return id
			},
			"feed": func() string {
				token := polls.keep(nil)
				polls.take(token)
				return token
			},
		} {
			var seen [16]map[byte]bool // of each of the first letters
			for range 100 {
				id := next()
				for i := range seen {
					if seen[i] == nil {
						seen[i] = map[byte]bool{}
					}
					seen[i][id[i]] = true
				}
			}
			for i, letters := range seen {
				if len(letters) < 16 { // of 32; the chance is below 10^-9
					t.Errorf("%s: letter %d is one of %d", kind, i+1, len(letters))
				}
			}
		}
	})
}
