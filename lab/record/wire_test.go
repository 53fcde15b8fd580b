package record

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"stickylab/lab"
)

var update = flag.Bool("update", false, "write the golden files")

func probe(outq, unsent, inq, segsOut, segsIn int32) *lab.Probe {
	p := lab.NoProbe
	p.OutQ, p.Unsent, p.InQ, p.SegsOut, p.SegsIn = outq, unsent, inq, segsOut, segsIn
	return &p
}

func send(conn, step int, start int64, data string) lab.Event {
	return lab.Event{
		Peer: 1, Conn: conn, Call: lab.CallSend, Step: step, Start: start, End: start + 3000,
		Asked: len(data), Got: len(data), Data: []byte(data),
	}
}

func recv(conn, step int, start int64, asked int, data string) lab.Event {
	return lab.Event{
		Conn: conn, Call: lab.CallRecv, Step: step, Start: start, End: start + 2000,
		Asked: asked, Got: len(data), Data: []byte(data), EOF: data == "",
	}
}

func with(e lab.Event, change func(*lab.Event)) lab.Event {
	change(&e)
	return e
}

// runs are the logs that the golden files hold.
var runs = map[string]func() *Log{
	"sticky":   stickyRun,
	"datagram": datagramRun,
	"flood":    floodRun,
	"odd":      oddRun,
	"wire":     wireRun,
	"framed":   framedRun,
	"detailed": detailedRun,
	"mixed":    mixedRun,
	"bodies":   bodiesRun,
	"strands":  func() *Log { l := strandsRun(); l.End(lab.End{Reason: lab.EndStopped}); return l },
}

func stickyRun() *Log {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Waiting(Waiting{Peer: 0, Conn: 1, Call: lab.CallAccept, Step: 4, Start: 9000})
	l.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallConnect, Step: 10, Start: 20000, End: 45000, Address: "127.9.8.7:8080"})
	l.Append(&lab.Event{Peer: 0, Conn: 3, Call: lab.CallAccept, Step: 4, Start: 9000, End: 50000, Waited: true, Address: "127.9.8.7:40000"})
	l.Pair(2, 3)
	l.Append(new(with(send(2, 11, 60000, "hello"), func(e *lab.Event) { e.Probe, e.Far, e.FarConn = probe(0, 0, 0, 1, 0), probe(0, 0, 5, 0, 1), 3 })))
	l.Append(new(with(send(2, 12, 70000, "feng"), func(e *lab.Event) { e.Probe, e.Far, e.FarConn = probe(0, 0, 0, 2, 0), probe(0, 0, 9, 0, 2), 3 })))
	l.Append(new(with(recv(3, 6, 50_070_000, 10, "hellofeng"), func(e *lab.Event) { e.Probe = probe(0, 0, 0, 0, 2) })))
	l.Append(new(recv(3, 7, 50_080_000, 10, "")))
	l.End(lab.End{Reason: lab.EndDone})
	return l
}

func datagramRun() *Log {
	l := NewLog(Header{Transport: lab.UDP, Peers: []string{"server", "client"}})
	for i, text := range []string{"hello", "feng", "", "gone"} {
		l.Append(new(with(send(2, 10, int64(1000*i), text), func(e *lab.Event) { e.Call = lab.CallSendTo })))
	}
	for i, text := range []string{"hello", "fe", ""} {
		l.Append(new(with(recv(1, 5, int64(9000+1000*i), 2+3*(1-i%2), text), func(e *lab.Event) {
			e.Call, e.Stream, e.EOF = lab.CallRecvFrom, 2, false
			e.Datagram = []int{5, 4, 0}[i]
			e.Address = "127.9.8.7:40001"
		})))
	}
	l.End(lab.End{Reason: lab.EndDone})
	return l
}

func floodRun() *Log {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Pair(2, 3)
	for i := range int64(20) {
		l.Append(new(recvEarly(l, 3, 5, 10_000*i+1500, "0123456789abcdef")))
		l.Append(new(send(2, 11, 10_000*i, "0123456789abcdef")))
	}
	l.End(lab.End{Reason: lab.EndStopped, Detail: "by hand"})
	return l
}

// recvEarly makes the receive whose event comes before its send's.
func recvEarly(l *Log, conn, step int, start int64, data string) lab.Event {
	l.Begin(2, 0, Piece{Data: []byte(data)})
	return recv(conn, step, start, len(data), data)
}

func oddRun() *Log {
	l := NewLog(Header{Transport: lab.UnixStream, Peers: []string{"服务端", "client"}})
	l.Append(new(recv(7, 6, 5, 4, "\x00\xffwho")))
	l.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallConnect, Step: 3, Start: 1 << 40, End: 1<<40 + 1, Err: "ECONNREFUSED"})
	l.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallUnpack, Step: 4, Start: 1 << 41, End: 1 << 41, Var: "n", Value: "5"})
	l.Append(new(with(send(2, 5, 1<<41, "\x00\x00\x00\x05hello"), func(e *lab.Event) { e.Head = 4 })))
	l.End(lab.End{Reason: lab.EndLimit, Detail: "1 s"})
	return l
}

func mustBatches(t *testing.T, l *Log) [][]byte {
	t.Helper()
	cursor, _ := l.Follow(context.Background(), 0)
	defer cursor.Close()
	var all [][]byte
	for {
		batches, err := cursor.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range batches {
			all = append(all, b.Bytes)
		}
	}
}

func TestGoldenWire(t *testing.T) {
	for name, run := range runs {
		t.Run(name, func(t *testing.T) {
			batches := mustBatches(t, run())
			if len(batches) != 1 {
				t.Fatalf("%d batches, want 1", len(batches))
			}
			rows, err := decodeBatch(batches[0])
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.MarshalIndent(map[string]any{"rows": rows}, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".bin", batches[0])
			golden(t, name+".json", append(text, '\n'))
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "wire", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s: got\n%q\nwant\n%q", name, got, want)
	}
}

// The wire carries all that the log holds: every field of every event.
func TestWireCarriesEveryField(t *testing.T) {
	for name, run := range runs {
		l := run()
		rows, err := decodeBatch(mustBatches(t, l)[0])
		if err != nil {
			t.Fatal(err)
		}
		var got []row
		for _, r := range rows {
			if r.Control == "" {
				r.Payload = ""
				got = append(got, r)
			}
		}
		for i, e := range l.Trace().Events {
			want := rowOf(e)
			want.Verdict &^= lab.Lost // told by a control row
			if !reflect.DeepEqual(got[i], want) {
				t.Errorf("%s: event %d: got %+v, want %+v", name, i+1, got[i], want)
			}
		}
	}
}

func rowOf(e lab.Event) row {
	return row{
		Seq: e.Seq, Peer: e.Peer, Conn: e.Conn, Call: e.Call.String(), Step: e.Step, Asked: e.Asked, Got: e.Got,
		Stream: e.Stream, Off: e.Off, Start: e.Start, End: e.End, Waited: e.Waited, Err: e.Err, EOF: e.EOF,
		Verdict: e.Verdict, Joined: e.Joined, Datagram: e.Datagram, Head: e.Head,
		Accepts: e.Accepts, Address: e.Address, Holder: e.Holder, Option: e.Option, How: e.How, Arg: e.Arg, More: e.More, Var: e.Var, Value: e.Value, Text: e.Text,
		Implied: e.Implied, Cut: e.Cut, Unmade: unmadeName(&e), File: e.File, Strand: e.Strand, Peek: e.Peek, Via: e.Via, Fault: e.Fault, Saved: (*savedJSON)(e.Saved),
		Probe: measured(e.Probe), FarConn: e.FarConn, Far: measured(e.Far),
		Continues: e.Continues, Decode: rowDecodeOf(e.Decode),
	}
}

func measured(p *lab.Probe) map[string]int32 {
	if p == nil {
		return nil
	}
	out := map[string]int32{}
	for i, v := range fields(p) {
		if v != lab.Missing {
			out[probeKeys[i]] = v
		}
	}
	return out
}
