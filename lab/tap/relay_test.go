package tap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/record"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 20 * time.Second

// tapped is a tap that runs, between a client and the listener of a test.
type tapped struct {
	*Tap
	t      testing.TB
	server *net.TCPListener
	log    *record.Log
	ended  chan struct{}
}

// mustTap starts a tap before a server of the test. It ends with the test.
func mustTap(t testing.TB, o Options) *tapped {
	t.Helper()
	server, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	o.Listen = netip.MustParseAddrPort("127.0.0.1:0")
	if !o.To.IsValid() {
		o.To = server.Addr().(*net.TCPAddr).AddrPort()
	}
	made, err := Listen(o)
	if err != nil {
		t.Fatal(err)
	}
	k := &tapped{Tap: made, t: t, server: server, ended: make(chan struct{})}
	k.log = record.NewLog(record.Header{Source: lab.SourceTap, Transport: made.Transport(), Peers: Peers()})
	go func() { made.Run(k.log, record.NewClock()); close(k.ended) }()
	t.Cleanup(func() { k.end(); _ = server.Close() })
	return k
}

// end stops the tap and returns what it recorded.
func (k *tapped) end() record.Trace {
	k.Stop()
	select {
	case <-k.ended:
	case <-time.After(patience):
		k.t.Fatal("the tap does not end")
	}
	return k.log.Trace()
}

// connect makes a connection through the tap.
func (k *tapped) connect() (client, server *net.TCPConn) {
	k.t.Helper()
	c, err := net.DialTCP("tcp4", nil, net.TCPAddrFromAddrPort(k.Addr()))
	if err != nil {
		k.t.Fatal(err)
	}
	_ = k.server.SetDeadline(time.Now().Add(patience))
	s, err := k.server.AcceptTCP()
	if err != nil {
		k.t.Fatal(err)
	}
	for _, one := range []*net.TCPConn{c, s} {
		_ = one.SetDeadline(time.Now().Add(patience))
		k.t.Cleanup(func() { _ = one.Close() })
	}
	return c, s
}

// settled waits until nothing of a connection is left in the tap.
func (k *tapped) settled() {
	k.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		k.mu.Lock()
		n := len(k.open)
		k.mu.Unlock()
		if n == 0 {
			return
		}
		if time.Now().After(end) {
			k.t.Fatalf("%d connections are left in the tap", n)
		}
	}
}

func mustSend(t testing.TB, c net.Conn, data string) {
	t.Helper()
	if _, err := c.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
}

func mustRead(t testing.TB, c net.Conn, n int) string {
	t.Helper()
	buf := make([]byte, n)
	if _, err := io.ReadFull(c, buf); err != nil {
		t.Fatal(err)
	}
	return string(buf)
}

// sends lists what the tap sent on sockets with the number, one piece after another.
func sends(trace record.Trace, conn int) (pieces []string) {
	for _, e := range trace.Events {
		if e.Call == lab.CallSend && e.Conn == conn {
			pieces = append(pieces, string(e.Data))
		}
	}
	return pieces
}

// The numbers of the tap's sockets of the first connection.
const (
	front = 3
	back  = 4
)

// The lecture's two messages come to a server in the pieces asked for, one recv each,
// though it is slow: it receives when the tap has seen that a piece still lies there, or
// has sent all.
func TestPiecesReachTheServerOneByOne(t *testing.T) {
	lies := make(chan struct{}, 1)
	k := mustTap(t, Options{Pieces: Pieces{Sizes: []int{1, 3}}, Unread: patience, looked: func() {
		select {
		case lies <- struct{}{}:
		default:
		}
	}})
	client, server := k.connect()
	mustSend(t, client, "hellofeng")
	var got []string
	for n := 0; n < len("hellofeng"); {
		k.untilLiesOrSent(lies, "hellofeng")
		buf := make([]byte, 1024)
		m, err := server.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(buf[:m]))
		n += m
	}
	if want := "[h ell o fen g]"; fmt.Sprint(got) != want {
		t.Errorf("the server received %v, want %s", got, want)
	}
	mustSend(t, server, "OK")
	if got := mustRead(t, client, 2); got != "OK" {
		t.Errorf("the client received %q", got)
	}
	trace := k.end()
	if pieces := sends(trace, back); fmt.Sprint(pieces) != "[h ell o fen g]" {
		t.Errorf("the tap sent %q", pieces)
	}
	at := 0
	for _, e := range trace.Events {
		if e.Call.Receives() && e.Verdict != 0 {
			t.Errorf("a receive of the tap is called %v", e.Verdict.Names())
		}
		if e.Call != lab.CallSend || e.Conn != back {
			continue
		}
		from := trace.Events[e.Via[0].Seq-1]
		if len(e.Via) != 1 || from.Conn != front || e.Via[0].Off != at || e.Via[0].Len != e.Got {
			t.Errorf("piece %q came through %+v of %q", e.Data, e.Via, from.Data)
		}
		if e.FarConn != back+1 || e.Far == nil {
			t.Errorf("piece %q: the server's queue was not asked for", e.Data)
		}
		at += e.Got
	}
	if len(trace.End.Reason) == 0 || trace.End.Reason != lab.EndDone {
		t.Errorf("it ended as %+v", trace.End)
	}
}

// untilLiesOrSent waits until a piece lies in the server's queue, or all was sent.
func (k *tapped) untilLiesOrSent(lies <-chan struct{}, all string) {
	k.t.Helper()
	cursor, err := k.log.Follow(k.t.Context(), 0)
	if err != nil {
		k.t.Fatal(err)
	}
	defer cursor.Close()
	sent := make(chan struct{})
	ctx, cancel := context.WithTimeout(k.t.Context(), patience)
	defer cancel()
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		for strings.Join(sends(k.log.Trace(), back), "") != all {
			if _, err := cursor.Next(ctx); err != nil {
				return
			}
		}
		close(sent)
	}()
	select {
	case <-lies:
	case <-sent:
	case <-ctx.Done():
		k.t.Error("no piece comes")
	}
	cancel()
	<-followed
}

// Every split of a stream of two frames arrives byte-equal, and is two frames.
func TestEverySplitArrives(t *testing.T) {
	stream := "\x00\x00\x00\x05hello\x00\x00\x00\x04feng"
	codec, err := frame.Parse(`length "!I"`)
	if err != nil {
		t.Fatal(err)
	}
	for at := 1; at < len(stream); at++ {
		k := mustTap(t, Options{Pieces: Pieces{Sizes: []int{at, len(stream)}}, Codec: codec})
		client, server := k.connect()
		mustSend(t, client, stream)
		if got := mustRead(t, server, len(stream)); got != stream {
			t.Fatalf("split at %d: the server received %q", at, got)
		}
		trace := k.end()
		if pieces := sends(trace, back); len(pieces) != 2 || pieces[0] != stream[:at] {
			t.Fatalf("split at %d: the tap sent %q", at, pieces)
		}
		var frames []string
		for _, e := range trace.Events {
			if e.Complete() {
				frames = append(frames, stream[e.Off+int64(e.Decode.Head):][:e.Decode.Have-e.Decode.Head])
			}
		}
		if fmt.Sprint(frames) != "[hello feng]" {
			t.Errorf("split at %d: frames %q", at, frames)
		}
	}
}

// Whatever the pieces and however much there is, no byte is missing or changed.
func TestManyBytesBothWays(t *testing.T) {
	for name, o := range map[string]Options{
		"as it comes": {}, "joined": {Join: 3 * time.Millisecond}, "random": {Pieces: Pieces{Random: true, Seed: 7}},
		"delayed": {Delay: time.Millisecond, Pieces: Pieces{Each: 1 << 12}},
	} {
		t.Run(name, func(t *testing.T) {
			k := mustTap(t, o)
			client, server := k.connect()
			size := 1 << 20
			if o.Pieces.Random {
				size = 20_000
			}
			stream := bytes.Repeat([]byte("粘包 0123456789 "), size/18)
			echoed := make(chan error, 1)
			go func() { _, err := io.Copy(server, server); _ = server.CloseWrite(); echoed <- err }()
			go func() { _, _ = client.Write(stream); _ = client.CloseWrite() }()
			got, err := io.ReadAll(client)
			if err != nil || !bytes.Equal(got, stream) {
				t.Errorf("%d bytes came back of %d (%v)", len(got), len(stream), err)
			}
			if err := <-echoed; err != nil {
				t.Error(err)
			}
			k.settled()
		})
	}
}

// A join lets what comes within its time run together in one send.
func TestJoin(t *testing.T) {
	k := mustTap(t, Options{Join: 300 * time.Millisecond})
	client, server := k.connect()
	_ = client.SetNoDelay(true)
	mustSend(t, client, "hello")
	time.Sleep(5 * time.Millisecond) // so that they are two receives of the tap
	mustSend(t, client, "feng")
	if got := mustRead(t, server, 9); got != "hellofeng" {
		t.Fatal(got)
	}
	trace := k.end()
	if pieces := sends(trace, back); len(pieces) != 1 {
		t.Errorf("the tap sent %q, want one piece", pieces)
	}
	for _, e := range trace.Events {
		if e.Call == lab.CallSend && len(e.Via) != 2 {
			t.Errorf("%q came through %d receives, want 2", e.Data, len(e.Via))
		}
	}
}

// A half-close passes as one: the other way goes on.
func TestHalfClose(t *testing.T) {
	k := mustTap(t, Options{})
	client, server := k.connect()
	mustSend(t, client, "all")
	if err := client.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(server); string(got) != "all" || err != nil {
		t.Fatalf("the server received %q, %v", got, err)
	}
	mustSend(t, server, "answer")
	if got := mustRead(t, client, 6); got != "answer" {
		t.Fatal(got)
	}
	_ = server.Close()
	if rest, err := io.ReadAll(client); len(rest) > 0 || err != nil {
		t.Errorf("after the FIN the client received %q, %v", rest, err)
	}
	k.settled()
	if calls := count(k.end(), lab.CallShutdown); calls != 2 {
		t.Errorf("%d shutdowns, want one each way", calls)
	}
}

func count(trace record.Trace, call lab.Call) (n int) {
	for _, e := range trace.Events {
		if e.Call == call && e.Err == "" {
			n++
		}
	}
	return n
}

// A reset of either side reaches the other one as a reset, also after the side's FIN.
func TestReset(t *testing.T) {
	for _, fromServer := range []bool{false, true} {
		for _, afterFin := range []bool{false, true} {
			t.Run(fmt.Sprintf("server %v after FIN %v", fromServer, afterFin), func(t *testing.T) {
				k := mustTap(t, Options{})
				resets, other := k.connect()
				if fromServer {
					resets, other = other, resets
				}
				mustSend(t, resets, "x")
				if got := mustRead(t, other, 1); got != "x" {
					t.Fatal(got)
				}
				if afterFin {
					_ = resets.CloseWrite()
					if rest, err := io.ReadAll(other); len(rest) > 0 || err != nil {
						t.Fatalf("after the FIN: %q, %v", rest, err)
					}
				}
				_ = resets.SetLinger(0)
				_ = resets.Close()
				var err error
				for err == nil { // a read that found the end finds it again until the reset is there
					if _, err = other.Write([]byte("y")); err == nil {
						time.Sleep(time.Millisecond)
					}
					if !afterFin && err == nil {
						_, err = other.Read(make([]byte, 9))
					}
				}
				if !strings.Contains(err.Error(), "reset") && !strings.Contains(err.Error(), "broken pipe") {
					t.Errorf("the other side got %v, want a reset", err)
				}
				k.settled()
			})
		}
	}
}

// Nobody listens: the client is reset, and told so in words.
func TestNoServer(t *testing.T) {
	told := make(chan Notice, 1)
	gone, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	to := gone.Addr().(*net.TCPAddr).AddrPort()
	_ = gone.Close()
	k := mustTap(t, Options{To: to, Tell: func(n Notice) { told <- n }})
	if err := resetOf(k); err == nil || errors.Is(err, io.EOF) {
		t.Errorf("the client read %v, want a reset", err)
	}
	if n := <-told; n.Kind != NoServer || n.Err != "ECONNREFUSED" {
		t.Errorf("told %+v", n)
	}
}
