package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/web/view"
)

// configured reads a file of flags as serve does, and returns what it said.
func configured(t *testing.T, text string, args ...string) (s serving, said string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lab.conf")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	p := program{err: &told, lang: "en"}
	set := flag.NewFlagSet("serve", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	s.flags(set, p.text)
	if err := p.parseAlone(set, append(args, "-config", path)); err != nil {
		t.Fatal(err, told.String())
	}
	err = p.fromFile(set, false)
	return s, told.String(), err
}

// A flag counts before its variable, that before the file, and the file before the
// default.
func TestWhatCountsFirst(t *testing.T) {
	t.Setenv("STICKYLAB_RUNS_PER_CLIENT", "5")
	t.Setenv("STICKYLAB_METRICS_FROM", "10.0.0.1")
	s, said, err := configured(t, "\ufeff# a class\r\nruns = 7\r\n runs-per-client=6\nsockets = 9\n\nallow-host = lab.example\nallow-host = b,c\nlog-json = true\nmetrics-from = 10.0.0.2\nrun-time = 20s\n", "-sockets", "8")
	if err != nil || said != "" {
		t.Fatal(err, said)
	}
	if s.lab.Runs != 7 || s.lab.RunsPerClient != 5 || s.lab.Sockets != 8 || strings.Join(s.hosts.list, " ") != "lab.example b c" || !s.json || s.watchers.String() != "10.0.0.1/32" || s.lab.RunTime.Seconds() != 20 {
		t.Errorf("runs %d, a client %d, sockets %d, hosts %q, json %v, metrics from %s, run time %s", s.lab.Runs, s.lab.RunsPerClient, s.lab.Sockets, s.hosts.list, s.json, &s.watchers, s.lab.RunTime)
	}
}

// What a file gets wrong is said with its line, and with what would be right.
func TestWhatIsWrongInAFileOfFlags(t *testing.T) {
	for text, want := range map[string]string{
		"\nrunz = 4":                          "lab.conf:2: no flag is called runz; did you mean runs?",
		"runs 4":                              `lab.conf:1: "runs 4" is not KEY = value`,
		"runs = 0":                            "lab.conf:1: runs = 0: not a whole number from 1",
		"runs = 3\n#\nruns = 4":               "lab.conf:3: runs is set a second time",
		"config = x":                          "lab.conf:1: no flag is called config",
		"allow-host = http://a/":              "lab.conf:1: allow-host = http://a/: not a host; a is",
		strings.Repeat("#", maxConfigBytes+1): "has more than 65536 bytes",
	} {
		if _, said, err := configured(t, text); !errors.Is(err, errUsage) || !strings.Contains(said, want) {
			t.Errorf("%.20q: %v, said %q, want %q", text, err, said, want)
		}
	}
	if got := call(t, "en", "", "serve", "-config", "/nonexistent"); got.code != exitUsage || !strings.Contains(got.err, "/nonexistent") {
		t.Errorf("a file that is not there: exit %d, said %q", got.code, got.err)
	}
	if view.T("zh", "cli.config.unknown", "f", 1, "runz", "runs") != "f:1：没有叫 runz 的选项，是不是 runs？" {
		t.Errorf("in Chinese: %q", view.T("zh", "cli.config.unknown", "f", 1, "runz", "runs"))
	}
}
