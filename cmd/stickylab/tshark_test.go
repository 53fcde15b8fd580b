package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// witnessed are the runs that tshark looks at: lessons by name, others by
// their script.
var witnessed = map[string]string{
	"hello-feng":     "",
	"two-then-ten":   "",
	"length-header":  "",
	"udp-hello-feng": "",
	"a reset": `tcp
server:
    listen 5
    accept
    wait client send
    close
client:
    connect
    send "hello"
    wait server close
    recv 10
`,
	"a refusal": `tcp
client:
    connect
`,
	"a reset of what was never accepted": `tcp
server:
    listen 5
    wait client send
    close
client:
    connect
    send "hello"
    wait server end
    recv 10
`,
	"super-segments": `tcp
server:
    listen 5
    accept
    recv exactly 200000
client:
    set maxseg 1460
    connect
    send "x" * 200000
`,
}

// The segments of a trace are those that tshark sees on the same interface at
// the same time: the same flags, numbers and lengths, none more and none less.
func TestTsharkSeesTheSameSegments(t *testing.T) {
	shark := startShark(t)
	traces := map[string]record.Trace{}
	for name, script := range witnessed {
		traces[name] = mustCapture(t, name, script)
	}
	seen := shark.stop(t)
	for name, trace := range traces {
		t.Run(name, func(t *testing.T) {
			got, want := segmentsIn(trace), seen[trace.Env.Address]
			slices.Sort(got)
			slices.Sort(want)
			if len(want) == 0 {
				t.Errorf("tshark saw nothing of %s", trace.Env.Address)
			}
			if !slices.Equal(got, want) {
				t.Errorf("the trace has\n%s\ntshark saw\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if trace.SegmentsLost != 0 {
				t.Errorf("%d segments lost", trace.SegmentsLost)
			}
		})
	}
}

func mustCapture(t *testing.T, name, script string) record.Trace {
	t.Helper()
	if script != "" {
		name = "-"
	}
	ran := call(t, "en", script, "run", name, "-format", "json")
	var trace record.Trace
	if err := json.Unmarshal([]byte(ran.out), &trace); err != nil {
		t.Fatalf("%v in %q: %s", err, ran.out, ran.err)
	}
	if trace.Env.Capture != lab.CaptureOn {
		t.Fatalf("capture is %q: the test needs CAP_NET_RAW", trace.Env.Capture)
	}
	return trace
}

// segmentsIn puts the segments of a trace into words; a socket that was never
// accepted is the server's.
func segmentsIn(trace record.Trace) (all []string) {
	client := map[int]bool{}
	for _, e := range trace.Events {
		client[e.Conn] = e.Conn != 0 && trace.Peers[e.Peer] == "client"
	}
	for _, s := range trace.Segments {
		all = append(all, segmentLine(client[s.From], s.Flags, s.Seq, s.Ack, s.Len, s.Window))
	}
	return all
}

func segmentLine(client bool, flags lab.TCPFlags, seq, ack int64, length, window int) string {
	from := "server"
	if client {
		from = "client"
	}
	return fmt.Sprintf("%s %s seq=%d ack=%d len=%d window=%d", from, strings.Join(flags.Names(), " "), seq, ack, length, window)
}

// shark is a tshark that reads the loopback interface.
type shark struct {
	program *exec.Cmd
	lines   *bufio.Scanner
	beacon  net.Conn
	seen    map[string][]string // by the address of the run
}

var sharkFields = []string{
	"ip.src", "tcp.dstport", "tcp.flags", "tcp.seq", "tcp.ack", "tcp.len", "tcp.window_size", "udp.dstport", "udp.length",
}

// startShark starts tshark and returns when it sees packets. It reads those of
// runs on port 8080 and a beacon's.
func startShark(t *testing.T) *shark {
	t.Helper()
	path, err := exec.LookPath("tshark")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	beacon, err := net.Dial("udp4", "127.0.0.1:9")
	if err != nil {
		t.Fatal(err)
	}
	s := &shark{beacon: beacon, seen: map[string][]string{}}
	args := []string{"-l", "-n", "-i", "lo", "-f", "port 8080 or udp dst port 9", "-T", "fields", "-E", "separator=,"}
	for _, field := range sharkFields {
		args = append(args, "-e", field)
	}
	s.program = exec.CommandContext(t.Context(), path, args...)
	out, err := s.program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.lines = bufio.NewScanner(out)
	if err := s.program.Start(); err != nil {
		t.Fatal(err)
	}
	s.untilBeacon(t, "begin")
	return s
}

// untilBeacon reads what tshark says up to a beacon. It repeats the beacon, for
// nobody tells when tshark begins to look; the word is as long as no other's.
func (s *shark) untilBeacon(t *testing.T, word string) {
	t.Helper()
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		want := strconv.Itoa(8 + len(word))
		for s.lines.Scan() {
			values := strings.Split(s.lines.Text(), ",")
			if len(values) != len(sharkFields) {
				continue
			}
			if values[7] == "9" {
				if values[8] == want {
					return
				}
				continue
			}
			s.seen[values[0]] = append(s.seen[values[0]], sharkLine(values))
		}
	}()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	late := time.After(time.Minute)
	for {
		_, _ = s.beacon.Write([]byte(word)) // nobody listens there: every other one is refused
		select {
		case <-heard:
			return
		case <-again.C:
		case <-late:
			t.Fatal("tshark does not see the beacon")
		}
	}
}

// stop ends tshark when it has seen all there is and gives what it saw.
func (s *shark) stop(t *testing.T) map[string][]string {
	t.Helper()
	s.untilBeacon(t, "the end")
	_ = s.program.Process.Kill()
	_ = s.program.Wait() // it was killed
	_ = s.beacon.Close()
	return s.seen
}

// sharkLine puts what tshark says into the words of segmentLine. Its numbers
// count from the SYN, those of a trace from the first byte of data.
func sharkLine(values []string) string {
	number := func(i int) int {
		n, _ := strconv.ParseInt(values[i], 0, 64) // empty where there is none
		return int(n)
	}
	if values[7] != "" {
		return segmentLine(number(7) == lab.DefaultPort, 0, -1, -1, number(8)-8, 0)
	}
	flags, ack := lab.TCPFlags(number(2)), int64(-1)
	if flags&lab.ACK != 0 {
		ack = int64(number(4)) - 1
	}
	return segmentLine(number(1) == lab.DefaultPort, flags, int64(number(3))-1, ack, number(5), number(6))
}
