package export

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/lab/pack"
)

// records are formats and values of every kind.
func records() map[string][]any {
	return map[string][]any{
		"!IHB":    {int64(5), int64(258), int64(7)},
		"<IHB":    {int64(5), int64(258), int64(7)},
		"BI":      {int64(1), int64(math.MaxUint32)},
		"@bhilq":  {int64(-1), int64(-2), int64(-3), int64(-4), int64(math.MinInt64)},
		">Qq":     {uint64(math.MaxUint64), int64(-1)},
		"!efd":    {1.5, 0.25, 0.1},
		"<efd":    {math.Inf(-1), 0.1, math.Copysign(0, -1)},
		"!4s2sxc": {[]byte("你a"), []byte("toolong"), []byte("'")},
		"=10p3x?": {[]byte("pascal"), true},
		"!3B2H":   {int64(1), int64(2), int64(3), int64(4), int64(5)},
		"!0s2I":   {[]byte("x"), int64(1), int64(2)},
		"4s":      {[]byte("\x00\xff\"\\")},
		"nNP":     {int64(-1), int64(1), int64(2)},
	}
}

// TestSourcesMakeTheSameBytes runs each source as what it is: python3, go, a C
// compiler and node.
func TestSourcesMakeTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	for format, values := range records() {
		r, err := NewRecord(format, values)
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		want := strings.TrimSpace(fmt.Sprintf("% x", r.Bytes))
		for _, source := range r.Sources() {
			if source.Language == "go" {
				continue // all of them together below, for a compilation takes a second
			}
			out := strings.SplitN(runSource(t, dir, source), "\n", 2)[0]
			if strings.TrimSpace(out) != want {
				t.Errorf("%s in %s gave %s, want %s:\n%s", format, source.Language, out, want, source.Text)
			}
		}
	}
	checkGoSources(t, dir)
}

func runSource(t *testing.T, dir string, s Source) string {
	t.Helper()
	var name string
	var command *exec.Cmd
	switch s.Language {
	case "python":
		name = filepath.Join(dir, "record.py")
		command = exec.Command("python3", name)
	case "javascript":
		name = filepath.Join(dir, "record.js")
		command = exec.Command("node", name)
	case "c":
		name = filepath.Join(dir, "record.c")
	}
	if err := os.WriteFile(name, []byte(s.Text), 0o600); err != nil {
		t.Fatal(err)
	}
	if s.Language == "c" {
		program := filepath.Join(dir, "record")
		if out, err := exec.Command("gcc", "-Wall", "-Werror", "-o", program, name).CombinedOutput(); err != nil {
			t.Fatalf("gcc: %v\n%s\n%s", err, out, s.Text)
		}
		command = exec.Command(program)
	}
	out, err := command.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s\n%s", s.Language, err, out, s.Text)
	}
	return string(out)
}

// checkGoSources makes one program of all main functions.
func checkGoSources(t *testing.T, dir string) {
	t.Helper()
	var all bytes.Buffer
	fmt.Fprint(&all, "package main\n\nimport (\n\t\"encoding/binary\"\n\t\"fmt\"\n\t\"math\"\n)\n\nvar _, _ = binary.BigEndian, math.Pi\n\n")
	var want []string
	calls := ""
	for format, values := range records() {
		r, err := NewRecord(format, values)
		if err != nil {
			t.Fatal(err)
		}
		text := r.golang()
		name := fmt.Sprintf("main%d", len(want))
		_, body, found := strings.Cut(text, "func main() {")
		if !found {
			t.Fatalf("%s has no main", text)
		}
		fmt.Fprintf(&all, "func %s() {%s\n", name, body)
		calls += "\t" + name + "()\n"
		want = append(want, fmt.Sprintf("% x", r.Bytes))
		for _, pkg := range []string{"encoding/binary", "math"} {
			used := strings.Contains(body, pkg[strings.LastIndex(pkg, "/")+1:]+".")
			if imported := strings.Contains(text, fmt.Sprintf("\t%q\n", pkg)); used != imported {
				t.Errorf("%s is used %v, imported %v in\n%s", pkg, used, imported, text)
			}
		}
	}
	fmt.Fprintf(&all, "func main() {\n%s}\n", calls)
	name := filepath.Join(dir, "main.go")
	if err := os.WriteFile(name, all.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", name).CombinedOutput()
	if err != nil {
		t.Fatalf("go run: %v\n%s\n%s", err, out, all.Bytes())
	}
	if got := strings.Split(strings.TrimSpace(string(out)), "\n"); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("go gave\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestRecordThatPythonRefuses(t *testing.T) {
	for format, want := range map[string]string{
		"!B": "'B' format requires 0 <= number <= 255",
		"!Z": "bad char in struct format",
	} {
		var exception *pack.Error
		_, err := NewRecord(format, []any{int64(256)})
		if !errors.As(err, &exception) || exception.Msg != want {
			t.Errorf("%s: got %v, want %s", format, err, want)
		}
	}
}
