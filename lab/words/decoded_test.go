package words

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// decoding is a run in which hello came as a frame, its bytes in two pieces.
func decoding() []lab.Event {
	state := func(seq, have int, need int64, part frame.Part) lab.Event {
		return lab.Event{
			Seq: seq, Call: lab.CallDecode, Conn: 3, Stream: 2,
			Decode: &lab.Decode{Part: part, Have: have, Need: need, Length: -1},
		}
	}
	whole := state(6, 9, 9, frame.PartFrame)
	whole.Decode.Length, whole.Decode.Head = 5, 4
	return []lab.Event{
		{Seq: 1, Peer: 1, Call: lab.CallSend, Conn: 2, Stream: 2, Asked: 2, Got: 2, Head: 2, Data: []byte("\x00\x00")},
		{Seq: 2, Call: lab.CallRecv, Conn: 3, Stream: 2, Asked: 9, Got: 2, Data: []byte("\x00\x00")},
		state(3, 2, 4, frame.PartHeader),
		{Seq: 4, Peer: 1, Call: lab.CallSend, Conn: 2, Stream: 2, Off: 2, Asked: 7, Got: 7, Head: 2, Data: []byte("\x00\x05hello"), Continues: true},
		{Seq: 5, Call: lab.CallRecv, Conn: 3, Stream: 2, Off: 2, Asked: 9, Got: 7, Data: []byte("\x00\x05hello")},
		whole,
	}
}

// learnt are the rows of events that all were seen.
func learnt(conns lab.Conns, events []lab.Event) *Events {
	e := NewEvents("en", []string{"server", "client"}, conns)
	for i := range events {
		e.Learn(&events[i])
	}
	e.sent.sort()
	return e
}

func TestRowsOfDecodesReadInWords(t *testing.T) {
	all := decoding()
	page := learnt(lab.TCP, all)
	truncated := lab.Event{Seq: 7, Call: lab.CallDecode, Conn: 3, Off: 4, Err: "truncated", Fault: &frame.Error{Kind: "truncated"}, Decode: &lab.Decode{Part: frame.PartBody, Have: 5, Need: 9, Length: 5}}
	long := lab.Event{Seq: 8, Call: lab.CallDecode, Conn: 3, Err: "too-long", Decode: &lab.Decode{Part: frame.PartHeader, Have: 4, Need: 4, Length: 1 << 32}}
	got := func(body *lab.Body) lab.Event {
		e := all[5]
		made := *e.Decode
		made.Body = body
		e.Decode = &made
		return e
	}
	file := all[5]
	file.Saved = &lab.SavedFile{Name: "photo.bin", Size: 5, MD5: "5d41402abc4b2a76b9719d911017c592", OK: true}
	skip := lab.Event{Seq: 9, Call: lab.CallDecode, Conn: 3, Decode: &lab.Decode{Part: frame.PartSkip, Need: 96, Length: -1}}
	for _, c := range []struct {
		name              string
		event             lab.Event
		bytes, note, mark string
	}{
		{"a header under way", all[2], `b'\x00\x00'`, "header: needs 4, has 2", ""},
		{"a complete frame is what the program got", all[5], "b'hello'", `frame complete, 9 bytes · raw b'\x00\x00\x00\x05hello'`, "exact"},
		{"all of a frame", got(&lab.Body{From: 0, To: 9}), `b'\x00\x00\x00\x05hello'`, "frame complete, 9 bytes", "exact"},
		{"a part of it", got(&lab.Body{From: 6, To: 9}), "b'llo'", `frame complete, 9 bytes · raw b'\x00\x00\x00\x05hello'`, "exact"},
		{"other bytes", got(&lab.Body{Bytes: []byte("helln")}), "b'helln'", `frame complete, 9 bytes · raw b'\x00\x00\x00\x05hello'`, "exact"},
		{"an empty body", got(&lab.Body{}), "b''", `frame complete, 9 bytes · raw b'\x00\x00\x00\x05hello'`, "exact"},
		{"a file that does not say", got(&lab.Body{Unknown: true}), "b'hello'", "frame complete, 9 bytes · what the program got is not in the file", "exact"},
		{"a stream that ended", truncated, "b'hello'", "✕ stream ended within a frame · needs 9, has 5", "lost"},
		{"a fault, whose JSON is not shown", long, `b'\x00\x00\x00\x05'`, "✕ frame too long", "lost"},
		{"a file", file, "b'hello'", `frame complete, 9 bytes · raw b'\x00\x00\x00\x05hello' · file photo.bin, 5 bytes, size and MD5 are right`, "exact"},
		{"a frame that is skipped", skip, "", "skipping, 96 more to come", ""},
	} {
		row := page.Row(&c.event, nil)
		cells := map[string]string{}
		for _, cell := range row.Cells {
			cells[cell.Column] = cell.Text
		}
		if cells["bytes"] != c.bytes || cells["note"] != c.note || row.Mark != c.mark {
			t.Errorf("%s: %q, %q, %q, want %q, %q, %q", c.name, cells["bytes"], cells["note"], row.Mark, c.bytes, c.note, c.mark)
		}
	}
}

func TestBytesOfAStreamEndWhereTheyAreNotKnown(t *testing.T) {
	sent := learnt(lab.TCP, decoding()).sent
	for _, c := range []struct {
		conn, n int
		off     int64
		want    string
	}{
		{2, 9, 0, "\x00\x00\x00\x05hello"},
		{2, 3, 1, "\x00\x00\x05"},
		{2, 9, 8, "o"},
		{2, 9, 9, ""},
		{7, 9, 0, ""},
	} {
		if got := sent.bytes(source{sender: c.conn}, c.off, c.n); string(got) != c.want {
			t.Errorf("%d bytes from %d of %d: %q, want %q", c.n, c.off, c.conn, got, c.want)
		}
	}
}

func TestDatagramsAreCountedAsTheDecoderIsFedThem(t *testing.T) {
	take := func(data string) lab.Event {
		return lab.Event{Call: lab.CallRecvFrom, Conn: 1, Stream: 2, Step: 5, Got: len(data), Data: []byte(data)}
	}
	decode := func(off int64, part frame.Part, have, tail int) lab.Event {
		return lab.Event{
			Call: lab.CallDecode, Conn: 1, Stream: 2, Step: 5, Off: off,
			Decode: &lab.Decode{Part: part, Have: have, Need: int64(have + 1), Length: -1, Tail: tail},
		}
	}
	all := []lab.Event{
		take("hel"), decode(0, frame.PartDelimiter, 3, 0), take("lo\nfe"), decode(0, frame.PartFrame, 6, 1),
		take("ng\n\n"), decode(6, frame.PartFrame, 5, 1), decode(11, frame.PartFrame, 1, 1), decode(12, frame.PartDelimiter, 0, 0),
	}
	sent := learnt(lab.UDP, all).sent
	for i, want := range map[int]string{1: "b'hel'", 3: "b'hello'", 5: "b'feng'", 6: "b''", 7: ""} {
		if got := sent.decoded(all[i]); got != want {
			t.Errorf("event %d: %s, want %s", i, got, want)
		}
	}
}
