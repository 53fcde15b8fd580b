package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

// runReceivers reads a codec a line with a stream, and receives frames of it in pieces as a
// program does that goes on behind a fault.
const runReceivers = `
import json, sys

class Socket:
    def __init__(self, stream):
        self.stream = stream

    def recv(self, by):
        piece, self.stream = self.stream[:by], self.stream[by:]
        return piece

for line in sys.stdin:
    case = json.loads(line)
    names, got = {}, []
    exec(case['program'], names)
    sock = Socket(bytes.fromhex(case['stream']))
    for _ in range(20):
        try:
            body = names['recv_frame'](sock, case['by'])
        except names['FrameError'] as error:
            got.append('fault')
            continue
        if body is None:
            break
        got.append('frame ' + body.hex())
    print(json.dumps(got))
`

// received is what a decoder makes of a stream, as runReceivers has it.
func received(t *testing.T, c frame.Codec, stream []byte, by int) (got []string) {
	t.Helper()
	d, err := frame.NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	for len(stream) > 0 {
		piece := stream[:min(by, len(stream))]
		stream = stream[len(piece):]
		d.Feed(piece)
		for {
			f, ok, err := d.Next()
			var fault *frame.Error
			switch {
			case errors.As(err, &fault):
				got = append(got, "fault")
			case ok:
				got = append(got, fmt.Sprintf("frame %x", f.Body))
			}
			if d.Lost() {
				return got
			}
			if !ok && err == nil {
				break
			}
		}
	}
	if d.End() != nil {
		got = append(got, "fault")
	}
	return got
}

// Behind a frame that is too long, or whose check is wrong, Python goes on with the frame
// with which the lab's decoder does.
func TestPythonGoesOnBehindAFault(t *testing.T) {
	type question struct {
		Program string `json:"program"`
		Stream  string `json:"stream"`
		By      int    `json:"by"`
	}
	var asked bytes.Buffer
	var names []string
	var wants [][]string
	for _, test := range []struct{ codec, stream string }{
		{`length "!I" max 100`, "\x00\x00\x00\x60" + strings.Repeat("x", 96) + "\x00\x00\x00\x62" + strings.Repeat("y", 98) + "\x00\x00\x00\x02ok"}, // librdkafka#1616
		{`length "!I" max 100`, "\x00\x00\x00\x62" + strings.Repeat("y", 50)},
		{`length "!H" offset 1 adjust -3 strip 0 max 8`, "a\x00\x09123456b\x00\x04!"},
		{`length "!3" max 5`, "\x00\x00\x03abc\x00\x00\x02ok"},
		{`length "%02d" max 5`, "09123456789" + "02ok" + "zz"},
		{`length "!i" max 9`, "\xff\xff\xff\xff\x00\x00\x00\x02ok"},
		{`varint max 3`, "\x04long\x02ok\x80\x01" + strings.Repeat("z", 128) + "\x00"},
		{`ber max 3`, "\x04\x04long\x04\x02ok"},
		{`number ":" max 3`, "4:long2:ok"},
		{`end "," number ":" adjust 1 max 4`, "4:long,2:ok,2:no;1:a,"},
		{`headers "Content-Length" max 3`, "Content-Length: 4\r\n\r\nlongContent-Length: 2\r\n\r\nok"},
		{`http max 3`, "GET / HTTP/1.1\r\nContent-Length: 4\r\n\r\nlongGET / HTTP/1.1\r\nContent-Length: 2\r\n\r\nok"},
		{`websocket max 3`, "\x81\x04long\x81\x02ok\x81\x84abcd1234\x81\x01z"},
		{`delimiter "|" max 3`, "long|ok|longer and longer|a|"},
		{`delimiter "ab" "\n" max 3`, "0123456789abxy\nlonger a\nk\n"},
		{`delimiter "|" escape "\\" max 4`, "0123456\\|8|ok|\\|a|"},
		{`line max 4`, "0123456\r\nok\nlonger\nz\n"},
		{`check "xor" length "B"`, "\x03ab\x03\x03ab\x04\x02aa"},
		{`start "h" length "B" offset 1 max 9`, "h\x0a1234567890h\x02ok"},
		{`start "h" length "B" offset 1 max 9`, "\xff\x02h\x02ok??h\x02noxyz"},
		{`start "\xaaU" length "B" offset 2`, "\xaah\xaa\xaaU\x02ok\xaa\xaaU\x01a\xaa"},
		{`start "h" check "xor" length "B" offset 1 strip 0`, "h\x02a\x0bh\x03h\x02j\x62h\x02a\x0b"},
		{`marks "<" ">" swap "<" "&l" ">" "&g" "&" "&a"`, "xx<a&lb>noise<&x><ok>"},
		{`marks "\v" "\x1c\r" max 4`, "\v12345\x1c\r\vok\x1c\r"},
		{`marks "~" "~" xor "}"`, "noise~a}^b~~ok~x~"},
		{`cobs max 5`, "\x05123\x00\x03ok\x00\x00\x02a\x00" + "1234567890\x00\x02b\x00"},
		{`braces max 9`, `junk{"a":1} ]x[1]{"long":12345}[2]`},
	} {
		c, err := frame.Parse(test.codec)
		if err != nil {
			t.Fatal(err)
		}
		program := receiver(c)
		for _, by := range []int{1, 2, 7, 1024} {
			if err := json.NewEncoder(&asked).Encode(question{program, fmt.Sprintf("%x", test.stream), by}); err != nil {
				t.Fatal(err)
			}
			names = append(names, fmt.Sprintf("%s of %.40q by %d", test.codec, test.stream, by))
			wants = append(wants, received(t, c, []byte(test.stream), by))
		}
	}
	program := exec.CommandContext(t.Context(), "python3", "-c", runReceivers)
	program.Stdin = &asked
	out, err := program.CombinedOutput()
	if err != nil {
		t.Fatalf("python3: %v: %s", err, out)
	}
	answers := json.NewDecoder(bytes.NewReader(out))
	for i, name := range names {
		var got []string
		if err := answers.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if strings.Join(got, " ") != strings.Join(wants[i], " ") {
			t.Errorf("%s: Python has %q, want %q", name, got, wants[i])
		}
	}
}
