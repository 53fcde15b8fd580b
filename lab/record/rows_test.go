package record

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
)

// chatter is a run whose peers send over several conns, of which receives take
// what is there in pieces of their own, often before the send has its row.
type chatter struct {
	log    *Log
	random *rand.Rand
	now    int64
	sent   map[int][]byte // of each conn, what was announced
	read   map[int]int    // of each conn that sends, what its far end has received
	data   []string       // of each event
}

func newChatter(seed uint64, conns int) *chatter {
	c := &chatter{
		log:    NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}}),
		random: rand.New(rand.NewPCG(seed, 1)), sent: map[int][]byte{}, read: map[int]int{},
	}
	for conn := 1; conn <= conns; conn++ {
		c.log.Pair(2*conn, 2*conn+1)
	}
	return c
}

func (c *chatter) append(e lab.Event) {
	c.now += 1000
	e.Start, e.End = c.now, c.now+500
	c.log.Append(&e)
	c.data = append(c.data, string(e.Data))
}

// send announces bytes, has some of them received, and only then ends.
func (c *chatter) send(conn int) {
	data := make([]byte, 1+c.random.IntN(300))
	for i := range data {
		data[i] = byte('a' + (len(c.sent[conn])+i)%26)
	}
	c.log.Begin(conn, 0, Piece{Data: data})
	c.sent[conn] = append(c.sent[conn], data...)
	if c.random.IntN(2) == 0 {
		c.receive(conn)
	}
	c.append(lab.Event{Peer: 1, Conn: conn, Call: lab.CallSend, Step: 9, Asked: len(data), Got: len(data), Data: data})
}

func (c *chatter) receive(conn int) {
	rest := c.sent[conn][c.read[conn]:]
	most := 1 + c.random.IntN(900)
	got := rest[:min(most, len(rest))]
	c.read[conn] += len(got)
	c.append(lab.Event{Conn: conn + 1, Call: lab.CallRecv, Step: 5, Asked: most, Got: len(got), Data: got})
}

func (c *chatter) talk(turns, conns int) {
	for range turns {
		conn := 2 * (1 + c.random.IntN(conns))
		switch c.random.IntN(6) {
		case 0, 1, 2:
			c.send(conn)
		case 3, 4:
			c.receive(conn)
		default:
			c.append(lab.Event{Conn: conn + 1, Call: lab.CallRecv, Step: 6, Asked: 9, Got: 5, Data: []byte("stray")})
		}
	}
}

// Every event of a run is read with the bytes that it was recorded with, also
// while the run goes on and a send under way has no row yet.
func TestEveryEventIsReadWithItsBytes(t *testing.T) {
	for seed := range uint64(6) {
		conns := 1 + int(seed)*3
		c := newChatter(seed, conns)
		for range 5 {
			c.talk(700, conns)
			c.check(t, fmt.Sprintf("seed %d, %d events", seed, len(c.data)))
		}
		c.log.Begin(2, 0, Piece{Data: []byte("announced, and received before its send ends")})
		c.sent[2] = append(c.sent[2], "announced, and received before its send ends"...)
		c.receive(2)
		c.check(t, fmt.Sprintf("seed %d, a send under way", seed))
	}
}

func (c *chatter) check(t *testing.T, when string) {
	t.Helper()
	n := 0
	for row, err := range c.log.Rows(t.Context(), 0) {
		if err != nil {
			t.Fatalf("%s: %v", when, err)
		}
		if row.Event == nil {
			continue
		}
		if got := string(row.Event.Data); got != c.data[n] || row.Event.Seq != n+1 {
			t.Fatalf("%s: event %d has seq %d and %q, want %q", when, n+1, row.Event.Seq, got, c.data[n])
		}
		if n++; n%97 == 0 {
			one, ok, err := c.log.Event(t.Context(), n)
			if err != nil || !ok || !reflect.DeepEqual(*one.Event, *row.Event) {
				t.Fatalf("%s: event %d is\n%+v (%v), of all rows\n%+v", when, n, one.Event, err, *row.Event)
			}
		}
	}
	if n != len(c.data) {
		t.Fatalf("%s: %d events read, want %d", when, n, len(c.data))
	}
}

// Datagrams are found by their number, whole or cut off.
func TestDatagramsAreReadWithTheirBytes(t *testing.T) {
	l := datagramRun()
	var got []string
	for _, e := range l.Trace().Events {
		got = append(got, string(e.Data))
	}
	if want := []string{"hello", "feng", "", "gone", "hello", "fe", ""}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The bytes that many sends brought and one receive took are put together.
func TestOneReceiveOfManyBatches(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Pair(2, 3)
	var sent strings.Builder
	for i := range 20_000 {
		text := fmt.Sprintf("message %d;", i)
		l.Append(new(send(2, 9, int64(1000*i), text)))
		sent.WriteString(text)
	}
	all := sent.String()
	l.Append(new(recv(3, 5, 1<<40, len(all), all)))
	l.End(lab.End{Reason: lab.EndDone})
	if len(l.sealed) < 10 {
		t.Fatalf("%d batches, too few to show anything", len(l.sealed))
	}
	row, ok, err := l.Event(t.Context(), 20_001)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if e := row.Event; string(e.Data) != all || e.Verdict != lab.Coalesced {
		t.Errorf("%d bytes and %v, want the %d that were sent, coalesced", len(e.Data), e.Verdict.Names(), len(all))
	}
	from, err := row.Origins()
	if err != nil || len(from) != 20_000 || from[19_999] != (lab.Origin{Seq: 20_000, Len: len("message 19999;")}) {
		t.Errorf("%d origins, %v; want 20000, one of each send", len(from), err)
	}
}

func TestRowsBehindAnEvent(t *testing.T) {
	c := newChatter(3, 2)
	c.talk(4000, 2)
	c.log.End(lab.End{Reason: lab.EndDone})
	count := len(c.data)
	for _, after := range []int{0, 1, 999, count - 1, count, count + 5} {
		want := after
		for row, err := range c.log.Rows(t.Context(), after) {
			if err != nil {
				t.Fatal(err)
			}
			if row.Event == nil {
				continue
			}
			if want++; row.Event.Seq != want {
				t.Fatalf("after %d: event %d, want %d", after, row.Event.Seq, want)
			}
		}
		if want != max(count, after) {
			t.Errorf("after %d: the last event is %d, want %d", after, want, count)
		}
	}
	for _, seq := range []int{-1, 0, count + 1} {
		if row, ok, err := c.log.Event(t.Context(), seq); ok || err != nil {
			t.Errorf("event %d is %+v, %v; want none", seq, row.Event, err)
		}
	}
}

func TestRowsEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for row, err := range stickyRun().Rows(ctx, 0) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("row %+v, error %v, want %v", row, err, context.Canceled)
		}
	}
}

// A send that nobody received says so wherever it is read.
func TestLostIsReadWithTheEvent(t *testing.T) {
	l := datagramRun()
	if row, ok, err := l.Event(t.Context(), 4); !ok || err != nil || row.Event.Verdict != lab.Lost {
		t.Errorf("the event is %+v, %v; want it lost", row.Event, err)
	}
	if e := l.Trace().Events[3]; e.Verdict != lab.Lost {
		t.Errorf("of all rows the verdict is %v, want lost", e.Verdict.Names())
	}
}

// What a batch says that nothing here wrote is an error, never a panic.
func FuzzDecode(f *testing.F) {
	for _, run := range runs {
		for _, b := range run().sealed {
			f.Add(b.Bytes)
		}
	}
	f.Fuzz(func(t *testing.T, batch []byte) {
		s := &stored{batches: []Batch{{Bytes: batch, Last: 1 << 30}}}
		for row, err := range s.rows(t.Context(), 0) {
			if err == nil && row.Event != nil && len(row.Event.Data) > len(batch)*len(batch) {
				t.Fatalf("%d bytes out of %d", len(row.Event.Data), len(batch))
			}
		}
	})
}

func TestBytesThatWereNeverSentAreAnError(t *testing.T) {
	enc := new(encoder)
	enc.begin(1, 0)
	enc.event(&lab.Event{Seq: 1, Conn: 3, Call: lab.CallRecv, Asked: 5, Got: 5, Stream: 2, Data: []byte("hello"), Verdict: lab.Exact}, false)
	s := &stored{batches: []Batch{{Bytes: enc.take(), Last: 1}}}
	for _, err := range s.rows(t.Context(), 0) {
		if want := "event 1: 5 bytes of stream 2 at 0 were received, 0 were sent"; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
