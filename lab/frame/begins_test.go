package frame

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// saidOf is what a decoder says of a stream, however it is cut: at a fault, or at the end.
func saidOf(t *testing.T, codec string, stream []byte, size int) string {
	t.Helper()
	d, err := NewDecoder(mustParse(t, codec))
	if err != nil {
		t.Fatal(err)
	}
	said := func(all []Guess) string {
		var words []string
		for _, g := range all {
			words = append(words, strings.TrimSpace(fmt.Sprintf("%s %s %s", g.Kind, g.Codec, g.Text)))
		}
		return strings.Join(words, "; ")
	}
	for from := 0; from < len(stream); from += size {
		d.Feed(stream[from:min(from+size, len(stream))])
		for {
			_, ok, err := d.Next()
			if fault := new(Error); errors.As(err, &fault) {
				return said(fault.Guesses)
			}
			if !ok {
				break
			}
		}
	}
	if fault := new(Error); errors.As(d.End(), &fault) {
		return said(fault.Guesses)
	}
	return said(d.Reasons())
}

// TestWhatAStreamBeginsAs: what is none of a codec's frames is named by its beginning.
func TestWhatAStreamBeginsAs(t *testing.T) {
	const get, hello = "GET / HTTP/1.1\r\nHost: lab\r\n\r\n", "\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00"
	isGet, isTLS := "http  GET / HTTP/1.1", "tls  16 03 01"
	for _, test := range []struct{ codec, stream, want string }{
		{`varint`, get, isGet},
		{`varint`, strings.Repeat(get, 9), isGet},
		{`varint offset 1`, get, isGet},
		{`ber`, get, isGet},
		{`length "%04d"`, get, isGet},
		{`length "%04d"`, "PATCH http://a/b HTTP/1.1\r\n\r\n", "http  PATCH http://a/b HTTP/1.1"},
		{`length "!H" bits 15`, get, isGet},
		{`length "!H"`, get, isGet},
		{`json "!I"`, get, isGet},
		{`check "crc-32" varint`, get, isGet},
		{`varint`, hello, isTLS},
		{`number ":"`, get, "is-http  GET / HTTP/1.1"},
		{`cobs`, get, "is-http  GET / HTTP/1.1"},
		{`marks "\x02" "\x03"`, get, "is-http  GET / HTTP/1.1"},
		{`line`, hello, "is-tls  16 03 01"},
		{`line`, get, ""},
		{`headers "Content-Length"`, get, ""},
		{`varint`, "\x05hello\x04feng", ""},
		{`varint`, "\x47GET", ""},

		{`length "!I"`, "0005hello0004feng", `digits length "%04d"`},
		{`length "!I"`, "0009hello0008feng", `digits length "%04d" adjust -4`},
		{`length "!H"`, "05hello04feng", `digits length "%02d"`},
		{`length "!H"`, "000Ahelloworld0002hi", `digits length "%04X"`},
		{`length "!H"`, "0800822000000000000004000000000000000", "text  0800822000000000000004000000000000000"},
		{`length "%04d"`, "\x00\x00\x00\x05hello\x00\x00\x00\x04feng", `binary length "!I"`},
		{`length "%02d"`, "\x05\x00hello\x04\x00feng", `binary length "<H"`},
		{`length "%04d"`, "0005hello", ""},

		{`length "%04d"`, "0009hello0008feng", `self length "%04d" adjust -4`},
		{`length "%04d"`, "0005hello\r\n0004feng\r\n", `trailer length "%04d" adjust 2`},
		{`length "%04d"`, "\x020005hello\x020004feng", `offset length "%04d" offset 1`},
		{`length "%04d" offset 1`, "0005hello0004feng", `offset length "%04d"`},
		{`length "%04d"`, "00005hello00004feng", `digits length "%05d"`},
		{`length "%04d"`, "000Chello, world0004feng", `base length "%04X"`},
		{`length "%04X"`, "0012hello, world0004feng", `base length "%04d"`},
		{`start "##" length "%04d" offset 2 strip 0`, "##0005hello\r\n##0004feng\r\n", `trailer start "##" length "%04d" offset 2 adjust 2 strip 0`},
		{`number ":"`, "5:hello,4:feng,", `trailer number ":" adjust 1`},
		{`end "," number ":"`, "5:hello,4:feng,", `trailer end "," number ":" adjust 1`},
		{`number "\n"`, "5\nhello\n4\nfeng\n", `trailer number "\n" adjust 1`},
		{`number ":"`, "5:hello4:fen", ""},
		{`number ":"`, "5:hello,", ""},
		{`length "%04d"`, "0005hello00", ""},
		{`length "%04d"`, "0005hello0400ab", ""},

		{`http`, "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 2\r\n\r\nok", `headers headers "Content-Length" RTSP`},
		{`http`, "OPTIONS rtsp://a/b RTSP/1.0\r\nCSeq: 1\r\n\r\n", `headers headers "Content-Length" RTSP`},
		{`http`, "INVITE sip:bob@b.com SIP/2.0\r\nl: 2\r\n\r\nok", `headers skip "\r\n" headers "Content-Length" "l" SIP`},
		{`http`, "Content-Length: 2\r\n\r\n{}", `headers headers "Content-Length" must LSP`},
		{`length "!I"`, "SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n", `headers skip "\r\n" headers "Content-Length" "l" SIP`},
		{`http`, "GET / HTTP/1.1\r\n\r\n\r\n\r\n", "blank"},
		{`http`, "GET / HTTP/1.1\r\n\r\n\r\n", ""},
		{`http`, "GET / HTTP/2.1\r\n\r\n", ""},

		{`delimiter "\x7e" escape "\x7d"`, "~a}\x02b~~c}\x01~", `stuffed marks "\x7e" "\x7e" swap "\x7d" "\x7d\x01" "\x7e" "\x7d\x02"`},
		{`delimiter "\xc0" escape "\xdb"`, "a\xdb\xdcb\xc0", `stuffed marks "\xc0" "\xc0" swap "\xdb" "\xdb\xdd" "\xc0" "\xdb\xdc"`},
		{`delimiter "\x7e" escape "\x7d"`, "~a}\x5eb~", `stuffed marks "\x7e" "\x7e" xor "\x7d"`},
		{`delimiter "\x7e" escape "\x7d"`, "a}~b~c}}~", ""},
		{`delimiter "|" escape "\\"`, "a\\|b|c|", ""},
		{`line`, "1,\"two\nlines\",3\n4,5,6\n", "quoted"},
		{`line`, "a,\"b\nc\nd\"\n", "quoted"},
		{`line`, "5\" pipe\n6\" pipe\n", ""},
		{`line`, "say \"hi\"\nsay \"ho\"\n", ""},
		{`line`, "\"a\nb\n", ""},
	} {
		if got := saidOf(t, test.codec, []byte(test.stream), len(test.stream)); got != test.want {
			t.Errorf("%s of %.40q: %q, want %q", test.codec, test.stream, got, test.want)
		}
	}
}

// Where it is known what was sent, the one send that is not as long as it says is named.
func TestTheSendThatIsNotAsLongAsItSays(t *testing.T) {
	for _, test := range []struct {
		codec string
		sends []string
		want  string
	}{
		{`length "!I"`, []string{"\x00\x00\x00\x05hell", "\x00\x00\x00\x04feng"}, "sent 0 -1"},
		{`length "!I"`, []string{"\x00\x00\x00\x05hello", "\x00\x00\x00\x04feng!!"}, "sent 9 2"},
		{`length "!H"`, []string{"\x00\x05hello", "\x00\x04feng", "\x00\x07bye", "\x00\x01x"}, "sent 13 -4"},
		{`length "!I"`, []string{"\x00\x00\x00\x06hello"}, "over 0 1"},
		{`length "!I"`, []string{"\x00\x00\x00\x09hello"}, "self 0 4"},
		{`length "!I"`, []string{"\x00\x00\x00\x05hello\n"}, "trailer 0 1"},
		{`length "!I"`, []string{"\x00\x00\x00\x14hello"}, ""},
		{`length "!I"`, []string{"\x00\x00\x00\x05hello", "\x00\x00\x00\x04feng"}, ""},
	} {
		var known Sends
		d, err := NewDecoder(mustParse(t, test.codec))
		if err != nil {
			t.Fatal(err)
		}
		for _, send := range test.sends {
			known.Take([]byte(send), int64(len(known.bytes)), []int64{int64(len(known.bytes) + len(send))})
		}
		for d.Feed(known.bytes); ; {
			f, ok, err := d.Next()
			if err != nil || !ok {
				break
			}
			known.Frame(f.Off + int64(len(f.Raw)))
		}
		got := ""
		for _, why := range known.Reason(mustParse(t, test.codec)) {
			got += fmt.Sprintf("%s %d %d", why.Kind, why.Value, why.By)
			for _, lang := range []string{"zh", "en"} {
				if text := why.In(lang); strings.Contains(text, "{") || len(text) < 20 {
					t.Errorf("%s: %q", lang, text)
				}
			}
		}
		if got != test.want {
			t.Errorf("%s of %q: %q, want %q", test.codec, test.sends, got, test.want)
		}
	}
}

// A stream of records of one size has no lengths: however alike its records are, no
// reading of lengths explains it.
func TestRecordsOfOneSizeAreNoLengths(t *testing.T) {
	packets := func(n int, one func(i int) []byte) (all []byte) {
		for i := range n {
			all = append(all, one(i)...)
		}
		return all
	}
	streams := map[string][]byte{}
	for _, fill := range []byte{0, 0xff, 'a', 0x47} {
		streams[fmt.Sprintf("MPEG-TS filled with %02x", fill)] = packets(12, func(i int) []byte {
			return append([]byte{0x47, 0x40, byte(i % 3), 0x10 | byte(i&15)}, bytes.Repeat([]byte{fill}, 184)...)
		})
	}
	streams["MPEG-TS, null packets"] = packets(9, func(int) []byte {
		return append([]byte{0x47, 0x1f, 0xff, 0x10}, bytes.Repeat([]byte{0xff}, 184)...)
	})
	streams["MPEG-TS, sections"] = packets(9, func(i int) []byte {
		head := []byte{0x47, 0x40, 0, 0x10 | byte(i&15), 0, 0, 0xb0, 0x0d, 0, 1, 0xc1, 0, 0, 0, 1, 0xe1, 0, 0xe8, 0xf9, 0x5e, 0x7d}
		return append(head, bytes.Repeat([]byte{0xff}, 188-len(head))...)
	})
	streams["CAN over TCP"] = packets(20, func(i int) []byte {
		return []byte{8, 0, 0, 1, 0x23, byte(i), 2, 3, 4, 0, 0, 0, 0}
	})
	streams["measurements"] = packets(30, func(i int) []byte { return []byte{0, 0, 0, byte(i), 0, 0, byte(20 + i%3), 1} })
	for name, stream := range streams {
		for _, codec := range []string{
			`length "B"`, `length "B" offset 1`, `length "B" offset 2`, `length "B" offset 3`, `length "!H"`, `length "<H"`, `length "!H" offset 1`, `length "!H" offset 2`, `length "<H" offset 2`,
			`length "!3"`, `length "!3" offset 1`, `length "!I"`, `length "<I"`, `length "!I" offset 1`, `length "!I" offset 3 adjust 1`, `length "!Q"`, `length "!H" offset 4`, `length "!H" adjust -2`,
		} {
			for _, size := range []int{len(stream), 188, 100} {
				if got := saidOf(t, codec, stream, size); got != "" {
					t.Errorf("%s by %s, %d at a time: %s", name, codec, size, got)
				}
			}
		}
	}
}

// A body that repeats a word, as people type it, is a message and no records.
func TestAWordThatIsRepeatedIsNoRecord(t *testing.T) {
	for _, word := range []string{"ping", "hello", "hello world!", "abcdefgh", "x", "你好，世界", "0123456789abcdef"} {
		for _, times := range []int{5, 20, 64} {
			for _, messages := range []int{1, 2, 3} {
				var little []byte
				for i := range messages { // as long as one another they would be a period
					body := strings.Repeat(word, times+i)
					little = append(binary.LittleEndian.AppendUint32(little, uint32(len(body))), body...)
				}
				if got := saidOf(t, `length "!I" max 100000`, little, len(little)); !strings.HasPrefix(got, `order length "<I"`) {
					t.Errorf("%d messages of %q %d times: %q", messages, word, times, got)
				}
			}
		}
	}
}
