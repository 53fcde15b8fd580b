package claims

import (
	"errors"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/record"
)

// mustFault gives what a decoder says of a stream, as an event has it.
func mustFault(t *testing.T, codec, stream string) *frame.Error {
	t.Helper()
	c, err := frame.Parse(codec)
	if err != nil {
		t.Fatal(err)
	}
	d, err := frame.NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	d.Feed([]byte(stream))
	_, _, err = d.Next()
	var fault *frame.Error
	if !errors.As(err, &fault) {
		t.Fatalf("%q is no fault: %v", stream, err)
	}
	return fault
}

// decodedTrace is a run in which hello came in two pieces, then a file and a
// length in the other byte order. A receive before went past the decoder.
func decodedTrace(t *testing.T) record.Trace {
	const md5 = "5d41402abc4b2a76b9719d911017c592"
	return record.Trace{
		Header: record.Header{Transport: lab.TCP},
		End:    lab.End{Reason: lab.EndError},
		Events: []lab.Event{
			{Seq: 1, Peer: 1, Conn: 2, Call: lab.CallSend, Asked: 9, Got: 9, Stream: 2, Head: 4, Data: []byte("\x00\x00\x00\x05hello")},
			{Seq: 2, Peer: 1, Conn: 2, Call: lab.CallSend, Err: "too-long", Fault: mustFault(t, `length "!I" max 9`, "\x09\x00\x00\x00")},
			{Seq: 3, Conn: 3, Call: lab.CallRecv, Got: 2, Stream: 2, Data: []byte("\x00\x00")},
			{Seq: 4, Conn: 3, Call: lab.CallDecode, Stream: 2, Decode: &lab.Decode{Part: frame.PartHeader, Have: 2, Need: 4, Length: -1}},
			{Seq: 5, Conn: 4, Call: lab.CallRecv, Got: 2, Stream: 1, Off: 2, Data: []byte("no")},
			{Seq: 6, Conn: 3, Call: lab.CallRecv, Got: 9, Stream: 2, Off: 2, Data: []byte("\x00\x05hello\r\n")},
			{Seq: 7, Conn: 3, Call: lab.CallDecode, Stream: 2, Decode: &lab.Decode{Part: frame.PartFrame, Have: 11, Need: 11, Length: 5, Head: 4, Tail: 2}},
			{Seq: 8, Conn: 3, Call: lab.CallDecode, Stream: 2, Off: 11, Decode: &lab.Decode{Part: frame.PartFrame, Have: 5, Need: 5}, Saved: &lab.SavedFile{Name: "a.txt", Size: 5, MD5: md5, OK: true}},
			{Seq: 9, Conn: 3, Call: lab.CallDecode, Stream: 2, Off: 16, Decode: &lab.Decode{Part: frame.PartFrame, Have: 5, Need: 5}, Saved: &lab.SavedFile{Name: "a.txt", Size: 5, MD5: md5, OK: false}, Err: "md5"},
			{
				Seq: 10, Conn: 3, Call: lab.CallDecode, Stream: 2, Off: 21, Err: "too-long", Fault: mustFault(t, `length "!I" max 9`, "\x02\x00\x00\x00"),
				Decode: &lab.Decode{Part: frame.PartHeader, Have: 4, Need: 4, Length: 33554432},
			},
		},
	}
}

func TestClaimsOfDecoders(t *testing.T) {
	for _, tt := range []struct {
		claim string
		want  string // of the error; empty when the claim holds
	}{
		{`server decode count 5`, ""},
		{`server decode count 2 frame`, ""},
		{`server decode 1 header has 2 needs 4 off 0`, ""},
		{`server decode 1 header has 3`, "has is 2, want 3"},
		{`server decode 1 needs at least 5`, "needs is 4, want at least 5"},
		{`server decode 1 frame`, `part is "header", want "frame"`},
		{`server decode 2 frame = "hello" length 5 head 4 tail 2`, ""},
		{`server decode 2 frame = "hallo"`, `body is "hello", want "hallo"`},
		{`server decode 2 frame head 0`, "head is 4, want 0"},
		{`server decode 2 frame tail 0`, "tail is 2, want 0"},
		{`server decode 2 frame length 4`, "length is 5, want 4"},
		{`server decode 2 body`, `part is "frame", want "body"`},
		{`server decode 3 frame off 11 file "a.txt" 5`, ""},
		{`server decode 3 frame file "a.txt" 6`, "want {a.txt 6  true}"},
		{`server decode 3 frame = "never"`, "0 of its 5 bytes were received"},
		{`server decode 2 frame file "a.txt" 5`, "it has no file"},
		{`server decode 4 frame file "a.txt" 5`, `err is "md5", want ""`},
		{`server decode 4 frame err md5`, ""},
		{`server decode 5 header err too-long length 33554432 off 21`, ""},
		{`server decode 5 err too-long says "In the other byte order the length would be 2."`, ""},
		{`server decode 5 err too-long says "换一种字节序，长度就是 2。"`, ""},
		{`server decode 5 err too-long says "text"`, `want "text"`},
		{`server decode 5 err too-short`, `err is "too-long", want "too-short"`},
		{`server decode 2 says "text"`, "it has no fault"},
		{`client send 1 head 4`, ""},
		{`client send 1 head 5`, "head is 4, want 5"},
		{`client send 2 err too-long says "33554432"`, `want "33554432"`},
		{`client send 2 err too-long says "other byte order"`, ""},
		{`client send 1 has 9`, "it is no step of a decoder"},
		{`client send 1 frame`, "it is no step of a decoder"},
	} {
		t.Run(tt.claim, func(t *testing.T) {
			x, err := Parse("f", tt.claim, peers)
			if err != nil {
				t.Fatal(err)
			}
			err = x.Check(NewRun(decodedTrace(t), peers))
			if tt.want == "" && err != nil {
				t.Errorf("got %v, want it to hold", err)
			}
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestClaimsOfDecodersThatAreNotUnderstood(t *testing.T) {
	for claim, want := range map[string]string{
		`server decode 1 has`:          "f:1: the end of the line, want a number",
		`server decode 1 frame = 5`:    `f:1: "5", want a string`,
		`server decode 1 header = "a"`: `data is "", want "a"`,
		`server decode 1 file "a"`:     "f:1: the end of the line, want a number",
		`server decode 1 says 5`:       `f:1: "5", want a string`,
		`server decode 1 err too-`:     "f:1: the end of the line, want a word",
		`server decode 1 err struct.`:  "f:1: the end of the line, want a word",
		`server decode 1 trailer`:      `f:1: no property is named "trailer"`,
	} {
		x, err := Parse("f", claim, peers)
		if err == nil {
			err = x.Check(NewRun(decodedTrace(t), peers))
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want an error with %q", claim, err, want)
		}
	}
}
