package player

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// codecs are those of the language, each with a message that it can carry.
var codecs = map[string]string{
	`length "!I"`:                       "hello",
	`length "<H" offset 1 max 99`:       "hello",
	`length "B" adjust -1 max 200`:      "hello",
	`length "!3"`:                       "hello",
	`varint`:                            "hello",
	`delimiter "\r\n" "\0"`:             "hello",
	`delimiter "|" escape "\\"`:         "he|lo",
	`line`:                              "hello",
	`fixed 5`:                           "hello",
	`fixed 8 pad "."`:                   "hello",
	`json "!I"`:                         "hello",
	`resp`:                              "hello",
	`http`:                              "hello",
	`http chunked`:                      "hello",
	`websocket`:                         "hello",
	`websocket mask "\x01\x02\x03\xff"`: "hello",
	`json "<H" key "length" header 100 max 100`: "hello",
}

// exchange is a server that answers two frames in capitals, and its client.
func exchange(transport, codec, message, how, by string) string {
	return fmt.Sprintf(`%s
server:
    codec %s
    listen 5
    accept
    loop until empty:
        recv frame %s
        send frame upper
client:
    codec %[2]s
    connect
    send frame %[4]s %[5]s
    send frame "" + %[4]s
    recv frame
    recv frame
    close
`, transport, codec, by, script.Quote([]byte(message)), how)
}

// bodies gives what the frames that a peer decoded had as their bodies, taken
// from the bytes of its receives alone.
func bodies(t *testing.T, tr record.Trace, peer, codec string) []string {
	t.Helper()
	c, err := frame.Parse(codec)
	if err != nil {
		t.Fatal(err)
	}
	d, err := frame.NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range tr.Events {
		if tr.Peers[e.Peer] != peer || !e.Call.Receives() {
			continue
		}
		d.Feed(e.Data)
		for {
			f, ok, err := d.Next()
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			all = append(all, string(f.Body))
		}
	}
	return all
}

func TestFramesOfEveryCodec(t *testing.T) {
	l := mustLab(t, session.Limits{})
	all := maps.Clone(codecs)
	for _, k := range frame.Kinds() {
		all[k.Usual()] = "hello"
	}
	all["braces"] = `{"hello": 1}`
	for text, message := range all {
		spec := mustParse(t, exchange("tcp", text, message, "", "")).Peers[0].Steps[0].Do.(lab.Codec).String()
		for _, c := range []struct{ transport, how, by string }{
			{"tcp", "", ""},
			{"tcp", "cut each 1", "by 1"},
			{"unix stream", "cut 2, 1, 3 gap 1ms", "by 3"},
		} {
			tr := mustRun(t, l, exchange(c.transport, text, message, c.how, c.by))
			if tr.End.Reason != lab.EndDone {
				t.Fatalf("%s %s: %+v\n%s", text, c, tr.End, lines(tr, "server"))
			}
			for _, peer := range []string{"server", "client"} {
				got := bodies(t, tr, peer, spec)
				if len(got) != 2 || got[0] == "" || !strings.HasSuffix(message, strings.ToLower(got[0])) || got[1] != got[0] {
					t.Errorf("%s %s: the %s got %q", text, c, peer, got)
				}
				checkDecodes(t, tr, peer)
			}
		}
	}
}

// checkDecodes holds what a run says of its decoders: after every receive one
// step, frames behind one another where they are in the stream.
func checkDecodes(t *testing.T, tr record.Trace, peer string) {
	t.Helper()
	after, received, next := 0, int64(0), int64(0)
	for _, e := range tr.Events {
		if tr.Peers[e.Peer] != peer {
			continue
		}
		switch d := e.Decode; {
		case e.Call.Receives() && !e.EOF:
			if after > 0 {
				t.Errorf("event %d: nothing was decoded after the receive before", e.Seq)
			}
			after, received = 1, e.Off+int64(e.Got)
		case d == nil:
		case e.Off != next || e.Off+int64(d.Have) > received:
			t.Errorf("event %d: %s at %d, want at %d, of %d received", e.Seq, line(&tr, e), e.Off, next, received)
		case e.Stream == 0 || !known(d.Part) || e.Start < 0 || e.End < e.Start:
			t.Errorf("event %d: %+v", e.Seq, e)
		default:
			after = 0
			if d.Part == frame.PartFrame {
				next += int64(d.Have)
			}
		}
	}
}

func known(part frame.Part) bool {
	_, ok := part.Code()
	return ok
}

func TestDecodersAreShown(t *testing.T) {
	const cut = `tcp
server:
    codec length "!I" max 100
    listen 5
    accept
    wait client end
    recv frame by 3
    recv frame
    recv frame
client:
    connect
    codec length "!I"
    send frame "hello" cut 2, 3
    send frame "feng"
    send pack "!I" 4000000000
`
	l := mustLab(t, session.Limits{})
	tr := mustRun(t, l, cut)
	const want = `socket
bind
listen
accept
recv b'\x00\x00\x00' split
decode header 3/4 at 0
recv b'\x05he' split
decode body 6/9 at 0
recv b'llo' split
decode frame 9/9 at 0
recv b'\x00\x00\x00\x04feng\xee\x6b\x28\x00' coalesced`
	got := lines(tr, "server")
	if !strings.HasPrefix(got, strings.ReplaceAll(want, `\x6b\x28`, "k(")) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	const rest = `
decode frame 8/8 at 9
decode header 4/4 at 17 too-long
close
close`
	if !strings.HasSuffix(got, rest) {
		t.Errorf("got\n%s\nwant at the end%s", got, rest)
	}
	if want := (lab.End{Reason: lab.EndError, Detail: "server:9 decode too-long"}); tr.End != want {
		t.Errorf("end %+v, want %+v", tr.End, want)
	}
	var fault frame.Error
	for _, e := range tr.Events {
		if e.Call == lab.CallDecode && e.Err != "" {
			fault = *e.Fault
		}
	}
	if fault.Off != 17 || fault.Length != 4_000_000_000 || !strings.Contains(fault.In("zh"), "4000000000") {
		t.Errorf("the fault is %+v: %s", fault, fault.In("zh"))
	}
}

func TestAPieceOfAFrameIsNoMessage(t *testing.T) {
	l := mustLab(t, session.Limits{})
	tr := mustRun(t, l, exchange("tcp", `length "!I"`, "hello", "cut each 2", ""))
	sends := 0
	for _, e := range tr.Events {
		if tr.Peers[e.Peer] == "client" && e.Call == lab.CallSend {
			if sends++; e.Continues != (sends > 1 && sends < 6) || e.Head != []int{2, 2, 0, 0, 0, 4}[sends-1] {
				t.Errorf("send %d: continues %v, head %d", sends, e.Continues, e.Head)
			}
		}
	}
	if sends != 6 {
		t.Errorf("%d sends, want 5 pieces and a whole frame", sends)
	}
}

func TestFramesInDatagrams(t *testing.T) {
	const text = `udp
limit 5s
server:
    codec line
    bind
    recv frame
    send frame upper to sender
    recv frame
    send frame upper to sender
    recv frame
    send frame upper to sender
alice:
    codec line
    wait server bind
    send frame "alice" cut 2 to port 8080
    recv frame
bob:
    codec line
    wait alice recv
    send "bob\nagain\n" to port 8080
    recv frame
    recv frame
`
	l := mustLab(t, session.Limits{})
	tr := mustRun(t, l, text)
	for peer, want := range map[string]string{
		"server": "recvfrom b'al' exact\ndecode delimiter 2/3 at 0\nrecvfrom b'ice\\r\\n' exact\ndecode frame 7/7 at 0",
		"bob":    "recvfrom b'BOB\\r\\n' exact\ndecode frame 5/5 at 0\nrecvfrom b'AGAIN\\r\\n' exact\ndecode frame 7/7 at 5",
	} {
		if got := lines(tr, peer); !strings.Contains(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", peer, got, want)
		}
	}
	if tr.End.Reason != lab.EndDone {
		t.Errorf("end %+v", tr.End)
	}
}

func TestFaultsThatAProgramSurvives(t *testing.T) {
	const text = `tcp
server:
    listen 5
    accept
    wait client shutdown
    codec length "!H" max 4
    try recv frame
    recv frame
    try recv frame
    try recv frame
    send "on"
client:
    connect
    codec length "!H"
    send frame "too long"
    codec fixed 2
    try send frame "too long"
    send pack "!H" 2 + "ok" + "\0"
    shutdown write
    recv 10
`
	l := mustLab(t, session.Limits{})
	tr := mustRun(t, l, text)
	got := lines(tr, "server")
	for _, want := range []string{
		"decode header 15/15 at 0 too-long",
		"\ndecode frame 4/4 at 10",
		"\ndecode header 1/2 at 14 truncated\nsend b'on'",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant in it\n%s", got, want)
		}
	}
	if sent := lines(tr, "client"); !strings.Contains(sent, "\nencode too-long\nsend b'\\x00\\x02ok\\x00'") {
		t.Errorf("got\n%s", sent)
	}
	if tr.End.Reason != lab.EndDone {
		t.Errorf("end %+v", tr.End)
	}
}

// What ends with the stream is a frame; nothing is not one.
func TestTheEndOfTheStream(t *testing.T) {
	l := mustLab(t, session.Limits{})
	for _, c := range []struct{ codec, sends, then, want, end string }{
		{"http", `"HTTP/1.0 200 OK\r\n\r\nhello"`, "send upper", "\nsend b'HELLO'", "done "},
		{"line", `"a\nb\n"`, "recv frame\n    recv frame\n    send \"on\"", "\nsend b'on'", "done "},
		{"line", `"a\n"`, "recv frame\n    send upper", "\nencode TypeError", "error server:8 encode TypeError"},
		{"line", `"a\n"`, "recv frame\n    unpack \"B\" n", "\nunpack", "error server:8 unpack TypeError"},
	} {
		tr := mustRun(t, l, fmt.Sprintf("tcp\nserver:\n    codec %s\n    listen 5\n    accept\n    recv frame\n    %s\nclient:\n    connect\n    send %s\n    shutdown write\n    recv 10\n", c.codec, c.then, c.sends))
		if got := lines(tr, "server"); !strings.Contains(got, c.want) || tr.End.Reason+" "+tr.End.Detail != c.end {
			t.Errorf("%s: %+v\n%s", c.codec, tr.End, got)
		}
	}
}

func TestACodecThatALoopLeavesOut(t *testing.T) {
	l := mustLab(t, session.Limits{})
	tr := mustRun(t, l, "tcp\nserver:\n    listen 5\n    accept\nclient:\n    connect\n    wait server end\n    loop until empty:\n        recv 1\n        codec line\n    send frame \"x\"\n")
	if want := (lab.End{Reason: lab.EndError, Detail: "client:11 encode NameError"}); tr.End != want {
		t.Errorf("end %+v, want %+v", tr.End, want)
	}
}

// Another codec takes what the one before it left.
func TestCodecsInTurn(t *testing.T) {
	l := mustLab(t, session.Limits{})
	tr := mustRun(t, l, `tcp
server:
    listen 5
    accept
    wait client end
    recv 2
    codec line
    recv frame by 7
    codec length "!H"
    recv frame
    recv 1
client:
    connect
    send "->hi\n\0\x02okx"
`)
	const want = `recv b'->' split
recv b'hi\n\x00\x02ok' split
decode frame 3/3 at 2
decode frame 4/4 at 5
recv b'x' split`
	if got := lines(tr, "server"); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
