package browser

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
)

// fakeTB records how the test that it stands for fails.
type fakeTB struct {
	testing.TB
	failure string
}

func (f *fakeTB) Helper() {}

func (f *fakeTB) Fatalf(format string, args ...any) {
	f.failure = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// failureOf does something with the tab in the place of a test, and returns how
// that test fails.
func failureOf(p *Tab, do func()) string {
	real, fake := p.T, &fakeTB{TB: p.T}
	p.T = fake
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		do()
	}()
	<-ended
	p.T = real
	return fake.failure
}

// slidePage has a button that moves down by its height while the mouse is down
// on it, as a page that glides does.
const slidePage = `<!DOCTYPE html><link rel="icon" href="data:,">
<button id="still">still</button>
<div id="slides"><button id="moved">moves</button></div>
<div style="position: relative; width: 9em"><button id="below">below</button><p id="over" style="position: absolute; inset: 0; margin: 0">over it</p></div>
<a id="away" href="/other">away</a>
<div style="height: 3000px"></div><button id="far">far below</button>
<script>
	slides.addEventListener("pointerdown", () => { slides.style.paddingTop = "60px"; });
	addEventListener("click", ({ target }) => { document.body.dataset.clicked = target.id; });
</script>`

func TestClickReachesItsElementOrFails(t *testing.T) {
	files := http.NewServeMux()
	files.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, slidePage) })
	files.HandleFunc("GET /other", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `<link rel="icon" href="data:,">other`)
	})
	server := httptest.NewServer(files)
	t.Cleanup(server.Close)
	chromium := New(t)
	tests := []struct {
		name, selector string
		scripted       bool
		failure        []string // words of it; none where the click succeeds
	}{
		{"what stands still is hit", "#still", true, nil},
		{"what lies below the window is brought there first", "#far", true, nil},
		{"a link that leaves the page", "#away", true, nil},
		{"a link that leaves the page, without scripts", "#away", false, nil},
		{"what moves under the pointer", "#moved", true, []string{"went elsewhere", `pointerdown on <button id="moved"`, `click on <div id="slides"`}},
		{"what something lies over", "#below", true, []string{"would hit <p id="}},
		{"what something lies over, without scripts", "#below", false, []string{"would hit <p id="}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := NewTab(t, chromium, server.URL)
			if !tt.scripted {
				p.WithoutScripts()
			}
			p.Open("/")
			got := failureOf(p, func() { p.Click(tt.selector) })
			if len(tt.failure) == 0 && got != "" {
				t.Errorf("the click failed: %s", got)
			}
			for _, want := range tt.failure {
				if !strings.Contains(got, want) {
					t.Errorf("got the failure %q, want %q in it", got, want)
				}
			}
		})
	}
}
