package record

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// mixedRun has TCP and UDP sockets, peers and conns that come during it, a
// receive that only looks, and a send to a program that is not watched.
func mixedRun() *Log {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Append(new(send(2, 11, 1000, "hello")))
	l.Pair(2, 3)
	l.Append(new(with(recv(3, 5, 5000, 3, "hel"), func(e *lab.Event) { e.Peek = true })))
	l.Append(new(recv(3, 6, 6000, 10, "hello")))
	clock := l.Peer(lab.Peer{
		Name: "clock", Kind: lab.Watched, Transport: lab.UDP, PID: 1747, Runtime: "CPython 3.11.7", Argv: []string{"python3", "clock.py"},
		Files: []lab.File{{Name: "clock.py", Text: "print(1)\n"}},
	})
	l.Conn(lab.Conn{ID: 4, Peer: clock, Transport: lab.UDP, Local: "127.9.8.7:9000"})
	l.Conn(lab.Conn{ID: 5, Peer: clock, Transport: lab.UDP})
	for i, text := range []string{"tick", "tock"} {
		l.Append(new(with(send(4, 2, int64(10_000+5000*i), text), func(e *lab.Event) { e.Call, e.Peer, e.FarConn = lab.CallSendTo, clock, 5 })))
	}
	for i, text := range []string{"tick", "tock"} {
		l.Append(new(with(recv(5, 3, int64(20_000+5000*i), 9, text), func(e *lab.Event) {
			e.Call, e.Peer, e.Stream, e.Datagram = lab.CallRecvFrom, clock, 4, 4
		})))
	}
	curl := l.Peer(lab.Peer{Name: "curl", Kind: lab.Outside})
	l.Conn(lab.Conn{ID: 6, Peer: curl, Outside: true, Remote: "127.0.0.1:80"})
	l.Conn(lab.Conn{ID: 7, Peer: 1, Base: 512})
	l.Pair(6, 7)
	l.Append(new(with(send(7, 12, 40_000, "GET /"), func(e *lab.Event) { e.Peer = curl })))
	l.End(lab.End{Reason: lab.EndDone})
	return l
}

func TestEachConnHasATransportOfItsOwn(t *testing.T) {
	trace := mixedRun().Trace()
	if !reflect.DeepEqual(trace.Peers, []string{"server", "client", "clock", "curl"}) {
		t.Errorf("peers %q", trace.Peers)
	}
	var got []string
	for _, e := range trace.Events {
		got = append(got, strings.Join(append([]string{e.Call.String(), string(e.Data)}, e.Verdict.Names()...), " "))
	}
	want := []string{
		"send hello", "recv hel", "recv hello exact", "sendto tick", "sendto tock",
		"recvfrom tick exact", "recvfrom tock exact", "send GET /",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if e := trace.Events[6]; e.Off != 1 || e.Stream != 4 {
		t.Errorf("the second datagram is %d of conn %d", e.Off, e.Stream)
	}
	if e := trace.Events[7]; e.Off != 512 {
		t.Errorf("a stream that was watched late begins at %d, want 512", e.Off)
	}
	origins := boundary.Origins(trace.Known(), trace.Events)
	if got := origins[7]; !reflect.DeepEqual(got, []lab.Origin{{Seq: 5, Len: 4}}) {
		t.Errorf("origins of the second datagram: %v", got)
	}
	if got := origins[2]; !reflect.DeepEqual(got, []lab.Origin{{Seq: 1, Len: 3}}) {
		t.Errorf("origins of a receive that only looked: %v", got)
	}
}

// A viewer that comes late has the peers and conns of the batches that it does
// not get.
func TestALateViewerKnowsPeersAndConns(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server"}})
	l.Peer(lab.Peer{Name: "clock", Transport: lab.UDP})
	l.Conn(lab.Conn{ID: 4, Peer: 1, Transport: lab.UDP})
	first, _ := l.Follow(context.Background(), 0)
	defer first.Close()
	for range 2 {
		l.Append(new(send(4, 2, 1000, "tick")))
		if batches, err := first.Next(t.Context()); err != nil || len(batches) != 1 {
			t.Fatalf("a viewer from the start gets %d batches, %v, want one at a time", len(batches), err)
		}
	}
	late, _ := l.Follow(context.Background(), 2)
	defer late.Close()
	batches, err := late.Next(t.Context())
	if err != nil || len(batches) != 2 {
		t.Fatalf("%d batches, %v, want what is known and the last one", len(batches), err)
	}
	var got []string
	for _, batch := range batches {
		rows, err := decodeBatch(batch.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			got = append(got, strings.TrimSpace(r.Control+r.Call+" "+r.Name+r.Transport))
		}
	}
	if want := []string{"peer clockudp", "conn udp", "send"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPeersAndConnsAboveALimitAreRefused(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server"}})
	if i := l.Peer(lab.Peer{Name: "a", Files: []lab.File{{Text: strings.Repeat("x", lab.MaxFile+1)}}}); i != -1 {
		t.Errorf("a program that is too long is peer %d", i)
	}
	if i := l.Peer(lab.Peer{}); i != -1 {
		t.Errorf("a peer without a name is peer %d", i)
	}
	for i := 1; i < lab.MaxPeers; i++ {
		if got := l.Peer(lab.Peer{Name: strings.Repeat("p", i)}); got != i {
			t.Fatalf("peer %d is peer %d", i, got)
		}
	}
	if i := l.Peer(lab.Peer{Name: "one more"}); i != -1 {
		t.Errorf("one peer too many is peer %d", i)
	}
	if i := l.Peer(lab.Peer{Name: "server", Kind: lab.Guest}); i != 0 {
		t.Errorf("the peer of the header is peer %d", i)
	}
	for i := range lab.MaxConns {
		if !l.Conn(lab.Conn{ID: i + 1, Transport: lab.UDP}) {
			t.Fatalf("conn %d is refused", i+1)
		}
	}
	if l.Conn(lab.Conn{ID: lab.MaxConns + 1, Transport: lab.UDP}) {
		t.Error("one conn too many is taken")
	}
	if !l.Conn(lab.Conn{ID: 1, Outside: true}) || !l.Conn(lab.Conn{ID: 9999, Transport: lab.TCP}) {
		t.Error("what is new of a conn, or no news at all, is refused")
	}
}

func TestATraceKeepsPeersAndConns(t *testing.T) {
	want := mixedRun().Trace()
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Trace
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Programs, want.Programs) || !reflect.DeepEqual(got.Conns, want.Conns) || !reflect.DeepEqual(got.Peers, want.Peers) {
		t.Errorf("got %+v %+v, want %+v %+v", got.Programs, got.Conns, want.Programs, want.Conns)
	}
	for name, c := range map[string]struct{ old, changed, want string }{
		"a kind":      {`"kind":"watched"`, `"kind":"haunted"`, `"kind": kind "haunted" is unknown`},
		"a transport": {`"transport":"udp","local"`, `"transport":"sctp","local"`, `"transport": transport "sctp" is unknown`},
		"a peer":      {`{"id":4,"peer":"clock"`, `{"id":4,"peer":"x"`, `"peer": peer "x" is unknown`},
		"an id":       {`{"id":4,`, `{"id":-4,`, `"id": this must be a whole number from 1 to 2147483647`},
	} {
		changed := strings.Replace(string(text), c.old, c.changed, 1)
		if err := json.Unmarshal([]byte(changed), &got); err == nil || !strings.Contains(err.Error(), "1 (byte ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}
