package web

import (
	"html"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/script"
)

const meeting = "tcp\nserver:\n    listen 5\n    accept\nclient outside\n"

// A lesson offers to be faced with a program of one's own where a door is open, each link
// with a script that can be run, and says nothing of it elsewhere.
func TestALessonIsFacedWhereADoorIsOpen(t *testing.T) {
	open := mustServer(t, Config{Runner: newFakeRunner(), Door: netip.MustParseAddrPort("127.0.0.1:18080")})
	shut := mustServer(t, Config{Runner: newFakeRunner()})
	links, address := regexp.MustCompile(`<p data-outside>.*</p>`), regexp.MustCompile(`href="([^"]*)"`)
	faced := map[string]int{}
	for _, lesson := range course.Shipped().All() {
		path := "/lessons/" + lesson.Slug
		if page := ask(shut, http.MethodGet, path, "").Body.String(); strings.Contains(page, "data-outside") {
			t.Errorf("%s without a door has %s", path, links.FindString(page))
		}
		for _, link := range address.FindAllStringSubmatch(links.FindString(ask(open, http.MethodGet, path, "").Body.String()), -1) {
			faced[lesson.Slug]++
			at, err := url.Parse(html.UnescapeString(link[1]))
			if err != nil {
				t.Fatal(err)
			}
			exp, err := script.Parse(at.Query().Get("text"))
			if _, is := script.Outside(exp); err != nil || !is || at.Path != "/script" {
				t.Errorf("%s leads to %s: %v", path, at, err)
			}
		}
	}
	if faced["tcp-echo"] != 2 || faced["udp-echo"] != 0 || faced["two-then-ten"] > 1 || len(faced) < 8 {
		t.Errorf("faced are %v", faced)
	}
}

// The bench says what to do with one's own program, with the command, in both languages.
func TestTheBenchSaysWhereTheDoorIs(t *testing.T) {
	open := mustServer(t, Config{Runner: newFakeRunner(), Door: netip.MustParseAddrPort("127.0.0.1:18080")})
	shut := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range []struct{ name, query, has string }{
		{"no program outside", "lang=en", "A door is open at 127.0.0.1:18080"},
		{"a client outside", "lang=en&text=" + url.QueryEscape(meeting), "nc 127.0.0.1 18080"},
		{"a client outside, in Chinese", "lang=zh&text=" + url.QueryEscape(meeting), "让它连接 127.0.0.1:18080"},
		{"a server outside", "lang=en&text=" + url.QueryEscape("tcp\nserver outside\nclient:\n    connect\n"), "nc -l 127.0.0.1 18080"},
	} {
		if page := ask(open, http.MethodGet, "/script?"+tt.query, "").Body.String(); !strings.Contains(page, tt.has) {
			t.Errorf("%s: the bench does not have %q", tt.name, tt.has)
		}
		if page := ask(shut, http.MethodGet, "/script?"+tt.query, "").Body.String(); strings.Contains(page, "data-door") {
			t.Errorf("%s: without a door the bench speaks of one", tt.name)
		}
	}
}

// Nothing in a request is a door: what looks like one is refused, or has no effect on the
// order.
func TestNoRequestOpensADoor(t *testing.T) {
	for _, body := range []string{
		`{"script":"x","door":"127.0.0.1:80"}`, `{"script":"x","Door":"127.0.0.1:80"}`, `{"experiment":"tcp-echo","outside":"client","door":{"at":"10.0.0.1:80"}}`,
		`{"experiment":"tcp-echo","outside":"127.0.0.1:80"}`, `{"experiment":"tcp-echo","outside":["client"]}`, `{"experiment":"tcp-echo","outside":"client","listen":"0.0.0.0:80"}`,
	} {
		runner := newFakeRunner()
		s := mustServer(t, Config{Runner: runner})
		w := ask(s, http.MethodPost, "/api/runs", body, "Content-Type", "application/json")
		if w.Code < 400 || w.Code > 499 {
			if strings.Contains(body, `"outside":"127`) { // the name of no peer, which the lab refuses
				continue
			}
			t.Errorf("%s: answered with %d %s", body, w.Code, w.Body)
		}
	}
	for _, text := range []string{
		"tcp\nserver outside 127.0.0.1:80\nclient:\n    connect\n", "tcp\nserver outside port 80\nclient:\n    connect\n", "tcp\nserver outside:\n    connect\n",
		"door 127.0.0.1:80\ntcp\nserver outside\nclient:\n    connect\n", "tcp\ndoor 127.0.0.1:80\nserver outside\nclient:\n    connect\n",
		"tcp\nserver outside\nclient:\n    connect 127.0.0.1:80\n", "tcp\nserver outside\nclient:\n    connect \"10.0.0.1\"\n",
	} {
		if exp, err := script.Parse(text); err == nil {
			t.Errorf("a script with an address is read as %+v", exp)
		}
	}
	if (&lab.Order{Outside: "client"}).Guests() {
		t.Error("a program outside is a guest")
	}
}
