package frame

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// around are codecs around a length, with a %s for it, and how a sender frames a body
// there that the length is in front of.
var around = []struct {
	name, codec string
	offset      int // where the length stands
	front       string
	behind      string
	check       bool
}{
	{"a start mark", `start "\xaaU" %s`, 2, "\xaaU", "", false},
	{"an end mark", `end "\xce" %s adjust 1`, 0, "", "\xce", false},
	{"both", `start "\xaaU" end "\r\n" %s adjust 2`, 2, "\xaaU", "\r\n", false},
	{"a check", `check "crc-32" %s adjust 4`, 0, "", "", true},
	{"a condition", `when "\x01" %s`, 1, "\x01", "", false},
	{"line ends before", `skip "\n" %s`, 0, "", "", false},
	{"messages of several frames", `join "\x80" mask "\x80" %s`, 1, "\x80", "", false},
	{"a first frame of its own", `first fixed 3 then %s`, 0, "", "", false},
}

// wrongFields are what a reader may have in place of a length of two bytes at an offset.
func wrongFields(offset int) map[string]string {
	at := func(format string, offset int) string { return fmt.Sprintf(`length "%s" offset %d`, format, offset) }
	return map[string]string{
		"order": at("<H", offset), "width": at("!I", offset), "offset": at("!H", offset+1),
	}
}

// A length that is read wrong within other codecs gets the same search, and what is said
// to be right must hold for all of them: marks, checks, conditions.
func TestReasonsWithinOtherCodecs(t *testing.T) {
	var right, silent, wrong int
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 5))
		for _, one := range around {
			field := fmt.Sprintf(`length "!H" offset %d`, one.offset)
			codec := mustParse(t, strings.ReplaceAll(fmt.Sprintf(one.codec, field), " offset 0", ""))
			var stream []byte
			if strings.HasPrefix(one.codec, "first") {
				stream = append(stream, "hi!"...)
			}
			for range 4 + r.IntN(5) {
				stream = append(stream, mustFrame(t, one.front, one.behind, one.check, talker{r, 60}.textBody(int(seed%4), r.IntN(9)))...)
			}
			for name, text := range wrongFields(one.offset) {
				reader := mustParse(t, strings.ReplaceAll(fmt.Sprintf(one.codec, text), " offset 0", ""))
				why := reasonWithin(t, reader, stream)
				switch {
				case len(why) == 0:
					silent++
					t.Logf("silent: seed %d, %s of %s", seed, name, one.name)
				case why[0].Codec != "" && sameCuts(t, why[0].Codec, codec, stream):
					right++
				default:
					wrong++
					t.Errorf("seed %d, %s of %s: %+v, want %s for %q", seed, name, one.name, why, codec, stream)
				}
			}
		}
	}
	t.Logf("%d right, %d silent, %d wrong", right, silent, wrong)
	if right < 9*silent {
		t.Errorf("%d right of %d", right, right+silent)
	}
}

// sameCuts reports whether two codecs cut a stream alike: lengths below 256 can be read in
// one byte or in two.
func sameCuts(t *testing.T, text string, right Codec, stream []byte) bool {
	t.Helper()
	got, whole := wholeFrames(mustParse(t, text), stream)
	want, wholeToo := wholeFrames(right, stream)
	return whole && wholeToo && slices.Equal(got, want)
}

// mustFrame writes a frame with a length of two bytes.
func mustFrame(t *testing.T, front, behind string, check bool, body []byte) []byte {
	t.Helper()
	out := append([]byte(front), byte(len(body)>>8), byte(len(body)))
	out = append(append(out, body...), behind...)
	if !check {
		return out
	}
	framed, err := mustParse(t, `check "crc-32" length "!H" adjust 4`).Encode(nil, body)
	if err != nil {
		t.Fatal(err)
	}
	return framed
}

func reasonWithin(t *testing.T, c Codec, stream []byte) []Guess {
	t.Helper()
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	d.Feed(stream)
	for {
		_, ok, err := d.Next()
		var fault *Error
		switch {
		case errors.As(err, &fault):
			return fault.Guesses
		case !ok:
			return d.Reasons()
		}
	}
}

// A frame that is damaged, or a mark that is missing, is no mistake of a length.
func TestNoReasonForDamageWithinOtherCodecs(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 6))
		for _, one := range around {
			if one.behind == "" && one.front == "" && !one.check {
				continue
			}
			field := fmt.Sprintf(`length "!H" offset %d`, one.offset)
			codec := mustParse(t, strings.ReplaceAll(fmt.Sprintf(one.codec, field), " offset 0", ""))
			var stream []byte
			last := 0
			for range 5 {
				last = len(stream)
				stream = append(stream, mustFrame(t, one.front, one.behind, one.check, talker{r, 60}.textBody(int(seed%4), r.IntN(9)))...)
			}
			damaged := slices.Clone(stream)
			damaged[last+one.offset+4] ^= 0x11 // in a body
			if one.front != "" {
				damaged[last] ^= 0x55
			}
			if one.behind != "" {
				damaged[len(damaged)-1] ^= 0x55
			}
			for name, p := range map[string][]byte{"right": stream, "damaged": damaged, "cut": stream[:len(stream)-3]} {
				if why := reasonWithin(t, codec, p); len(why) > 0 {
					t.Errorf("seed %d, %s, %s: %+v", seed, one.name, name, why)
				}
			}
		}
	}
}

func TestPeriod(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abcd": 0, "abcdabcd": 4, "abcdabcda": 0, "aaaaaaaa": 0, "abab": 0, "abcdeabcdeabcde": 5, "abcabcabc": 0, "hello": 0,
	} {
		if got := period([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
