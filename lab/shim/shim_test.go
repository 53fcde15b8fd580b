package shim

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stickylab/lab/students"
)

// patience is how long a program may take on a busy machine.
const patience = 2 * time.Minute

// python runs a file of testdata with python3 and returns what it printed.
func python(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	command := exec.CommandContext(ctx, "python3", args...)
	command.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "PYTHONIOENCODING=utf-8:strict")
	out, err := command.CombinedOutput()
	if ctx.Err() != nil {
		t.Fatalf("python3 %v did not end: %s", args, out)
	}
	if err != nil {
		t.Logf("python3 %v: %v", args, err)
	}
	return string(out)
}

// TestMistakesAreToldAsCPythonTellsThem has every mistake of testdata/errors.py made by
// CPython and on the shim.
func TestMistakesAreToldAsCPythonTellsThem(t *testing.T) {
	folder := mustAbs(t, "testdata")
	want := strings.Split(python(t, filepath.Join(folder, "errors.py")), "\n")
	got := strings.Split(python(t, filepath.Join(folder, "real.py"), folder, "errors.py"), "\n")
	if len(want) < 90 {
		t.Fatalf("CPython said only %q", want)
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("CPython: %s\nthe shim: %s", want[i], strings.Join(got[min(i, len(got)):min(i+1, len(got))], ""))
		}
	}
}

// TestHeadersAreTold has the lab told of what a program unpacks of what it received last,
// and of nothing else.
func TestHeadersAreTold(t *testing.T) {
	want := `line 9 size 4 failed 0 5
line 14 size 5 failed 0 1, 2
line 17 size 2 failed 1 unpack requires a buffer of 4 bytes
unpack requires a buffer of 4 bytes
bad char in struct format
4 5 !BI True unpack
unpack expected 2 arguments, got 1
`
	if got := python(t, filepath.Join("testdata", "headers.py")); got != want {
		t.Errorf("told is\n%s\nwant\n%s", got, want)
	}
}

// TestProgramsDoTheSame runs programs of students in CPython and on the shim, each peer
// a process, on real sockets both times.
func TestProgramsDoTheSame(t *testing.T) {
	cases, err := students.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"01-lecture-echo", "07-json-header-file", "09-makefile-lines", "11-socketserver", "15-timeout", "17-select", "18-selectors",
		"20-asyncio-readexactly", "21-udp-several", "28-options", "33-names", "34-peek-waitall", "40-traceback", "41-recv-into",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i := slices.IndexFunc(cases, func(c students.Case) bool { return c.Name == name })
			if i < 0 {
				t.Fatal("no such programs")
			}
			files := cases[i].Files
			want, got := run(t, files, false), run(t, files, true)
			for i, f := range files {
				if got[i] != want[i] {
					t.Errorf("%s prints in CPython\n%s\non the shim\n%s", f.Name, want[i], got[i])
				}
			}
		})
	}
}

// run runs the programs and returns what each printed. Those behind the first one start
// when that one listens, by the kernel's tables.
func run(t *testing.T, files []students.File, onShim bool) []string {
	t.Helper()
	dir, port := t.TempDir(), students.FreePort()
	number, _ := strconv.Atoi(port)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	said := make([]bytes.Buffer, len(files))
	ends := make([]chan struct{}, len(files))
	for i, f := range files {
		text := f.At(port)
		if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		args := []string{f.Name}
		if onShim {
			args = []string{mustAbs(t, "testdata/real.py"), dir, f.Name}
		}
		c := exec.CommandContext(ctx, "python3", args...)
		c.Dir, c.Stdout, c.Stderr = dir, &said[i], &said[i]
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ends[i] = make(chan struct{})
		go func() { defer close(ends[i]); _ = c.Wait() }() // what it printed says more
		awaitListener(ctx, ends[i], number, i > 0)
	}
	out := make([]string, len(files))
	for i, f := range files {
		<-ends[i]
		if ctx.Err() != nil {
			t.Fatalf("%s did not end; it printed %s", f.Name, &said[i])
		}
		out[i] = strings.ReplaceAll(strings.ReplaceAll(said[i].String(), port, students.Port), dir+"/", "")
		out[i] = regexp.MustCompile(`\b[1-6]\d{4}\b`).ReplaceAllString(out[i], "PORT")
	}
	return out
}

// awaitListener returns when the port is listened on or bound by UDP, the program has
// ended, or nobody has to be waited for.
func awaitListener(ctx context.Context, ended chan struct{}, port int, atOnce bool) {
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !atOnce && !listens(port) {
		select {
		case <-look.C:
		case <-ended:
			return
		case <-ctx.Done():
			return
		}
	}
}

// listens reads proc_net_tcp(5): state 0A is LISTEN, a bound UDP socket has 07.
func listens(port int) bool {
	for file, state := range map[string]string{"tcp": "0A", "udp": "07"} {
		table, _ := os.ReadFile("/proc/net/" + file)
		if regexp.MustCompile(fmt.Sprintf(`(?m)^ *\d+: [0-9A-F]{8}:%04X [0-9A-F:]+ %s `, port, state)).Match(table) {
			return true
		}
	}
	return false
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}
