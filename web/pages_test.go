package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

func TestPagesAreThere(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	log.Append(new(sent(0, 5)))
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner, Kernel: "Linux 6.18", Version: "v1.2.3 abc"})
	for _, path := range []string{"/", "/script", "/exercises", "/exercises/find-the-line", "/quiz/1", "/quiz/5", "/interview", "/handout/1", "/handout/hello-feng?sheet=teacher", "/glossary", "/trace", "/runs/some", "/lessons/hello-feng", "/lessons/length-header"} {
		for _, lang := range []string{"zh-CN", "en"} {
			w := ask(s, http.MethodGet, path, "", "Accept-Language", lang)
			body := w.Body.String()
			if w.Code != http.StatusOK || !strings.Contains(body, `<html lang="`+lang+`"`) || !strings.Contains(body, "Linux 6.18") || !strings.Contains(body, "stickylab v1.2.3 abc") {
				t.Errorf("%s in %s: status %d, body %.200q", path, lang, w.Code, body)
			}
			if got := w.Header().Get("Cache-Control"); got != "private, no-cache" {
				t.Errorf("%s: Cache-Control %q, want private, no-cache", path, got)
			}
			if !strings.Contains(body, s.state.assets.base+"/base.js") {
				t.Errorf("%s does not load %s/base.js", path, s.state.assets.base)
			}
		}
	}
}

func TestPagesNameTheLanesOfALesson(t *testing.T) {
	runner := newFakeRunner()
	runner.add("some", record.NewLog(record.Header{Slug: "length-header", Script: "tcp\n", Transport: lab.TCP, Peers: []string{"server", "client"}}))
	s := mustServer(t, Config{Runner: runner})
	for path, want := range map[string]string{
		"/lessons/length-header": `data-lanes="server receive" data-pause="server recv 1"`,
		"/lessons/small-sends":   `data-lanes="client send, client wire" data-pause="client send 2"`,
		"/runs/some":             `data-lanes="server receive" data-pause="server recv 1"`,
	} {
		if body := ask(s, http.MethodGet, path, "").Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s has no %s", path, want)
		}
	}
}

// hostile is what somebody would send to break out of a page.
const hostile = `"'></textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>`

func TestHostilePayloadAndNamesAreText(t *testing.T) {
	runner := newFakeRunner()
	log := record.NewLog(record.Header{
		Script: hostile, Slug: hostile, Transport: lab.TCP, Peers: []string{hostile, "client"}, Env: lab.Env{Kernel: hostile},
	})
	event := sent(0, 1)
	event.Data, event.Got, event.Asked, event.Text = []byte(hostile), len(hostile), len(hostile), hostile
	event.Peer, event.Err = 0, hostile
	log.Append(&event)
	log.End(lab.End{Reason: lab.EndError, Detail: hostile})
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner, Kernel: hostile})
	for _, target := range []string{
		"/runs/some", "/runs/some?x=" + url.QueryEscape(hostile), "/script?text=" + url.QueryEscape(hostile),
		"/lessons/" + url.PathEscape(hostile), "/?lang=" + url.QueryEscape(hostile), "/" + url.PathEscape(hostile),
	} {
		w := ask(s, http.MethodGet, target, "", "Accept", "text/html", "Cookie", "theme="+url.QueryEscape(hostile))
		body := w.Body.String()
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: content type %q, want a page", target, w.Header().Get("Content-Type"))
		}
		for _, bad := range []string{"<script>alert", "<img src=x", "</textarea></script>"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s: the page contains %q as markup", target, bad)
			}
		}
	}
}

func TestTheBenchTakesAScriptFromALink(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	w := ask(s, http.MethodGet, "/script?text="+url.QueryEscape(talk), "")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "send &#34;hello&#34;") {
		t.Errorf("status %d, want 200 with the script on the bench", w.Code)
	}
	w = ask(s, http.MethodGet, "/script?text="+strings.Repeat("x", 70<<10), "")
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a script above the limit: status %d, want 413", w.Code)
	}
}
