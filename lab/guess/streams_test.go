package guess

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"time"
)

// TestStreamsOfProtocolsComeFirst: of the streams that lab/frame is held to, those which
// are whole frames are cut right by the first candidate, but for the few that nothing tells
// from others.
func TestStreamsOfProtocolsComeFirst(t *testing.T) {
	text, err := os.ReadFile("../frame/testdata/streams.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried, second := 0, 0
	for _, part := range strings.Split(string(text), "\n= ")[1:] {
		name, _, _ := strings.Cut(part, " | ")
		var stream []byte
		var ends []int
		size := 0
		for line := range strings.Lines(part) {
			switch word, rest, _ := strings.Cut(strings.TrimSpace(line), " "); word {
			case "stream":
				stream, _ = hex.DecodeString(rest)
			case "frame":
				size += len(rest) / 2
				ends = append(ends, size)
			case "fault":
				size = -1 << 20
			}
		}
		if size != len(stream) {
			continue // it has bytes that are in no frame
		}
		tried++
		found := Search(stream)
		if at := place(found, ends); at != 1 {
			second++
			t.Logf("%s stands at %d of %s", name, at, listed(found))
		}
	}
	if tried < 90 || second > 8 {
		t.Errorf("of %d streams %d do not come first", tried, second)
	}
}

// TestManyBytesAreSearchedWhole: of 16 MB the right codec is found, and what fails at
// their end costs no decoding.
func TestManyBytesAreSearchedWhole(t *testing.T) {
	var stream []byte
	for i := 0; len(stream) < 16<<20; i++ {
		body := strings.Repeat(string(rune('a'+i%26)), 900+i%90)
		stream = append(stream, byte(len(body)>>8), byte(len(body)))
		stream = append(stream, body...)
	}
	begin := time.Now()
	found := Search(stream)
	if len(found.Candidates) == 0 || found.Candidates[0].Codec.String() != `length "!H"` {
		t.Errorf("found %s in %v", listed(found), time.Since(begin))
	}
	if found.Steps > 2*maxBudget {
		t.Errorf("%d steps", found.Steps)
	}
}
