package main

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/lab/follow"
)

// TestCapturesOfTheLabAreFollowed: what a run sent is what is found in a capture that
// dumpcap made of it, whatever the interface and the form of the file are.
func TestCapturesOfTheLabAreFollowed(t *testing.T) {
	const script = `tcp
server:
    listen 5
    accept
    recv exactly 9
    send "x" * 60000
    send "bye"
    close
client:
    connect
    send "hello"
    send "feng"
    loop until empty:
        recv 65536
    close
`
	for name, args := range map[string][]string{
		"pcapng of the loopback interface": {"-i", "lo"},
		"pcap of the loopback interface":   {"-i", "lo", "-P"},
		"pcapng of all interfaces":         {"-i", "any"},
	} {
		t.Run(name, func(t *testing.T) {
			end := startDumpcap(t, args...)
			address := mustCapture(t, "", script).Env.Address
			capture, err := follow.Read(end())
			if err != nil {
				t.Fatal(err)
			}
			own := slices.DeleteFunc(capture.Conns, func(c *follow.Conn) bool { return c.Ways[0].From.Addr().String() != address })
			if len(own) != 1 {
				t.Fatalf("%d connections of %s, want 1", len(own), address)
			}
			for i, want := range []string{"hellofeng", strings.Repeat("x", 60000) + "bye"} {
				w := &own[0].Ways[i]
				if len(w.Runs) != 1 || w.Runs[0].At != 0 || string(w.Runs[0].Data) != want || !w.SYN || !w.FIN || w.Differing != 0 {
					t.Errorf("way %d: %d runs, %d bytes, want %d; SYN %v, FIN %v, %d differing", i, len(w.Runs), w.Bytes(), len(want), w.SYN, w.FIN, w.Differing)
				}
			}
		})
	}
}

// startDumpcap captures port 8080 from now on; end gives the file.
func startDumpcap(t *testing.T, args ...string) (end func() []byte) {
	t.Helper()
	path, err := exec.LookPath("dumpcap")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	file := filepath.Join(t.TempDir(), "capture")
	program := exec.CommandContext(t.Context(), path, append(args, "-q", "-w", file, "-f", "tcp port 8080 or udp dst port 9")...)
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	beacon, err := net.Dial("udp4", "127.0.0.1:9")
	if err != nil {
		t.Fatal(err)
	}
	untilCaptured := func(word string) {
		t.Helper()
		for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
			_, _ = beacon.Write([]byte(word)) // nobody listens there: every other one is refused
			if data, err := os.ReadFile(file); err == nil && bytes.Contains(data, []byte(word)) {
				return
			}
		}
		t.Fatalf("dumpcap does not see the beacon %q", word)
	}
	untilCaptured("the capture begins")
	return func() []byte {
		defer beacon.Close()
		untilCaptured("the capture ends") // what came before it is in the file
		if err := program.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		_ = program.Wait() // it ends the file
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
}
