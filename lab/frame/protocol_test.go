package frame

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestProtocolFrames(t *testing.T) {
	resp, http, ws := RESP{Max: 999}, HTTP{MaxHeader: 999, Max: 999}, WebSocket{Max: 99999}
	for _, test := range []struct {
		name       string
		codec      Codec
		stream     string
		head, tail int
		body       string
	}{
		{"a simple string", resp, "+OK\r\n", 1, 2, "OK"},
		{"an empty one", resp, "+\r\n", 1, 2, ""},
		{"an integer", resp, ":-42\r\n", 1, 2, "-42"},
		{"a bulk string with \\r\\n in it", resp, "$4\r\na\r\nb\r\n", 4, 2, "a\r\nb"},
		{"the null", resp, "$-1\r\n", 5, 0, ""},
		{"arrays in an array", resp, "*2\r\n*1\r\n:1\r\n*0\r\n", 4, 0, "*1\r\n:1\r\n*0\r\n"},
		{"a request without a body", http, "GET / HTTP/1.1\r\nHost: lab\r\n\r\n", 29, 0, ""},
		{"Content-Length", http, "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", 38, 0, "hello"},
		{"two chunks and a trailer", http, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;a=\"b\"\r\nllo\r\n0\r\nA: b\r\n\r\n", 47, 11, "hello"},
		{"an answer that has no body, whatever it says", http, "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 48, 0, ""},
		{"a text of the lab", ws, "\x81\x05hello", 2, 0, "hello"},
		{"RFC 6455 5.7, masked", ws, "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", 6, 0, "Hello"},
		{"RFC 6455 5.7, 256 bytes", ws, "\x82\x7e\x01\x00" + strings.Repeat("x", 256), 4, 0, strings.Repeat("x", 256)},
		{"RFC 6455 5.7, 64 kB", ws, "\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00" + strings.Repeat("x", 65536), 10, 0, strings.Repeat("x", 65536)},
		{"a ping", ws, "\x89\x00", 2, 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := NewDecoder(test.codec)
			if err != nil {
				t.Fatal(err)
			}
			d.Feed([]byte(test.stream))
			f, ok, err := d.Next()
			if err != nil || !ok || string(f.Raw) != test.stream || f.Head != test.head || f.Tail != test.tail || string(f.Body) != test.body {
				t.Errorf("got %q, head %d, tail %d, body %q, %v %v", f.Raw, f.Head, f.Tail, f.Body, ok, err)
			}
		})
	}
}

// TestTheEndCompletesAMessage: an answer that says nothing of its length ends
// with its stream.
func TestTheEndCompletesAMessage(t *testing.T) {
	const stream = "HTTP/1.0 200 OK\r\nServer: lab\r\n\r\nhello"
	for _, pieces := range [][][]byte{{[]byte(stream)}, oneByOne([]byte(stream))} {
		d, err := NewDecoder(HTTP{MaxHeader: 99, Max: 99})
		if err != nil {
			t.Fatal(err)
		}
		for _, piece := range pieces {
			d.Feed(piece)
			if f, ok, err := d.Next(); ok || err != nil {
				t.Fatalf("before the end: %q %v", f.Raw, err)
			}
		}
		if err := d.End(); err != nil {
			t.Errorf("end: %v", err)
		}
		f, ok, err := d.Next()
		if !ok || err != nil || string(f.Raw) != stream || string(f.Body) != "hello" || f.Length != -1 {
			t.Errorf("got %+v %v %v", f, ok, err)
		}
		if f, ok, err := d.Next(); ok || err != nil {
			t.Errorf("after it: %q %v", f.Raw, err)
		}
		if err := d.End(); err != nil {
			t.Errorf("end again: %v", err)
		}
	}
}

func TestProtocolFaults(t *testing.T) {
	resp, http, ws := RESP{Max: 999}, HTTP{MaxHeader: 99, Max: 999}, WebSocket{Max: 999}
	for _, test := range []struct {
		codec  Codec
		stream string
		rule   string // a kind, or the rule of a protocol
		guess  string
	}{
		{resp, "PING\r\n", "resp-type", "inline PING"},
		{resp, "GET / HTTP/1.1\r\n", "resp-type", "http GET / HTTP/1.1"},
		{resp, "\x16\x03\x01\x02\x00", "resp-type", "tls 16 03 01"},
		{resp, "%1\r\n", "resp-type", "resp3"},
		{resp, "*1\r\n,1.5\r\n", "resp-type", "resp3"},
		{resp, "\x00", "resp-type", ""},
		{resp, "+OK\n", "line", "lf"},
		{resp, "+O\rK\r\n", "line", ""},
		{resp, "$2\r\n你好\r\n", "data-end", "characters 你好"},
		{resp, "$4\r\nhello\r\n", "data-end", "length 5"},
		{resp, "$8\r\nhello\r\n:1\r\n", "data-end", "length 5"},
		{resp, "$-2\r\n", KindNegative, ""},
		{resp, "*1000000000\r\n", KindTooLong, ""},
		{resp, "$99999999999999999999\r\n", KindTooLong, ""},
		{resp, "$5x\r\n", "resp-number", ""},
		{resp, ":9223372036854775808\r\n", "resp-number", ""},
		{resp, strings.Repeat("*1\r\n", 33), "resp-depth", ""},
		{resp, "$" + strings.Repeat("0", 40), KindNoDelimiter, ""},
		{http, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "http-version", "http2"},
		{http, "GET / HTTP/1.1\n", "line", "lf"},
		{http, "\x16\x03\x01\x02\x00", "control", "tls 16 03 01"},
		{http, "hello\r\n", "http-start", ""},
		{http, "loHTTP/1.1 200 OK\r\n", "http-start", "message 2"},
		{http, "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhelloGET / HTTP/1.1\r\n", "http-start", "message -4"},
		{http, "GET / HTTP/1.1\r\nHost : lab\r\n", "http-field", ""},
		{http, "POST / HTTP/1.1\r\nContent-Length: five\r\n\r\n", "http-length", ""},
		{http, "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", "http-length", ""},
		{http, "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "http-both", ""},
		{http, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "http-coding", ""},
		{http, "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "http-coding", ""},
		{http, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n", "http-chunk", ""},
		{http, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhello\r\n", "data-end", "length 5"},
		{http, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n", KindTooLong, ""},
		{http, "POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n", KindTooLong, ""},
		{http, "GET /" + strings.Repeat("x", 99), KindNoDelimiter, ""},
		{ws, "GET / HTTP/1.1\r\n", "ws-reserved", "http GET / HTTP/1.1"},
		{ws, "\x16\x03\x01", "ws-reserved", "tls 16 03 01"},
		{ws, "hello", "ws-reserved", "text hello"},
		{ws, "\xc1\x05\xca\x48\xcd\xc9\x07", "ws-reserved", "deflate"},
		{ws, "\x83\x00", "ws-opcode", ""},
		{ws, "\x09\x00", "ws-fragment", ""},
		{ws, "\x88\x7e", "ws-control", ""},
		{ws, "\x82\x7e\x00\x7d", "ws-minimal", ""},
		{ws, "\x82\x7e\x00\x02ab", "ws-minimal", "order 512"},
		{ws, "\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff", KindNegative, ""},
		{ws, "\x82\x7e\xff\xff", KindTooLong, ""},
	} {
		fault := mustFault(t, test.codec, test.stream)
		rule, guess := fault.Kind, ""
		if rule == KindProtocol {
			rule = fault.Why
		}
		if len(fault.Guesses) > 0 {
			guess = guessed(fault.Guesses[0])
		}
		if rule != test.rule || guess != test.guess {
			t.Errorf("%s of %q gave %s %q, want %s %q: %s", test.codec, test.stream, rule, guess, test.rule, test.guess, fault)
		}
		text, err := json.Marshal(fault)
		var back Error
		if err != nil || json.Unmarshal(text, &back) != nil {
			t.Errorf("%s is no JSON: %v", text, err)
		}
		for _, lang := range []string{"en", "zh"} {
			if said := fault.In(lang); unfilled.MatchString(said) || back.In(lang) != said {
				t.Errorf("said %s\nlater %s", said, back.In(lang))
			}
		}
	}
}

// unfilled matches a place of a text for which there was no argument.
var unfilled = regexp.MustCompile(`\{\d+[|}]`)

// guessed puts a guess into a word and its values.
func guessed(g Guess) string {
	words := []string{g.Kind}
	if g.Text != "" {
		words = append(words, g.Text)
	}
	for _, n := range []int64{g.Value, int64(g.By)} {
		if n != 0 {
			words = append(words, fmt.Sprint(n))
		}
	}
	return strings.Join(words, " ")
}

func TestProtocolFaultsInWords(t *testing.T) {
	for _, test := range []struct {
		codec  Codec
		stream string
		en, zh string
	}{
		{
			RESP{Max: 99},
			"+OK\r\n$2\r\n你好\r\n",
			`Frame at offset 5: at offset 11 stands "\xa0\xe5"; \r\n is what must follow the data that was announced. The length probably counted characters, not bytes: "你好".`,
			`偏移 5 处的帧：偏移 11 处是 "\xa0\xe5"，说好长度的数据后面必须跟着 \r\n。长度多半数的是字符，不是字节："你好"。`,
		},
		{
			RESP{Max: 99},
			"PING\r\n",
			`Frame at offset 0: at offset 0 stands "P"; a value begins with + - : $ or *. This is probably a command as one types it by hand, which Redis takes as well: "PING".`,
			`偏移 0 处的帧：偏移 0 处是 "P"，每个值都以 + - : $ 或 * 开头。这多半是一条手工输入的命令，Redis 也接受这种写法："PING"。`,
		},
		{
			WebSocket{Max: 99},
			"\x89\x00GET / HTTP/1.1",
			`Frame at offset 2: at offset 2 stands "GE"; the three reserved bits are 0 unless both agreed on an extension. These bytes are probably HTTP: "GET / HTTP/1.1".`,
			`偏移 2 处的帧：偏移 2 处是 "GE"，三个保留位必须是 0，除非双方约定了扩展。这几个字节多半是 HTTP："GET / HTTP/1.1"。`,
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

// TestProtocolsGoOnBehindAFrameThatIsTooLong, where its length was announced.
func TestProtocolsGoOnBehindAFrameThatIsTooLong(t *testing.T) {
	for _, test := range []struct {
		codec  Codec
		stream string
	}{
		{RESP{Max: 9}, "$10\r\nhellohello\r\n+ok\r\n"},
		{HTTP{MaxHeader: 99, Max: 9}, "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhellohelloHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"},
		{WebSocket{Max: 9}, "\x81\x0ahellohello\x81\x02ok"},
	} {
		for _, pieces := range [][][]byte{{[]byte(test.stream)}, oneByOne([]byte(test.stream))} {
			got := decode(t, test.codec, pieces, true)
			if len(got) != 3 || !strings.HasPrefix(got[0], KindTooLong) || !strings.HasSuffix(got[1], ` "ok"`) {
				t.Errorf("%s: %q", test.codec, got)
			}
		}
	}
}

func TestEncodedProtocols(t *testing.T) {
	for _, test := range []struct {
		codec Codec
		body  string
		want  string
	}{
		{RESP{Max: 99}, "hello", "$5\r\nhello\r\n"},
		{HTTP{MaxHeader: 99, Max: 99}, "hello", "POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 5\r\n\r\nhello"},
		{HTTP{Chunked: true, MaxHeader: 99, Max: 99}, "hello, world 1234", "POST / HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n\r\n11\r\nhello, world 1234\r\n0\r\n\r\n"},
		{HTTP{Chunked: true, MaxHeader: 99, Max: 99}, "", "POST / HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
		{WebSocket{Max: 99}, "hello", "\x81\x05hello"},
		{WebSocket{Max: 99}, "\xff", "\x82\x01\xff"},
		{WebSocket{Mask: "\x37\xfa\x21\x3d", Max: 99}, "Hello", "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"},
		{WebSocket{Max: 999}, strings.Repeat("x", 126), "\x81\x7e\x00\x7e" + strings.Repeat("x", 126)},
		{WebSocket{Max: 99999}, strings.Repeat("x", 65536), "\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00" + strings.Repeat("x", 65536)},
	} {
		got, err := test.codec.Encode([]byte("before"), []byte(test.body))
		if err != nil || string(got) != "before"+test.want {
			t.Errorf("%s: %.99q %v, want %.99q", test.codec, got, err, test.want)
		}
		if got, kind := bodies(t, test.codec, oneByOne([]byte(test.want))); kind != "" || !slices.Equal(got, []string{test.body}) {
			t.Errorf("%s: back %.99q %s", test.codec, got, kind)
		}
	}
}
