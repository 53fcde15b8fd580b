package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// readmeBlock is the README's block of a language that has a text in it.
func readmeBlock(t *testing.T, language, has string) string {
	t.Helper()
	for _, block := range regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$").FindAllStringSubmatch(mustRead(t, "README.md"), -1) {
		if block[1] == language && strings.Contains(block[2], has) {
			return block[2]
		}
	}
	t.Fatalf("the README has no %s with %q", language, has)
	return ""
}

// mustParseServe reads flags as serve does, and returns what was said.
func mustParseServe(t *testing.T, args ...string) (s serving, said string, err error) {
	t.Helper()
	var told strings.Builder
	p := program{err: &told, lang: "en"}
	set := flag.NewFlagSet("serve", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	s.flags(set, p.text)
	err = p.parseServe(set, args)
	return s, told.String(), err
}

// The README's unit of systemd: its command is one of ours, with the README's own file
// of flags, its time to stop is longer than ours, and systemd takes it as it stands,
// where it is at hand.
func TestReadmeUnitOfSystemd(t *testing.T) {
	unit := readmeBlock(t, "ini", "[Service]")
	command := strings.Fields(regexp.MustCompile(`(?m)^ExecStart=(.*)$`).FindStringSubmatch(unit)[1])
	config := filepath.Join(t.TempDir(), "stickylab.conf")
	if err := os.WriteFile(config, []byte(readmeBlock(t, "conf", "allow-host")), 0o600); err != nil {
		t.Fatal(err)
	}
	args := command[1:]
	for i, arg := range args {
		if arg == "/etc/stickylab.conf" {
			args[i] = config
		}
	}
	s, said, err := mustParseServe(t, args...)
	if err != nil || s.listen != "0.0.0.0:8035" || len(s.hosts.list) != 2 || !s.json {
		t.Errorf("%q: %v %s, listens at %s for %q", args, err, said, s.listen, s.hosts.list)
	}
	if stop := regexp.MustCompile(`(?m)^TimeoutStopSec=(\d+)$`).FindStringSubmatch(unit); stop == nil || mustAtoi(t, stop[1]) <= int((s.drain+shutdownTime).Seconds()) {
		t.Errorf("the unit stops after %q, the lab within %s", stop, s.drain+shutdownTime)
	}
	verify, err := exec.LookPath("systemd-analyze")
	if err != nil {
		return
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "stickylab.service")
	if err := os.WriteFile(file, []byte(strings.Replace(unit, command[0], self, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), verify, "verify", "--man=no", file).CombinedOutput()
	for line := range bytes.Lines(out) {
		if bytes.Contains(line, []byte("stickylab")) {
			t.Errorf("systemd-analyze: %s", line)
		}
	}
	if err != nil && len(out) == 0 {
		t.Errorf("systemd-analyze: %v", err)
	}
}

// The README's compose file: its variables are of our flags, a root that is read only
// has a folder for sockets beside it, and it waits for longer than the lab takes to stop.
func TestReadmeComposeFile(t *testing.T) {
	file := readmeBlock(t, "yaml", "services:")
	for _, line := range regexp.MustCompile(`(?m)^ +(STICKYLAB_\w+): (.+)$`).FindAllStringSubmatch(file, -1) {
		t.Setenv(line[1], strings.Trim(line[2], `"`))
	}
	s, said, err := mustParseServe(t)
	if err != nil || len(s.hosts.list) != 2 || s.lab.RunsPerClient != 8 {
		t.Errorf("its variables: %v %s, for %q", err, said, s.hosts.list)
	}
	if strings.Contains(file, "read_only: true") && !strings.Contains(file, "- /tmp:") {
		t.Error("there is no folder for temporary files")
	}
	if grace := regexp.MustCompile(`stop_grace_period: (\d+)s`).FindStringSubmatch(file); grace == nil || mustAtoi(t, grace[1]) <= int((s.drain+shutdownTime).Seconds()) {
		t.Errorf("it stops after %q, the lab within %s", grace, s.drain+shutdownTime)
	}
}

// docker stop kills after 10 s what has not ended.
func TestTheLabStopsBeforeItIsKilled(t *testing.T) {
	if all := drainTime + shutdownTime; all.Seconds() > 9 {
		t.Errorf("the lab takes %s to stop", all)
	}
}

// A build for Windows or macOS says at start what it lacks, and where that is.
func TestWhatASystemLacksIsSaid(t *testing.T) {
	for _, want := range []struct{ lang, system, text string }{
		{"zh", "windows", "WSL2 或 Docker Desktop"},
		{"en", "windows", "no experiment can run on Windows itself"},
		{"zh", "darwin", "darwin 上看不到内核的队列"},
		{"en", "darwin", "on darwin neither the kernel's queues"},
	} {
		var said bytes.Buffer
		program{err: &said, lang: want.lang}.sayMissing(want.system)
		if !strings.Contains(said.String(), want.text) || strings.Count(said.String(), "\n") != 1 {
			t.Errorf("%s, %s: %q, want a line with %q", want.lang, want.system, said.String(), want.text)
		}
	}
	var said bytes.Buffer
	program{err: &said, lang: "zh"}.sayMissing("linux")
	if said.Len() > 0 {
		t.Errorf("on Linux: %q", said.String())
	}
}

func mustAtoi(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
