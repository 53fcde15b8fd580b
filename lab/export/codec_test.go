package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

// runCodecs reads a codec a line with messages and a stream. It frames the
// messages, and takes the stream one byte at a time.
const runCodecs = `
import json, sys

for line in sys.stdin:
    case = json.loads(line)
    names = {}
    exec(case['program'], names)
    codec, data, got = names['codec'], bytearray(), []
    for byte in bytes.fromhex(case['stream']):
        data.append(byte)
        body = codec.take(data)
        if body is not None:
            got.append(body.hex())
    print(json.dumps({'got': got, 'left': len(data), 'framed': b''.join(codec.encode(bytes.fromhex(b)) for b in case['bodies']).hex()}))
`

// TestPythonOfEveryKind runs the class of every kind of codec, as a program has
// it, on frames of lab/frame.
func TestPythonOfEveryKind(t *testing.T) {
	type question struct {
		Program string   `json:"program"`
		Bodies  []string `json:"bodies"`
		Stream  string   `json:"stream"`
	}
	var asked bytes.Buffer
	var texts, wants []string
	for _, k := range frame.Kinds() {
		for _, text := range slices.Concat([]string{k.Usual()}, k.Cures, others(k.Word)) {
			c, err := frame.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			var stream []byte
			q, got := question{Program: codecProgram(c)}, []string{}
			long := strings.Repeat("x", 254)
			for _, body := range []string{"hello", "feng", "a", "\x01~ x", "", "\x00", "a\x00b", long, long + "\x00", long + "\x00y", long + long + "z", `{"a":"}"}`, `[1,{"b":"\\\""},[]]`, "{}", "PUB a 2\r\nhi\r\n"} {
				framed, err := frame.Nth(c, len(q.Bodies)).Encode(stream, []byte(body))
				if err != nil {
					continue // it cannot carry that
				}
				stream = framed
				q.Bodies = append(q.Bodies, fmt.Sprintf("%x", body))
				got = append(got, fmt.Sprintf("%x", body))
			}
			if len(got) == 0 {
				t.Fatalf("%s carries nothing", text)
			}
			q.Stream = fmt.Sprintf("%x", stream)
			if err := json.NewEncoder(&asked).Encode(q); err != nil {
				t.Fatal(err)
			}
			texts, wants = append(texts, text), append(wants, fmt.Sprintf("%v 0 %x", got, stream))
		}
	}
	program := exec.CommandContext(t.Context(), "python3", "-c", runCodecs)
	program.Stdin = &asked
	out, err := program.CombinedOutput()
	if err != nil {
		t.Fatalf("python3: %v: %s", err, out)
	}
	answers := json.NewDecoder(bytes.NewReader(out))
	for i, text := range texts {
		var answer struct {
			Got    []string
			Left   int
			Framed string
		}
		if err := answers.Decode(&answer); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%v %d %s", answer.Got, answer.Left, answer.Framed); text != "line" && got != wants[i] {
			t.Errorf("%s: Python has\n%s, want\n%s", text, got, wants[i])
		} else if !strings.HasPrefix(got, strings.SplitAfter(wants[i], "] 0")[0]) {
			t.Errorf("%s: Python has\n%s, want\n%s", text, got, wants[i])
		}
	}
}

// others are codecs of a kind whose Python is another than that of the usual one.
func others(kind string) (texts []string) {
	switch kind {
	case "length":
		return []string{`length "!H" bits 10 shift 2`, `length "<3" offset 1 keep`, `length "B" per 8`, `length "%04d"`, `length "%03X" max 700`, `length "!2" times 1 keep`}
	case "number":
		return []string{`number "\r\n" hex adjust 2`, `number "\r\n" word -1 adjust 2 keep`, `end "," number ":" adjust 1 max 600`}
	case "headers":
		return []string{`headers "Content-Length" "l" must`, `skip "\n" headers "content-length" until ";"`}
	case "ber":
		return []string{`ber tag "\x04" max 600`}
	case "varint":
		return []string{`varint offset 1 keep`}
	case "marks":
		return []string{`marks "\x7e" "\x7e" swap "\x7d" "\x7d\x01" "\x7e" "\x7d\x02"`, `marks "<" ">" swap "<" "&l" ">" "&g" "&" "&a"`}
	case "check":
		for _, sum := range frame.Checksums() {
			texts = append(texts, `check "`+sum+`" length "!H"`)
		}
		return append(texts, `check "crc-24/lte-a" start "\xd3" length "!H" offset 1 adjust 3 bits 10`, `check "sum-8" as "%03d" label "10=" end ";" length "!H"`)
	case "start":
		return []string{`start "h" end ";" check "crc-32" as "<I" length "!H" offset 1`}
	case "when":
		return []string{`when "P" "p" at 1 length "B" else length "!H"`}
	case "join":
		return []string{`join "\xff\xff" more length "<H"`}
	}
	return nil
}

// codecProgram is what a program has of a codec: its imports, its classes, and
// the line that makes it.
func codecProgram(c frame.Codec) string {
	var b strings.Builder
	p := python{}
	p.line(nil, append(append([]any{"codec = "}, object(c)...), ")")...)
	program := Program{Lines: p.lines}
	used := program.used()
	for _, module := range program.modules(used, nil) {
		fmt.Fprintf(&b, "import %s\n", module)
	}
	for _, d := range used {
		b.WriteString(textOf(d) + "\n\n")
	}
	return b.String() + p.lines[0].String() + "\n"
}
