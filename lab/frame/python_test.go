package frame

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pythonFrames frames and cuts with nothing but Python's struct, int and json.
// It reads a case a line, checks what was framed, and frames the same bodies.
const pythonFrames = `
import json, struct, sys

def number(format):
    if format[-1].isdigit():                      # a width that struct has no character for
        size, order = int(format[-1]), "little" if format[0] == "<" else "big"
        return size, lambda n: n.to_bytes(size, order), lambda b: int.from_bytes(b, order)
    return struct.calcsize(format), lambda n: struct.pack(format, n), lambda b: struct.unpack(format, b)[0]

def length(c):
    size, pack, unpack = number(c["format"])
    offset, adjust, strip = c["offset"], c["adjust"], c["strip"]
    def frame(body):
        return body[:offset] + pack(len(body) - offset - adjust) + body[offset:]
    def cut(s):
        while s:
            n = offset + size + unpack(s[offset:offset + size]) + adjust
            yield s[strip:n]
            s = s[n:]
    return frame, cut

def varint(c):
    offset = c["offset"]
    def frame(body):
        n, digits = len(body) - offset, []
        while n > 127:
            digits.append(n % 128 + 128)
            n //= 128
        return body[:offset] + bytes(digits + [n]) + body[offset:]
    def cut(s):
        while s:
            at, n, weight = offset, 0, 1
            while True:
                n, weight, at = n + s[at] % 128 * weight, weight * 128, at + 1
                if s[at - 1] < 128:
                    break
            yield s[at:at + n]
            s = s[at + n:]
    return frame, cut

def delimiter(c):
    by = bytes.fromhex(c["by"])
    return lambda body: body + by, lambda s: s.split(by)[:-1]

def line(c):
    return lambda body: body + b"\n", lambda s: [l.rstrip(b"\r\n") for l in s.splitlines(True)]

def fixed(c):
    size, pad = c["size"], bytes.fromhex(c["pad"])
    return (lambda body: body.ljust(size, pad)), (lambda s: [s[i:i + size].rstrip(pad) for i in range(0, len(s), size)])

def header(c):
    size, pack, unpack = number(c["format"])
    def frame(body):
        text = json.dumps({"name": "文件.txt", c["key"]: len(body)}).encode()
        return pack(len(text)) + text + body
    def cut(s):
        while s:
            n = size + unpack(s[:size])
            end = n + json.loads(s[size:n])[c["key"]]
            yield s[n:end]
            s = s[end:]
    return frame, cut

kinds = {"length": length, "varint": varint, "delimiter": delimiter, "line": line, "fixed": fixed, "json": header}
for text in sys.stdin:
    c = json.loads(text)
    frame, cut = kinds[c["kind"]](c)
    bodies = [bytes.fromhex(body) for body in c["bodies"]]
    got = [body.hex() for body in cut(bytes.fromhex(c["stream"]))]
    print(json.dumps({"got": got, "stream": b"".join(map(frame, bodies)).hex()}))
`

// pythonCase is a line of what Python reads.
type pythonCase struct {
	Kind   string   `json:"kind"`
	Format string   `json:"format"`
	Offset int      `json:"offset"`
	Adjust int      `json:"adjust"`
	Strip  int      `json:"strip"`
	Size   int      `json:"size"`
	By     string   `json:"by"`
	Pad    string   `json:"pad"`
	Key    string   `json:"key"`
	Bodies []string `json:"bodies"`
	Stream string   `json:"stream"`

	codec string
}

// pythonCases are codecs as frame and as Python are told of them.
func pythonCases() (cases []pythonCase) {
	var formats []string
	for _, order := range []string{"", "@", "=", "<", ">", "!"} {
		for _, code := range "bBhHiIlLqQ" {
			formats = append(formats, order+string(code))
		}
	}
	for _, order := range []string{"<", ">", "!"} {
		for size := 1; size <= 8; size++ {
			formats = append(formats, order+fmt.Sprint(size))
		}
	}
	for _, format := range append(formats, "n", "N", "@n", "@N", "1I", "! H") {
		n, err := ParseInteger(format)
		if err != nil {
			panic(err)
		}
		cases = append(
			cases,
			pythonCase{Kind: "length", Format: format, Strip: n.Size, codec: fmt.Sprintf("length %q", format)},
			pythonCase{Kind: "length", Format: format, Offset: 2, Adjust: -n.Size - 2, codec: fmt.Sprintf("length %q offset 2 adjust %d strip 0", format, -n.Size-2)},
			pythonCase{Kind: "json", Format: format, Key: "size", codec: fmt.Sprintf("json %q", format)},
		)
	}
	return append(
		cases,
		pythonCase{Kind: "varint", codec: "varint"},
		pythonCase{Kind: "varint", Offset: 1, codec: "varint offset 1"},
		pythonCase{Kind: "delimiter", By: "0d0a0d0a", codec: `delimiter "\r\n\r\n"`},
		pythonCase{Kind: "delimiter", By: "00", codec: `delimiter "\x00"`},
		pythonCase{Kind: "line", codec: "line"},
		pythonCase{Kind: "fixed", Size: 100, Pad: "00", codec: `fixed 100 pad "\x00"`},
		pythonCase{Kind: "fixed", Size: 100, Pad: "20", codec: `fixed 100 pad " "`},
		pythonCase{Kind: "json", Format: "<H", Key: "total_size", codec: `json "<H" key "total_size"`},
	)
}

// pythonBodies are messages that every codec carries.
func pythonBodies(c pythonCase) (bodies [][]byte) {
	random := rand.New(rand.NewPCG(7, 8))
	sizes := []int{5, 4, 0, 1, 60, 90, 100}
	if c.Kind == "varint" {
		sizes = append(sizes, 127, 128, 129, 16383, 16384, 16385)
	}
	for _, size := range sizes {
		body := make([]byte, size)
		for i := range body {
			body[i] = byte('!' + random.IntN(90)) // of no delimiter, of no padding
		}
		if size >= 2 || c.Offset == 0 {
			bodies = append(bodies, body)
		}
	}
	return append(bodies, []byte("你好, struct"))
}

// TestPythonReadsAndWritesTheSameFrames: Python cuts what the codecs framed,
// and the codecs cut what Python framed.
func TestPythonReadsAndWritesTheSameFrames(t *testing.T) {
	cases := pythonCases()
	var asked bytes.Buffer
	wants := make([][]string, len(cases))
	for i := range cases {
		c := &cases[i]
		codec := mustParse(t, c.codec)
		var stream []byte
		for _, body := range pythonBodies(*c) {
			framed, err := codec.Encode(stream, body)
			if err != nil {
				t.Fatalf("%s: %v", c.codec, err)
			}
			wants[i] = append(wants[i], fmt.Sprintf("%x", delivered(codec, framed[len(stream):], body)))
			c.Bodies = append(c.Bodies, fmt.Sprintf("%x", body))
			stream = framed
		}
		c.Stream = fmt.Sprintf("%x", stream)
		if err := json.NewEncoder(&asked).Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	answers := json.NewDecoder(strings.NewReader(python(t, &asked)))
	for i, c := range cases {
		var answer struct {
			Got    []string
			Stream string
		}
		if err := answers.Decode(&answer); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(answer.Got, wants[i]) {
			t.Errorf("%s: Python cut %.300q, want %.300q", c.codec, answer.Got, wants[i])
		}
		var stream []byte
		if _, err := fmt.Sscanf(answer.Stream, "%x", &stream); err != nil {
			t.Fatal(err)
		}
		got, kind := bodies(t, mustParse(t, c.codec), oneByOne(stream))
		for j := range got {
			got[j] = fmt.Sprintf("%x", got[j])
		}
		if kind != "" || !slices.Equal(got, wants[i]) {
			t.Errorf("%s: of Python's frames came %.300q %s, want %.300q", c.codec, got, kind, wants[i])
		}
		if c.Kind != "json" && c.Kind != "line" && answer.Stream != c.Stream { // JSON has its spaces, lines end in two ways
			t.Errorf("%s: Python framed %.300s, want %.300s", c.codec, answer.Stream, c.Stream)
		}
	}
}

func mustParse(t *testing.T, text string) Codec {
	t.Helper()
	c, err := Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return c
}

func python(t *testing.T, input *bytes.Buffer) string {
	t.Helper()
	program := exec.CommandContext(t.Context(), "python3", "-c", pythonFrames)
	program.Stdin = input
	var complaint bytes.Buffer
	program.Stderr = &complaint
	out, err := program.Output()
	if err != nil {
		t.Fatalf("python3: %v: %s", err, complaint.String())
	}
	return string(out)
}
