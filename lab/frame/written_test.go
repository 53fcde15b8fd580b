package frame

import (
	"bytes"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func gbk(t *testing.T, text string) []byte {
	t.Helper()
	p, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Text in other letters than ASCII is no length either, wherever it was cut.
func TestTextBeyondASCIIIsNoLength(t *testing.T) {
	text := "你好，世界。今天 12 点"
	for _, codec := range []string{`length "!I"`, `length "<H"`, `length "!Q" offset 2`} {
		for _, test := range []struct {
			name   string
			stream []byte
			want   Guess
		}{
			{"UTF-8", []byte(text), Guess{Kind: GuessText, Text: "你好，世界。今天 12 点"}},
			{"UTF-8 whose last character is cut", []byte(text + "半")[:len(text)+1], Guess{Kind: GuessText, Text: text}},
			{"UTF-8 of two lines", []byte("登录：\r\nfeng\r\n"), Guess{Kind: GuessText, Text: "登录："}},
			{"other letters", []byte("Привет, мир"), Guess{Kind: GuessText, Text: "Привет, мир"}},
			{"GBK", gbk(t, text), Guess{Kind: GuessGBK, Text: text}},
			{"GBK whose last character is cut", gbk(t, text+"半")[:len(gbk(t, text))+1], Guess{Kind: GuessGBK, Text: text}},
			{"HTTP with such a body", []byte("POST /a HTTP/1.1\r\n\r\n你好"), Guess{Kind: GuessHTTP, Text: "POST /a HTTP/1.1"}},
		} {
			why, _ := reasonOf(t, mustParse(t, codec).(LengthField), test.stream)
			if len(why) != 1 || why[0] != test.want {
				t.Errorf("%s read by %s: %+v, want %+v", test.name, codec, why, test.want)
			}
		}
	}
	for _, no := range [][]byte{bytes.Repeat([]byte{0xe4, 0, 0xbd}, 9), bytes.Repeat([]byte{0xd8, 0xff}, 9), []byte("é"), {0xc4, 0xe3, 0xba, 0xc3, 1, 2, 3, 4, 5}} {
		if words, kind, ok := writtenWords(no); ok {
			t.Errorf("% x is %s %q", no, kind, words)
		}
	}
}

// A carriage return alone ends each line of which the other half begins the next message.
func TestTheOtherHalfOfALineEnd(t *testing.T) {
	for stream, want := range map[string]Guess{
		"a\r\nbc\r\n":      {Kind: GuessNewline, Codec: `delimiter "\r\n"`, Frames: 2, Bytes: 7, Whole: true},
		"a\r\nbc\r\nd\r\n": {Kind: GuessNewline, Codec: `delimiter "\r\n"`, Frames: 3, Bytes: 10, Whole: true},
		"a\r\n\rb\r\n":     {},
		"a\r\nb\rc\r\n":    {},
	} {
		why, _ := reasonOf(t, mustParse(t, `delimiter "\r"`), []byte(stream))
		if got := append(why, Guess{})[0]; got != want {
			t.Errorf("%q: %+v, want %+v", stream, got, want)
		}
	}
}

// A length of four bytes that is read as one of two gives an empty frame before each message.
func TestHalvesOfLengthsAreDoubted(t *testing.T) {
	for _, test := range []struct{ writes, reads string }{{`length "!I"`, `length "!H"`}, {`length "!Q"`, `length "!I"`}} {
		var stream []byte
		c := mustParse(t, test.writes)
		for _, body := range []string{`{"id":1,"op":"login"}`, "hello, this is feng", "ok", "bye", "and more of it"} {
			stream, _ = c.Encode(stream, []byte(body))
		}
		why, fault := reasonOf(t, mustParse(t, test.reads), stream)
		if len(why) != 1 || why[0].Kind != GuessWidth || why[0].Codec != test.writes || !why[0].Whole || fault {
			t.Errorf("%s read by %s: %+v, %v", test.writes, test.reads, why, fault)
		}
		why, fault = reasonOf(t, c, stream)
		if len(why) > 0 || fault {
			t.Errorf("%s is right: %+v, %v", c, why, fault)
		}
	}
	var heartbeats []byte // an empty message before each other one may be just that
	for range 4 {
		heartbeats = append(heartbeats, 0, 0, 0, 3, 'a', 'b', 'c')
	}
	if why, _ := reasonOf(t, mustParse(t, `length "!H"`), heartbeats[:14]); len(why) > 0 {
		t.Errorf("two pairs are doubted: %+v", why)
	}
}
