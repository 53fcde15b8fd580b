package record

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// follow reads a log to its end and gives the Seq of every event seen.
func follow(l *Log, after int) (seqs []int, batches int, err error) {
	c, _ := l.Follow(context.Background(), after)
	defer c.Close()
	for {
		got, err := c.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return seqs, batches, nil
		}
		if err != nil {
			return nil, 0, err
		}
		for _, b := range got {
			batches++
			rows, err := decodeBatch(b.Bytes)
			if err != nil {
				return nil, 0, err
			}
			for _, r := range rows {
				if r.Control == "" {
					seqs = append(seqs, r.Seq)
				}
			}
		}
	}
}

func TestEveryViewerSeesEveryEventOnce(t *testing.T) {
	const events, viewers = 3000, 8
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Pair(2, 3)
	var wait sync.WaitGroup
	for range viewers {
		wait.Go(func() {
			seqs, _, err := follow(l, 0)
			if err != nil {
				t.Error(err)
			}
			for i, seq := range seqs {
				if seq != i+1 {
					t.Errorf("event %d has seq %d", i+1, seq)
					return
				}
			}
			if len(seqs) != events {
				t.Errorf("saw %d events, want %d", len(seqs), events)
			}
		})
	}
	for i := range int64(events) {
		l.Append(new(send(2, 11, 1000*i, "0123456789abcdef")))
	}
	l.End(lab.End{Reason: lab.EndDone})
	wait.Wait()
}

func TestAViewerThatComesBackMissesNothing(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	const events = 5000
	for i := range int64(events) {
		l.Append(new(send(2, 11, 1000*i, "0123456789abcdef")))
	}
	l.End(lab.End{Reason: lab.EndDone})
	for _, after := range []int{0, 1, 1499, 1500, 2500, events - 1, events} {
		seqs, _, err := follow(l, after)
		if err != nil {
			t.Fatal(err)
		}
		last := 0
		if len(seqs) > 0 {
			last = seqs[len(seqs)-1]
		}
		if last != events || seqs[0] > after+1 {
			t.Errorf("after %d: events %d to %d, want from %d at the latest to %d", after, seqs[0], last, after+1, events)
		}
	}
}

func TestTheFirstEventIsShownAtOnceAndTheNextAfterThePace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
		c, _ := l.Follow(context.Background(), 0)
		defer c.Close()
		start := time.Now()
		for i, want := range []time.Duration{0, pace, 2 * pace} {
			l.Append(new(send(2, 11, int64(i), "x")))
			if _, err := c.Next(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := time.Since(start); got != want {
				t.Errorf("batch %d came after %v, want %v", i+1, got, want)
			}
		}
		l.End(lab.End{Reason: lab.EndDone})
	})
}

func TestAFullBatchDoesNotWait(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	for range 10 {
		l.Append(new(send(2, 11, 0, string(make([]byte, BatchBytes/2)))))
	}
	l.End(lab.End{Reason: lab.EndDone})
	_, batches, err := follow(l, 0)
	if err != nil || batches != 6 { // five full ones and the end
		t.Errorf("%d batches, %v; want 6", batches, err)
	}
}

func TestNextEndsWithItsContext(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP})
	c, _ := l.Follow(context.Background(), 0)
	defer c.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestNothingIsAppendedAfterTheEnd(t *testing.T) {
	l := stickyRun()
	n := l.Len()
	if seq, _ := l.Append(new(send(2, 11, 0, "late"))); seq != 0 || l.Len() != n {
		t.Errorf("seq %d, %d events; want 0 and %d", seq, l.Len(), n)
	}
}

func TestTraceRoundTrip(t *testing.T) {
	for name, run := range runs {
		want := run().Trace()
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Trace
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		for i := range want.Events {
			if want.Events[i].Data == nil {
				want.Events[i].Data = []byte{}
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got\n%+v\nwant\n%+v", name, got, want)
		}
	}
}

func TestTraceHasTheKeysOfTheFormat(t *testing.T) {
	text, err := json.Marshal(stickyRun().Trace())
	if err != nil {
		t.Fatal(err)
	}
	var trace struct {
		Version int
		Events  []map[string]any
	}
	if err := json.Unmarshal(text, &trace); err != nil {
		t.Fatal(err)
	}
	if trace.Version != TraceVersion {
		t.Errorf("version %d, want %d", trace.Version, TraceVersion)
	}
	got := trace.Events[4]
	want := map[string]any{
		"seq": 5.0, "peer": "server", "conn": 3.0, "call": "recv", "step": 6.0, "start": 50_070_000.0, "end": 50_072_000.0,
		"waited": false, "asked": 10.0, "got": 9.0, "err": "", "eof": false, "off": 0.0, "stream": 2.0, "data": "aGVsbG9mZW5n",
		"verdict": []any{"coalesced"}, "joined": "receive queue",
		"from":  []any{map[string]any{"seq": 3.0, "off": 0.0, "len": 5.0}, map[string]any{"seq": 4.0, "off": 0.0, "len": 4.0}},
		"probe": map[string]any{"outq": 0.0, "unsent": 0.0, "inq": 0.0, "segs_out": 0.0, "segs_in": 2.0},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}

// Any events at all survive the wire.
func TestWireOfRandomEvents(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		enc := new(encoder)
		first := random.IntN(1000)
		enc.begin(first, random.Int64N(1<<40))
		events := make([]lab.Event, 50)
		for i := range events {
			events[i] = randomEvent(random, first+i)
			enc.event(&events[i], random.IntN(3) == 0)
		}
		rows, err := decodeBatch(enc.take())
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range events {
			rows[i].Payload = ""
			if want := rowOf(e); !reflect.DeepEqual(rows[i], want) {
				t.Fatalf("got %+v, want %+v", rows[i], want)
			}
		}
	}
}

func randomEvent(random *rand.Rand, seq int) lab.Event {
	e := lab.Event{
		Seq: seq, Peer: random.IntN(3), Conn: random.IntN(4), Call: lab.Call(random.IntN(int(lab.MaxCall))),
		Step: random.IntN(300), Start: random.Int64N(1 << 40), Waited: random.IntN(2) == 0, Off: random.Int64N(1 << 20),
		Asked: random.IntN(20), Verdict: lab.Verdict(random.IntN(32)), Joined: lab.Joined(random.IntN(5)),
		Stream: random.IntN(4), Datagram: random.IntN(2), Head: random.IntN(3), EOF: random.IntN(2) == 0,
	}
	e.End = e.Start + random.Int64N(1<<30)
	if e.Call.Sends() || e.Call.Receives() {
		e.Got = random.IntN(e.Asked + 1)
		e.Data = make([]byte, e.Got)
	}
	if random.IntN(2) == 0 {
		e.Err, e.Address, e.Text = "ECONNRESET", fmt.Sprint("文", random.IntN(99)), fmt.Sprint("字", random.IntN(2))
	}
	if random.IntN(2) == 0 {
		e.Probe = probe(random.Int32N(9), -1, random.Int32(), 0, random.Int32N(3))
		e.Far, e.FarConn = probe(1, 2, random.Int32N(5), 4, 5), random.IntN(4)
	}
	if random.IntN(4) == 0 {
		e.Far, e.FarConn = nil, random.IntN(4)
	}
	e.Continues = random.IntN(9) == 0
	for _, some := range []func(){
		func() { e.Option, e.Arg = "sndbuf", random.IntN(1<<20)-2 },
		func() { e.How, e.More, e.Implied = "both", true, true },
		func() { e.Var, e.Value = "n", fmt.Sprint(random.Int64()) },
		func() { e.Strand, e.File, e.Peek = random.IntN(300), random.IntN(9)-1, true },
		func() { e.Via = []lab.Origin{{Seq: random.IntN(1 << 20), Off: 1, Len: 2}, {Len: 3}} },
		func() { e.Saved = &lab.SavedFile{Name: "文.txt", Size: random.IntN(99), OK: true} },
		func() { e.Cut = true },
		func() { e.Fault = &frame.Error{Kind: frame.KindShort, Off: random.Int64N(99), Need: 4} },
	} {
		if random.IntN(5) == 0 {
			some()
		}
	}
	if e.Call == lab.CallDecode {
		e.Decode = &lab.Decode{
			Part: frame.PartJSON, Have: random.IntN(9), Need: random.Int64(), Length: random.Int64N(9) - 1, Head: random.IntN(5), Tail: random.IntN(5),
		}
	}
	return e
}
