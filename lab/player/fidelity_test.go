//go:build unix

package player

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/ratio"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// unobserved is a TCP connection of plain blocking sockets, as C and Python
// have them: nothing of the lab is in between.
type unobserved struct {
	t              *testing.T
	server, client int
}

func mustConnect(t *testing.T) unobserved {
	t.Helper()
	listener, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	must(t, err)
	defer unix.Close(listener)
	must(t, unix.Bind(listener, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	must(t, unix.Listen(listener, 5))
	address, err := unix.Getsockname(listener)
	must(t, err)
	u := unobserved{t: t}
	u.client, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	must(t, err)
	must(t, unix.Connect(u.client, address))
	u.server, _, err = unix.Accept(listener)
	must(t, err)
	return u
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (u unobserved) close() {
	unix.Close(u.server)
	unix.Close(u.client)
}

func (u unobserved) nodelay() {
	u.t.Helper()
	must(u.t, unix.SetsockoptInt(u.client, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1))
}

// send may be called by another goroutine than the test's.
func send(t *testing.T, fd int, text string) {
	t.Helper()
	if n, err := unix.Write(fd, []byte(text)); n != len(text) || err != nil {
		t.Errorf("send %q: %d, %v", text, n, err)
	}
}

func recv(t *testing.T, fd, size int) string {
	t.Helper()
	buf := make([]byte, size)
	n, err := unix.Read(fd, buf)
	if err != nil {
		t.Errorf("recv: %v", err)
		return ""
	}
	return string(buf[:n])
}

// lessonRun runs a lesson as it is, with everything that the lab can observe.
func lessonRun(t *testing.T, l *session.Lab, slug string, edits ...string) record.Trace {
	t.Helper()
	lesson, ok := course.Shipped().Find(slug)
	if !ok {
		t.Fatalf("no lesson %s", slug)
	}
	text := strings.NewReplacer(edits...).Replace(lesson.Script)
	e, err := script.Parse(text)
	must(t, err)
	if !e.Probes || !e.Wire {
		t.Fatalf("%s does not observe all that it can", slug)
	}
	return mustRun(t, l, text)
}

// serverReceived lists what each receive of the server returned.
func serverReceived(trace record.Trace) []string {
	var all []string
	for _, e := range trace.Events {
		if trace.Peers[e.Peer] == "server" && e.Call.Receives() {
			all = append(all, string(e.Data))
		}
	}
	return all
}

func TestTwoSendsOneRecvIsTheSameUnobserved(t *testing.T) {
	u := mustConnect(t)
	defer u.close()
	send(t, u.client, "hello")
	send(t, u.client, "feng")
	must(t, unix.Shutdown(u.client, unix.SHUT_WR))
	_, _, err := unix.Recvfrom(u.server, make([]byte, 9), unix.MSG_PEEK|unix.MSG_WAITALL) // all of it has come
	must(t, err)
	want := []string{recv(t, u.server, 10), recv(t, u.server, 10)}
	if got := serverReceived(lessonRun(t, mustLab(t, session.Limits{}), "hello-feng")); !slices.Equal(got, want) {
		t.Errorf("observed %q, unobserved %q", got, want)
	}
}

// The bytes that the first receive finds are those of the segments that left
// before the others had to wait, and so are a fingerprint of what Nagle and
// the acknowledgements did. A busy machine disturbs a run now and then: what
// comes out most often counts.
func TestSmallSendsAreTheSameUnobserved(t *testing.T) {
	const rounds = 9
	l := mustLab(t, session.Limits{})
	observed, bare := map[string]int{}, map[string]int{}
	for range rounds {
		observed[lengths(serverReceived(lessonRun(t, l, "small-sends")))]++
		bare[lengths(smallSends(t))]++
	}
	t.Logf("observed %v, unobserved %v", observed, bare)
	if got, want := mostFrequent(observed), mostFrequent(bare); got != want {
		t.Errorf("observed %s, unobserved %s; all: %v and %v", got, want, observed, bare)
	}
}

func smallSends(t *testing.T) []string {
	t.Helper()
	u := mustConnect(t)
	defer u.close()
	for range 60 {
		send(t, u.client, "hello")
	}
	return []string{recv(t, u.server, 1024), recv(t, u.server, 1024)}
}

func lengths(texts []string) string {
	all := make([]int, len(texts))
	for i, text := range texts {
		all[i] = len(text)
	}
	return fmt.Sprint(all)
}

func mostFrequent(counts map[string]int) (most string) {
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		if counts[key] > counts[most] {
			most = key
		}
	}
	return most
}

// Observed or not, the second of two small sends waits for the delayed
// acknowledgement of the first, and with NODELAY it does not.
func TestNagleDelayIsTheSameUnobserved(t *testing.T) {
	l := mustLab(t, session.Limits{})
	for name, waits := range map[string]func(nodelay bool) ([]string, []float64){
		"observed": func(nodelay bool) ([]string, []float64) {
			var edits []string
			if nodelay {
				edits = []string{"    connect\n", "    connect\n    set nodelay on\n"}
			}
			trace := lessonRun(t, l, "head-and-body", edits...)
			return serverReceived(trace), bodyWaits(trace)
		},
		"unobserved": func(nodelay bool) ([]string, []float64) { return headAndBody(t, nodelay) },
	} {
		said, nagle := waits(false)
		same, nodelay := waits(true)
		if want := headsAndBodies(); !slices.Equal(said, want) || !slices.Equal(same, want) {
			t.Errorf("%s: received %q and %q, want %q", name, said, same, want)
		}
		with, without := ratio.Quantile(nagle, 0.5), ratio.Quantile(nodelay, 0)
		t.Logf("%s: the body comes %.1f ms after the head, with NODELAY %.3f ms", name, with, without)
		if with < 30 {
			t.Errorf("%s: with Nagle the body comes %.1f ms after the head, want some 40: %v", name, with, nagle)
		}
		if without > with/4 {
			t.Errorf("%s: with NODELAY the body comes %.1f ms after the head, want a fraction of %.1f", name, without, with)
		}
	}
}

const (
	questions = 3 // that make the connection one of questions and answers
	twoSends  = 5 // questions in two sends
)

func headsAndBodies() []string {
	all := slices.Repeat([]string{"headbody"}, questions)
	return append(all, slices.Repeat([]string{"head", "body"}, twoSends)...)
}

// bodyWaits are the milliseconds from each head to its body.
func bodyWaits(trace record.Trace) []float64 {
	var waits []float64
	head := lab.Event{}
	for _, e := range trace.Events {
		switch string(e.Data) {
		case "head":
			if e.Call.Receives() {
				head = e
			}
		case "body":
			if e.Call.Receives() {
				waits = append(waits, float64(e.End-head.End)/1e6)
			}
		}
	}
	return waits
}

// headAndBody is the lesson's program on plain sockets.
func headAndBody(t *testing.T, nodelay bool) (received []string, waits []float64) {
	t.Helper()
	u := mustConnect(t)
	defer u.close()
	if nodelay {
		u.nodelay()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range questions + twoSends {
			if i < questions {
				send(t, u.client, "headbody")
			} else {
				send(t, u.client, "head")
				send(t, u.client, "body")
			}
			recv(t, u.client, 2)
		}
	}()
	for range questions {
		received = append(received, recv(t, u.server, 8))
		send(t, u.server, "ok")
	}
	for range twoSends {
		received = append(received, recv(t, u.server, 4))
		head := time.Now()
		received = append(received, recv(t, u.server, 4))
		waits = append(waits, time.Since(head).Seconds()*1e3)
		send(t, u.server, "ok")
	}
	<-done
	return received, waits
}
