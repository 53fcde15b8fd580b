package cure

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// mustCodec reads a codec; "" is none.
func mustCodec(t *testing.T, text string) frame.Codec {
	t.Helper()
	if text == "" {
		return nil
	}
	c, err := script.ParseCodec(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return c
}

func messagesOf(texts ...string) [][]byte {
	var all [][]byte
	for _, text := range texts {
		all = append(all, []byte(text))
	}
	return all
}

func TestCuresThatHold(t *testing.T) {
	messages := messagesOf("hello", "feng", "", "粘包", strings.Repeat("x", 300))
	for _, codec := range []string{
		`length "!I"`, `length "<H"`, `length "!3"`, `varint`, `line`, `delimiter "|"`, `delimiter "\0"`,
		`delimiter "l" escape "\\"`, `fixed 512 pad "\0"`, `json "!I"`,
	} {
		t.Run(codec, func(t *testing.T) {
			r := Try(mustCodec(t, codec), messages, 1)
			if r.Failed {
				t.Fatalf("failed in %v: %q, fault %v", r.Case.Cutting, r.Case.Outcome.Bodies, r.Case.Outcome.Fault)
			}
			if r.Tried[Whole] != 1 || r.Tried[Each] != 1 || r.Tried[Random] != Randoms {
				t.Errorf("tried %v, want whole, each byte and %d random ones", r.Tried, Randoms)
			}
			if r.Case.Cutting.Kind != Each || len(r.Case.Cutting.Pieces) != len(r.Case.Stream()) {
				t.Errorf("the nastiest cutting is %q of %d pieces", r.Case.Cutting.Kind, len(r.Case.Cutting.Pieces))
			}
		})
	}
}

func TestHeadersAreCutAtEveryPlace(t *testing.T) {
	r := Try(mustCodec(t, `length "!I"`), messagesOf("hello", "feng"), 1)
	if r.Tried[Header] != 8 {
		t.Errorf("%d cuts in two headers of 4 bytes, want 8: three in each, and one behind it", r.Tried[Header])
	}
}

func TestCuresThatFail(t *testing.T) {
	long := strings.Repeat("x", 300)
	for _, test := range []struct {
		name, codec string
		messages    [][]byte
		kind        string // of the refusal; empty where the decoder gives something else
		at          int    // the message
		got         []string
		fault       string
	}{
		{"a delimiter in a message", `delimiter "\n"`, messagesOf("hello", "a\nb"), frame.KindDelimiter, 1, []string{"a", "b"}, ""},
		{"a line in a message", `line`, messagesOf("a\r\nb", "hello"), frame.KindDelimiter, 0, []string{"a", "b"}, ""},
		{"longer than fixed", `fixed 8 pad "\0"`, messagesOf("hello", "hello feng"), frame.KindTooLong, 1, []string{"hello fe"}, frame.KindTruncated},
		{"shorter than fixed, without padding", `fixed 8`, messagesOf("hello fe", "hello"), frame.KindSize, 1, []string{}, frame.KindTruncated},
		{"padding at the end", `fixed 8 pad "o"`, messagesOf("hello"), frame.KindPadding, 0, []string{"hell"}, ""},
		{"300 bytes in one byte", `length "B"`, messagesOf(long), frame.KindUnwritable, 0, []string{long[:44], long[:120], long[:120]}, frame.KindTruncated},
		{"above the maximum", `length "!I" max 8`, messagesOf("hello"), frame.KindTooLong, 0, nil, frame.KindTooLong},
		{"the header is not stripped", `length "!H" strip 0`, messagesOf("hello", "feng"), "", 0, []string{"\x00\x05hello"}, ""},
		{"the delimiter is kept", `delimiter "|" keep`, messagesOf("hello"), "", 0, []string{"hello|"}, ""},
		{"no codec", "", messagesOf("hello", "feng"), "", 0, []string{"h", "ello"}, ""},
		{"no codec for single bytes", "", messagesOf("a", "b"), "", 0, []string{"ab"}, ""},
		{"no codec for nothing", "", messagesOf("a", ""), "", 1, nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := Try(mustCodec(t, test.codec), test.messages, 1)
			if !r.Failed {
				t.Fatal("passed")
			}
			kind := ""
			if r.Case.Refused != nil {
				kind = r.Case.Refused.Kind
			}
			fault := ""
			if r.Case.Outcome.Fault != nil {
				fault = r.Case.Outcome.Fault.Kind
			}
			var got []string
			for _, body := range r.Case.Outcome.Bodies {
				got = append(got, string(body))
			}
			if kind != test.kind || r.Case.Indexes[0] != test.at || !slices.Equal(got, test.got) || fault != test.fault {
				t.Errorf("got refusal %q of message %d, %q, fault %q; want %q of %d, %q, %q",
					kind, r.Case.Indexes[0], got, fault, test.kind, test.at, test.got, test.fault)
			}
		})
	}
}

// TestSmallestCase holds what shrink finds against all cases there are.
func TestSmallestCase(t *testing.T) {
	for _, messages := range [][][]byte{
		messagesOf("ab", "c"), messagesOf("a", "b", "c"), messagesOf("a", "bcd", ""), messagesOf("abc", "de"), messagesOf(""),
	} {
		for _, codec := range []string{"", `length "B" strip 0`, `length "B" offset 1`, `delimiter "|" keep`} {
			c := mustCodec(t, codec)
			if _, refused := refusal(c, nil, messages); refused {
				continue
			}
			tr := newTrial(c, nil, messages)
			count, pieces, found := smallest(tr)
			got := tr.shrink(Cutting{Each, slices.Repeat([]int{1}, len(slices.Concat(tr.frames...)))})
			if !found {
				continue
			}
			if got.Outcome.is(got.Messages) || len(got.Messages) != count || len(got.Cutting.Pieces) != pieces {
				t.Errorf("%q by %q: got %d messages in %d pieces, the smallest has %d in %d",
					messages, codec, len(got.Messages), len(got.Cutting.Pieces), count, pieces)
			}
		}
	}
}

// smallest tries every choice of messages and every cutting of each, in no
// clever order.
func smallest(t *trial) (messages, pieces int, found bool) {
	for set := 1; set < 1<<len(t.messages); set++ {
		var stream []byte
		var want [][]byte
		for i, m := range t.messages {
			if set&(1<<i) != 0 {
				want, stream = append(want, m), append(stream, t.frames[i]...)
			}
		}
		for cuts := 0; cuts < 1<<max(0, len(stream)-1); cuts++ {
			sizes := sizesOf(len(stream), cuts)
			if deliver(t.codec, stream, sizes).is(want) {
				continue
			}
			if !found || len(want) < messages || len(want) == messages && len(sizes) < pieces {
				messages, pieces, found = len(want), len(sizes), true
			}
		}
	}
	return messages, pieces, found
}

// sizesOf reads the bits of cuts as whether to cut behind each byte.
func sizesOf(n, cuts int) []int {
	var sizes []int
	size := 0
	for i := range n {
		size++
		if cuts&(1<<i) != 0 || i == n-1 {
			sizes, size = append(sizes, size), 0
		}
	}
	return sizes
}

func TestGreedyStillFails(t *testing.T) {
	tr := newTrial(nil, nil, messagesOf("a", "b", "cd"))
	c := tr.greedy(Cutting{Each, []int{1, 1, 1, 1}})
	if c.Outcome.is(c.Messages) || len(c.Messages) != 1 || len(c.Cutting.Pieces) != 2 {
		t.Errorf("got %q in %v, want cd in two pieces", c.Messages, c.Cutting.Pieces)
	}
}

func TestWorkIsBounded(t *testing.T) {
	var messages [][]byte
	for range 8 {
		messages = append(messages, bytes.Repeat([]byte("x"), MaxMessage))
	}
	for _, codec := range []string{"", `length "!I"`, `delimiter "\r\n"`, `length "!I" strip 0`} {
		r := Try(mustCodec(t, codec), messages, 3)
		if fed := r.Total() * len(r.Case.Stream()); fed > 2*MaxWork {
			t.Errorf("%q: %d cuttings", codec, r.Total())
		}
	}
}

func TestSameSeedSamePieces(t *testing.T) {
	a, b := RandomPieces(100, 7), RandomPieces(100, 7)
	if !slices.Equal(a, b) {
		t.Errorf("%v and %v", a, b)
	}
	sum := 0
	for _, size := range a {
		sum += size
	}
	if sum != 100 {
		t.Errorf("the pieces have %d bytes of 100", sum)
	}
}

func TestBound(t *testing.T) {
	for _, test := range []struct {
		name          string
		count, length int
		kept, total   int
		cut           bool
	}{
		{"nothing", 0, 0, 0, 0, false},
		{"as many as there may be", MaxMessages, 1, MaxMessages, MaxMessages, false},
		{"one more", MaxMessages + 1, 1, MaxMessages, MaxMessages, true},
		{"as long as one may be", 1, MaxMessage, 1, MaxMessage, false},
		{"longer", 1, MaxMessage + 1, 1, MaxMessage, true},
		{"as much as all may be", MaxTotal / MaxMessage, MaxMessage, MaxTotal / MaxMessage, MaxTotal, false},
		{"more", MaxTotal/MaxMessage + 1, MaxMessage, MaxTotal / MaxMessage, MaxTotal, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			kept, cut := Bound(slices.Repeat([][]byte{bytes.Repeat([]byte("x"), test.length)}, test.count))
			if total := len(slices.Concat(kept...)); len(kept) != test.kept || total != test.total || cut != test.cut {
				t.Errorf("kept %d of %d bytes, cut %v", len(kept), total, cut)
			}
		})
	}
}

// A codec that takes the first bytes of what is sent for its header, and does not
// deliver them, is tried with bytes for it, on real sockets too (tokio#2331).
func TestCodecsThatStripMoreThanTheLength(t *testing.T) {
	messages := messagesOf("hello world", "feng", "")
	for codec, lead := range map[string]int{
		`length "!I"`:                  0,
		`length "!I" offset 1`:         1, // gRPC
		`length "<3" adjust 1 strip 4`: 1, // MySQL
		`length "B" offset 2 strip 5`:  4,
		`varint offset 1`:              1,
	} {
		c := mustCodec(t, codec)
		r := Try(c, messages, 1)
		if r.Failed || len(r.Case.Lead) != lead || r.Keeps {
			t.Errorf("%s: failed %v, %d bytes before a message, keeps %v; want %d", codec, r.Failed, len(r.Case.Lead), r.Keeps, lead)
		}
		text := r.Case.Script(c)
		if _, err := script.Parse(text); err != nil {
			t.Fatal(err)
		}
		if want := script.Quote(append(make([]byte, lead), "hello world"...)); lead > 0 && !strings.Contains(text, "send frame "+want) {
			t.Errorf("%s: no frame of %s is sent:\n%s", codec, want, text)
		}
	}
	for _, codec := range []string{`length "!H" strip 0`, `delimiter "|" keep`} {
		if r := Try(mustCodec(t, codec), messages, 1); !r.Failed || !r.Keeps {
			t.Errorf("%s: failed %v, keeps %v", codec, r.Failed, r.Keeps)
		}
	}
}
