package protocol

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

var update = flag.Bool("update", false, "write the golden files")

// mustFrames cuts a whole stream.
func mustFrames(t *testing.T, codec string, stream []byte) []frame.Frame {
	t.Helper()
	c, err := frame.Parse(codec)
	if err != nil {
		t.Fatal(err)
	}
	all, err := frames(c, stream)
	if err != nil {
		t.Fatal(err)
	}
	var joined []byte
	for _, f := range all {
		joined = append(joined, f.Raw...)
	}
	if !bytes.Equal(joined, stream) {
		t.Errorf("%d bytes were cut into frames of %d", len(stream), len(joined))
	}
	return all
}

// mustCut cuts both sides of a conversation.
func mustCut(t *testing.T, p Preset, talk talk) {
	t.Helper()
	for _, client := range []bool{true, false} {
		all := mustFrames(t, p.Codec, talk.stream(client))
		if n := len(all); n == 0 || client == p.Client && n < 3 {
			t.Errorf("client %v: only %d frames", client, n)
		}
	}
}

func mustPresets(t *testing.T) []Preset {
	t.Helper()
	all, err := Presets()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestPresets: each stream is cut into the messages that its program wrote.
func TestPresets(t *testing.T) {
	for _, p := range mustPresets(t) {
		t.Run(p.Slug, func(t *testing.T) {
			talk, err := conversation(p.Slug)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			fmt.Fprintf(&got, "%s\n%s\n", p.Wrote, p.Codec)
			for _, client := range []bool{true, false} {
				fmt.Fprintf(&got, "\nclient %v\n", client)
				for _, f := range mustFrames(t, p.Codec, talk.stream(client)) {
					fmt.Fprintf(&got, "at %d: head %d, body %d, tail %d, length %d: %.60q\n", f.Off, f.Head, len(f.Body), f.Tail, f.Length, f.Body)
				}
			}
			golden := "testdata/" + p.Slug + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || got.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s%v", got.String(), want, err)
			}
		})
	}
}

// TestPresetsAreToShow: several whole frames, no more bytes than a page shows,
// and a codec in its shortest text.
func TestPresetsAreToShow(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range mustPresets(t) {
		all, err := p.Frames()
		if err != nil || len(all) < 3 || len(p.Stream) > 2<<10 {
			t.Errorf("%s: %d frames of %d bytes %v", p.Slug, len(all), len(p.Stream), err)
		}
		if c, err := frame.Parse(p.Codec); err != nil || c.String() != p.Codec {
			t.Errorf("%s: %s is written as %v %v", p.Slug, p.Codec, c, err)
		}
		if p.Wrote == "" || p.Standard == "" || seen[p.Slug] {
			t.Errorf("%s: wrote %q, standard %q", p.Slug, p.Wrote, p.Standard)
		}
		seen[p.Slug] = true
	}
}

// TestAnyCuttingOfRealBytes: byte by byte, and cut in two at every place, the
// frames are the same.
func TestAnyCuttingOfRealBytes(t *testing.T) {
	for _, p := range mustPresets(t) {
		c, err := frame.Parse(p.Codec)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := p.Frames()
		if err != nil {
			t.Fatal(err)
		}
		for at := range p.Stream {
			if n := countCut(t, c, p.Stream[:at], p.Stream[at:]); n != len(whole) {
				t.Errorf("%s cut at %d: %d frames, want %d", p.Slug, at, n, len(whole))
			}
		}
		pieces := make([][]byte, len(p.Stream))
		for i := range p.Stream {
			pieces[i] = p.Stream[i : i+1]
		}
		if n := countCut(t, c, pieces...); n != len(whole) {
			t.Errorf("%s byte by byte: %d frames, want %d", p.Slug, n, len(whole))
		}
	}
}

func countCut(t *testing.T, c frame.Codec, pieces ...[]byte) (n int) {
	t.Helper()
	d, err := frame.NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range pieces {
		d.Feed(piece)
		for {
			_, ok, err := d.Next()
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			n++
		}
	}
	return n
}

func TestTalkAndBack(t *testing.T) {
	const text = "# a program 1.0\n>- 00\n> 0102\n< 03\n<- 04\n"
	got, err := readTalk(strings.Split(text, "\n"))
	if err != nil || got.String() != text || !bytes.Equal(got.stream(true), []byte{1, 2}) || !bytes.Equal(got.stream(false), []byte{3}) {
		t.Errorf("got %s %v", got, err)
	}
	for _, wrong := range []string{"> 0", "? 00", "> 0g"} {
		if got, err := readTalk([]string{wrong}); err == nil {
			t.Errorf("%q was read as %v", wrong, got)
		}
	}
}
