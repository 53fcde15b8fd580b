package record

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
)

// wireRun is two sends that one receive joins, with every segment there was: a
// handshake before the accept, one data segment a send, a super-segment, a
// close and a reset.
func wireRun() *Log {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}, Env: lab.Env{Capture: lab.CaptureOn}})
	for i, s := range []lab.Segment{
		{From: 2, To: 0, Flags: lab.SYN, Seq: -1, Ack: -1, Window: 65495},
		{From: 0, To: 2, Flags: lab.SYN | lab.ACK, Seq: -1, Ack: 0, Window: 65483},
		{From: 2, To: 0, Flags: lab.ACK, Window: 65536},
	} {
		s.At, s.Count = 21_000+int64(1000*i), 1
		l.Segment(s)
	}
	l.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallConnect, Step: 10, Start: 20000, End: 45000, Address: "127.9.8.7:8080"})
	l.Append(&lab.Event{Peer: 0, Conn: 3, Call: lab.CallAccept, Step: 4, Start: 9000, End: 50000, Waited: true, Address: "127.9.8.7:40000"})
	l.Pair(2, 3)
	l.Append(new(send(2, 11, 60000, "hello")))
	l.Segment(lab.Segment{At: 61000, From: 2, To: 3, Flags: lab.PSH | lab.ACK, Len: 5, Count: 1, Window: 65536})
	l.Segment(lab.Segment{At: 61500, From: 3, To: 2, Flags: lab.ACK, Ack: 5, Count: 1, Window: 65536})
	l.Append(new(send(2, 12, 70000, "feng")))
	l.Segment(lab.Segment{At: 71000, From: 2, To: 3, Flags: lab.PSH | lab.ACK, Seq: 5, Len: 4, Count: 1, Window: 65536})
	l.SegmentsLost(2)
	l.Append(new(recv(3, 6, 50_070_000, 10, "hellofeng")))
	big := strings.Repeat("a", 3000)
	l.Append(new(send(2, 13, 50_080_000, big)))
	l.Segment(lab.Segment{At: 50_081_000, From: 2, To: 3, Flags: lab.PSH | lab.ACK, Seq: 9, Len: 3000, Count: 3, Window: 65536})
	l.Segment(lab.Segment{At: 50_090_000, From: 3, To: 2, Flags: lab.RST | lab.ACK, Ack: 3009, Count: 1})
	l.SegmentsLost(5)
	l.End(lab.End{Reason: lab.EndDone})
	return l
}

func TestSegmentsOfATraceHaveTheirEnds(t *testing.T) {
	trace := wireRun().Trace()
	if trace.SegmentsLost != 7 || len(trace.Segments) != 8 {
		t.Fatalf("%d segments and %d lost, want 8 and 7", len(trace.Segments), trace.SegmentsLost)
	}
	for i, s := range trace.Segments {
		if s.From+s.To != 5 || s.From*s.To != 6 {
			t.Errorf("segment %d goes from %d to %d, want 2 and 3", i+1, s.From, s.To)
		}
	}
}

// A socket that was refused may connect again: only the try that was accepted
// has a far end.
func TestOnlyTheAcceptedTryHasAFarEnd(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Segment(lab.Segment{From: 2, Flags: lab.SYN, Seq: -1, Ack: -1, Count: 1})
	l.Segment(lab.Segment{To: 2, Flags: lab.RST | lab.ACK, Count: 1})
	l.Segment(lab.Segment{From: 2, Flags: lab.SYN, Seq: -1, Ack: -1, Count: 1})
	l.Segment(lab.Segment{From: 2, Flags: lab.SYN, Seq: -1, Ack: -1, Count: 1}) // a full backlog: sent again
	l.Segment(lab.Segment{To: 2, Flags: lab.SYN | lab.ACK, Seq: -1, Count: 1})
	l.Pair(2, 3)
	l.Segment(lab.Segment{From: 2, To: 3, Flags: lab.ACK, Count: 1})
	l.Segment(lab.Segment{From: 4, Flags: lab.SYN, Seq: -1, Ack: -1, Count: 1}) // never accepted
	var got []int
	for _, s := range l.Trace().Segments {
		got = append(got, s.From*10+s.To)
	}
	if want := []int{20, 2, 23, 23, 32, 23, 40}; !reflect.DeepEqual(got, want) {
		t.Errorf("from and to %v, want %v", got, want)
	}
}

// A viewer gets every segment, in order and without gaps, wherever it begins;
// what it gets twice it knows by the number.
func TestAViewerThatComesBackMissesNoSegment(t *testing.T) {
	const count = 3000
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	for i := range count {
		l.Append(new(send(2, 11, int64(1000*i), "0123456789abcdef")))
		l.Segment(lab.Segment{At: int64(1000*i + 100), From: 2, Seq: int64(16 * i), Len: 16, Count: 1})
		l.Segment(lab.Segment{At: int64(1000*i + 200), To: 2, Ack: int64(16*i + 16), Count: 1})
	}
	l.End(lab.End{Reason: lab.EndDone})
	for _, leave := range []int{0, 1, 2, 5, 100} {
		seen := 0
		read := func(after, most int) (last int) {
			c, _ := l.Follow(context.Background(), after)
			defer c.Close()
			for _, r := range mustRows(t, c, most) {
				if r.Control == "" {
					last = r.Seq
				}
				if r.Segment != nil && r.Segment.Number > seen {
					if seen++; r.Segment.Number != seen {
						t.Fatalf("left after %d batches: segment %d comes where %d should", leave, r.Segment.Number, seen)
					}
				}
			}
			return last
		}
		read(read(0, leave), 1<<20)
		if seen != 2*count {
			t.Errorf("left after %d batches: %d segments, want %d", leave, seen, 2*count)
		}
	}
}

// mustRows gives the rows of the first batches behind a cursor of an ended log.
func mustRows(t *testing.T, c Cursor, most int) (all []row) {
	t.Helper()
	for most > 0 {
		batches, err := c.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range batches[:min(most, len(batches))] {
			most--
			rows, err := decodeBatch(b.Bytes)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, rows...)
		}
	}
	return all
}

func TestNoSegmentAfterTheEnd(t *testing.T) {
	l := wireRun()
	size := l.Size()
	l.Segment(lab.Segment{From: 2, To: 3, Count: 1})
	l.SegmentsLost(1)
	if got := l.Trace(); len(got.Segments) != 8 || got.SegmentsLost != 7 || l.Size() != size {
		t.Errorf("%d segments, %d lost, size %d; want 8, 7, %d", len(got.Segments), got.SegmentsLost, l.Size(), size)
	}
}

func TestSegmentsOfAFileAreChecked(t *testing.T) {
	const file = `{"version":1,"script":"","transport":"tcp","peers":[],"env":{},"events":[],"segments":[%],"end":{}}`
	for name, c := range map[string]struct{ segment, want string }{
		"a segment":            {`{"at":5,"from":2,"to":3,"flags":["PSH","ACK"],"seq":0,"ack":0,"len":5,"count":1,"window":9}`, ""},
		"before the run":       {`{"at":-5,"count":1}`, "segment 1"},
		"a length below 0":     {`{"len":-1,"count":1}`, "segment 1"},
		"of no segment at all": {`{"count":0}`, "segment 1"},
		"before the SYN":       {`{"seq":-2,"count":1}`, "segment 1"},
	} {
		var trace Trace
		err := json.Unmarshal([]byte(strings.Replace(file, "%", c.segment, 1)), &trace)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
