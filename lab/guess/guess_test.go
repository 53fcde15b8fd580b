package guess

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stickylab/lab/catalog"
	"stickylab/lab/frame"
	"stickylab/lab/protocol"
)

func mustParse(t *testing.T, text string) frame.Codec {
	t.Helper()
	c, err := frame.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return c
}

// written has messages as a codec writes them, and where the frames end.
func written(t *testing.T, c frame.Codec, messages ...string) (stream []byte, ends []int) {
	t.Helper()
	for _, m := range messages {
		var err error
		if stream, err = c.Encode(stream, []byte(m)); err != nil {
			t.Fatal(err)
		}
		ends = append(ends, len(stream))
	}
	return stream, ends
}

// place is where in a list the cut at some ends stands, from 1; 0 for nowhere.
func place(f Found, ends []int) int {
	return 1 + slices.IndexFunc(f.Candidates, func(c Candidate) bool { return slices.Equal(c.ends, ends) })
}

// TestRealProtocolsComeFirst: of what real programs wrote the right cut stands first, and
// its name is said where its marks are there.
func TestRealProtocolsComeFirst(t *testing.T) {
	presets, err := protocol.Presets()
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]string{"tls": "TLS", "http2": "HTTP/2", "mqtt": "MQTT", "dns": "DNS", "postgresql": "PostgreSQL", "resp": "RESP"}
	for _, p := range presets {
		frames, err := p.Frames()
		if err != nil {
			t.Fatal(err)
		}
		var ends []int
		for _, f := range frames {
			ends = append(ends, int(f.Off)+len(f.Raw))
		}
		found := Search(p.Stream)
		if at := place(found, ends); at != 1 {
			t.Errorf("%s stands at %d of %s", p.Slug, at, listed(found))
			continue
		}
		if got := found.Candidates[0].Protocol; got != named[p.Slug] {
			t.Errorf("%s is called %q, want %q", p.Slug, got, named[p.Slug])
		}
	}
}

func listed(f Found) string {
	var all []string
	for _, c := range f.Candidates {
		all = append(all, fmt.Sprintf("%s %q %d frames %.0f bits", c.Codec, c.Protocol, c.Frames, c.Bits))
	}
	return strings.Join(all, "; ")
}

// TestEncodedMessagesAreFound: the codec that wrote four messages cuts as the first or
// second candidate does, and no protocol is named.
func TestEncodedMessagesAreFound(t *testing.T) {
	for _, text := range []string{
		`length "!I"`, `length "<I"`, `length "!H"`, `length "<H"`, `length "B"`, `length "!3"`, `length "!Q"`,
		`length "!H" offset 2 strip 0`, `length "!I" adjust -4`, `length "<H" offset 4 adjust -6 strip 0`, `length "!H" adjust 2 strip 0`,
		`varint`, `line`, `delimiter "\r\n"`, `delimiter "\x00"`, `json "!I"`, `cobs`, `marks "\x02" "\x03"`, `websocket`,
	} {
		c := mustParse(t, text)
		stream, ends := written(t, c, "{\"kind\":\"hello\"}", "{\"kind\":\"bye\",\"n\":1}", "{\"kind\":\"a longer message than both\"}", "{}....")
		found := Search(stream)
		if at := place(found, ends); at < 1 || at > 2 {
			t.Errorf("%s stands at %d of %s", text, at, listed(found))
			continue
		}
		if got := found.Candidates[0].Protocol; got != "" {
			t.Errorf("%s is called %s", text, got)
		}
	}
}

// TestChanceIsNoEvidence: random bytes are nothing for sure, and bear no name. The bytes
// are the same in every run: of other ones one in 2^SureBits may be what it looks like.
func TestChanceIsNoEvidence(t *testing.T) {
	for _, seen := range []string{"9264da81de7c", "664d3a73d4e398784f76844d7853288ed9e9d1d32efc24", "cded74b9d7507435ef5d0d528c99475696de78e0dd7c"} {
		data, err := hex.DecodeString(seen)
		if err != nil {
			t.Fatal(err)
		}
		isChance(t, data)
	}
	chance := rand.NewChaCha8([32]byte{9})
	draws := 300
	if testing.Short() {
		draws = 50
	}
	for range draws {
		data := make([]byte, 1+chance.Uint64()%200)
		_, _ = chance.Read(data) // never fails
		isChance(t, data)
	}
}

func isChance(t *testing.T, data []byte) {
	t.Helper()
	for _, c := range Search(data).Candidates {
		if c.Bits >= SureBits || c.Protocol != "" {
			t.Errorf("%x is %s %q with %.0f bits", data, c.Codec, c.Protocol, c.Bits)
		}
	}
}

// TestACutThatAnyBytesAllowIsNoEvidence: these were drawn by chance, and lengths of one
// byte happen to end where they end.
func TestACutThatAnyBytesAllowIsNoEvidence(t *testing.T) {
	const drawn = "35c126a2a0e9a7feb13f73199102f2cb3c3bd455f0784111922f4d2eff7cfbe8caab1df55ccace6de67cba87be6742b2d22dfa8af00580e788d03347fe74566c" +
		"28bd154b232412c2b3a7f5fe1f05704896e04d1945101173f09c7873ffdb16a1913ace00682b63a3dd45fd3c9218ebe77e148d35799ee6bebdacc9011b8116ea" +
		"44ae54556b2fefec4a8a0b444e3bc5052d56bd7bcba1b0e187d1dd143a669b424dcb624fbcd6af6fa202ed2f55ae8404f3104d7e"
	data, err := hex.DecodeString(drawn)
	if err != nil {
		t.Fatal(err)
	}
	found := Search(data)
	for _, c := range found.Candidates {
		if c.Bits >= SureBits {
			t.Errorf("%s", listed(found))
		}
	}
}

// TestZerosOfAWideLengthAreNoEmptyFrames: lengths of eight bytes come before those of four,
// by which every other frame is empty.
func TestZerosOfAWideLengthAreNoEmptyFrames(t *testing.T) {
	c := mustParse(t, `length "!Q"`)
	stream, ends := written(t, c, "hello", "feng", "again", "once more", "and more")
	if found := Search(stream); place(found, ends) != 1 {
		t.Errorf("they stand at %d of %s", place(found, ends), listed(found))
	}
}

// TestEveryCandidateIsWhole: each makes whole frames of all bytes, of any bytes.
func TestEveryCandidateIsWhole(t *testing.T) {
	for _, data := range [][]byte{
		[]byte("one\ntwo\nthree\n"), []byte("\x00\x01a\x00\x02bc"), bytes.Repeat([]byte{0}, 64), []byte("\x01"), []byte("+OK\r\n$2\r\nhi\r\n"),
	} {
		for _, c := range Search(data).Candidates {
			again, whole := (&search{data: data}).cut(c.Codec, data)
			if !whole || again.frames != c.Frames || again.ends[len(again.ends)-1] != len(data) {
				t.Errorf("%q by %s: whole %v, %d frames", data, c.Codec, whole, again.frames)
			}
		}
	}
}

// TestSearchIsBounded counts what is looked at of bytes that many codecs like.
func TestSearchIsBounded(t *testing.T) {
	const budget = 4 << 20
	const most = 2*budget + 4000*prefixFrames
	long := make([]byte, 1<<19)
	for name, data := range map[string][]byte{
		"zeros":               long,
		"frames of one byte":  bytes.Repeat([]byte{0, 1, 'x'}, 1<<17),
		"one frame":           append([]byte{0, 7, 0xff, 0xfc}, long[:0x07fffc]...),
		"nothing":             {},
		"deep and never done": bytes.Repeat([]byte("*2\r\n"), 1<<16),
	} {
		if found := within(data, budget); found.Steps > most || found.Tried > 6000 {
			t.Errorf("%s: %d steps, at most %d; %d tried", name, found.Steps, most, found.Tried)
		}
	}
}

func TestEveryNamedCodecCanBeRead(t *testing.T) {
	for _, n := range protocols() {
		mustParse(t, n.codec)
	}
}

func TestWordsOfCandidates(t *testing.T) {
	for _, complaint := range texts.Check() {
		t.Error(complaint)
	}
	stream, _ := written(t, mustParse(t, `length "!H"`), "hello", "feng", "again", "once more", "and more")
	found := Search(stream)
	if len(found.Candidates) == 0 {
		t.Fatal("nothing was found")
	}
	c := found.Candidates[0]
	if got := c.Name("en"); got != "A length of 2 bytes, big endian, from offset 0 of each frame on" {
		t.Errorf("it is called %q", got)
	}
	for _, lang := range catalog.Languages {
		if got := strings.Join(c.Reasons(lang), " "); !strings.Contains(got, "5") || len(c.Reasons(lang)) < 3 {
			t.Errorf("%s: %s", lang, got)
		}
	}
}
