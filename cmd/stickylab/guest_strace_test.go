package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/lab/record"
)

// TestStraceSeesTheCallsOfGuests looks from outside at a lab that makes the calls of
// programs in browsers: the kernel is asked for what the trace says, no more and no less.
func TestStraceSeesTheCallsOfGuests(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	file, address := filepath.Join(t.TempDir(), "calls"), freeAddress(t)
	program := exec.CommandContext(t.Context(), strace, "-f", "-qq", "-e", "trace=network,close", "-e", "signal=none", "-s", "100000", "-xx", "-o", file,
		os.Args[0], "serve", "-listen", address, "-capture", "off")
	program.Env = append(os.Environ(), asProgram+"=1")
	program.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var said bytes.Buffer
	program.Stdout, program.Stderr = &said, &said
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	g := &guestLab{t: t, base: "http://" + address, client: http.DefaultClient}
	for end := time.Now().Add(time.Minute); !healthy(t.Context(), g.base); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the lab does not serve")
		}
	}
	run := g.start(twoPrograms)
	playTransfers(run)
	var text []byte
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if _, text, _ = g.request(http.MethodGet, "/api/runs/"+run.ID, ""); bytes.Contains(text, []byte(`"reason":"done"`)) || bytes.Contains(text, []byte(`"reason": "done"`)) {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("the run does not end: %s", text)
		}
	}
	if err := syscall.Kill(-program.Process.Pid, syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = program.Wait() // of a signal
	var trace record.Trace
	if err := json.Unmarshal(text, &trace); err != nil {
		t.Fatal(err)
	}
	seen, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	calls := whole(strings.Split(string(seen), "\n"))
	got, want := joined(transfersOf(calls)), joined(transfersIn(trace))
	if !slices.Equal(got, want) || len(want) < 8 {
		t.Errorf("strace saw\n%s\nthe trace says\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// playTransfers sends and receives in each way that a program can.
func playTransfers(run *guestRun) {
	server := run.python("server.py", true).begin()
	s := server.ok(fakeCall{op: pySocket, a: 2, b: 1}).handle
	server.ok(fakeCall{op: pyBind, handle: s, a: 8000, data: "127.0.0.1"})
	server.ok(fakeCall{op: pyListen, handle: s, a: 5})
	accepted := make(chan fakeAnswer, 1)
	go func() { accepted <- server.ask(fakeCall{op: pyAccept, handle: s, seconds: never}) }()
	client := run.python("client.py", true).begin()
	c := client.ok(fakeCall{op: pySocket, a: 2, b: 1}).handle
	client.ok(fakeCall{op: pyConnect, handle: c, a: 8000, data: "127.0.0.1", seconds: never})
	client.ok(fakeCall{op: pySend, handle: c, data: "hello", seconds: never})
	client.ok(fakeCall{op: pySend, handle: c, data: "feng", seconds: never})
	conn := (<-accepted).handle
	for _, c := range []fakeCall{{a: 2}, {a: 100, b: 2}, {a: 7, b: 0x100}} {
		c.op, c.handle, c.seconds = pyRecv, conn, never
		server.ok(c)
	}
	udp := client.ok(fakeCall{op: pySocket, a: 2, b: 2}).handle
	bound := server.ok(fakeCall{op: pySocket, a: 2, b: 2}).handle
	server.ok(fakeCall{op: pyBind, handle: bound, a: 9000})
	client.ok(fakeCall{op: 8, handle: udp, a: 9000, c: 9, data: "127.0.0.1datagram"})
	server.ok(fakeCall{op: 10, handle: bound, a: 4, seconds: never})
	client.ok(fakeCall{op: pyClose, handle: c})
	server.ok(fakeCall{op: pyRecv, handle: conn, a: 10, seconds: never})
	client.ok(fakeCall{op: pyExit})
	server.ok(fakeCall{op: pyExit})
}
