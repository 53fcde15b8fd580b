package frame

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestParseAndBack(t *testing.T) {
	for text, want := range map[string]Codec{
		`length "!I"`: LengthField{Length: Integer{Size: 4}, Strip: 4, Max: DefaultMax},
		`length "<H" offset 2 adjust -4 strip 0 max 99 late`: LengthField{
			Length: Integer{Size: 2, Little: true}, Offset: 2, Adjustment: -4, Max: 99, Late: true,
		},
		`length "!3" offset 1`:    LengthField{Length: Integer{Size: 3}, Offset: 1, Strip: 4, Max: DefaultMax},
		`length "b" strip 0`:      LengthField{Length: Integer{Size: 1, Signed: true}, Max: DefaultMax},
		`varint`:                  Varint{Max: DefaultMax},
		`varint offset 1 max 100`: Varint{Offset: 1, Max: 100},
		`delimiter "\r\n\r\n" "\x00" escape "\\" keep max 10 late`: Delimiter{
			By: [][]byte{[]byte("\r\n\r\n"), {0}}, Escape: '\\', Escaped: true, Keep: true, Max: 10, Late: true,
		},
		`line`:            Line(DefaultMax),
		`line max 80`:     Line(80),
		`fixed 8`:         Fixed{Size: 8},
		`fixed 8 pad " "`: Fixed{Size: 8, Pad: ' ', Padded: true},
		`json "!I"`:       JSONHeader{Length: Integer{Size: 4}, Key: "size", MaxHeader: defaultMaxHeader, Max: DefaultMax},
		`json "<Q" key "total_size" header 100 max 5`: JSONHeader{
			Length: Integer{Size: 8, Little: true}, Key: "total_size", MaxHeader: 100, Max: 5,
		},
		`resp`:                             RESP{Max: DefaultMax},
		`resp max 100`:                     RESP{Max: 100},
		`http`:                             HTTP{MaxHeader: defaultMaxHeader, Max: DefaultMax},
		`http chunked header 100 max 5`:    HTTP{Chunked: true, MaxHeader: 100, Max: 5},
		`websocket`:                        WebSocket{Max: DefaultMax},
		`websocket mask "7\xfa!=" max 100`: WebSocket{Mask: "\x37\xfa\x21\x3d", Max: 100},
	} {
		got, err := Parse(text)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %#v %v, want %#v", text, got, err, want)
			continue
		}
		if back := got.String(); back != text {
			t.Errorf("%s: written as %s", text, back)
		}
	}
	for name, c := range codecs() {
		if got, err := Parse(c.String()); err != nil || !reflect.DeepEqual(got, c) {
			t.Errorf("%s: %s gave %#v %v, want %#v", name, c, got, err, c)
		}
	}
}

func TestTextsThatAreNoCodec(t *testing.T) {
	kinds := strings.Join(words()[:len(words())-1], ", ") + " or " + words()[len(words())-1]
	for text, want := range map[string]string{
		``:                      `codec, at character 1: it ends too early; what must follow is ` + kinds + `.`,
		`lengt "!I"`:            `codec, at character 1: “lengt” is not right here; write length "!I".`,
		`lengt`:                 `codec, at character 1: “lengt” is not right here; write length.`,
		`length !I`:             `codec, at character 8: “!I” is not right here; write length "!I".`,
		`length ""`:             `codec, at character 8: “""” is not right here; write "!I", "<H", "B" or "!3".`,
		`length "!f"`:           `codec, at character 8: “!f” is not right here; write "!I", "<H", "B" or "!3".`,
		`length "！H"`:           `codec, at character 8: “！H” is not right here; write length "!H".`,
		`delimiter ""`:          `codec: delimiter cannot be empty; 1 to 64 bytes are needed.`,
		`fixed 0`:               `codec: size cannot be 0; a number of bytes from 1 is needed.`,
		`length "!I" max`:       `codec, at character 16: it ends too early; what must follow is a whole number.`,
		`length "!I" maximum 5`: `codec, at character 13: “maximum” is not right here; write offset, adjust, strip, bits, shift, times, per, keep, max or late.`,
		`fixed 8 pad "ab"`:      `codec, at character 13: “"ab"” is not right here; write "\x00".`,
		`delimiter "\q"`:        `codec, at character 11: “"\q"” is not right here; write a string in double quotes.`,
		`line max 5 keep`:       `codec, at character 12: “keep” is not right here; write max or late.`,
		`length "!I" max 3`:     `codec: max cannot be 3; a number of bytes is needed that at least the header fits in.`,
	} {
		_, err := Parse(text)
		var fault *Error
		if !errors.As(err, &fault) || fault.Error() != want {
			t.Errorf("%s: got\n%v, want\n%s", text, err, want)
		}
	}
}

// TestTextsThatAreNearlyACodec: what is meant is said, as text that Parse reads; nothing
// where nobody can know.
func TestTextsThatAreNearlyACodec(t *testing.T) {
	for text, want := range map[string]string{
		`length '!I'`:                     `length "!I"`,
		"length “!I” max 1024":            `length "!I" max 1024`,
		`codec length "!H" offset 2`:      `length "!H" offset 2`,
		`length "!H" ofset 2`:             `length "!H" offset 2`,
		`length "!I" max=5000`:            `length "!I" max 5000`,
		`length "!I", max 5000`:           `length "!I" max 5000`,
		`length("!I", max=5000)`:          `length "!I" max 5000`,
		`length "!I" max 16MB`:            `length "!I" max 16777216`,
		`length "!I" offset "2"`:          `length "!I" offset 2`,
		`delimiter 0x7e`:                  `delimiter "~"`,
		`delimiter |`:                     `delimiter "|"`,
		`marks 0x02 0x03`:                 `marks "\x02" "\x03"`,
		`fixed "8"`:                       `fixed 8`,
		`new FixedLengthFrameDecoder(13)`: `fixed 13`,
		`LineBasedFrameDecoder(1024)`:     `line`,
		`new LengthFieldBasedFrameDecoder(65536, 2, 2, -4, 4);`: `length "!H" offset 2 adjust -4 max 65536`,
		`LengthFieldBasedFrameDecoder(1_024, 0, 4)`:             `length "!I" strip 0 max 1024`,
		`lengthy "!I"`:      `length "!I"`,
		`something else`:    ``,
		`length "!I" max`:   ``,
		`delimiter "\q"`:    ``,
		`length "!I" max 3`: ``,
		``:                  ``,
	} {
		got, _ := Mended(text)
		if _, err := Parse(text); err != nil && got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
		if got != "" {
			if _, err := Parse(got); err != nil {
				t.Errorf("%s: %v", got, err)
			}
		}
	}
}

// TestCodecsByTheNameOfAProtocol: the name of a protocol is answered with the codec that cuts
// its stream.
func TestCodecsByTheNameOfAProtocol(t *testing.T) {
	text, err := os.ReadFile("testdata/streams.txt")
	if err != nil {
		t.Fatal(err)
	}
	codecs := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if name, codec, is := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "= "), " | "); is {
			codecs[name] = codec
		}
	}
	for name, stream := range map[string]string{
		"slip": "slip", "SLIP": "slip", "mqtt": "mqtt", "MySQL": "mysql", "netstring": "netstring", "LSP": "lsp", "gRPC": "grpc-messages",
		"modbus-tcp": "modbus-tcp", "postgres": "postgres-backend", "stx etx": "stx-etx", "mllp": "mllp-two",
	} {
		want, err := Parse(codecs[stream])
		if err != nil {
			t.Fatalf("%s: %v", stream, err)
		}
		if got, ok := Mended(name); !ok || got != want.String() {
			t.Errorf("%s is answered with %q, want %s", name, got, want)
		}
	}
	for name, codec := range knownAs {
		if _, err := Parse(codec); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range codecs() {
		f.Add(c.String())
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse(text)
		if err != nil {
			var fault *Error
			if !errors.As(err, &fault) || fault.Off < 0 || fault.Off > int64(len(text)) || fault.In("zh") == "" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := Parse(c.String())
		if err != nil || !reflect.DeepEqual(again, c) {
			t.Fatalf("%q was written as %q and read as %#v %v, want %#v", text, c, again, err, c)
		}
	})
}
