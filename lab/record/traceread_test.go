package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"
	"testing/iotest"

	"stickylab/lab"
)

// A run is written as one value would be, whether from its log or from memory.
func TestATraceIsWrittenRowByRow(t *testing.T) {
	for name, run := range runs {
		l := run()
		var streamed, whole bytes.Buffer
		if err := WriteTrace(t.Context(), &streamed, l); err != nil {
			t.Fatal(err)
		}
		trace := l.Trace()
		if err := WriteTrace(t.Context(), &whole, &trace); err != nil {
			t.Fatal(err)
		}
		if streamed.String() != whole.String() {
			t.Errorf("%s: from its log\n%s\nfrom memory\n%s", name, &streamed, &whole)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, streamed.Bytes()); err != nil || compact.String() != streamed.String() {
			t.Errorf("%s: %v, the text is not compact:\n%s", name, err, &streamed)
		}
	}
}

// What the lab writes it reads, also from a reader that gives a byte at a time.
func TestAWrittenTraceIsRead(t *testing.T) {
	c := newChatter(9, 3)
	c.talk(500, 3)
	c.log.Segment(lab.Segment{From: 2, To: 3, Flags: lab.ACK, Count: 1})
	c.log.SegmentsLost(3)
	c.log.End(lab.End{Reason: lab.EndDone})
	var text bytes.Buffer
	if err := WriteTrace(t.Context(), &text, c.log); err != nil {
		t.Fatal(err)
	}
	read, err := ReadTrace(iotest.OneByteReader(bytes.NewReader(text.Bytes())), TraceLimits{Events: 1000, Segments: 1, Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := WriteTrace(t.Context(), &again, &read); err != nil || again.String() != text.String() {
		t.Errorf("%v; written again it is\n%.400s\nwas\n%.400s", err, &again, &text)
	}
	if read.SegmentsLost != 3 || len(read.Segments) != 1 || read.End.Reason != lab.EndDone {
		t.Errorf("read %d segments, %d lost, end %+v", len(read.Segments), read.SegmentsLost, read.End)
	}
}

// A run that goes on is written as far as it had come when the writing began.
func TestARunThatGoesOnIsWrittenAsItWas(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Append(new(send(2, 9, 1000, "one")))
	var text bytes.Buffer
	if err := WriteTrace(t.Context(), &text, growing{l}); err != nil {
		t.Fatal(err)
	}
	read, err := ReadTrace(&text, TraceLimits{})
	if err != nil || len(read.Events) != 1 || len(read.Peers) != 2 {
		t.Errorf("%v, %d events of %q", err, len(read.Events), read.Peers)
	}
}

// growing is a run that has more events each time when it has been read.
type growing struct{ *Log }

func (g growing) Rows(ctx context.Context, after int) iter.Seq2[Row, error] {
	rows := g.Log.Rows(ctx, after)
	g.Append(&lab.Event{Peer: g.Peer(lab.Peer{Name: "later"}), Call: lab.CallPrint, Text: "late"})
	return rows
}

const goodHead = `{"version":2,"script":"","transport":"tcp","peers":["a"],"env":{"os":"","arch":"","kernel":"","address":""},`

func event(members string) string {
	return goodHead + `"events":[{"seq":1,"peer":"a","call":"send"` + members + `}],"end":{"reason":"done","detail":""}}`
}

func TestABadTraceIsNamed(t *testing.T) {
	v1 := `{"version":1,"transport":"tcp","peers":["a"],"events":[`
	for _, c := range []struct{ text, want string }{
		{``, "trace: at byte 0: the file ends here, before the trace does"},
		{`[]`, "trace: at byte 0: [ where { should be: a trace is a JSON object"},
		{`{"version":3}`, "trace: at byte 12: version 3 is none of 1 to 2"},
		{`{"version":"2"}`, `trace: at byte 10: "version" is a string and should be a number`},
		{`{}`, "trace: at byte 1: version 0 is none of 1 to 2"},
		{`{"version":1,"transport":"sctp"}`, `trace: at byte 31: unknown transport "sctp"; it is one of "tcp", "udp", "unix stream", "unix datagram"`},
		{`{"version":2,"transport":"tcp","peers":["a","a"]}`, `trace: at byte 48: two peers are called "a"`},
		{v1 + `{"peer":"x"}]}`, `trace: event 1, at byte 55: unknown peer "x"; the trace's peers are "a"`},
		{v1 + `{"peer":"a","call":"decode","decode":{"part":"tail"}}]}`, `trace: event 1, at byte 55: unknown part of a frame "tail"`},
		{v1 + `{"peer":"a","call":"decode","decode":{"part":"body","have":-1}}]}`, `trace: event 1, at byte 55: decode: a number below its least`},
		{event(`,"got":-1`), "event 1, at byte 118: a number below its least"},
		{event(`,"got":5,"data":"aGk="`), "event 1, at byte 118: got is 5, but there are 2 bytes of data"},
		{event(`,"start":9,"end":8`), "event 1, at byte 118: it ends at 8, before it starts at 9"},
		{event(`,"conn":"two"`), `event 1, at byte 118: "conn" is a string and should be a number`},
		{event(`,"seq":7`), "event 1, at byte 118: its seq is 7, not 1"},
		{strings.Replace(event(""), `"call":"send"`, `"call":"ioctl"`, 1), `event 1, at byte 118: unknown call "ioctl"; it is one of socket, bind, listen`},
		{goodHead + `"events":[{"seq":1,`, "event 1, at byte 118: the file ends here, before the trace does"},
		{goodHead + `"events":{}}`, "at byte 116: events is no list"},
		{goodHead + `"events":[],"events":[]}`, `at byte 119: member "events" is there twice`},
		{goodHead + `"events":[],"slug":"x"}`, `at byte 119: member "slug" must stand before the events`},
		{goodHead + `"events":[]} {}`, "at byte 120: something follows the end of the trace"},
	} {
		_, err := ReadTrace(strings.NewReader(c.text), TraceLimits{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", c.text, err, c.want)
		}
	}
}

// The limits are on what is in a trace, not on its length.
func TestATraceIsReadWithinItsLimits(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	for i := range int64(3) {
		l.Append(new(send(2, 9, 1000*i, "hello")))
		l.Segment(lab.Segment{From: 2, Count: 1})
	}
	l.End(lab.End{Reason: lab.EndDone})
	var text bytes.Buffer
	if err := WriteTrace(t.Context(), &text, l); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		limits TraceLimits
		want   string
	}{
		{TraceLimits{}, ""},
		{TraceLimits{Events: 3, Segments: 3, Bytes: 15}, ""},
		{TraceLimits{Events: 2, Segments: 3, Bytes: 15}, LimitTraceEvents},
		{TraceLimits{Events: 3, Segments: 2, Bytes: 15}, LimitTraceSegments},
		{TraceLimits{Events: 3, Segments: 3, Bytes: 14}, LimitTraceBytes},
	} {
		_, err := ReadTrace(bytes.NewReader(text.Bytes()), c.limits)
		var limit *lab.LimitError
		if (err == nil) != (c.want == "") || err != nil && (!errors.As(err, &limit) || limit.Name != c.want) {
			t.Errorf("%+v: %v, want the limit %q", c.limits, err, c.want)
		}
	}
	padded := strings.Replace(text.String(), "{", "{"+strings.Repeat(" ", 1<<20), 1)
	if _, err := ReadTrace(strings.NewReader(padded), TraceLimits{Events: 3, Segments: 3, Bytes: 15}); err != nil {
		t.Errorf("a long file of few events: %v", err)
	}
}

// One value that never ends is refused before it fills the memory.
func TestAValueWithoutEndIsRefused(t *testing.T) {
	endless := io.MultiReader(strings.NewReader(`{"version":2,"script":"`), &endlessly{})
	_, err := ReadTrace(endless, TraceLimits{Events: 10, Bytes: 10})
	if !errors.Is(err, errLong) {
		t.Errorf("got %v, want %v", err, errLong)
	}
}

// endlessly reads as x without end.
type endlessly struct{}

func (*endlessly) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestReadingStopsWhenNobodyWantsMore(t *testing.T) {
	reader, err := NewTraceReader(strings.NewReader(event("")+"what follows is not looked at"), TraceLimits{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range reader.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d rows", n)
	}
}

// Whatever a file says, reading it ends in a trace that can be written, or in an
// error.
func FuzzReadTrace(f *testing.F) {
	for _, run := range runs {
		text, err := json.Marshal(run().Trace())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(event(`,"got":2,"data":"aGk="`))
	f.Fuzz(func(t *testing.T, text string) {
		trace, err := ReadTrace(strings.NewReader(text), TraceLimits{Events: 100, Segments: 100, Bytes: 1 << 16})
		if err != nil {
			return
		}
		if _, err := json.Marshal(trace); err != nil {
			t.Error(fmt.Errorf("read, but not to be written: %w", err))
		}
	})
}
