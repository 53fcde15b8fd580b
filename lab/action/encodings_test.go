package action

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"testing"
)

const pythonDecodes = `
import json, sys
for line in sys.stdin:
    encoding, data = json.loads(line)
    try:
        print(json.dumps(['', bytes(data).decode(encoding)]))
    except UnicodeDecodeError as e:
        print(json.dumps([str(e), '']))
`

// TestDecodersArePythons holds text and errors against python3: all pairs of bytes
// that begin beyond ASCII, every cut of Chinese text, and what begins like UTF-8.
func TestDecodersArePythons(t *testing.T) {
	type try struct {
		encoding string
		data     []int
	}
	var tries []try
	add := func(encoding string, data ...byte) {
		ints := make([]int, len(data))
		for i, b := range data {
			ints[i] = int(b)
		}
		tries = append(tries, try{encoding, ints})
	}
	edges := []byte{0, 'a', 0x40, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0xfe, 0xff}
	for encoding := range decoders {
		for i := 0x80; i < 0x100; i++ {
			for j := range 0x100 {
				add(encoding, 'x', byte(i), byte(j), 'y')
			}
			for _, j := range edges {
				k := edges[rand.IntN(len(edges))]
				add(encoding, byte(i), j, k)
				add(encoding, byte(i), j, k, edges[rand.IntN(len(edges))])
			}
			add(encoding, byte(i))
		}
		for _, text := range []string{"粘包实验室 ok", "\xd5\xb3\xb0\xfc\xca\xb5\xd1\xe9"} {
			for n := range len(text) + 1 {
				add(encoding, []byte(text[:n])...)
				add(encoding, []byte(text[n:])...)
			}
		}
	}
	var in bytes.Buffer
	for _, try := range tries {
		line, err := json.Marshal([]any{try.encoding, try.data})
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	cmd := exec.Command("python3", "-c", pythonDecodes)
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	answers := json.NewDecoder(bytes.NewReader(out))
	wrong := 0
	for _, try := range tries {
		var want [2]string
		if err := answers.Decode(&want); err != nil {
			t.Fatal(err)
		}
		data := make([]byte, len(try.data))
		for i, n := range try.data {
			data[i] = byte(n)
		}
		text, err := decoders[try.encoding](data)
		got := [2]string{"", text}
		if err != nil {
			got[0] = fmt.Sprint(err)
		}
		if got != want {
			if wrong++; wrong < 20 {
				t.Errorf("% x as %s: %q, python3 %q", data, try.encoding, got, want)
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d differ", wrong, len(tries))
	}
}
