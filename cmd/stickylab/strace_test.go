package main

import (
	"bytes"
	"context"
	"crypto/sha256"
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

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/record"
)

// The trace says what strace sees from outside: the same sends and receives,
// with the same bytes, sizes and results, and no address outside the run.
func TestStraceSeesTheSameCalls(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	for _, lesson := range course.Shipped().All() {
		t.Run(lesson.Slug, func(t *testing.T) {
			t.Parallel()
			calls, trace := mustStrace(t, strace, lesson.Slug)
			got, want := joined(transfersOf(calls)), joined(transfersIn(trace))
			if !slices.Equal(got, want) {
				t.Errorf("strace saw\n%s\nthe trace says\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			checkSetUp(t, calls, trace)
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
	program := exec.CommandContext(ctx, strace, "-f", "-qq", "-e", "trace=network,close", "-e", "signal=none", "-s", "2000000", "-xx", "-o", file,
		os.Args[0], "run", slug, "-format", "json")
	if slug == "flood" { // strace stops the lab twice for each of the calls
		program.Args = append(program.Args, "-set", "literal.2=5000")
	}
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

// whole joins the halves of calls that strace saw begin and end apart.
func whole(lines []string) []string {
	begun := map[string]string{}
	var calls []string
	for _, line := range lines {
		thread, call, _ := strings.Cut(line, " ")
		call = strings.TrimSpace(call)
		if half, ok := strings.CutSuffix(call, " <unfinished ...>"); ok {
			begun[thread] = half
			continue
		}
		if half, ok := strings.CutPrefix(call, "<... "); ok {
			_, half, _ = strings.Cut(half, " resumed>")
			call = begun[thread] + half
		}
		if call != "" {
			calls = append(calls, call)
		}
	}
	return calls
}

// seen is a call as strace shows it.
type seen struct {
	name, args string
	result     int
	err        string // the errno's name
}

// seenIn takes a line apart. It may be megabytes long, which a regular expression
// would go through byte by byte.
func seenIn(line string) (s seen, ok bool) {
	name, rest, called := strings.Cut(line, "(")
	end := strings.LastIndex(rest, " = ")
	if !called || end < 0 {
		return seen{}, false
	}
	args, closed := strings.CutSuffix(strings.TrimRight(rest[:end], " "), ")")
	number, said, _ := strings.Cut(rest[end+len(" = "):], " ")
	result, err := strconv.Atoi(number)
	if !closed || err != nil {
		return seen{}, false
	}
	word, _, _ := strings.Cut(said, " ")
	if !strings.HasPrefix(word, "E") {
		word = ""
	}
	return seen{name, args, result, word}, true
}

// fd is the descriptor that the call is on, 0 without one.
func (s seen) fd() int {
	first, _, _ := strings.Cut(s.args, ",")
	fd, _ := strconv.Atoi(first) // a call on none has a word there
	return fd
}

// moves reports whether the call is a send or receive.
func (s seen) moves() bool { return s.name == "sendto" || s.name == "recvfrom" }

// moved is a send or receive: of a descriptor, or of a conn of the trace.
type moved struct {
	call          string
	on            int
	asked, result int
	bytes         string // in hexadecimal
	err           string
}

func (m moved) String() string {
	bytes := m.bytes
	if len(bytes) > 200 {
		bytes = fmt.Sprintf("%s... (hash %x)", bytes[:40], sha256.Sum256([]byte(bytes)))
	}
	return strings.TrimSpace(fmt.Sprintf("%s %d bytes=%s result=%d %s", m.call, m.asked, bytes, m.result, m.err))
}

// goesOn reports whether a call asks for just what another left: one call that
// waits is made of several, and so is a loop that a script makes itself.
func (m moved) goesOn(before moved) bool {
	return before.result > 0 && before.result < before.asked && before.err == "" && m.asked == before.asked-before.result
}

// joined writes calls, those that go on with another as one.
func joined(calls []moved) []string {
	last := map[string]int{}
	var all []moved
	for _, m := range calls {
		key := fmt.Sprint(m.call, m.on)
		if at, known := last[key]; known && m.goesOn(all[at]) {
			all[at].result += m.result
			all[at].bytes += m.bytes
			all[at].err = m.err
			continue
		}
		last[key] = len(all)
		all = append(all, m)
	}
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = m.String()
	}
	slices.Sort(texts)
	return texts
}

// transfersOf gives the sends and receives that strace saw. A try that found
// nothing to do (EAGAIN) is a call that waits, or one that a script tried.
func transfersOf(calls []string) []moved {
	var all []moved
	for _, call := range calls {
		if m := transferOf(call); m.call != "" && m.err != "EAGAIN" {
			all = append(all, m)
		}
	}
	return all
}

// transferOf reads a send or receive; without a call in it, it is none.
func transferOf(call string) moved {
	s, ok := seenIn(call)
	if !ok || !s.moves() {
		return moved{}
	}
	_, rest, _ := strings.Cut(s.args, ", ")
	bytes := ""
	switch rest[:min(1, len(rest))] {
	case `"`:
		bytes, rest, _ = strings.Cut(rest[1:], `", `)
	case "N", "0": // NULL, or where nothing was written
		_, rest, _ = strings.Cut(rest, ", ")
	default: // a struct, of a socket that is not a program's
		return moved{}
	}
	size, _, _ := strings.Cut(rest, ",")
	asked, _ := strconv.Atoi(size) // strace writes a number there
	result := max(s.result, 0)
	bytes = strings.ReplaceAll(bytes[:min(4*result, len(bytes))], `\x`, "") // of a send it is what was asked
	return moved{s.name, s.fd(), asked, result, bytes, s.err}
}

// transfersIn gives the sends and receives of the trace in the same form. The
// kernel's result for a datagram is its full length (MSG_TRUNC, recv(2)). A call that
// a timeout ended had only EAGAIN of the kernel.
func transfersIn(trace record.Trace) []moved {
	var all []moved
	for _, e := range trace.Events {
		if (e.Call.Sends() || e.Call.Receives()) && !slices.Contains([]string{lab.ErrStopped, lab.ErrTimeout, "EAGAIN"}, e.Err) {
			all = append(all, transferIn(&e))
		}
	}
	return all
}

func transferIn(e *lab.Event) moved {
	call, result := "sendto", e.Got
	if e.Call.Receives() {
		call, result = "recvfrom", max(e.Got, e.Datagram)
	}
	return moved{call, e.Conn, e.Asked, result, fmt.Sprintf("%x", e.Data), e.Err}
}

// The flags and the struct that a script asks for are those of the system
// calls.
func TestStraceSeesTheFlags(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	file := filepath.Join(t.TempDir(), "flags")
	script := "tcp\nserver:\n    listen 1\n    accept\n    set rcvlowat 3\n    recv 9 waitall\n    set linger 0\n    wait client shutdown\n    close\n" +
		"client:\n    connect\n    send \"hello\" more\n    send \"feng\"\n    set linger off\n    shutdown write\n"
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	calls, _ := mustStrace(t, strace, file)
	for _, want := range []string{
		`sendto\(\d+, "\\x68\\x65\\x6c\\x6c\\x6f", 5, MSG_NOSIGNAL\|MSG_MORE, .*= 5`,
		`sendto\(\d+, "\\x66\\x65\\x6e\\x67", 4, MSG_NOSIGNAL, .*= 4`,
		`recvfrom\(\d+, .*, \d, MSG_WAITALL, `,
		`setsockopt\(\d+, SOL_SOCKET, SO_RCVLOWAT, \[3\], 4\) += 0`,
		`setsockopt\(\d+, SOL_SOCKET, SO_LINGER, \{l_onoff=1, l_linger=0\}, 8\) += 0`,
		`setsockopt\(\d+, SOL_SOCKET, SO_LINGER, \{l_onoff=0, l_linger=0\}, 8\) += 0`,
		`shutdown\(\d+, SHUT_WR\) += 0`,
	} {
		if !slices.ContainsFunc(calls, regexp.MustCompile("^"+want).MatchString) {
			t.Errorf("strace saw no %s in\n%s", want, strings.Join(calls, "\n"))
		}
	}
}

var inet = regexp.MustCompile(`inet_addr\("((?:\\x[0-9a-f]{2})*)"\)`)

// ownFolder is one of a run in that of its lab.
var ownFolder = regexp.MustCompile(`/stickylab-lab-\d+/r\d+$`)

var file = regexp.MustCompile(`sun_path="((?:\\x[0-9a-f]{2})*)"`)

// checkAddresses holds every Internet address that was bound or connected to
// the run's own, but for the one that claims the block which that is from and those
// that found another block taken, and every socket file to the run's own folder.
func checkAddresses(t *testing.T, calls []string, own string) {
	claim := own[:strings.LastIndex(own, ".")] + ".0"
	for _, call := range calls {
		if !strings.HasPrefix(call, "bind(") && !strings.HasPrefix(call, "connect(") {
			continue
		}
		if strings.Contains(call, "AF_INET6") {
			t.Errorf("outside of the run: %s", call)
		}
		for _, m := range file.FindAllStringSubmatch(call, -1) {
			if path := fromHex(m[1]); !ownFolder.MatchString(filepath.Dir(path)) {
				t.Errorf("%s is not in a folder of the run's own: %s", path, call)
			}
		}
		for _, m := range inet.FindAllStringSubmatch(call, -1) {
			address := fromHex(m[1])
			taken := strings.HasSuffix(address, ".0") && strings.Contains(call, "EADDRINUSE")
			if address != own && address != claim && !taken || !netip.MustParseAddr(address).IsLoopback() {
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
