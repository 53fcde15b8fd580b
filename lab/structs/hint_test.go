package structs

import (
	"strings"
	"testing"
)

// What people ask about struct.error: the hint names what is wrong and what is right.
func TestHints(t *testing.T) {
	for _, test := range []struct {
		name, format, values, bytes string
		unpacks                     bool
		en, zh                      string // parts of the hints
	}{
		{name: "a native long", format: "l", bytes: "01 00 00 00", unpacks: true, en: "in which l and L have 8 bytes. With one they have 4: !l takes exactly these 4 bytes", zh: "!l 正好要这 4 个字节"},
		{name: "native padding (ShySec/pingfs#2)", format: "bbHL", bytes: "08 00 f7 ff 00 00 00 00", unpacks: true, en: "here with 4 bytes of padding", zh: "!bbHL 正好要这 8 个字节"},
		{name: "a native sender, a reader with a prefix", format: "<HL", bytes: strings.Repeat("00", 16), unpacks: true, en: "HL without a prefix", zh: "不带前缀的 HL"},
		{name: "sizeof of a C struct", format: "IH", bytes: "01 02 03 04 05 06 07 08", unpacks: true, en: "IH0I takes exactly these 8 bytes", zh: "IH0I 正好要这 8 个字节"},
		{name: "recv returned b''", format: "!I", unpacks: true, en: "recv returns b''", zh: "recv 返回的就是 b''"},
		{name: "header and body at once", format: "!I", bytes: "00 00 00 05 68 65 6c 6c 6f", unpacks: true, en: "5 bytes are left behind the record. Unpack data[:4]", zh: "多出 5 个字节"},
		{name: "two records", format: "!I", bytes: "00 00 00 05 68 65 6c 6c", unpacks: true, en: "struct.iter_unpack('!I', data)", zh: "放得下 2 条"},
		{name: "too few bytes", format: "!I", bytes: "00 00", unpacks: true, en: "receive them all", zh: "收够再解包"},
		{name: "a blank in an item", format: "4 s", values: "b'abcd'", en: "write 4s.", zh: "：4s。"},
		{name: "the order in the middle", format: "b<f", values: "1, 2", en: "at the very beginning", zh: "最前面"},
		{name: "commas in a format", format: "!I,H", values: "1, 2", en: "write !IH.", zh: "：!IH。"},
		{name: "a format with its quotes", format: `"!I"`, values: "1", en: "write !I.", zh: "：!I。"},
		{name: "full-width signs", format: "！I", values: "1", en: "full-width signs: write !I.", zh: "全角符号：请写成 !I。"},
		{name: "n with a prefix", format: "!n", values: "1", en: "native format", zh: "本机格式"},
		{name: "no such character", format: "!U", values: "1", en: "There is no such format character", zh: "没有这个格式字符"},
		{name: "words of older versions", format: "!B", values: "256", en: "CPython 3.8 to 3.11 say here: ubyte format requires 0 <= number <= 255.", zh: "CPython 3.8 到 3.11 在这里说的是：ubyte format requires"},
		{name: "words of two older versions", format: "H", values: "70000", en: "3.8 to 3.10: ushort format requires 0 <= number <= (0x7fff * 2 + 1)", zh: "CPython 3.11 在这里说的是"},
		{name: "the same words in all versions", format: "!H", values: "70000", en: "or with a sign.", zh: "有符号的。"},
		{name: "the whole call as a format", format: "struct.pack('!I', 5)", en: "write !I.", zh: "不写整个调用：!I。"},
		{name: "values in brackets", format: "!II", values: "(1, 2)", en: "without brackets", zh: "去掉括号"},
		{name: "typographic quotes", format: "4s", values: "b‘abcd’", en: "write b'abcd'", zh: "请写成 b'abcd'"},
	} {
		for lang, want := range map[string]string{"en": test.en, "zh": test.zh} {
			a := Request{Lang: lang, Format: test.format, Values: test.values, Bytes: test.bytes, In: InHex, Unpacks: test.unpacks}.Answer()
			if a.Error == nil || !strings.Contains(a.Error.Hint, want) {
				t.Errorf("%s: %+v, want a hint with %q", test.name, a.Error, want)
			}
		}
	}
	same := Request{Lang: "en", Format: "!H", Values: "70000"}.Answer()
	if strings.Contains(same.Error.Hint, "CPython") {
		t.Errorf("all versions say the same: %s", same.Error.Hint)
	}
}
