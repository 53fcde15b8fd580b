package frame

import (
	"errors"
	"regexp"
	"slices"
	"testing"
)

func TestFaultsSayWhatTheyProbablyMean(t *testing.T) {
	length := LengthField{Length: Integer{Size: 4}, Strip: 4, Max: 1000}
	for _, test := range []struct {
		name   string
		stream string
		kind   string
		want   []Guess
	}{
		{"HTTP request", "GET / HTTP/1.1\r\n", KindTooLong, []Guess{{Kind: GuessHTTP, Text: "GET / HTTP/1.1"}}},
		{"HTTP response", "HTTP/1.1 200 OK\r\n", KindTooLong, []Guess{{Kind: GuessHTTP, Text: "HTTP/1.1 200 OK"}}},
		{"some text", "hello", KindTooLong, []Guess{{Kind: GuessText, Text: "hello"}}},
		{"TLS", "\x16\x03\x01\x02\x00\x01", KindTooLong, []Guess{{Kind: GuessTLS, Text: "16 03 01"}}},
		{"other byte order", "\x09\x00\x00\x00hellofeng", KindTooLong, []Guess{{Kind: GuessOrder, Codec: `length "<I" max 1000`, Frames: 1, Bytes: 13, Whole: true}}},
		{"one byte too early", "\x00\x00\x00\x02ab\xff\x00\x00\x00\x05hello", KindTooLong, []Guess{{Kind: GuessStray, Value: 6, By: 1, Frames: 1, Bytes: 9, Whole: true}}},
		{"one byte too late", "\x00\x00\x00\x02a\x00\x00\x00\x05\xffello", KindTooLong, nil},
		{"characters were counted", "\x00\x00\x00\x02你好", KindTooLong, []Guess{{Kind: GuessCharacters, Frames: 1, Bytes: 10, Whole: true}}},
		{"nothing that is known", "\xff\xff\xff\xff", KindTooLong, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			fault := mustFault(t, length, test.stream)
			if fault.Kind != test.kind || !slices.Equal(fault.Guesses, test.want) {
				t.Errorf("got %s %+v (%s), want %s %+v", fault.Kind, fault.Guesses, fault, test.kind, test.want)
			}
		})
	}
}

func TestErrorTexts(t *testing.T) {
	length := LengthField{Length: Integer{Size: 4}, Strip: 4, Max: 1000}
	signed := LengthField{Length: Integer{Size: 2, Signed: true}, Adjustment: -2, Strip: 2, Max: 1000}
	header := JSONHeader{Length: Integer{Size: 1}, Key: "size", MaxHeader: 100, Max: 10}
	for _, test := range []struct {
		codec  Codec
		stream string
		en, zh string
	}{
		{
			length, "\x00\x00\x00\x01xGET ",
			`Frame at offset 5: its length is 1195725856, which makes a frame of 1195725860 bytes, more than the maximum of 1000 allows. These bytes are probably an HTTP message, not a length: "GET ".`,
			`偏移 5 处的长度是 1195725856，整帧就要 1195725860 个字节，超过了上限 1000。这几个字节多半是一条 HTTP 消息，不是长度："GET "。`,
		},
		{
			signed, "\xff\xff",
			`Frame at offset 0: the length is negative, -1.`,
			`偏移 0 处的帧：长度是负数 -1。`,
		},
		{
			signed, "\x00\x01",
			`Frame at offset 0: its length would be 1, at least 2 is needed.`,
			`偏移 0 处的帧只有 1 个字节，至少要 2 个。`,
		},
		{
			header, "\x02{}",
			`Frame at offset 0: the header is not a JSON object with a size: "size"?.`,
			`偏移 0 处的帧：头部不是带有长度的 JSON 对象："size"?。`,
		},
		{
			header, "\x0b{\"size\":11}",
			`Frame at offset 0: 11 bytes, more than the maximum of 10 allows.`,
			`偏移 0 处的帧要 11 个字节，超过了上限 10。`,
		},
		{
			Line(3), "four\n",
			`Frame at offset 0: no delimiter among its first 3 bytes.`,
			`偏移 0 处的帧：前 3 个字节里没有分隔符。`,
		},
		{
			Varint{Max: 9},
			"\xff\xff\xff\xff\xff",
			`Frame at offset 0: its varint does not end within 5 bytes.`,
			`偏移 0 处的帧：varint 过了 5 个字节还没有结束。`,
		},
	} {
		fault := mustFault(t, test.codec, test.stream)
		if got := fault.In("en"); got != test.en {
			t.Errorf("got  %s\nwant %s", got, test.en)
		}
		if got := fault.In("zh"); got != test.zh {
			t.Errorf("got  %s\nwant %s", got, test.zh)
		}
	}
}

func TestWhatACodecCannotCarry(t *testing.T) {
	be1 := Integer{Size: 1}
	for _, test := range []struct {
		name  string
		codec Codec
		body  string
		kind  string
	}{
		{"a length above its field", LengthField{Length: be1, Max: 999}, string(make([]byte, 256)), KindUnwritable},
		{"a length that its adjustment makes negative", LengthField{Length: be1, Adjustment: 3, Max: 999}, "ab", KindNegative},
		{"no bytes before the length field", LengthField{Length: be1, Offset: 2, Max: 999}, "a", KindShort},
		{"the delimiter in the message", Line(99), "a\nb", KindDelimiter},
		{"a beginning of the delimiter at its end", Delimiter{By: [][]byte{[]byte("aab")}, Max: 9}, "xa", ""},
		{"a delimiter made with its end", Delimiter{By: [][]byte{[]byte("aa")}, Max: 9}, "xa", KindDelimiter},
		{"the padding at the end", Fixed{Size: 4, Pad: ' ', Padded: true}, "a ", KindPadding},
		{"less than the size, nothing to fill up with", Fixed{Size: 4}, "abc", KindSize},
	} {
		_, err := test.codec.Encode(nil, []byte(test.body))
		kind, fault := "", (*Error)(nil)
		if errors.As(err, &fault) {
			kind = fault.Kind
		}
		if kind != test.kind {
			t.Errorf("%s: %v, want %q", test.name, err, test.kind)
		}
	}
}

func TestCodecsThatCannotBe(t *testing.T) {
	one := Integer{Size: 1}
	for parameter, c := range map[string]Codec{
		"width":      LengthField{Length: Integer{Size: 9}, Max: 10},
		"offset":     LengthField{Length: one, Offset: -1, Max: 10},
		"adjustment": LengthField{Length: one, Adjustment: MaxFrame + 1, Max: 10},
		"strip":      LengthField{Length: one, Strip: -1, Max: 10},
		"max":        LengthField{Length: one, Offset: 3, Max: 3},
		"delimiters": Delimiter{Max: 10},
		"delimiter":  Delimiter{By: [][]byte{nil}, Max: 10},
		"escape":     Delimiter{By: [][]byte{[]byte("ab")}, Escape: 'b', Escaped: true, Max: 10},
		"key":        JSONHeader{Length: one, MaxHeader: 10},
		"max-header": JSONHeader{Length: one, Key: "size"},
		"mask":       WebSocket{Mask: "abc", Max: 10},
	} {
		_, err := NewDecoder(c)
		var fault *Error
		if !errors.As(err, &fault) || fault.Kind != KindCodec || fault.Parameter != parameter {
			t.Errorf("%s: %v", parameter, err)
			continue
		}
		for _, lang := range []string{"en", "zh"} {
			if text := fault.In(lang); regexp.MustCompile(`%!|\[`).MatchString(text) {
				t.Errorf("%s: %s", parameter, text)
			}
		}
	}
}

func TestParseInteger(t *testing.T) {
	for format, want := range map[string]Integer{
		"!I": {Size: 4}, "<H": {Size: 2, Little: true}, "B": {Size: 1}, "b": {Size: 1, Signed: true},
		">q": {Size: 8, Signed: true}, "!3": {Size: 3}, "<5": {Size: 5, Little: true}, "1I": {Size: 4, Little: true},
	} {
		if got, err := ParseInteger(format); err != nil || got != want {
			t.Errorf("%s: %+v %v, want %+v", format, got, err, want)
		}
	}
	for _, format := range []string{"", "!", "!HH", "2H", "!4s", "!f", "!?", "!c", "!9", "=3", "x", "0I", "nonsense"} {
		if got, err := ParseInteger(format); err == nil {
			t.Errorf("%s: %+v, want an error", format, got)
		}
	}
}

// halfwidth finds Western punctuation beside a Chinese character.
var halfwidth = regexp.MustCompile(`\p{Han}[,;:?!.()]|[,;:?!.()]\p{Han}`)

func TestTextsAreInBothLanguages(t *testing.T) {
	for _, complaint := range texts.Check() {
		t.Error(complaint)
	}
	for key, text := range texts.All("zh") {
		if found := halfwidth.FindString(text); found != "" {
			t.Errorf("%s: %q in %s", key, found, text)
		}
	}
}
