package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stickylab/lab"
	"stickylab/lab/course"
)

// addressesOf lists what a page names that begins with a slash, whatever the attribute.
func addressesOf(t *testing.T, page string) (all []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for node := range root.Descendants() {
		for _, attr := range node.Attr {
			if strings.HasPrefix(attr.Val, "/") && attr.Key != "aria-keyshortcuts" {
				all = append(all, attr.Val)
			}
		}
	}
	return all
}

// From the first page on, all that pages name under a base lies under it and is there,
// whether a proxy passes the base on or takes it off.
func TestEverythingIsUnderTheBase(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	log.Append(new(sent(0, 5)))
	log.End(lab.End{Reason: lab.EndDone})
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner, BasePath: "/lab"})
	next := []string{
		"/lab/", "/lab/runs/some", "/lab/compare?a=some&b=some", "/lab/framing?text=00+01+61&codec=length+%22%21H%22",
		"/lab/lessons/hello-feng?run=some", "/lab/runs/none", "/lab/struct?format=BI&values=1%2C+5",
	}
	seen, pages := map[string]bool{}, 0
	for len(next) > 0 && pages < 150 {
		path := next[0]
		next = next[1:]
		bare, _, _ := strings.Cut(path, "#")
		kind, _, _ := strings.Cut(bare, "?")
		isOneOfMany := strings.HasPrefix(bare, "/lab/python?") && !strings.Contains(bare, "hello-feng")
		if seen[bare] || isOneOfMany || strings.HasSuffix(kind, "/feed") || bare == "/lab/runs" || bare == "/lab/traces" || bare == "/lab/cures" || bare == "/lab/framing/bytes" {
			continue
		}
		seen[bare] = true
		w := ask(s, http.MethodGet, bare, "", "Accept", "text/html")
		if w.Code == http.StatusSeeOther || w.Code == http.StatusMovedPermanently {
			next = append(next, w.Header().Get("Location"))
			continue
		}
		if w.Code != http.StatusOK && !strings.HasPrefix(bare, "/lab/runs/none") {
			t.Errorf("%s: status %d", bare, w.Code)
		}
		for _, cookie := range w.Result().Cookies() {
			if cookie.Path != "/lab/" {
				t.Errorf("%s sets %v", bare, cookie)
			}
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		pages++
		for _, found := range addressesOf(t, w.Body.String()) {
			if !strings.HasPrefix(found, "/lab/") {
				t.Errorf("%s names %q", bare, found)
				continue
			}
			if !slices.Contains(next, found) {
				next = append(next, found)
			}
		}
		if off := strings.TrimPrefix(bare, "/lab"); pages < 20 {
			if got := ask(s, http.MethodGet, off, "", "Accept", "text/html"); got.Code != w.Code || len(addressesOf(t, got.Body.String())) == 0 || slices.ContainsFunc(addressesOf(t, got.Body.String()), func(a string) bool { return !strings.HasPrefix(a, "/lab/") }) {
				t.Errorf("%s without its base: status %d", bare, got.Code)
			}
		}
	}
	if pages < 60 {
		t.Errorf("%d pages were seen, want all lessons in both languages", pages)
	}
}

// What is answered to programs and forms lies under the base, too.
func TestAnswersNameAddressesUnderTheBase(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), BasePath: "/lab"})
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	for _, a := range []struct {
		method, path, body string
		headers            []string
	}{
		{http.MethodPost, "/lab/api/runs", `{"experiment":"tcp-echo"}`, nil},
		{http.MethodPost, "/lab/api/cures", `{"experiment":"tcp-echo","codec":"line","seed":1}`, nil},
		{http.MethodPost, "/lab/api/bytes", `{"text":"00 05 68","codec":"length \"!H\""}`, nil},
		{http.MethodGet, "/lab/api/framing?preset=tls", "", nil},
		{http.MethodPost, "/lab/runs", "slug=tcp-echo", form},
		{http.MethodPost, "/lab/framing", "preset=tls", form},
		{http.MethodPost, "/lab/compare", "a=hello-feng&b=tcp-echo", form},
		{http.MethodGet, "/lab/lessons/as-written", "", nil},
		{http.MethodGet, "/lab", "", nil},
		{http.MethodGet, "/lab/framing?preset=tls&was=x", "", nil},
	} {
		w := ask(s, a.method, a.path, a.body, append(slices.Clone(a.headers), "Content-Type", "application/json", "Accept", "application/json")...)
		if w.Code >= http.StatusBadRequest {
			t.Errorf("%s %s: status %d: %s", a.method, a.path, w.Code, w.Body)
		}
		if where := w.Header().Get("Location"); where != "" && !strings.HasPrefix(where, "/lab/") {
			t.Errorf("%s %s leads to %s", a.method, a.path, where)
		}
		for _, route := range []string{"runs", "api", "framing", "lessons", "script", "struct", "compare"} {
			if strings.Contains(w.Body.String(), `"/`+route) {
				t.Errorf("%s %s answers %s", a.method, a.path, w.Body)
			}
		}
	}
	if got := rebased([]byte(`<a href="/x" title="/y">&#34; href=&#34;/</a>`), "/lab"); string(got) != `<a href="/lab/x" title="/y">&#34; href=&#34;/</a>` {
		t.Errorf("rebased: %s", got)
	}
}

// A path that begins as addresses of the lab do is refused with what is taken; one that
// only has letters in common with them works.
func TestABaseThatIsAnAddressOfTheLabIsRefused(t *testing.T) {
	c := Config{Runner: newFakeRunner(), Course: course.Shipped()}
	taken := (*BasePathError)(nil)
	for _, base := range []string{"/api", "/api/runs", "/static", "/static/x", "/lessons", "/runs", "/runs/lab", "/healthz", "/metrics", "/settings", "/python", "/struct"} {
		c.BasePath = base
		if _, err := New(c); !errors.As(err, &taken) || taken.Part != "/"+strings.Split(base, "/")[1] {
			t.Errorf("%s: %v", base, err)
		}
	}
	for _, base := range []string{"/apis", "/run", "/lessons-of-mine", "/lab/api"} {
		s := mustServer(t, Config{Runner: newFakeRunner(), BasePath: base})
		page := ask(s, http.MethodGet, base+"/lessons/tcp-echo?lang=en", "", "Accept", "text/html")
		seen := addressesOf(t, page.Body.String())
		if page.Code != http.StatusOK || len(seen) == 0 {
			t.Errorf("%s: status %d", base, page.Code)
		}
		asked := map[string]bool{}
		for _, address := range seen {
			address, _, _ = strings.Cut(address, "#")
			if asked[address] || strings.Contains(address, "?") {
				continue
			}
			asked[address] = true
			if w := ask(s, http.MethodGet, address, "", "Accept", "text/html"); !strings.HasPrefix(address, base+"/") || w.Code == http.StatusNotFound {
				t.Errorf("%s names %s: status %d", base, address, w.Code)
			}
		}
	}
}
