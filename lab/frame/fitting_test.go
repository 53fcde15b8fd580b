package frame

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// messages joins messages to a stream, and says where they end.
func messages(all ...string) (stream []byte, ends []int) {
	for _, m := range all {
		stream = append(stream, m...)
		ends = append(ends, len(stream))
	}
	return stream, ends
}

// Where it is known what was sent as a unit, several mistakes at once have a reason.
func TestFitting(t *testing.T) {
	const marked = "\xff\xff\x01\x00\x0a\x01\x00\x00\x00\x09\x00\x00\x00\x17\x00\xfe\xfe"
	for _, test := range []struct {
		name, codec string
		messages    []string
		want        string // the codec, empty for none; with ? where others fit, too
	}{
		{"offset, order and trailer (go-netty#18)", `length "<H" offset 2 strip 0`, []string{marked, marked}, `length "!H" offset 3 adjust 2 strip 0 ?`},
		{"order and own header", `length "<I"`, []string{"\x00\x00\x00\x06ab", "\x00\x00\x00\x09hello", "\x00\x00\x00\x04"}, `length "!I" adjust -4`},
		{"width, order and offset", `length "!I"`, []string{"\x01\x05\x00hello", "\x01\x02\x00hi", "\x02\x00\x00"}, `length "<H" offset 1`},
		{"a delimiter is read, lengths are sent", `line`, []string{"\x00\x05hello", "\x00\x02hi", "\x00\x0bhello\nworld"}, `length "!H"`},
		{"within a mark", `start "\xaa" length "<H" offset 1`, []string{"\xaa\x01\x00\x03abc", "\xaa\x02\x00\x05hello"}, `start "\xaa" length "!H" offset 2`},
		{"lines where lengths are read", `length "!H"`, []string{"hello\n", "hi\n", "goodbye\n"}, `line`},
		{"varints", `length "!I"`, []string{"\x05hello", "\xac\x02" + strings.Repeat("y", 300)}, `varint`},
		{"another delimiter", `length "!H"`, []string{"PING;", "GET a=1;", "QUIT;"}, `delimiter ";"`},
		{"another delimiter of two bytes", `delimiter "\n"`, []string{"a|b||", "c||", "d|e|f||"}, `delimiter "||"`},
		{"marks around each message", `delimiter "\n"`, []string{"\xc0hello\xc0", "\xc0a\xc0", "\xc0xyz\xc0"}, `marks "\xc0" "\xc0"`},
		{"brackets around each message", `length "!H"`, []string{"<a>", "<bcd>"}, `marks "<" ">"`},
		{"a letter that all end with", `length "!H"`, []string{"lena", "ana", "helga"}, ""},
		{"what nothing frames", `length "!H"`, []string{"hello", "hi", "goodbye"}, ""},
		{"a message over the maximum (librdkafka#1616)", `length "!I" max 10`, []string{"\x00\x00\x00\x02hi", "\x00\x00\x00\x07goodbye"}, ""},
		{"a message over the maximum, in the other order", `length "<I" max 10`, []string{"\x00\x00\x00\x02hi", "\x00\x00\x00\x07goodbye"}, ""},
		{"one message", `length "<I"`, []string{"\x00\x00\x00\x06ab"}, ""},
		{"records of one length far from the codec", `length "!I"`, []string{"aaaaaaaaaaaaa\x0fxyz", "bbbbbbbbbbbbb\x0fxyz"}, ""},
	} {
		stream, ends := messages(test.messages...)
		why, ok := Fitting(mustParse(t, test.codec), stream, ends)
		got := why.Codec
		if ok && !why.Whole {
			got += " ?"
		}
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		if ok {
			codec, _, _ := strings.Cut(got, " ?")
			if cuts, _ := wholeFrames(mustParse(t, codec), stream); !slices.Equal(cuts, ends) {
				t.Errorf("%s: %s cuts at %v, the messages end at %v", test.name, codec, cuts, ends)
			}
		}
	}
}

// A length that its field cannot hold is told, of one message too (tokio-rs/tokio#5080).
func TestOverflow(t *testing.T) {
	for _, test := range []struct {
		name, codec, message string
		want                 bool
	}{
		{"300 bytes in a field of one", `length "B"`, "\x2c" + strings.Repeat("x", 300), true},
		{"70000 in a field of two", `length "!H"`, "\x11\x70" + strings.Repeat("x", 70000), true},
		{"a frame that is right", `length "B"`, "\x05hello", false},
		{"another length", `length "B"`, "\x2d" + strings.Repeat("x", 300), false},
		{"what four bytes can hold", `length "!I"`, "\x00\x00\x00\x00" + strings.Repeat("x", 300), false},
	} {
		stream, ends := messages(test.message)
		why, ok := Fitting(mustParse(t, test.codec), stream, ends)
		if got := ok && why.Kind == GuessOverflow; got != test.want {
			t.Errorf("%s: %+v", test.name, why)
		}
	}
}

// What ends a stream in which the delimiter never comes, brackets that stay open, and a
// check that is another one.
func TestWhatFaultsOfOtherCodecsMean(t *testing.T) {
	for _, test := range []struct{ name, codec, stream, want string }{
		{"lines where NUL is read", `delimiter "\x00"`, "hello\r\nfeng\r\n", `end delimiter "\r\n"`},
		{"NUL where lines are read", `line`, "hello\x00feng\x00", `end delimiter "\x00"`},
		{"no end at all", `line`, "hellofeng", ""},
		{"the first line is cut", `line`, "hello\n feng", ""},
		{"a brace is missing (tawnkramer/sdsandbox#49)", `braces`, `{"a":true{"b":[1]}`, "brackets 1"},
		{"the check's bytes in the other order", `check "crc-16/modbus" fixed 8`, "\x01\x03\x00\x0e\x00\x08\xcf\x25", `swapped check "crc-16/modbus" as "!H" fixed 8`},
		{"another check", `check "crc-16/xmodem" length "!H" adjust 2`, "\x00\x09123456789\x29\xb1", `sum check "crc-16/ibm-3740" length "!H" adjust 2`},
		{"a damaged frame", `check "crc-16/modbus" fixed 8`, "\x01\x03\x00\x0e\x00\x08\x25\xce", ""},
		{"characters counted in HTTP", `http`, "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n你好GET / HTTP/1.1\r\n\r\n", `characters `},
	} {
		d, err := NewDecoder(mustParse(t, test.codec))
		if err != nil {
			t.Fatal(err)
		}
		d.Feed([]byte(test.stream))
		for ok := true; ok && err == nil; {
			_, ok, err = d.Next()
		}
		if err == nil {
			err = d.End()
		}
		got := ""
		var fault *Error
		if errors.As(err, &fault) {
			for _, why := range fault.Guesses {
				if got += why.Kind + " " + why.Codec; why.Kind == GuessBrackets {
					got += fmt.Sprint(why.Value)
				}
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q (%v)", test.name, got, test.want, err)
		}
	}
}

// Two writers on one connection: what is told is the frame that the sends of another
// stand in (CopernicaMarketingSoftware/AMQP-CPP#278, postwait/node-amqp#309).
func TestInterleaved(t *testing.T) {
	for _, test := range []struct {
		name, codec string
		messages    []string
		want        string
	}{
		{"one frame in another", `length "!I" offset 3 adjust 1 strip 7`, []string{"\x01\x00\x01\x00\x00\x00\x05hel", "\x01\x00\x02\x00\x00\x00\x04feng\xce", "lo\xce"}, "10: 12 bytes, 1 frames left"},
		{"the end mark held", `end "\xce" length "!I" offset 3 adjust 1 strip 7`, []string{"\x01\x00\x01\x00\x00\x00\x05hel", "\x01\x00\x02\x00\x00\x00\x04feng\xce", "lo\xce"}, "10: 12 bytes, 1 frames left"},
		{"two frames in another", `length "!H"`, []string{"\x00\x02ok", "\x00\x0ahello ", "\x00\x02hi", "\x00\x01x", "feng"}, "12: 7 bytes, 2 frames left"},
		{"pieces of lines", `line`, []string{"one li", "two\n", "ne\n"}, ""},
		{"records of other sizes", `fixed 8`, []string{"1234567", "12345678", "123456789"}, ""},
		{"frames in order", `length "!H"`, []string{"\x00\x02ok", "\x00\x02hi", "\x00\x01x"}, ""},
		{"header and body apart", `length "!H"`, []string{"\x00\x02", "ok", "\x00\x02", "hi"}, ""},
		{"a body that is missing", `length "!H"`, []string{"\x00\x09hel", "\x00\x02hi", "lo"}, ""},
	} {
		stream, ends := messages(test.messages...)
		why, ok := Interleaved(mustParse(t, test.codec), stream, ends)
		got := ""
		if ok {
			got = fmt.Sprintf("%d: %d bytes, %d frames left", why.Value, why.By, why.Frames)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// The frames of a delimiter say when it begins messages too, and when lines end with a
// carriage return before it.
func TestReasonsOfDelimiters(t *testing.T) {
	for _, test := range []struct{ name, codec, stream, want string }{
		{"flags on both sides (hylexus/jt-framework#90)", `delimiter "~"`, "~abc~~de~", `flag marks "~" "~" 2`},
		{"and the beginning of another", `delimiter "~"`, "~abc~~de~~f", ""}, // an odd number of frames
		{"an empty message now and then", `delimiter "\n"`, "\nabc\nde\n\n", ""},
		{"lines of telnet", `delimiter "\n"`, "hello\r\nfeng\r\n", `cr line 2`},
		{"one of them without", `delimiter "\n"`, "hello\r\nfeng\n", ""},
		{"lines that are read as lines", `line`, "hello\r\nfeng\r\n", ""},
	} {
		d, err := NewDecoder(mustParse(t, test.codec))
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range []byte(test.stream) {
			d.Feed([]byte{b})
			for ok := true; ok; {
				_, ok, _ = d.Next()
			}
		}
		got := ""
		for _, why := range d.Reasons() {
			got += fmt.Sprintf("%s %s %d", why.Kind, why.Codec, why.Frames)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
