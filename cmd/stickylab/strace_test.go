package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stickylab/lab/course"
	"stickylab/lab/record"
)

// The trace says what strace sees from outside: the same sends and receives,
// with the same bytes, sizes and results, and no address outside the run.
func TestStraceSeesTheSameCalls(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("%v: make test installs it", err)
	}
	for _, lesson := range course.All() {
		t.Run(lesson.Slug, func(t *testing.T) {
			t.Parallel()
			calls, trace := mustStrace(t, strace, lesson.Slug)
			got, want := transfersOf(calls), transfersIn(trace)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("strace saw\n%s\nthe trace says\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			checkAddresses(t, calls, trace.Env.Address)
		})
	}
}

// mustStrace runs the lesson under strace; a lesson that ends by its limit
// exits with 1.
func mustStrace(t *testing.T, strace, slug string) (calls []string, trace record.Trace) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	file := filepath.Join(t.TempDir(), "calls")
	program := exec.CommandContext(ctx, strace, "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-s", "4096", "-xx", "-o", file,
		os.Args[0], "run", slug, "-format", "json")
	program.Env = append(os.Environ(), asProgram+"=1")
	var out, said bytes.Buffer
	program.Stdout, program.Stderr = &out, &said
	if err := program.Run(); err != nil && program.ProcessState.ExitCode() > exitFailed {
		t.Fatalf("%v: %s", err, said.String())
	}
	if err := json.Unmarshal(out.Bytes(), &trace); err != nil {
		t.Fatalf("%v in %q: %s", err, out.String(), said.String())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return whole(strings.Split(string(text), "\n")), trace
}

var unfinished = regexp.MustCompile(`^(\d+) +(.*) <unfinished \.\.\.>$`)

var resumed = regexp.MustCompile(`^(\d+) +<\.\.\. \w+ resumed>(.*)$`)

// whole joins the halves of calls that strace saw begin and end apart.
func whole(lines []string) []string {
	begun := map[string]string{}
	var calls []string
	for _, line := range lines {
		if m := unfinished.FindStringSubmatch(line); m != nil {
			begun[m[1]] = m[2]
			continue
		}
		if m := resumed.FindStringSubmatch(line); m != nil {
			calls = append(calls, begun[m[1]]+m[2])
			continue
		}
		if _, call, ok := strings.Cut(line, " "); ok {
			calls = append(calls, strings.TrimSpace(call))
		}
	}
	return calls
}

var transfer = regexp.MustCompile(`^(sendto|recvfrom)\(\d+, (?:"((?:\\x[0-9a-f]{2})*)"|NULL|0x[0-9a-f]+), (\d+), .*\) += (-?\d+)`)

// transfersOf gives the sends and receives that strace saw. A try that found
// nothing to do (EAGAIN) is a call that waits, not one that is done.
func transfersOf(calls []string) []string {
	var all []string
	for _, call := range calls {
		m := transfer.FindStringSubmatch(call)
		if m == nil || strings.Contains(call, "EAGAIN") {
			continue
		}
		result, err := strconv.Atoi(m[4])
		if err != nil || result < 0 {
			all = append(all, call)
			continue
		}
		all = append(all, fmt.Sprintf("%s %s bytes=%s result=%d", m[1], m[3], strings.ReplaceAll(m[2], `\x`, ""), result))
	}
	return all
}

// transfersIn gives the sends and receives of the trace in the same form. The
// kernel's result for a datagram is its full length (MSG_TRUNC, recv(2)).
func transfersIn(trace record.Trace) []string {
	var all []string
	for _, e := range trace.Events {
		if !e.Call.Sends() && !e.Call.Receives() || e.Err == "stopped" {
			continue
		}
		call, result := "sendto", e.Got
		if e.Call.Receives() {
			call, result = "recvfrom", max(e.Got, e.Datagram)
		}
		all = append(all, fmt.Sprintf("%s %d bytes=%x result=%d", call, e.Asked, e.Data, result))
	}
	return all
}

var inet = regexp.MustCompile(`inet_addr\("((?:\\x[0-9a-f]{2})*)"\)`)

var file = regexp.MustCompile(`sun_path="((?:\\x[0-9a-f]{2})*)"`)

// checkAddresses holds every Internet address that was bound or connected to
// the run's own, and every socket file to the run's own folder.
func checkAddresses(t *testing.T, calls []string, own string) {
	for _, call := range calls {
		if !strings.HasPrefix(call, "bind(") && !strings.HasPrefix(call, "connect(") {
			continue
		}
		if strings.Contains(call, "AF_INET6") {
			t.Errorf("outside of the run: %s", call)
		}
		for _, m := range file.FindAllStringSubmatch(call, -1) {
			if path := fromHex(m[1]); !strings.HasPrefix(filepath.Base(filepath.Dir(path)), "stickylab-") {
				t.Errorf("%s is not in a folder of the run's own: %s", path, call)
			}
		}
		for _, m := range inet.FindAllStringSubmatch(call, -1) {
			if address := fromHex(m[1]); address != own || !netip.MustParseAddr(address).IsLoopback() {
				t.Errorf("address %s is not the run's own %s: %s", address, own, call)
			}
		}
	}
}

// fromHex reads the \x form that strace writes with -xx.
func fromHex(text string) string {
	var out strings.Builder
	for _, pair := range strings.Split(text, `\x`)[1:] {
		c, err := strconv.ParseUint(pair, 16, 8)
		if err != nil {
			return text
		}
		out.WriteByte(byte(c))
	}
	return out.String()
}
