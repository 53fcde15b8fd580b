package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/lab/course"
)

// joinedScript makes sure that hello and feng are received together.
const joinedScript = `tcp
# expect: server recv 1 = "hellofeng" coalesced joined "receive queue"
# expect: end done
server:
    listen 1
    accept
    wait client end
    recv 10
client:
    connect
    send "hello"
    send "feng"
`

func mustWrite(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCheckHoldsAScriptToItsComments(t *testing.T) {
	sound := mustWrite(t, "joined.txt", joinedScript)
	wrong := mustWrite(t, "apart.txt", strings.Replace(joinedScript, `"hellofeng" coalesced`, `"hello" exact`, 1))
	for name, c := range map[string]struct {
		args     []string
		code     int
		out, err string
	}{
		"as claimed":                  {args: []string{sound}, out: sound + ": 1 of 1 runs as claimed"},
		"several runs":                {args: []string{"-n", "3", sound}, out: "3 of 3 runs as claimed"},
		"not as claimed":              {args: []string{wrong}, code: exitFailed, out: "0 of 1 runs", err: `run 1: server recv 1: `},
		"one of two files":            {args: []string{wrong, sound}, code: exitFailed, out: sound + ": 1 of 1 runs as claimed"},
		"no claims":                   {args: []string{mustWrite(t, "none.txt", "udp\nserver:\n    bind\n")}, code: exitUsage, err: "none.txt: claims nothing"},
		"a claim that makes no sense": {args: []string{mustWrite(t, "odd.txt", "udp\n# expect: sever bind 1\nserver:\n    bind\n")}, code: exitUsage, err: `odd.txt:2: no peer is named "sever"; there are: server`},
		"a script that makes none":    {args: []string{mustWrite(t, "bad.txt", "udp\nserver:\n    bid\n")}, code: exitUsage, err: "bad.txt:3:5: "},
		"no such file":                {args: []string{"gone.txt"}, code: exitUsage, err: `"gone.txt"`},
		"nothing":                     {code: exitUsage, err: "# expect:"},
		"no runs":                     {args: []string{"-n", "0", sound}, code: exitUsage, err: "-n 0"},
	} {
		t.Run(name, func(t *testing.T) {
			got := call(t, "en", "", append([]string{"check"}, c.args...)...)
			if got.code != c.code || !strings.Contains(got.out, c.out) || !strings.Contains(got.err, c.err) {
				t.Errorf("exit code %d, want %d; printed\n%s\nwant in it %q; said\n%s\nwant in it %q", got.code, c.code, got.out, c.out, got.err, c.err)
			}
		})
	}
}

func TestCheckTellsInTheReadersLanguage(t *testing.T) {
	wrong := mustWrite(t, "apart.txt", strings.Replace(joinedScript, "end done", "end limit", 1))
	got := call(t, "zh", "", "check", wrong)
	if want := `第 1 次运行：end 是 "done"，应当是 "limit"`; !strings.Contains(got.err, want) {
		t.Errorf("said %q, want in it %q", got.err, want)
	}
}

func TestCheckHoldsALessonToItsExpectation(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "header-in-pieces")
	lesson, err := fs.Sub(course.Files(), "header-in-pieces")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, lesson); err != nil {
		t.Fatal(err)
	}
	got := call(t, "en", "", "check", dir)
	for _, want := range []string{dir + ": 1 of 1", dir + " try 1: 1 of 1", dir + " cure.txt: 1 of 1"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("printed\n%s\nwant in it %q", got.out, want)
		}
	}
	if got.code != exitDone {
		t.Errorf("exit code %d; it said %s", got.code, got.err)
	}
	expect := filepath.Join(dir, "expect.txt")
	if err := os.Chmod(expect, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(expect)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(expect, append(text, "\ntry: end stopped\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "en", "", "check", dir); got.code != exitFailed || !strings.Contains(got.err, `want "stopped"`) {
		t.Errorf("a claim that is not so: exit code %d, said %q", got.code, got.err)
	}
	if err := os.Remove(filepath.Join(dir, "zh.md")); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "en", "", "check", dir); got.code != exitUsage || !strings.Contains(got.err, "zh.md") {
		t.Errorf("without a text: exit code %d, said %q", got.code, got.err)
	}
}

func TestRunExpecting(t *testing.T) {
	sound := mustWrite(t, "sound.expect", "# both at once\nserver recv 1 coalesced\n")
	wrong := mustWrite(t, "wrong.expect", "server recv 1 exact\n")
	for name, c := range map[string]struct {
		args     []string
		in       string
		code     int
		out, err string
	}{
		"as claimed":                     {args: []string{"-", "-expect", sound}, in: joinedScript, out: "1 of 1 runs as claimed"},
		"the run is printed too":         {args: []string{"-", "-expect", sound}, in: joinedScript, out: "b'hellofeng'"},
		"not as claimed":                 {args: []string{"-", "-expect", wrong}, in: joinedScript, code: exitFailed, err: "run 1: server recv 1: verdict"},
		"of many":                        {args: []string{"-", "-n", "3", "-expect", wrong}, in: joinedScript, code: exitFailed, out: "0 of 3 runs", err: "run 3: "},
		"many":                           {args: []string{"-", "-n", "3", "-expect", sound}, in: joinedScript, out: "3 of 3 runs as claimed"},
		"a failure that is claimed":      {args: []string{"-", "-expect", mustWrite(t, "x", "client connect 1 err ECONNREFUSED\n")}, in: "tcp\nclient:\n    connect\n", out: "1 of 1"},
		"no such file":                   {args: []string{"-", "-expect", "gone"}, in: joinedScript, code: exitUsage, err: `"gone"`},
		"a claim that is not understood": {args: []string{"-", "-expect", mustWrite(t, "y", "\nserver recv nine\n")}, in: joinedScript, code: exitUsage, err: `y:2: "nine", want a number`},
	} {
		t.Run(name, func(t *testing.T) {
			got := call(t, "en", c.in, append([]string{"run"}, c.args...)...)
			if got.code != c.code || !strings.Contains(got.out, c.out) || !strings.Contains(got.err, c.err) {
				t.Errorf("exit code %d, want %d; printed\n%s\nwant in it %q; said\n%s\nwant in it %q", got.code, c.code, got.out, c.out, got.err, c.err)
			}
		})
	}
}

// The examples of the bench do what they claim.
func TestCheckHoldsTheExamples(t *testing.T) {
	files := []string{"check", "-n", "5"}
	for _, example := range course.Examples() {
		files = append(files, mustWrite(t, example.Slug+".txt", example.Script))
	}
	got := call(t, "en", "", files...)
	if n := strings.Count(got.out, "5 of 5 runs as claimed"); got.code != exitDone || n != len(files)-3 || n == 0 {
		t.Errorf("exit code %d; printed\n%s\nsaid\n%s", got.code, got.out, got.err)
	}
}
