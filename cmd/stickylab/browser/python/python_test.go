// Package python does in the browser what students do on the page of their own programs.
package python

import (
	"compress/gzip"
	_ "embed"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab/pyodide"
)

// mustKit puts what npm has installed where the lab finds it.
func mustKit(t testing.TB) (dir string) {
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
		port, file := base[strings.LastIndex(base, ":")+1:], filepath.Join(t.TempDir(), "evil.sock")
		write(p, strings.NewReplacer("HERE", base, "PORT", port, "EVIL", file).Replace(evil))
		p.Run()
		got := said(p)[0]
		if tried := triedAll.FindStringSubmatch(got); tried == nil || len(tried[1]) < 2 || tried[1] < "60" || strings.Contains(got, "GOT") {
			t.Errorf("the tries came out as\n%s", got)
		}
		if _, err := os.Stat(file); err == nil {
			t.Error("a program has made a file of the machine")
		}
		if state := strings.Join(p.Text("[data-state]"), ""); strings.Contains(state, "by a program") {
			t.Errorf("a program has the page say %q", state)
		}
	})
	t.Run("Ctrl-C is for the program that waits", func(t *testing.T) {
		write(p, caught)
		p.Click("[data-run]")
		for _, want := range []string{"KeyboardInterrupt caught", "handler SIGINT accept"} {
			p.SaysSoon("[data-lines]", "waits for "+want)
			p.Click("[data-interrupt]")
			p.SaysSoon("[data-lines]", want)
		}
		p.SaysSoon("[data-lines]", "slept on")
		p.Ended()
		if p.Holds(`document.querySelector("[data-interrupt]").checkVisibility()`) {
			t.Error("Ctrl-C is there for a program that is over")
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

// caught waits twice, for Ctrl-C alone.
const caught = `
import signal, time, socket
s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen()
try:
    print('waits for KeyboardInterrupt caught')
    s.accept()
except KeyboardInterrupt as e:
    print(type(e).__name__, 'caught')
def handler(number, frame):
    print('handler', signal.Signals(number).name, frame.f_code.co_name)
    s.close()
signal.signal(signal.SIGINT, handler)
print('waits for handler SIGINT accept')
try:
    s.accept()
except OSError as e:
    print(e)
print('slept on')
`

// evilSays is what the console says of a program that has just ended, and of what evil was
// not let do: a worker of the frame says it.
var evilSays = []string{"/beat", "/leave", "(blob:null/", "violates the following Content Security Policy", "from origin 'null' has been blocked"}

// triedAll is how many tries evil says that it made, at its end.
var triedAll = regexp.MustCompile(`(?m)^tried (\d\d+)\n\z`)

// evil tries what a program must not be able to do, and prints GOT where it could.
//
//go:embed testdata/evil.py
var evil string
