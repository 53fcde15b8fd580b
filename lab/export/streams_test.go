package export

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

// TestPythonOfStreams: of every stream that lab/frame is held to, the exported Python makes
// what the lab's decoder does: as it is, with noise in front, and with a byte that was
// changed, also where frames begin again behind it.
func TestPythonOfStreams(t *testing.T) {
	text, err := os.ReadFile("../frame/testdata/streams.txt")
	if err != nil {
		t.Fatal(err)
	}
	spoil := map[string]func([]byte) []byte{
		"as it is":   func(p []byte) []byte { return p },
		"with noise": func(p []byte) []byte { return append([]byte{0xff, 2, 0xff}, p...) },
		"with another byte": func(p []byte) []byte {
			p[len(p)/2] ^= 0x41
			return p
		},
	}
	var asked bytes.Buffer
	var names []string
	var wants [][]string
	for _, part := range strings.Split(string(text), "\n= ")[1:] {
		head, rest, _ := strings.Cut(part, "\n")
		name, codec, _ := strings.Cut(head, " | ")
		line, _, _ := strings.Cut(rest, "\n")
		stream, err := hex.DecodeString(strings.TrimPrefix(line, "stream "))
		if err != nil {
			t.Fatal(err)
		}
		c, err := frame.Parse(codec)
		if err != nil {
			t.Fatal(err)
		}
		for how, change := range spoil {
			stream, by := change(bytes.Clone(stream)), 3+len(names)%50
			if err := json.NewEncoder(&asked).Encode(map[string]any{"program": receiver(c), "stream": hex.EncodeToString(stream), "by": by}); err != nil {
				t.Fatal(err)
			}
			want := received(t, c, stream, by)
			names, wants = append(names, name+" "+how), append(wants, want[:min(len(want), 20)])
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
		if !slices.Equal(got, wants[i]) {
			t.Errorf("%s: Python has\n%s, the lab\n%s", name, fmt.Sprint(got), fmt.Sprint(wants[i]))
		}
	}
}

// receiver is a program that receives frames of a codec.
func receiver(c frame.Codec) string {
	program := codecProgram(c)
	for _, name := range []string{"FrameError", "buffers", "recv_frame"} {
		if !strings.Contains(program, "class "+name) {
			program += textOf(frame.Definition{Name: name}) + "\n\n"
		}
	}
	return program
}
