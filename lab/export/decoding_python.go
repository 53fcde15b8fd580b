package export

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// codecSource is what a Python program has of the codec: the imports, also those that are
// asked for, the classes, and the expression that makes it.
func (d Decoding) codecSource(modules ...string) (source, made string) {
	p := python{}
	p.line(nil, slices.Concat([]any{"codec = "}, object(d.Codec), []any{")"})...)
	program := Program{Lines: p.lines}
	used := program.used()
	modules = append(modules, program.modules(used, nil)...)
	slices.Sort(modules)
	var b strings.Builder
	for _, module := range slices.Compact(modules) {
		fmt.Fprintf(&b, "import %s\n", module)
	}
	for _, one := range used {
		b.WriteString("\n\n" + textOf(one) + "\n")
	}
	return strings.TrimLeft(b.String(), "\n"), p.lines[0].String()
}

func (d Decoding) python() (string, CopyWhy) {
	if why := d.whyNot(); why != "" {
		return "", why
	}
	source, made := d.codecSource()
	return source + "\n\n" + made + "\nstream = " + pythonHex(d.Stream, "") + `

data = bytearray(stream)
while (body := codec.take(data)) is not None:
    print(body)
if data:
    print(len(data), 'bytes are left')
`, ""
}

func (d Decoding) unittest() (string, CopyWhy) {
	if why := d.whyNot(); why != "" {
		return "", why
	}
	source, made := d.codecSource("unittest")
	var frames strings.Builder
	for _, body := range d.Bodies {
		fmt.Fprintf(&frames, "        %s,\n", pythonHex(body, "        "))
	}
	left := fmt.Sprint(d.Left)
	if d.Fault != nil {
		left = "'a fault'"
	}
	return source + `

class TestFrames(unittest.TestCase):
    stream = ` + pythonHex(d.Stream, "    ") + `
    frames = [
` + frames.String() + `    ]
    left = ` + left + `

    def test_frames_however_the_stream_is_cut(self):
        for size in 1, 3, len(self.stream):
            with self.subTest(size=size):
                self.assertEqual(self.taken(size), (self.frames, self.left))

    def taken(self, size):
        """The frames of the stream in pieces of so many bytes, and what is left."""
        ` + made + `
        data, frames = bytearray(), []
        try:
            for at in range(0, len(self.stream), size):
                data += self.stream[at:at + size]
                while (body := codec.take(data)) is not None:
                    frames.append(body)
        except ValueError:  # FrameError is one
            return frames, 'a fault'
        return frames, len(data)


if __name__ == '__main__':
    unittest.main()
`, ""
}

// decodingJSON is a Decoding as a case.
type decodingJSON struct {
	Codec  string   `json:"codec"`
	Stream string   `json:"stream"`
	Frames []string `json:"frames"`
	Bodies []string `json:"bodies"`
	Left   int      `json:"left"`
	Fault  string   `json:"fault,omitempty"`
}

func (d Decoding) json() (string, CopyWhy) {
	var b bytes.Buffer
	fault := ""
	if d.Fault != nil {
		fault = d.Fault.Kind
	}
	write := json.NewEncoder(&b)
	write.SetEscapeHTML(false)
	write.SetIndent("", "  ")
	err := write.Encode(decodingJSON{
		Codec: d.Codec.String(), Stream: hex.EncodeToString(d.Stream), Frames: hexed(d.Raws), Bodies: hexed(d.Bodies), Left: d.Left, Fault: fault,
	})
	if err != nil {
		return "", WhyKind
	}
	return b.String(), ""
}

func hexed(all [][]byte) []string {
	texts := make([]string, len(all))
	for i, p := range all {
		texts[i] = hex.EncodeToString(p)
	}
	return texts
}
