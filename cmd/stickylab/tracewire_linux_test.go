package main

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// strange is how many bytes the messages have that go between two other sockets of the
// machine while programs are traced.
const strange = 777

// chatter sends such messages until the test ends, not so many that others have no room.
func chatter(t *testing.T) {
	t.Helper()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c, err := net.Dial("tcp4", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	other, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	over := make(chan struct{})
	go func() {
		defer close(over)
		message, got := make([]byte, strange), make([]byte, strange)
		pace := time.NewTicker(time.Millisecond)
		defer pace.Stop()
		for range pace.C {
			if _, err := c.Write(message); err != nil {
				return
			}
			if _, err := other.Read(got); err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		for _, one := range []interface{ Close() error }{listener, c, other} {
			_ = one.Close()
		}
		<-over
	})
}

// carried adds up the bytes that segments had from one conn to another.
func carried(trace record.Trace) map[[2]int]int {
	n := map[[2]int]int{}
	for _, s := range trace.Segments {
		n[[2]int{s.From, s.To}] += s.Len
	}
	return n
}

// The segments of programs of one's own are on the wire, those from before the server
// accepted, too; what others send over the loopback interface meanwhile is not.
func TestTheWireOfATrace(t *testing.T) {
	chatter(t)
	for _, by := range []string{byPtrace, byHook} {
		trace, _, _, _ := traceOf(t, "-by", by)
		client, syns := 0, 0
		for _, e := range trace.Events {
			if e.Call == lab.CallConnect {
				client = e.Conn
			}
		}
		for _, s := range trace.Segments {
			if s.From == 0 || s.To == 0 || s.Len == strange {
				t.Errorf("%s: a segment from %d to %d of %d bytes", by, s.From, s.To, s.Len)
			}
			if s.Flags&lab.SYN != 0 {
				syns++
			}
		}
		bytes := carried(trace)
		for ends, n := range bytes {
			if ends[0] == client && n != len("hellofeng") || ends[1] == client && n != 0 {
				t.Errorf("%s: from %d to %d went %d bytes", by, ends[0], ends[1], n)
			}
		}
		if trace.Env.Capture != lab.CaptureOn || len(bytes) != 2 || syns != 2 || trace.SegmentsLost != 0 {
			t.Errorf("%s: capture %q, bytes %v, %d SYNs, %d lost", by, trace.Env.Capture, bytes, syns, trace.SegmentsLost)
		}
	}
}

func TestATraceWithoutAWire(t *testing.T) {
	trace, _, _, _ := traceOf(t, "-capture", "off")
	if trace.Env.Capture != lab.CaptureOff || len(trace.Segments) != 0 {
		t.Errorf("turned off: capture %q and %d segments", trace.Env.Capture, len(trace.Segments))
	}
	binary := copyForEverybody(t)
	file := filepath.Join(filepath.Dir(binary), "open", "trace.json")
	if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(file), 0o777); err != nil { //nolint:gosec // another user writes there
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "trace", "-stay=false", "-measure=false", "-o", file, "--", "/bin/sh", "-c", "exit 0")
	cmd.Env = append(os.Environ(), asProgram+"=1")
	cmd.Dir = "/"
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var denied record.Trace
	if err := denied.UnmarshalJSON(text); err != nil {
		t.Fatal(err)
	}
	if denied.Env.Capture != "EPERM" || len(denied.Segments) != 0 {
		t.Errorf("without the right: capture %q and %d segments", denied.Env.Capture, len(denied.Segments))
	}
}
