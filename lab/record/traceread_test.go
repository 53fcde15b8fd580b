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

// What is wrong with a file is said with its place and what would be right.
func TestABadTraceIsNamed(t *testing.T) {
	const v1 = `{"version":1,"transport":"tcp","peers":["a"],"events":[`
	pair := func(first, second string) string {
		head := strings.Replace(goodHead, `["a"]`, `["a","b"]`, 1)
		return head + `"events":[` + first + "," + second + `],"end":{"reason":"done","detail":""}}`
	}
	const deep = 40
	for _, c := range []struct{ text, want string }{
		{``, "byte 0: the file ends here, before the trace does; it may have been cut off."},
		{`[]`, "byte 0: a trace is a JSON object and begins with {."},
		{`{"version":3}`, `byte 12, "version": version 3 is unknown; this lab reads the versions 1 to 2.`},
		{`{"version":"2"}`, `byte 10, "version": there is a text where a whole number that fits should be.`},
		{`{}`, "byte 1: the file has no version, which every trace that this lab writes has."},
		{`{"version":1,"transport":"sctp"}`, `byte 31, "transport": transport "sctp" is unknown; it is one of "tcp", "udp", "unix stream", "unix datagram", "unix seqpacket", "tcp6", "udp6".`},
		{`{"version":2,"transport":"tcp","peers":["a","a"]}`, `byte 48, "peers": two peers are called "a"; each has a name of its own.`},
		{`{"version":2,"transport":"tcp","peers":[""]}`, `byte 43, "peers": the name of a peer has 1 to 1024 bytes.`},
		{`{"version":2,"transport":"tcp","peers":[` + strings.Repeat(`"a",`, 999_999) + `"a"]}`, `"peers": that is above a limit of this lab: at most 64 peers.`},
		{v1 + `{"peer":"x"}]}`, `event 1 (byte 55), "peer": peer "x" is unknown; the trace has "a".`},
		{v1 + `{"seq":1,"peer":"a","call":"decode","decode":{"part":"tail"}}]}`, `event 1 (byte 55), "decode.part": part "tail" of a frame is unknown.`},
		{v1 + `{"seq":1,"peer":"a","call":"decode","decode":{"part":"body","have":-1}}]}`, `event 1 (byte 55), "decode.have": this must be a whole number from 0 to 9007199254740991.`},
		{event(`,"got":-1`), `event 1 (byte 118), "got": this must be a whole number from 0 to 2147483647.`},
		{event(`,"start":-1`), `event 1 (byte 118), "start": this must be a whole number from 0 to 9007199254740991.`},
		{event(`,"end":9007199254740992`), `event 1 (byte 118), "end": this must be a whole number`},
		{event(`,"conn":1e999`), `event 1 (byte 118), "conn": there is a number where a whole number that fits should be.`},
		{event(`,"conn":99999999999999999999`), `event 1 (byte 118), "conn": there is a number where a whole number that fits should be.`},
		{event(`,"probe":{"inq":-2}`), `event 1 (byte 118), "probe.inq": this must be a whole number from -1 to 2147483647.`},
		{event(`,"got":5,"data":"aGk="`), `event 1 (byte 118), "data": got is 5, but there are 2 bytes of data; both must be the same.`},
		{event(`,"got":1,"data":"aGk="`), `event 1 (byte 118), "data": got is 1, but there are 2 bytes of data; both must be the same.`},
		{event(`,"got":2,"data":"a*k="`), `event 1 (byte 118), "data": there is a text where bytes in base64 should be.`},
		{event(`,"got":2,"data":"aGk=","head":3`), `event 1 (byte 118), "head": 3 bytes of header are more than the 2 that were sent.`},
		{event(`,"text":"` + "\xff" + `"`), `event 1 (byte 118): the text is not valid UTF-8.`},
		{event(`,"start":9,"end":8`), `event 1 (byte 118), "end": it ends at 8, before it starts at 9.`},
		{event(`,"conn":"two"`), `event 1 (byte 118), "conn": there is a text where a whole number that fits should be.`},
		{event(`,"got":0,"GOT":0`), `event 1 (byte 118), "GOT": this member is there twice; once is right.`},
		{event(`,"far":{"inq":0,"inq":1}`), `event 1 (byte 118), "far.inq": this member is there twice; once is right.`},
		{event(`,"x":` + strings.Repeat("[", deep) + strings.Repeat("]", deep)), `event 1 (byte 118), "x": values are nested more than 16 deep, and nothing in a trace is.`},
		{event(`,"x":` + strings.Repeat("[", 20_000)), `event 1 (byte 10142): values are nested more than 16 deep, and nothing in a trace is.`},
		{event(`,"stream":4,"conn":3`), `event 1 (byte 118), "stream": a send goes into the stream of its own socket, 3, and not of 4.`},
		{event(`,"verdict":["late"]`), `event 1 (byte 118), "verdict": verdict "late" is unknown; it is exact,`},
		{strings.Replace(event(""), `"seq":1`, `"seq":7`, 1), `event 1 (byte 118), "seq": its seq is 7 and must be 1: events are numbered from 1 in their order, with none left out.`},
		{strings.Replace(event(""), `"call":"send"`, `"call":"ioctl"`, 1), `event 1 (byte 118), "call": call "ioctl" is unknown; it is one of socket, bind, listen`},
		{strings.Replace(event(""), `"reason":"done"`, `"reason":"luck"`, 1), `"end.reason": no run ends with "luck"; it is done,`},
		{pair(`{"seq":1,"peer":"a","call":"print"}`, `{"seq":3,"peer":"a","call":"print"}`), `event 2 (byte 157), "seq": its seq is 3 and must be 2`},
		{pair(`{"seq":1,"peer":"a","call":"listen","conn":3}`, `{"seq":2,"peer":"b","call":"accept","conn":3}`), `event 2 (byte 167), "conn": socket 3 is one of "a"; only that peer can use it.`},
		{
			pair(`{"seq":1,"peer":"a","call":"recv","conn":3,"stream":4,"got":2,"data":"aGk="}`, `{"seq":2,"peer":"a","call":"recv","conn":3,"stream":4,"off":1,"got":2,"data":"aWk="}`),
			`event 2 (byte 198), "off": bytes from 1 on of what socket 4 sent were there already: the next are those from 2 on.`,
		},
		{
			pair(`{"seq":1,"peer":"a","call":"recv","conn":3,"stream":4,"got":2,"data":"aGk="}`, `{"seq":2,"peer":"a","call":"recv","conn":5,"stream":4,"off":2,"got":2,"data":"aWk="}`),
			`event 2 (byte 198), "stream": what socket 4 sends is received by socket 3; it cannot go to 5 too.`,
		},
		{goodHead + `"events":[{"seq":1,`, "event 1 (byte 118): the file ends here, before the trace does; it may have been cut off."},
		{goodHead + `"events":{}}`, `byte 116, "events": there is an object where a list should be.`},
		{goodHead + `"events":[],"events":[]}`, `byte 119, "events": this member is there twice; once is right.`},
		{goodHead + `"events":[],"slug":"x"}`, `byte 119, "slug": this member must stand before the events.`},
		{goodHead + `"events":[],"segments":[{"count":0}]}`, `segment 1 (byte 132), "count": this must be a whole number from 1 to 2147483647.`},
		{goodHead + `"observer":{"left_out":{"processes":-1,"calls":3}},"events":[]}`, `"observer.left_out.processes": this must be a whole number from 0 to`},
		{goodHead + `"observer":{"cost":{"turns":48,"alone":49}},"events":[]}`, `"observer.cost.alone": this must be a whole number from 0 to 48.`},
		{goodHead + `"programs":[{"peer":"z"}],"events":[]}`, `program 1 (byte 133), "peer": peer "z" is unknown; the trace has "a".`},
		{goodHead + `"conns":[{"id":0,"peer":"a"}],"events":[]}`, `conn 1 (byte 137), "id": this must be a whole number from 1 to 2147483647.`},
		{goodHead + `"events":[]} {}`, "byte 120: something follows the end of the trace; a file holds one trace."},
	} {
		_, err := ReadTrace(strings.NewReader(c.text), TraceLimits{Strange: true})
		if err == nil || !strings.Contains(err.Error(), "The trace cannot be opened: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.300s:\ngot  %v\nwant %s", c.text, err, c.want)
			continue
		}
		var refused *TraceError
		if !errors.As(err, &refused) || strings.Contains(refused.In("zh"), "{") != strings.Contains(c.want, "{") || !strings.HasPrefix(refused.In("zh"), "这份记录打不开：") {
			t.Errorf("%.300s: in Chinese %v", c.text, err)
		}
	}
}

// Programs of somebody's own have sockets together, by fork(2): only those that the lab
// plays cannot.
func TestWatchedProgramsShareSockets(t *testing.T) {
	for kind, want := range map[string]bool{"watched": true, "guest": false} {
		text := strings.Replace(goodHead, `["a"]`, `["a","b"]`, 1) + `"programs":[{"peer":"a","kind":"watched"},{"peer":"b","kind":"` + kind + `"}],"events":[` +
			`{"seq":1,"peer":"a","call":"listen","conn":3},{"seq":2,"peer":"b","call":"close","conn":3}],"end":{"reason":"done","detail":""}}`
		if _, err := ReadTrace(strings.NewReader(text), TraceLimits{Strange: true}); (err == nil) != want {
			t.Errorf("the socket of a watched program used by a %s one: %v", kind, err)
		}
	}
}

func TestTextsOfTraces(t *testing.T) {
	for _, complaint := range texts.Check() {
		t.Error(complaint)
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
		trace, err := ReadTrace(strings.NewReader(text), TraceLimits{Events: 100, Segments: 100, Bytes: 1 << 16, Strange: true})
		if err != nil {
			return
		}
		if _, err := json.Marshal(trace); err != nil {
			t.Error(fmt.Errorf("read, but not to be written: %w", err))
		}
	})
}
