// Package python does in the browser what students do on the page of their own programs.
package python

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab/pyodide"
)

// mustKit puts what npm has installed where the lab finds it.
func mustKit(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	to := pyodide.NewStore(dir).Dir()
	if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, f := range pyodide.Files() {
		from, err := os.Open(filepath.Join("../../../../static/js/node_modules/pyodide", f.Name))
		if err != nil {
			t.Fatalf("make system and npm ci put it there: %v", err)
		}
		file, err := os.Create(filepath.Join(to, f.Name+".gz"))
		if err != nil {
			t.Fatal(err)
		}
		w, _ := gzip.NewWriterLevel(file, gzip.BestSpeed)
		if _, err := io.Copy(w, from); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		_, _ = from.Close(), file.Close()
	}
	return dir
}

// startTime is how long the first interpreter may take on a busy machine: it makes the
// snapshot that the others start from.
const startTime = 4 * time.Minute

// ready waits until an interpreter is there, or the page says why there is none.
func ready(p *browser.Tab) {
	p.T.Helper()
	for begun := time.Now(); !p.Holds(`document.querySelector("[data-warm]") !== null`); p.Frames(10) {
		state := browser.Read[string](p, `document.querySelector("[data-state]").textContent`)
		if strings.Contains(state, "could not") || time.Since(begun) > startTime {
			p.T.Fatalf("Python is not ready: %s", state)
		}
	}
}

// said is what the page shows of each program.
func said(p *browser.Tab) []string {
	return browser.Read[[]string](p, `[...document.querySelectorAll("[data-file]")].map((f) =>
		[...f.querySelectorAll("[data-lines] > div")].map((line) => line.textContent + "\n").join(""))`)
}

// write puts one program on the page, in place of all others.
func write(p *browser.Tab, text string) {
	p.T.Helper()
	for browser.Read[int](p, `document.querySelectorAll("[data-file]").length`) > 1 {
		p.Click("[data-file]:last-child [data-remove]")
	}
	const put = `((text) => {
		const area = document.querySelector("[data-file] textarea");
		area.value = text;
		area.dispatchEvent(new Event("input", { bubbles: true }));
		return area.value.length;
	})`
	browser.Read[int](p, put+`(`+browser.Quote(text)+`)`)
}

func TestStudentsPrograms(t *testing.T) {
	program := browser.Build(t)
	base := program.Serve(t, "-python", mustKit(t))
	p := browser.NewTab(t, browser.New(t), base, evilSays...)
	p.Open("/python?start=echo&lang=en")
	ready(p)
	t.Run("the first pair of the course runs on the instrument", func(t *testing.T) {
		for range 3 { // an interpreter each time
			p.Run()
			if got, want := strings.Join(said(p), "|"), "waiting for a client\nreceived b'hello'\n|the server answered b'HELLO'\n"; got != want {
				t.Errorf("printed %q, want %q", got, want)
			}
		}
		p.Until("the run is drawn", browser.Drawn("[data-stage]"))
	})
	t.Run("all of that was one download", func(t *testing.T) {
		for _, name := range []string{"pyodide.asm.wasm", "python_stdlib.zip", "pyodide.asm.mjs"} {
			if n := browser.Read[int](p, `performance.getEntriesByType("resource").filter((e) => e.name.endsWith("`+name+`")).length`); n != 1 {
				t.Errorf("%s was asked for %d times", name, n)
			}
		}
	})
	t.Run("a program reaches nothing of the page and nothing outside its run", func(t *testing.T) {
		write(p, strings.NewReplacer("HERE", base, "PORT", base[strings.LastIndex(base, ":")+1:]).Replace(evil))
		p.Run()
		got := said(p)[0]
		if !strings.Contains(got, "tried 3") || strings.Contains(got, "GOT") {
			t.Errorf("the tries came out as\n%s", got)
		}
	})
	t.Run("a program that spins is stopped", func(t *testing.T) {
		write(p, "print('on')\nwhile True: pass\n")
		p.Click("[data-run]")
		p.SaysSoon("[data-lines]", "on")
		p.Click("[data-stop]")
		p.Until("nothing runs", `document.querySelector("[data-stop]").getAttribute("aria-disabled") === "true"`)
		write(p, "print('again')\n")
		p.Click("[data-run]")
		p.SaysSoon("[data-lines]", "again")
		p.SaysSoon("[data-file-state]", "has ended")
	})
}

// evilSays is what the console says of programs that have just ended, and of what evil was not let do.
var evilSays = []string{"/beat", "connect-src http", "Refused to connect", "(in promise) TypeError: Failed to fetch"}

// evil tries what a program must not be able to do, and prints GOT where it could.
const evil = `import js, socket
from pyodide.ffi import run_sync, to_js
here = 'HERE'
n = 0
def t(name, f):
    global n
    n += 1
    try:
        got = f()
        print('GOT', name, str(got)[:60])
    except BaseException as e:
        pass
def fetch(path, **kw):
    r = run_sync(js.fetch(here + path, js.Object.fromEntries(to_js(list(kw.items())))))
    return r.status
for path in ['/', '/api/experiments', '/python', '/healthz', '/metrics', '/settings?lang=en', '/api/runs/x', '/static/x.js', '/robots.txt']:
    t('GET ' + path, lambda: fetch(path))
    t('no-cors ' + path, lambda: fetch(path, mode='no-cors'))
t('POST a run', lambda: fetch('/api/runs', method='POST', body='{"experiment":"tcp-echo"}'))
t('DELETE a run', lambda: fetch('/api/runs/x', method='DELETE'))
t('cookies', lambda: js.document.cookie)
t('parent', lambda: js.parent.location)
t('localStorage', lambda: js.localStorage.length)
t('indexedDB', lambda: js.indexedDB.open('x'))
t('caches', lambda: run_sync(js.caches.open('x')))
t('eval', lambda: js.eval('1+1'))
t('Function', lambda: js.Function.new('return 1')())
t('importScripts', lambda: js.importScripts(here + '/static/x.js'))
t('another host', lambda: run_sync(js.fetch('http://127.0.0.1:9/')).status)
t('the lab itself', lambda: socket.create_connection(('127.0.0.1', PORT), 2))
t('a host outside', lambda: socket.create_connection(('10.0.0.1', 80), 2))
t('a name outside', lambda: socket.create_connection(('example.com', 80), 2))
t('ssh', lambda: socket.create_connection(('127.0.0.1', 22), 2))
print('tried', n)
`
