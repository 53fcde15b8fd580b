package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/record"
)

// called is what a call of the program printed, and its exit code.
type called struct {
	out, err string
	code     int
}

func call(t *testing.T, lang, in string, args ...string) called {
	t.Helper()
	var out, said bytes.Buffer
	p := program{in: strings.NewReader(in), out: &out, err: &said, lang: lang}
	code := p.main(t.Context(), args)
	return called{out.String(), said.String(), code}
}

func TestExitCodesAndWhatIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "one.txt")
	if err := os.WriteFile(file, []byte("udp\nserver:\n    bind\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const refused = "tcp\nclient:\n    connect\n"
	for name, c := range map[string]struct {
		args []string
		in   string
		code int
		out  string // in the output
		err  string // in what is said of mistakes
	}{
		"a lesson by its name":        {args: []string{"run", "hello-feng"}, out: "coalesced · in the receive queue"},
		"a file":                      {args: []string{"run", file}, out: "all programs ended"},
		"the standard input":          {args: []string{"run", "-"}, in: "udp\nserver:\n    bind\n", out: "all programs ended"},
		"flags after the name":        {args: []string{"run", "unix-stream", "-n", "3"}, out: "server: b'hellofeng', b'' (end of stream)\n"},
		"a run that fails":            {args: []string{"run", "-"}, in: refused, code: exitFailed, out: "ECONNREFUSED"},
		"a run to its own limit":      {args: []string{"run", "-"}, in: "tcp\nlimit 10ms\nserver:\n    listen 1\n    accept\n", out: "accept"},
		"a limit below 1":             {args: []string{"serve", "-runs", "-4"}, code: exitUsage, err: "whole number from 1"},
		"a path of the lab's own":     {args: []string{"serve", "-listen", "127.0.0.1:0", "-base-path", "/api/v1"}, code: exitUsage, err: "addresses below /api"},
		"no time for a run":           {args: []string{"serve", "-run-time", "-5s"}, code: exitUsage, err: "-run-time -5s"},
		"some of many fail":           {args: []string{"run", "-", "-n", "2"}, in: refused, code: exitFailed, out: "2 runs, 2 of them did not end as done"},
		"no such experiment":          {args: []string{"run", "sticky"}, code: exitUsage, err: "stickylab list"},
		"a bad script, and where":     {args: []string{"run", "-"}, in: "tcp\nserver:\n    lisen 5\n", code: exitUsage, err: "-:3:5: "},
		"all bad lines of it":         {args: []string{"run", "-"}, in: "tcp\nserver:\n    lisen 5\n    recv １０\n", code: exitUsage, err: "-:4:10: "},
		"no experiment":               {args: []string{"run"}, code: exitUsage, err: "name one experiment"},
		"two experiments":             {args: []string{"run", "tcp-echo", "tcp-loop"}, code: exitUsage, err: "name one experiment"},
		"an option and a value":       {args: []string{"run", "hello-feng", "-format", "json", "-set", "client.nodelay.1", "-set", "literal.2=4"}, out: `"options":["client.nodelay.1"]`},
		"an option nobody has":        {args: []string{"run", "tcp-echo", "-set", "client.turbo.1"}, code: exitUsage, err: `no "turbo"`},
		"no option":                   {args: []string{"run", "tcp-echo", "-set", "nodelay"}, code: exitUsage, err: "client.nodelay.1"},
		"a value that is none":        {args: []string{"run", "tcp-echo", "-set", "literal.0=zap"}, code: exitUsage, err: "-set literal.0: "},
		"a value of no number":        {args: []string{"run", "tcp-echo", "-set", "literal.99=1"}, code: exitUsage, err: "literal.0=VALUE"},
		"a value of a script":         {args: []string{"run", "-", "-set", "literal.0=1"}, in: "udp\nserver:\n    bind\n", code: exitUsage, err: "only a lesson"},
		"an unknown format":           {args: []string{"run", "tcp-echo", "-format", "xml"}, code: exitUsage, err: `no format "xml"`},
		"no runs":                     {args: []string{"run", "tcp-echo", "-n", "0"}, code: exitUsage, err: "-n 0"},
		"many runs as one trace":      {args: []string{"run", "tcp-echo", "-n", "2", "-format", "json"}, code: exitUsage, err: "jsonl"},
		"an unknown flag":             {args: []string{"run", "tcp-echo", "-x"}, code: exitUsage, err: "-x"},
		"an unknown command":          {args: []string{"walk"}, code: exitUsage, err: `no command "walk"`},
		"help":                        {args: []string{"help"}, out: "stickylab run NAME|FILE|-"},
		"help of a command":           {args: []string{"run", "-h"}, err: "-format"},
		"list":                        {args: []string{"list"}, out: "length-header"},
		"list takes nothing":          {args: []string{"list", "all"}, code: exitUsage, err: `"all"`},
		"serve takes nothing":         {args: []string{"serve", "here"}, code: exitUsage, err: `"here"`},
		"serve at no address":         {args: []string{"-listen", "256.0.0.1:1"}, code: exitFailed, err: "-listen"},
		"health of nobody":            {args: []string{"healthcheck", "-listen", freeAddress(t)}, code: exitFailed, err: "refused"},
		"health of no address at all": {args: []string{"healthcheck", "-listen", "8035"}, code: exitUsage, err: "8035"},
	} {
		t.Run(name, func(t *testing.T) {
			got := call(t, "en", c.in, c.args...)
			if got.code != c.code {
				t.Errorf("exit code %d, want %d; it said %s", got.code, c.code, got.err)
			}
			if !strings.Contains(got.out, c.out) {
				t.Errorf("printed\n%s\nwant in it\n%s", got.out, c.out)
			}
			if !strings.Contains(got.err, c.err) {
				t.Errorf("said\n%s\nwant in it\n%s", got.err, c.err)
			}
		})
	}
}

func TestEveryLessonIsListedInBothLanguages(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		lines := strings.Split(strings.TrimSpace(call(t, lang, "", "list").out), "\n")
		for i, lesson := range course.Shipped().All() {
			if i >= len(lines) || !strings.HasPrefix(lines[i], lesson.Slug) || !strings.HasSuffix(lines[i], lesson.Text(lang).Title) {
				t.Errorf("%s: line %d of %q is not %s and its title", lang, i+1, lines, lesson.Slug)
			}
		}
	}
}

func TestJSONLinesAreTraces(t *testing.T) {
	got := call(t, "zh", "", "run", "unix-stream", "-n", "3", "-format", "jsonl")
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3: %s", len(lines), got.err)
	}
	lesson, _ := course.Shipped().Find("unix-stream")
	for _, line := range lines {
		var trace record.Trace
		if err := json.Unmarshal([]byte(line), &trace); err != nil {
			t.Fatal(err)
		}
		if err := lesson.Check(trace); err != nil {
			t.Error(err)
		}
	}
}

func TestACancelledRunIsStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var out, said bytes.Buffer
	in := strings.NewReader("tcp\nserver:\n    listen 1\n    accept\n")
	p := program{in: in, out: &out, err: &said, lang: "en"}
	cancel()
	if code := p.main(ctx, []string{"run", "-", "-format", "json"}); code != exitFailed {
		t.Errorf("exit code %d, want %d: %s", code, exitFailed, said.String())
	}
	var trace record.Trace
	if err := json.Unmarshal(out.Bytes(), &trace); err != nil || trace.End.Reason != lab.EndStopped {
		t.Errorf("end %+v, %v; want stopped", trace.End, err)
	}
}

func TestFlagsFromTheEnvironment(t *testing.T) {
	t.Setenv("STICKYLAB_FORMAT", "yaml")
	if got := call(t, "en", "", "run", "unix-stream"); got.code != exitUsage || !strings.Contains(got.err, "yaml") {
		t.Errorf("exit code %d, said %s", got.code, got.err)
	}
	if got := call(t, "en", "", "run", "unix-stream", "-format", "json"); got.code != exitDone {
		t.Errorf("a flag wins: exit code %d, said %s", got.code, got.err)
	}
	t.Setenv("STICKYLAB_N", "many")
	if got := call(t, "zh", "", "run", "unix-stream"); got.code != exitUsage || !strings.Contains(got.err, "STICKYLAB_N") {
		t.Errorf("exit code %d, said %s", got.code, got.err)
	}
}

func TestLanguageOfTheTerminal(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, want string }{
		{"", "", "", "zh"},
		{"", "", "en_US.UTF-8", "en"},
		{"", "", "zh_CN.UTF-8", "zh"},
		{"", "", "C.UTF-8", "zh"},
		{"", "de_DE", "zh_CN.UTF-8", "en"},
		{"zh_TW", "de_DE", "en_US", "zh"},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := language(func(name string) string { return env[name] }); got != c.want {
			t.Errorf("%v: %s, want %s", env, got, c.want)
		}
	}
}
