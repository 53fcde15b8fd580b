package own

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"stickylab/lab/frame"
	"stickylab/lab/paste"
)

// FuzzTake: whatever somebody brings is read or told wrong at a place that is there; its notes
// are in both languages, and an address that carries it all leads to the same bytes.
func FuzzTake(f *testing.F) {
	f.Add(string(captureOf()), "", "", "", true, "c0")
	for _, text := range []string{
		"00 05 68 65 6c 6c 6f", "0000   45 00 00 3c  E..<\n0010   00 01", "[0x45, 0, 69]", `b'\x00\x05hello'`, "AAVoZWxsbw==", "GET / HTTP/1.1\r\n\r\n",
		"> 2024/05/01 10:00:00.123456  length=5 from=0 to=4\n 68 65 6c 6c 6f\n--\n", "0000000 nul enq   h\n0000003\n", "你好", strings.Repeat("AAAA", 200),
	} {
		f.Add(text, "", "", "", false, "")
		f.Add(text, "", "", "crlf", true, "")
	}
	if likeBase32, err := base64.StdEncoding.DecodeString(strings.Repeat("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 12)); err == nil {
		f.Add(string(likeBase32), FormRaw, "", "", true, "") // in an address it is base64 all the same
	}
	for _, form := range paste.Forms() {
		f.Add("00 41 42", string(form), "gbk", "", false, "")
	}
	for _, stream := range streams(f) {
		f.Add(string(stream), FormRaw, "", "", true, "")
		f.Add(hex.EncodeToString(stream), "", "", "", false, "")
	}
	f.Fuzz(func(t *testing.T, text, form, encoding, lines string, file bool, stream string) {
		g := Given{Text: text, Form: form, Encoding: encoding, Lines: lines, Stream: stream, CodecText: DefaultCodec}
		if file {
			g.Text, g.File = "", []byte(text)
		}
		taken, err := g.Take()
		if err != nil {
			fault := FaultOf(err)
			if fault == nil || fault.In("zh") == "" || fault.In("en") == "" {
				t.Fatalf("%v", err)
			}
			if parts := Marked(g.Source(), fault); len(parts) != 3 && len(parts) != 0 {
				t.Fatalf("%q has %d parts", parts, len(parts))
			}
			return
		}
		if len(taken.Data) > MaxFile || len(taken.Said("zh")) == 0 || len(taken.Said("en")) == 0 {
			t.Fatalf("%d bytes, %q", len(taken.Data), taken.Said("zh"))
		}
		frame.Signed(taken.Data)
		query, whole := g.Query(taken)
		if len(taken.Data) == 0 || !whole || strings.Contains(g.Text, "\r") { // a form loses what ends its lines
			return
		}
		again := Read(query)
		same, err := again.Take()
		if err != nil || !bytes.Equal(same.Data, taken.Data) {
			t.Fatalf("the address has %q of %q: %v", same.Data, taken.Data, err)
		}
	})
}

// streams are those of real protocols that lab/frame is held to.
func streams(f *testing.F) (all [][]byte) {
	text, err := os.ReadFile("../frame/testdata/streams.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if rest, is := strings.CutPrefix(line, "stream "); is {
			if data, err := hex.DecodeString(strings.TrimSpace(rest)); err == nil {
				all = append(all, data)
			}
		}
	}
	return all
}
