package player_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// framings are codecs of every kind, each with messages that it can carry.
var framings = map[string][]string{
	`length "!I"`:                           {"hello", "", "你好", "\x00\xff"},
	`length "<H" max 100`:                   {"hello", ""},
	`length "B" adjust -1`:                  {"hello", ""},
	`length "!i"`:                           {"hello"},
	`length "!I" offset 2 adjust 2 strip 0`: {"abhello", "abcd"},
	`length "!3"`:                           {"hello", ""},
	`length "<5" max 500`:                   {"hello"},
	`varint`:                                {"hello", "", strings.Repeat("long", 50)},
	`varint offset 1`:                       {"hello", "x"},
	`delimiter "\r\n" "\0"`:                 {"hello", "", "a\rb"},
	`delimiter "|" "||" escape "\\"`:        {"he|lo", "\\", "||", ""},
	`delimiter "END" keep`:                  {"hello", "EN"},
	`line`:                                  {"hello", "", "你好"},
	`fixed 8 pad "\0"`:                      {"hello", "", "\x00hi"},
	`fixed 6 pad "."`:                       {"hello", "feng", "123456"},
	`json "!I"`:                             {"hello", "", "{}"},
	`json "<H" key "length" header 99 max 100`: {"hello"},
	`json "!3"`:                {"hello"},
	`resp`:                     {"hello", "", "a\r\nb"},
	`http`:                     {"hello", "", "\r\n\r\n"},
	`http chunked`:             {"hello", "", "0\r\n\r\n"},
	`websocket`:                {"hello", "", "\xff", strings.Repeat("long", 50)},
	`websocket mask "abc\xff"`: {"hello", "你好"},
}

// framedAlike are scripts with the codecs, made certain by waits. A third of
// the frames is cut into pieces, and a receive takes a few bytes at a time.
func framedAlike() map[string]string {
	all, every := map[string]string{}, maps.Clone(framings)
	for _, k := range frame.Kinds() {
		if _, ok := every[k.Usual()]; !ok {
			every[k.Usual()] = []string{"hello", "feng"}
		}
	}
	for codec, messages := range every {
		var server, client strings.Builder
		for i, message := range messages {
			cut := []string{"", " cut each 1", " cut 1, 2"}[i%3]
			fmt.Fprintf(&server, "    recv frame%s\n    send frame same\n", []string{"", " by 3"}[i%2])
			fmt.Fprintf(&client, "    send frame %s%s\n", script.Quote([]byte(message)), cut)
		}
		for range messages {
			client.WriteString("    recv frame by 5\n")
		}
		if strings.Contains(codec, "strip 0") || strings.Contains(codec, "keep") || strings.Contains(codec, "offset") {
			all[codec] = fmt.Sprintf("tcp\nserver:\n    codec %s\n    listen 5\n    accept\n    wait client shutdown\n%sclient:\n    codec %[1]s\n    connect\n%[3]s    shutdown write\n",
				codec, strings.ReplaceAll(server.String(), "    send frame same\n", ""), strings.ReplaceAll(client.String(), "    recv frame by 5\n", ""))
			continue
		}
		all[codec] = fmt.Sprintf(`tcp
server:
    codec %s
    listen 5
    accept
    wait client shutdown
%sclient:
    codec %[1]s
    connect
%[3]s    shutdown write
    wait server end
`, codec, server.String(), strings.ReplaceAll(client.String(), "    recv frame by 5\n", ""))
		all[codec+", echo"] = fmt.Sprintf(`unix stream
server:
    codec %s
    listen 5
    accept
    wait client shutdown
%s    close
client:
    codec %[1]s
    connect
%[3]s`, codec, server.String(), strings.Replace(client.String(), "    recv frame by 5\n", "    shutdown write\n    wait server end\n    recv frame by 5\n", 1))
	}
	all["files"] = filesAlike
	all["frames in datagrams"] = datagramsAlike
	all["faults of frames"] = faultsAlike
	all["frames behind a fault"] = behindAlike
	all["first frames of two connections"] = firstAlike
	return all
}

const filesAlike = `tcp
server:
    codec json "!I"
    listen 5
    accept
    wait client send 3
    recv file by 60000
    send "ok"
    recv file
client:
    codec json "!I"
    connect
    send file "notes.txt" 10000
    recv 2
    shutdown write
`

const datagramsAlike = `udp
server:
    codec line
    bind
    recv frame by 100
    send frame upper to sender
    wait client send 4
    recv frame
    send frame "a" cut 1 gap 1ms to sender
client:
    codec line
    wait server bind
    send frame "hello" cut 2 gap 1ms to port 8080
    recv frame
    send frame "feng" cut each 3 to port 8080
    recv frame
`

const faultsAlike = `tcp
server:
    codec length "!H" max 4
    listen 5
    accept
    wait client shutdown
    recv frame
    try recv frame
    send "on"
client:
    codec fixed 2
    connect
    try send frame "too long"
    codec delimiter "|"
    try send frame "a|b"
    codec length "B" max 4
    try send frame "long"
    codec length "!H"
    send frame "ok"
    send pack "!H" 40000
    shutdown write
    recv 2
`

// firstAlike writes to two connections, each of which has a first frame of its own.
const firstAlike = `tcp
server:
    codec first fixed 3 then length "B"
    listen 5
    accept as a
    accept as b
    wait alice send 2
    wait bob send 2
    recv frame from a
    recv frame from b
    recv frame from b
    recv frame from a
    send frame "yes" to a
    send frame "yes" to b
    send frame "more" to b
    send frame "more" to a
    close b
    close a
alice:
    codec first fixed 3 then length "B"
    connect
    send frame "ab!"
    send frame "one"
    wait server end
    recv frame
    recv frame
bob:
    codec first fixed 3 then length "B"
    wait alice connect
    connect
    send frame "cd!"
    send frame "other"
    wait server end
    recv frame
    recv frame
`

// behindAlike goes on behind a frame that is too long (librdkafka#1616).
const behindAlike = `tcp
server:
    codec length "!I" max 100
    listen 5
    accept
    wait client shutdown
    loop until empty:
        try recv frame by 60
        send "."
client:
    connect
    send pack "!I" len + "x" * 96
    send pack "!I" len + "y" * 98
    send pack "!I" len + "ok"
    shutdown write
    wait server end
    codec delimiter "."
    loop until empty:
        recv frame
`

// reading is what the independent reader and writer of frames is asked.
type reading struct {
	Codec    string   `json:"codec"`
	Stream   string   `json:"stream,omitempty"`   // in hexadecimal, to be read
	Messages []string `json:"messages,omitempty"` // in hexadecimal, to be written
}

// What a run sends is for python3 the messages that were sent, read by a
// program that shares nothing with the lab's own, and what that one writes is
// read by the lab.
func TestPythonReadsFramesAndWritesThem(t *testing.T) {
	runner := session.New(session.Limits{RunsPerClient: 1000})
	t.Cleanup(runner.Close)
	var asked []reading
	var want [][]string
	for codec, messages := range framings {
		var steps strings.Builder
		for i, message := range messages {
			fmt.Fprintf(&steps, "    send frame %s%s\n", script.Quote([]byte(message)), []string{"", " cut 1"}[i%2])
		}
		exp, err := script.Parse(fmt.Sprintf("tcp\nserver:\n    codec %s\n    listen 5\n    accept\n    loop until empty:\n        recv frame by 7\nclient:\n    codec %[1]s\n    connect\n%[2]s", codec, steps.String()))
		if err != nil {
			t.Fatal(err)
		}
		trace := mustTrace(t, runner, exp)
		if trace.End.Reason != lab.EndDone {
			t.Errorf("%s: %+v", codec, trace.End)
		}
		var stream []byte
		for _, e := range trace.Events {
			if e.Call.Receives() {
				stream = append(stream, e.Data...)
			}
		}
		spec := exp.Peers[0].Steps[0].Do.(lab.Codec).String()
		asked = append(asked, reading{Codec: spec, Stream: hex.EncodeToString(stream)}, reading{Codec: spec, Messages: inHex(messages)})
		want = append(want, inHex(messages), inHex(messages))
	}
	for i, got := range mustAskPython(t, asked) {
		if asked[i].Stream == "" {
			got = mustDecode(t, asked[i].Codec, strings.Join(got, ""))
		}
		if a, b := fmt.Sprint(got), fmt.Sprint(delivered(t, asked[i].Codec, want[i])); a != b {
			t.Errorf("%s, read by the lab %v: got %s, want %s", asked[i].Codec, asked[i].Stream == "", a, b)
		}
	}
}

func inHex(messages []string) []string {
	all := make([]string, len(messages))
	for i, m := range messages {
		all[i] = hex.EncodeToString([]byte(m))
	}
	return all
}

// delivered gives the bodies that a codec delivers of messages: some are more
// than was given, or less.
func delivered(t *testing.T, spec string, messages []string) []string {
	t.Helper()
	switch {
	case strings.Contains(spec, "keep"):
		for i := range messages {
			messages[i] += hex.EncodeToString([]byte("END"))
		}
	case strings.Contains(spec, "offset 1"):
		for i := range messages {
			messages[i] = messages[i][2:]
		}
	case strings.Contains(spec, "strip 0"):
		for i, m := range messages {
			length := fmt.Sprintf("%08x", len(m)/2-4)
			messages[i] = m[:4] + length + m[4:]
		}
	}
	return messages
}

func mustDecode(t *testing.T, spec, stream string) (bodies []string) {
	t.Helper()
	c, err := frame.Parse(spec)
	if err != nil {
		t.Fatal(err)
	}
	d, err := frame.NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	data, err := hex.DecodeString(stream)
	if err != nil {
		t.Fatal(err)
	}
	for d.Feed(data); ; {
		f, ok, err := d.Next()
		if err != nil {
			t.Fatalf("%s: %v in %x", spec, err, data)
		}
		if !ok {
			return bodies
		}
		bodies = append(bodies, hex.EncodeToString(f.Body))
	}
}

// mustAskPython gives for each reading the messages, or the frames.
func mustAskPython(t *testing.T, asked []reading) [][]string {
	t.Helper()
	input, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("python3", "testdata/frames.py")
	command.Stdin = strings.NewReader(string(input))
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %+v", err, err)
	}
	var answers [][]string
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}
