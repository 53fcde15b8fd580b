package paste

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stickylab/lab/catalog"
)

// syn is a segment of IPv4 that stands in most cases.
const syn = "4500003c1c46400040 06b1e6ac100a63ac100a0c"

func want(hex string) string { return strings.ReplaceAll(hex, " ", "") }

// formCase is a text, the form and the bytes that it is read as, the keys of the notes,
// and the forms that it could be, too.
type formCase struct {
	name, text string
	form       Form
	hex        string
	notes      string
	others     string
}

var forms = []formCase{
	{"a Wireshark dump of one line", "0000   45 00 00 3c 1c 46", FormDump, "4500003c1c46", "offsets", ""},
	{"Wireshark with text", "0000  45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63   E..<.F@.@......c\n0010  ac 10 0a 0c                                       ....\n", FormDump, syn, "offsets column", ""},
	{"text that is hex too", "0000  61 62 63 64 65 66 61 62 63 64 65 66 61 62 63 64   ab cd ef abcdef 12\n0010  61 62                                             ab\n", FormDump, "61626364656661626364656661626364 6162", "offsets column", ""},
	{"tcpdump -X", "10:00:00.1 IP a.1 > b.2: Flags [S], length 0\n\t0x0000:  4500 003c 1c46 4000 4006 b1e6 ac10 0a63  E..<.F@.@......c\n\t0x0010:  ac10 0a0c                                ....\n", FormDump, syn, "offsets column line-left", ""},
	{"xxd", "00000000: 4500 003c 1c46 4000 4006 b1e6 ac10 0a63  E..<.F@.@......c\n00000010: ac10 0a0c                                ....\n", FormDump, syn, "offsets column", ""},
	{"xxd with a text that looks like bytes", "00000000: 6162 2031 3220                           ab 12 \n", FormDump, "616220313220", "offsets column", ""},
	{"xxd -e", "00000000: 64636261 68676665                   abcdefgh\n", FormDump, "6162636465666768", "offsets column words", ""},
	{"hexdump -C with an asterisk", "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000030  61 62                                             |ab|\n00000032\n", FormDump, strings.Repeat("00", 48) + "6162", "repeated offsets column", ""},
	{"hexdump", "0000000 0045 3c00 461c 0040 0640 e6b1 10ac 630a\n0000010 10ac 0c0a\n0000014\n", FormDump, syn, "offsets words", ""},
	{"od -t x1", "0000000 45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63\n0000020 ac 10 0a 0c\n0000024\n", FormDump, syn, "offsets", ""},
	{"Netty", "         +-------------------------------------------------+\n         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |\n+--------+-------------------------------------------------+----------------+\n|00000000| 45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63 |E..<.F@.@......c|\n|00000010| ac 10 0a 0c                                     |....            |\n+--------+-------------------------------------------------+----------------+\n", FormDump, syn, "offsets column line-left line-left", ""},
	{"hexyl", "┌────────┬─────────────────────────┬─────────────────────────┬────────┬────────┐\n│00000000│ 45 00 00 3c 1c 46 40 00 ┊ 40 06 b1 e6 ac 10 0a 63 │E00<•F@0┊@•××ו_c│\n", FormDump, "4500003c1c4640004006b1e6ac100a63", "offsets column line-left", ""},
	{"two dumps", "0000  61 62\n0000  63 64\n", FormDump, "61626364", "again offsets", ""},
	{"a part of a dump", "00000010: 6162 6364  abcd\n", FormDump, "61626364", "begins offsets column", ""},

	{"xxd -b", "00000000: 01101000 01100101 01101100 01101100 01101111 00100000  hello \n00000006: 00110001 00110010                                     12\n", FormDump, "68656c6c6f203132", "offsets column", ""},
	{"xxd -g4 of ones and zeros", "00000000: 01010101 00000000 01010101 00000001  ................\n00000010: 00000000                             ....\n", FormDump, "01010101000000000101010100000001 00000000", "offsets column", ""},
	{"gdb x/8xb", "0x7ffe00000000:\t0x45\t0x00\t0x00\n0x7ffe00000003:\t0x3c\n", FormDump, "4500003c", "begins offsets", ""},

	{"a log with a label", "Tx: 00 01 00 00 00 06", FormHex, "000100000006", "around", ""},
	{"a log with counts in brackets", "RX (5): 11 22 33 44 55\n[12:00:01.5] -> 0x66 0x77 0x88 0x99\n", FormHex, "112233445566778899", "around", ""},
	{"words with what is hex behind them", "note: add bed", FormText, "6e6f74653a2061646420626564", "", ""},
	{"what an assembler writes", "45h 00h 00h 3Ch", FormHex, "4500003c", "", ""},
	{"percent signs", "%45%00%00%3c", FormHex, "4500003c", "", "text"},
	{"hex in pairs", "45 00 00 3c", FormHex, "4500003c", "", ""},
	{"a stream of hex", "4500003c1c46", FormHex, "4500003c1c46", "", "base64"},
	{"colons", "45:00:00:3C", FormHex, "4500003c", "", ""},
	{"BitConverter", "45-00-00-3C", FormHex, "4500003c", "", ""},
	{"commas between hex", "45,00,3c", FormHex, "45003c", "", ""},
	{"one 0x in front", "0x4500003c", FormHex, "4500003c", "", ""},
	{"a Node Buffer", "<Buffer 45 00 00 3c>", FormHex, "4500003c", "buffer", ""},
	{"blanks that are none", "\ufeff45\u00a000\u300000\u200b3c", FormHex, "4500003c", "bom blanks invisible", ""},
	{"full-width digits", "４５　００：3c", FormHex, "45003c", "blanks wide", ""},
	{"hex that could be decimal", "10 20 30", FormHex, "102030", "", "numbers"},
	{"a word that is hex", "decade", FormHex, "decade", "", "text"},
	{"groups that could be an offset", "0000 4500 003c", FormHex, "00004500003c", "", "dump"},

	{"strace", "[pid 7] 12:00:01 sendto(3, \"E\\0\\0\\74\", 4, 0, NULL, 0) = 4\nrecvfrom(3<socket:[1]>, \"ok\\\"\", 1024, 0, NULL, NULL) = 3\n", FormLiteral, "4500003c6f6b22", "around", ""},
	{"a variable of Python", "data = b'E\\x00\\x00<'", FormLiteral, "4500003c", "around", ""},
	{"printf", "printf '\\x45\\x00\\0<'", FormLiteral, "4500003c", "around", ""},
	{"echo -ne", "echo -ne \"\\x45\\x00\\x00<\"", FormLiteral, "4500003c", "around", ""},
	{"binary digits", "0b01000101 0b00000000, 0b00111100", FormNumbers, "45003c", "", "hex"},
	{"one byte of binary digits", "0b01000101", FormNumbers, "45", "", "hex"},
	{"hex that begins with 0b", "0b01 0203", FormHex, "0b010203", "", ""},
	{"0x list", "0x45, 0x00, 0x0, 0x3c", FormNumbers, "4500003c", "", ""},
	{"a C array", "static const unsigned char pkt1[4] = {\n  0x45, 0x00, /* E. ( */\n  0x00, 0x3c // <\n};", FormNumbers, "4500003c", "around comments", ""},
	{"Go prints", "[69 0 0 60]", FormNumbers, "4500003c", "", ""},
	{"signed bytes of Java", "new byte[] {69, 0, (byte)0xff, -1}", FormNumbers, "4500ffff", "around", ""},
	{"JSON of a Buffer", `{"type":"Buffer","data":[69,0,0,60]}`, FormNumbers, "4500003c", "around", ""},
	{"a typed array", "Uint8Array(4) [ 69, 0, 0, 60 ]", FormNumbers, "4500003c", "around", ""},
	{"a Go literal", "[]byte{0x45, 'a', '\\n', 0}", FormNumbers, "45610a00", "around", ""},
	{"bytes of a list", "bytes([69, 0, 0, 60])", FormNumbers, "4500003c", "around", ""},
	{"Rust", "vec![0x45u8, 0, 255u8]", FormNumbers, "4500ff", "around", ""},
	{"decimal with commas", "69, 0, 255", FormNumbers, "4500ff", "", ""},

	{"a Python literal", `b'E\x00\n'`, FormLiteral, "45000a", "", ""},
	{"a name in front", `data = b"E\x00" b'c'`, FormLiteral, "450063", "around", ""},
	{"a C string in parts", "\"ab\"\n\"c\\0\"", FormLiteral, "61626300", "", ""},
	{"a Go raw string", "`a\\n`", FormLiteral, "615c6e", "", ""},
	{"a raw literal of Python", `rb'a\n'`, FormLiteral, "615c6e", "", ""},
	{"characters", `"你\u597d\U0001f600"`, FormLiteral, "e4bda0e5a5bdf09f9880", "", ""},
	{"full-width signs in quotes", "\ufeffb'（，）'", FormLiteral, "efbc88efbc8cefbc89", "bom", ""},
	{"invisible characters in quotes", "\u200b\"a\u200db\"", FormLiteral, "61e2808d62", "", ""},
	{"full-width signs between escapes", "\\x45，", FormEscapes, "45efbc8c", "", ""},
	{"halves of UTF-16", `"\ud83d\ude00"`, FormLiteral, "f09f9880", "", ""},
	{"octal", `"\033[0m"`, FormLiteral, "1b5b306d", "", ""},
	{"fromhex", `bytes.fromhex('45 00')`, FormLiteral, "4500", "call-hex", ""},
	{"Buffer.from", `Buffer.from("4500", "hex")`, FormLiteral, "4500", "call-hex", ""},
	{"b64decode", `base64.b64decode("RQA8")`, FormLiteral, "45003c", "call-base64", ""},

	{"escapes", `\x45\x00\x3c`, FormEscapes, "45003c", "", ""},
	{"escapes with characters", "\\x45\\x00ab\n\\r\\n", FormEscapes, "450061620d0a", "", ""},

	{"base64 with padding", "RQAAPA==", FormBase64, "4500003c", "", "text"},
	{"base64 in lines", "RQAAPBxGQAB\nABrHmrBAKY6wQCgw=", FormBase64, "4500003c1c4640004006b1e6ac100a63ac100a0c", "", "text"},
	{"a data URL", "data:application/octet-stream;base64,RQAAPA==", FormBase64, "4500003c", "around", "text"},

	{"casts of Java", "byte[] b = {(byte) 0x45, (byte) 0x00, (byte)0xff};", FormNumbers, "4500ff", "around", ""},
	{"casts of C", "{ (uint8_t) 0x45, (unsigned char) 0 }", FormNumbers, "4500", "", ""},
	{"JSON of a list", `{"id": 7, "bytes": [69,0,0,60]}`, FormNumbers, "4500003c", "around", ""},
	{"a list of hex() of Python", "['0x45', '0x0', '0x3c']", FormNumbers, "45003c", "", ""},
	{"a list of hex digits", "['45', '00', '3c']", FormNumbers, "45003c", "", ""},
	{"each byte in brackets", "[45][00]\n[3C]", FormHex, "45003c", "", ""},
	{"each byte in angle brackets", "<45><00><3c>", FormHex, "45003c", "", "text"},
	{"Erlang", "<<69,0,0,60>>", FormNumbers, "4500003c", "", ""},
	{"a bytea of PostgreSQL", `\x4500003c`, FormHex, "4500003c", "", "escapes text"},
	{"SQL", "X'4500003C'", FormLiteral, "4500003c", "call-hex", ""},
	{"od", "0000000 002400 062550 066154 000157\n0000010 063004\n0000012\n", FormDump, "000568656c6c6f000466", "offsets od-words", ""},
	{"od of an odd number of bytes", "0000000 002400 000150\n0000003\n", FormDump, "000568", "offsets od-words", ""},
	{"od -c", "0000000  \\0 005   h   i      \\n 344 275 240   a   b   c   d   e   f    \n*\n0000040   x\n0000041\n", FormDump, strings.Repeat("0005686920 0ae4bda0616263646566 20", 2) + "78", "offsets od-bytes", ""},
	{"od -b", "0000000 000 005 150 151\n0000004\n", FormDump, "00056869", "offsets od-bytes", ""},
	{"NSData", "<45000000 3c>\n", FormHex, "450000003c", "buffer", ""},
	{"Data of Swift", "{length = 5, bytes = 0x450000003c}", FormHex, "450000003c", "buffer", ""},
	{"a log with dates", "2024-01-02 10:11:12,345 RX: 45 00 00 3c\n2024-01-02 10:11:13,001 TX: 61 62 63 64\n", FormHex, "4500003c61626364", "around", ""},
	{"xxd -e whose last row is signs", "00000000: 64636261 68676665 6c6b6a69 706f6e6d  abcdefghijklmnop\n00000010: 83828180       84                    .....\n", FormDump, "6162636465666768696a6b6c6d6e6f708081828384", "offsets column words", ""},

	{"plain text", "hello, world", FormText, "68656c6c6f2c20776f726c64", "", ""},
	{"plain text in Chinese", "你好", FormText, "e4bda0e5a5bd", "", ""},
	{"a request", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", FormText, fmt.Sprintf("%x", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"), "", ""},
	{"text in front of a BOM", "\ufeffab c", FormText, "61622063", "bom", ""},
	{"text that base64 could be", "sendmore", FormText, fmt.Sprintf("%x", "sendmore"), "", "base64"},
}

func keysOf(notes []Note) string {
	var keys []string
	for _, n := range notes {
		keys = append(keys, n.Key)
	}
	return strings.Join(keys, " ")
}

func TestForms(t *testing.T) {
	for _, test := range slices.Concat(forms, moreForms, toolForms, streamForms) {
		got, err := Read(test.text, Options{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if hex := fmt.Sprintf("%x", got.Data); hex != want(test.hex) || got.Form != test.form {
			t.Errorf("%s: got %s %s, want %s %s", test.name, got.Form, hex, test.form, want(test.hex))
		}
		if keys := keysOf(got.Notes); keys != test.notes {
			t.Errorf("%s: notes %q, want %q", test.name, keys, test.notes)
		}
		var others []string
		for _, other := range got.Others {
			others = append(others, string(other))
		}
		if strings.Join(others, " ") != test.others && test.form != FormDump {
			t.Errorf("%s: others %q, want %q", test.name, others, test.others)
		}
		for _, n := range got.Notes {
			for _, lang := range catalog.Languages {
				if text := n.Text(lang); strings.ContainsAny(text, "{}") && !strings.ContainsAny(test.text, "{}") {
					t.Errorf("%s: %s", test.name, text)
				}
			}
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct{ name, text, form, en string }{
		{"nothing", " \n", "", "There are no bytes here."},
		{"a letter that is no digit", "45 00 0g 3c 3d", "", "Line 1, column 7: “0g”"},
		{"half a byte", "45 00 0\n3c 3d", "hex", "Line 1, column 7: “0” has 1 digit, which is odd."},
		{"three digits", "45 000 3c 3d 3e", "", "Line 1, column 4: “000” has 3 digits"},
		{"in the second line, after Chinese", "你好\n0x45, 0x100", "numbers", "Line 1, column 1: “你”"},
		{"256", "[69, 256]", "", "Line 1, column 6: “256” does not fit in a byte"},
		{"two bytes as one number", "0x45, 0x1234, 0x00, 0x01, 0x02", "", "Line 1, column 7: “0x1234” does not fit in a byte"},
		{"a Buffer cut by Node", "<Buffer 45 00 ... 50 more bytes>", "", "Line 1, column 15: What printed this left bytes out: “... 50 more bytes”."},
		{"an NSData that is cut", "{length = 99, bytes = 0x45000000 3c3c3c3c ... 01020304}", "", "Line 1, column 43: What printed this left bytes out"},
		{"an array cut by Node", "[ 69, 0, ... 50 more items ]", "", "Line 1, column 10: What printed this left bytes out"},
		{"no closing quote", "b'ab", "", "Line 1, column 5: The closing quote ' is missing."},
		{"an unknown escape", `b'a\q'`, "", `Line 1, column 4: There is no escape “\q”.`},
		{"a short escape", `\x4`, "", `Line 1, column 1: “\x4”: exactly two hex digits`},
		{"words behind a literal", `"ab" foo "c"`, "", "Line 1, column 6: “foo ” is outside"},
		{"base64 cut short", "RQAAP", "base64", "Line 1, column 5: base64 breaks off here: it has 5 characters."},
		{"no base64", "RQ!A", "base64", "Line 1, column 3: “!” is not a character of base64"},
		{"a call that is not made", `struct.pack("!H", 5) + b"hello"`, "", "Line 1, column 1: “struct.pack(\"” is a call, which is not made here."},
		{"a byte over 255 in Lua", `"\x00\256\199"`, "", "Line 1, column 6: “\\256” does not fit in a byte"},
		{"a raw string of Rust without its end", `br#"ab"`, "", "Line 1, column 8: The closing quote \"# is missing."},
		{"so many times that it is too long", `b"ab" * 99999999`, "", "The text is too long"},
		{"a gap", "0000  45 00 00 3c\n0010  1c 46\n", "dump", "Line 2, column 1: The offsets do not match: the bytes so far end at 0x0004, but this line says 0010."},
		{"a row too short", "0000  00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f   ................\n0010  10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e      ...............\n0020  20\n", "", "Line 3, column 1: The offsets do not match: the bytes so far end at 0x001f, but this line says 0020."},
		{"a row left out", "00000000: 4500 003c 1c46 4000 4006 b1e6 ac10 0a63  E..<.F@.@......c\n00000020: 4500  E.\n", "", "Line 2, column 1: The offsets do not match"},
		{"a letter O in an offset", "0000  45 00 00 3c\n0O04  1c 46 40 00\n0008  61 62 63 64\n000c  61 62 63 64\n", "", "Line 2, column 1: “0O04  1c 46 40 00” cannot be read"},
		{"a bad byte in a dump", "0000  45 00 0g 3c\n0004  1c 46 40 00\n", "", "Line 1, column 13: “0g”"},
		{"no dump", "hello", "dump", "Line 1, column 1: No line begins with an offset."},
		{"not in the encoding", "ab😀", "text", "Line 1, column 3: “😀” is not in the chosen encoding."},
	} {
		_, err := Read(test.text, Options{Form: Form(test.form), Encoding: "gbk"})
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%s: %v, want an error", test.name, err)
			continue
		}
		if !strings.HasPrefix(fault.Error(), test.en) {
			t.Errorf("%s: %s\nwant %s", test.name, fault, test.en)
		}
		if zh := fault.Text("zh"); strings.Contains(zh, "{") || strings.HasPrefix(zh, "Line") {
			t.Errorf("%s: %s", test.name, zh)
		}
	}
}

// A record with a wrong digit, cut short or away from the others is no byte of the stream.
func TestRecordsThatAreDamaged(t *testing.T) {
	for _, test := range []struct{ name, text, kind, said string }{
		{"a wrong digit", ":0401000001020304F0\n:00000001FF", "record-sum", "Line 1, column 1: The checksum of this line is F0, but its bytes give F1"},
		{"cut short", ":04010000010203F1", "record-length", ""},
		{"a gap", ":0401000001020304F1\n:0401080001020304E9\n:00000001FF", "gap", ""},
		{"a wrong sum of S", "S1050000010203\n", "record-sum", ""},
		{"something else", ":0401000001020304F1\nhello\n", "record", ""},
	} {
		_, err := Read(test.text, Options{})
		var fault *Error
		if !errors.As(err, &fault) || fault.Kind != test.kind || !strings.HasPrefix(fault.Error(), test.said) {
			t.Errorf("%s: %v, want %s", test.name, err, test.kind)
		}
	}
}

func TestEncodings(t *testing.T) {
	for _, test := range []struct{ encoding, hex string }{
		{"", "e4bda041"},
		{"utf-8", "e4bda041"},
		{"gbk", "c4e341"},
		{"gb18030", "c4e341"},
		{"big5", "a74141"},
		{"utf-16le", "604f4100"},
		{"utf-16be", "4f600041"},
	} {
		got, err := Read("你A", Options{Form: FormText, Encoding: test.encoding})
		if err != nil || fmt.Sprintf("%x", got.Data) != test.hex {
			t.Errorf("%s: %v %v, want %s", test.encoding, got, err, test.hex)
		}
	}
	if got, err := Read(`"你"`, Options{Encoding: "gbk"}); err != nil || fmt.Sprintf("%x", got.Data) != "c4e3" {
		t.Errorf("a literal in GBK: %v %v", got, err)
	}
	for _, name := range Encodings() {
		if _, err := Read("a", Options{Form: FormText, Encoding: name}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPlaces(t *testing.T) {
	text := "\ufeff４５　00\n3c"
	got, err := Read(text, Options{})
	if err != nil || len(got.Places) != 3 {
		t.Fatalf("%v, %v", got, err)
	}
	for i, part := range []string{"４５", "00", "3c"} {
		if !strings.HasPrefix(text[got.Places[i]:], part) {
			t.Errorf("byte %d stands at %d: %q, want %q", i, got.Places[i], text[got.Places[i]:], part)
		}
	}
}

func TestCodedIsNoText(t *testing.T) {
	if got, err := Read("hello", Options{Coded: true}); err == nil {
		t.Errorf("read as %s", got.Form)
	}
}

func TestManyNotesAreCounted(t *testing.T) {
	got, err := Read(strings.Repeat("0000  61 62\n", MaxNotes+10), Options{})
	if err != nil || len(got.Data) != 2*(MaxNotes+10) {
		t.Fatalf("%v", err)
	}
	if len(got.Notes) > MaxNotes {
		t.Errorf("%d notes", len(got.Notes))
	}
	if _, err := Read(strings.Repeat("a", MaxText+1), Options{}); err == nil {
		t.Error("a text over the limit is read")
	}
}

func TestTextsInBothLanguages(t *testing.T) {
	for _, problem := range texts.Check() {
		t.Error(problem)
	}
	for _, form := range Forms() {
		if !slices.Contains(Forms(), form) || form.Text("zh") == form.Text("en") && form != FormBase64 {
			t.Errorf("%s is not said", form)
		}
	}
}

// What strace left out of a string is no byte of it.
func TestACallThatStraceCut(t *testing.T) {
	_, err := Read("sendto(3, \"ab\", 2, 0, NULL, 0) = 2\nsendto(3, \"cd\"..., 400, 0, NULL, 0) = 400\n", Options{})
	var wrong *Error
	if !errors.As(err, &wrong) || wrong.Kind != "cut" || wrong.Line != 2 || wrong.Column != 15 {
		t.Errorf("got %v", err)
	}
}

// What is in one form for long is looked at for its form only at its beginning.
func TestALongTextIsSampled(t *testing.T) {
	line := strings.Repeat("00 05 68 65 6c 6c 6f ", 200) + "\n"
	for _, test := range []struct {
		name, text string
		form       Form
	}{
		{"hex in lines", strings.Repeat(line, 200), FormHex},
		{"hex in one line", strings.Repeat(strings.TrimSpace(line)+" ", 200), FormHex},
		{"hex without blanks", strings.Repeat("000568656c6c6f", 1<<16), FormHex},
		{"numbers", "[" + strings.Repeat("0, 5, 104, 255, ", 1<<15) + "7]", FormNumbers},
		{"text", strings.Repeat("GET / HTTP/1.1\r\nHost: lab\r\n\r\n", 1<<14), FormText},
		{"a long string", "[[" + strings.Repeat("hello\n", 1<<16) + "]]", FormLiteral},
		{"bytes", "b'" + strings.Repeat(`\x00\x05hello`, 1<<15) + "'", FormLiteral},
	} {
		s, fault := newSource(test.text)
		if fault != nil {
			t.Fatal(fault)
		}
		if got := s.guess(Options{}); got != test.form || len(s.sample().text) > 256<<10 {
			t.Errorf("%s: %s, want %s", test.name, got, test.form)
		}
		if got, err := Read(test.text, Options{}); err != nil || got.Form != test.form {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
