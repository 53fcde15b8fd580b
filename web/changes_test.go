package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"stickylab/lab/course"
)

// changesOf writes a change of a lesson down as the page shows it.
func changesOf(t *testing.T, slug string, n int) string {
	t.Helper()
	lesson, ok := course.Shipped().Find(slug)
	if !ok {
		t.Fatal("no lesson", slug)
	}
	var b strings.Builder
	for _, change := range changes("en", lesson.Experiment, lesson.Variants()[n-1].Experiment) {
		fmt.Fprintf(&b, "%s\n", change.File)
		for _, line := range change.Lines {
			sign := " "
			if line.Out {
				sign = "-"
			} else if line.In {
				sign = "+"
			}
			fmt.Fprintf(&b, "%s %s\n", sign, line.Text)
		}
	}
	return b.String()
}

// A change is shown in the programs' own language, with little of what stands around it.
func TestAChangeIsShownInPython(t *testing.T) {
	for _, tt := range []struct {
		slug string
		n    int
		want string
	}{
		{"hello-feng", 1, `server.py
  time.sleep(0.05)
- data1 = conn.recv(10)
+ data1 = conn.recv(5)
  data2 = conn.recv(10)
`},
		{"cork", 1, `client.py
  time.sleep(0.05)
- s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)
  # sync: after the 1st recv of the server (done by the lab)
`},
		{"answer-and-close", 3, `server.py
  conn.send(b'0123456789' * 50000)
+ conn.shutdown(socket.SHUT_WR)
+ while True:
+     data = conn.recv(1024)
+     if not data:
+         break
  conn.close()
client.py
  s.send(b'GET /\r\n')
- # sync: after the 1st close of the server (done by the lab)
+ # sync: after the 1st shutdown of the server (done by the lab)
  while True:
`},
	} {
		if got := changesOf(t, tt.slug, tt.n); got != tt.want {
			t.Errorf("%s: change %d:\n%s\nwant\n%s", tt.slug, tt.n, got, tt.want)
		}
	}
}

// Whoever made it, by its number, by values or by options, a change is asked about by its own
// question; another experiment is not.
func TestAChangeIsAskedAboutByItsQuestion(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for address, want := range map[string]string{
		"/compare?lang=en&a=cork&b=cork&b.try=2":                              "When does hello leave?",
		"/compare?lang=en&a=hello-feng&b=hello-feng&b.literal.2=5":            "What do the two calls of recv return?",
		"/compare?lang=en&a=hello-feng&b=hello-feng&b.literal.2=6":            "",
		"/compare?lang=en&a=small-sends&b=small-sends&b.set=client.nodelay.1": "When the first 25 calls of send return",
		"/compare?lang=en&a=cork&b=cork":                                      "",
		"/compare?lang=en&a=cork&b=small-sends":                               "",
	} {
		page := ask(s, http.MethodGet, address, "").Body.String()
		if asks := strings.Contains(page, "data-asked="); asks != (want != "") || !strings.Contains(page, want) {
			t.Errorf("%s: asks %v, want %q", address, asks, want)
		}
	}
}

// From a change there is a way back to its lesson, and on to the next change if there is one.
func TestAChangeLeadsBackAndOn(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for n, next := range map[string]bool{"1": true, "2": false} {
		page := ask(s, http.MethodGet, "/compare?lang=en&a=cork&b=cork&b.try="+n, "").Body.String()
		if !strings.Contains(page, `<a href="/lessons/cork">Back to the lesson: `) {
			t.Errorf("change %s: no way back", n)
		}
		if on := strings.Contains(page, `<a href="/compare?a=cork&amp;b=cork&amp;b.try=2">The next change</a>`); on != next {
			t.Errorf("change %s: leads on: %v, want %v", n, on, next)
		}
	}
}
