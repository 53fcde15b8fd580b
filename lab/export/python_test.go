package export

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
)

var update = flag.Bool("update", false, "write the golden files")

func mustParse(t *testing.T, text string) lab.Experiment {
	t.Helper()
	e, err := script.Parse(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return e
}

// experiments gives those of testdata/python by name.
func experiments(t *testing.T) map[string]lab.Experiment {
	t.Helper()
	files, err := filepath.Glob("testdata/python/*.script")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	all := map[string]lab.Experiment{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(file, ".script")] = mustParse(t, string(text))
	}
	return all
}

// TestPython holds the programs: each line with its step and calls, its
// editable literals between ‹ and ›, and the whole files after them.
func TestPython(t *testing.T) {
	for name, e := range experiments(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			got := golden(Python(e))
			if *update {
				if err := os.WriteFile(name+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func golden(programs []Program) string {
	var b strings.Builder
	for _, p := range programs {
		fmt.Fprintf(&b, "-- lines of %s --\n", p.Peer)
		for _, line := range p.Lines {
			for i, token := range line.Tokens {
				if token.Literal >= 0 {
					line.Tokens[i].Text = "‹" + token.Text + "›"
				}
			}
			fmt.Fprintf(&b, "%2d %-10s | %s\n", line.Step, callNames(line), line.String())
		}
	}
	for _, p := range programs {
		for _, line := range p.Lines {
			for i := range line.Tokens {
				line.Tokens[i].Text = strings.NewReplacer("‹", "", "›", "").Replace(line.Tokens[i].Text)
			}
		}
		fmt.Fprintf(&b, "-- %s --\n%s", p.File, p.Source())
	}
	return b.String()
}

func callNames(line Line) string {
	names := make([]string, len(line.Calls))
	for i, call := range line.Calls {
		names[i] = call.String()
	}
	return strings.Join(names, " ")
}

// TestPythonCompiles lets Python itself look at the files.
func TestPythonCompiles(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	folder := t.TempDir()
	args := []string{"-c", "import sys\nfor f in sys.argv[1:]: compile(open(f, encoding='utf-8').read(), f, 'exec')"}
	for name, e := range experiments(t) {
		for _, p := range Python(e) {
			file := filepath.Join(folder, filepath.Base(name)+"-"+p.File)
			if err := os.WriteFile(file, []byte(p.Source()), 0o644); err != nil {
				t.Fatal(err)
			}
			args = append(args, file)
		}
	}
	if out, err := exec.Command(python, args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestLiteralsAreTheTokens(t *testing.T) {
	for name, e := range experiments(t) {
		var shown []string
		for _, p := range Python(e) {
			for _, line := range p.Lines {
				for _, token := range line.Tokens {
					if token.Literal >= 0 && token.Literal != len(shown) {
						t.Errorf("%s: literal %d comes after %d others", name, token.Literal, len(shown))
					}
					if token.Literal >= 0 {
						shown = append(shown, token.Text)
					}
				}
			}
		}
		if got := Literals(e); !slices.Equal(got, shown) {
			t.Errorf("%s: literals %q, tokens %q", name, got, shown)
		}
	}
}

// TestEveryStepIsShown: no step of a script is without its line.
func TestEveryStepIsShown(t *testing.T) {
	for name, e := range experiments(t) {
		for i, p := range Python(e) {
			for line := e.Peers[i].Line + 1; line <= e.Peers[i].Line+len(flat(e.Peers[i].Steps)); line++ {
				if !slices.ContainsFunc(p.Lines, func(l Line) bool { return l.Step == line }) {
					t.Errorf("%s: nothing shows line %d", name, line)
				}
			}
		}
	}
}

func TestTokens(t *testing.T) {
	e := mustParse(t, "tcp\nserver:\n    loop 2:\n        sleep 1s\n    listen 5\n")
	var got []string
	for _, line := range Python(e)[0].Lines[:3] {
		for _, token := range line.Tokens {
			got = append(got, token.Kind+":"+token.Text)
		}
	}
	want := []string{
		"keyword:for", ": ", "name:_", ": ", "keyword:in", ": ", "name:range", ":(", "number:2", ":):",
		"name:time", ":.", "name:sleep", ":(", "number:1", ":)",
		"name:server", ": = ", "name:socket", ":.", "name:socket", ":(", "name:AF_INET", ":, ",
		"name:SOCK_STREAM", ":)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
