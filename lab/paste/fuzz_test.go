package paste

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// writers write bytes in the forms that other programs do.
var writers = map[string]func([]byte) string{
	"hex":          func(p []byte) string { return fmt.Sprintf("%x", p) },
	"pairs":        func(p []byte) string { return fmt.Sprintf("% x", p) },
	"colons":       func(p []byte) string { return strings.ReplaceAll(fmt.Sprintf("% X", p), " ", ":") },
	"BitConverter": func(p []byte) string { return strings.ReplaceAll(fmt.Sprintf("% X", p), " ", "-") },
	"Buffer":       func(p []byte) string { return fmt.Sprintf("<Buffer % x>", p) },
	"Go %v":        func(p []byte) string { return fmt.Sprintf("%d", p) },
	"Go %#v":       func(p []byte) string { return fmt.Sprintf("%#v", p) },
	"Go %q":        quotedAsBytes,
	"base64":       func(p []byte) string { return "data:;base64," + base64.StdEncoding.EncodeToString(p) },
	"Wireshark":    func(p []byte) string { return dumped(p, "%04x  ", "   ", "") },
	"hexdump -C":   func(p []byte) string { return dumped(p, "%08x  ", "  |", "|") },
	"Netty":        func(p []byte) string { return dumped(p, "|%08x| ", " |", "|") },
}

func quotedAsBytes(p []byte) string {
	out := `"`
	for _, b := range p {
		if b < 0x80 {
			quoted := strconv.Quote(string(rune(b)))
			out += quoted[1 : len(quoted)-1]
			continue
		}
		out += fmt.Sprintf(`\x%02x`, b)
	}
	return out + `"`
}

// dumped writes lines of 16 bytes with offset and text.
func dumped(p []byte, offset, before, behind string) (out string) {
	for at := 0; at < len(p); at += 16 {
		row := p[at:min(at+16, len(p))]
		text := strings.Map(func(r rune) rune {
			if r < ' ' || r > '~' {
				return '.'
			}
			return r
		}, string(latin(row)))
		out += fmt.Sprintf(offset, at) + fmt.Sprintf("%-47s", fmt.Sprintf("% x", row)) + before + text + behind + "\n"
	}
	return out
}

func latin(p []byte) (all []rune) {
	for _, b := range p {
		all = append(all, rune(b))
	}
	return all
}

// TestWhatOthersWriteIsReadBack holds the reader against every writer, with bytes by
// chance and with letters that are hex digits too.
func TestWhatOthersWriteIsReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		data := make([]byte, 1+random.IntN(60))
		for i := range data {
			if data[i] = byte(random.IntN(256)); random.IntN(2) == 0 {
				data[i] = "abcdef0123 |"[random.IntN(12)]
			}
		}
		for name, write := range writers {
			if name == "Wireshark" && len(data) <= 16 {
				continue // the text column of one line may be hex: another test has those
			}
			text := write(data)
			got, err := Read(text, Options{})
			if err != nil || !bytes.Equal(got.Data, data) {
				t.Fatalf("%s: %v of\n%s\ngot  %x\nwant %x", name, err, text, dataOf(got), data)
			}
			if len(got.Places) != 0 && len(got.Places) != len(data) {
				t.Errorf("%s: %d places of %d bytes", name, len(got.Places), len(data))
			}
		}
	}
}

func dataOf(b *Bytes) []byte {
	if b == nil {
		return nil
	}
	return b.Data
}

// TestToolsOfTheMachine reads what the tools that are there print.
func TestToolsOfTheMachine(t *testing.T) {
	data := bytes.Repeat([]byte{0}, 64)
	for i := range 100 {
		data = append(data, byte(i*7), 'a'+byte(i%6))
	}
	ran := 0
	for _, command := range []string{"xxd", "xxd -g 1", "xxd -p", "xxd -i", "xxd -e", "hexdump -C", "hexdump", "od -x", "od -t x1", "od -A x -t x1z", "od -A d -t x1"} {
		words := strings.Fields(command)
		if _, err := exec.LookPath(words[0]); err != nil {
			continue
		}
		tool := exec.CommandContext(t.Context(), words[0], words[1:]...)
		tool.Stdin = bytes.NewReader(data)
		out, err := tool.Output()
		if err != nil {
			continue
		}
		ran++
		got, err := Read(string(out), Options{})
		if err != nil || !bytes.Equal(got.Data, data) {
			t.Errorf("%s: %v\n%s\ngot  %x\nwant %x", command, err, out, dataOf(got), data)
		}
	}
	if ran == 0 {
		t.Error("no tool is there, not even od")
	}
}

func FuzzRead(f *testing.F) {
	for _, test := range slices.Concat(forms, moreForms, toolForms, streamForms) {
		f.Add(test.text, "", "")
	}
	for _, write := range writers {
		f.Add(write([]byte("abc\x00\xff 0123456789abcdef")), "", "gbk")
	}
	for _, form := range Forms() {
		f.Add("0000  45 00 '\\x00' 0x45, 0 [1, 2] RQ== \ufeff\u3000\xff", string(form), "")
	}
	f.Fuzz(func(t *testing.T, text, form, encoding string) {
		got, err := Read(text, Options{Form: Form(form), Encoding: encoding})
		if err != nil {
			var fault *Error
			if !errors.As(err, &fault) || fault.From < 0 || fault.To < fault.From || fault.To > len(text) || fault.Line < 1 || fault.Column < 1 {
				t.Fatalf("%q: %#v", text, err)
			}
			_ = fault.Text("zh")
			return
		}
		if len(got.Data) == 0 || got.Places != nil && len(got.Places) != len(got.Data) {
			t.Fatalf("%q: %d bytes, %d places", text, len(got.Data), len(got.Places))
		}
		for _, at := range got.Places {
			if at < 0 || at > len(text) {
				t.Fatalf("%q: a place at %d", text, at)
			}
		}
	})
}
