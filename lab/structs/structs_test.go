package structs

import (
	"encoding/json"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

func packed(format, values string) Answer {
	return Request{Lang: "en", Format: format, Values: values}.Answer()
}

func unpacked(format, in, bytes string) Answer {
	return Request{Lang: "en", Format: format, Bytes: bytes, In: in, Unpacks: true}.Answer()
}

// brief is a record in a line: hex = values, and its error with what is marked.
func brief(r Record) string {
	text := r.Hex + " = " + r.Values
	if e := r.Error; e != nil {
		text += " " + e.Kind + " " + e.Message + " [" + strings.Join(e.Marked, "|") + "]"
	}
	return text
}

func TestFieldsOfARecord(t *testing.T) {
	a := packed("@B 2x I3s", "1, 0xff, b'abcd'")
	if a.Size != 11 || a.Count != 3 || a.Order != "native" || a.Call != "struct.pack('@B 2x I3s', 1, 0xff, b'abcd')" {
		t.Errorf("got %d bytes, %d values, %s, %s", a.Size, a.Count, a.Order, a.Call)
	}
	got, err := json.Marshal(a.Fields)
	want := `[{"code":"B","type":"unsigned char","count":1,"from":1,"to":2,"offset":0,"size":1,"padding":0,"width":1,"values":[{"arg":0,"text":"1","from":0,"to":1}]},` +
		`{"code":"x","type":"pad byte","count":2,"from":3,"to":5,"offset":1,"size":2,"padding":0,"width":1,"values":[]},` +
		`{"code":"I","type":"unsigned int","count":1,"from":6,"to":7,"offset":4,"size":4,"padding":1,"width":4,"values":[{"arg":1,"text":"255","from":3,"to":7}]},` +
		`{"code":"s","type":"char[]","count":3,"from":7,"to":9,"offset":8,"size":3,"padding":0,"width":3,"values":[{"arg":2,"text":"b'abcd'","back":"b'abc'","from":9,"to":16}]}]`
	if err != nil || string(got) != want {
		t.Errorf("fields\n%s\nwant\n%s", got, want)
	}
}

func TestBothOrdersAreShown(t *testing.T) {
	for _, tt := range []struct {
		name string
		a    Answer
		want string
	}{
		{"packed", packed("!BH", "1, 2"), "<BH 01 02 00 = 1, 2; *!BH 01 00 02 = 1, 2; @BH 01 00 02 00 = 1, 2"},
		{"native, with its padding", packed("BI", "1, 2"), "<BI 01 02 00 00 00 = 1, 2; >BI 01 00 00 00 02 = 1, 2; *BI 01 00 00 00 02 00 00 00 = 1, 2"},
		{
			"unpacked", unpacked("<H", "hex", "0102"),
			"*<H 01 02 = 513; >H 01 02 = 258; @H 01 02 = 513",
		},
		{
			"only native", packed("n", "1"),
			"<n  =  struct.error bad char in struct format [<|n|]; >n  =  struct.error bad char in struct format [>|n|]; *n 01 00 00 00 00 00 00 00 = 1",
		},
	} {
		var got []string
		for _, order := range tt.a.Orders {
			own := map[bool]string{true: "*"}[order.Own]
			got = append(got, own+order.Format+" "+brief(order))
		}
		if text := strings.Join(got, "; "); text != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, text, tt.want)
		}
	}
}

// TestPythonsErrorsAreMarked: the exact text of Python, and the value or the
// place in the format that is at fault.
func TestPythonsErrorsAreMarked(t *testing.T) {
	for _, tt := range []struct{ format, values, want string }{
		{"!IHB", "5, 258, 300", "struct.error|'B' format requires 0 <= number <= 255|values|5, 258, <300>|2"},
		{"3H", "1, 70000, 2", "struct.error|'H' format requires 0 <= number <= 65535|values|1, <70000>, 2|1"},
		{"B", "256", "struct.error|'B' format requires 0 <= number <= 255|values|<256>|0"},
		{"!I", "'5'", "struct.error|required argument is not an integer|values|<'5'>|0"},
		{"!I", "1.5", "struct.error|required argument is not an integer|values|<1.5>|0"},
		{"4s", "'你好'", "struct.error|argument for 's' must be a bytes object|values|<'你好'>|0"},
		{"Bc", "1, b'ab'", "struct.error|char format requires a bytes object of length 1|values|1, <b'ab'>|1"},
		{"<f", "1e300", "OverflowError|float too large to pack with f format|values|<1e300>|0"},
		{"!IHB", "5", "struct.error|pack expected 3 items for packing (got 1)|format|!I<H>B|-1"},
		{"!I", "", "struct.error|pack expected 1 items for packing (got 0)|format|!<I>|-1"},
		{"!I", "1, 2, 3", "struct.error|pack expected 1 items for packing (got 3)|values|1, <2, 3>|-1"},
		{"!IZB", "1, 2, 3", "struct.error|bad char in struct format|format|!I<Z>B|-1"},
		{"I <H", "1, 2", "struct.error|bad char in struct format|format|I <<>H|-1"},
		{"!4", "1", "struct.error|repeat count given without format specifier|format|!<4>|-1"},
		{"99999999999999999999I", "1", "struct.error|total struct size too long|format|<99999999999999999999>I|-1"},
		{"<n", "1", "struct.error|bad char in struct format|format|<<n>|-1"},
	} {
		a := packed(tt.format, tt.values)
		if got := pointed(a.Error); got != tt.want {
			t.Errorf("%s of %s: got\n%s\nwant\n%s", tt.format, tt.values, got, tt.want)
		}
		if a.Hex != "" || a.Error != nil && a.Error.Hint == "" {
			t.Errorf("%s of %s: bytes %q, hint %q", tt.format, tt.values, a.Hex, a.Error.Hint)
		}
		mustBePythons(t, tt.format, tt.values, a.Error)
	}
}

func pointed(e *Fault) string {
	if e == nil {
		return "no error"
	}
	at := e.Marked[0] + "<" + e.Marked[1] + ">" + e.Marked[2]
	return strings.Join([]string{e.Kind, e.Message, e.In, at, strconv.Itoa(e.Arg)}, "|")
}

// mustBePythons asks python3 for the same. Some versions write 'B' as ubyte.
func mustBePythons(t *testing.T, format, values string, e *Fault) {
	t.Helper()
	program := "import struct, sys\ntry:\n    struct.pack(sys.argv[1], *eval('[' + sys.argv[2] + ']'))\nexcept Exception as e:\n" +
		"    print('struct.error' if type(e) is struct.error else type(e).__name__, e, sep='|', end='')"
	out, err := exec.Command("python3", "-c", program, format, values).Output()
	if err != nil {
		t.Fatal(err)
	}
	said := strings.NewReplacer("ubyte format", "'B' format", "ushort format", "'H' format").Replace(string(out))
	if got := e.Kind + "|" + e.Message; got != said {
		t.Errorf("%s of %s: %s, but python3 says %s", format, values, got, said)
	}
}

// TestBytesInOtherForms: what people paste is read, and said.
func TestBytesInOtherForms(t *testing.T) {
	for _, tt := range []struct{ text, said string }{
		{"00 00 00 05", ""},
		{"00-00-00-05", ""},
		{"0x00, 0x00, 0x00, 0x05", "Read as: A list of numbers"},
		{"[0 0 0 5]", "Read as: A list of numbers"},
		{`\x00\x00\x00\x05`, "Read as: Escapes"},
		{"<Buffer 00 00 00 05>", "Read as: Hex, 4 bytes. A buffer as Node"},
		{"0000  00 00 00 05   ....", "Read as: A dump with offsets"},
		{"\ufeff00\u00a000\u300000 05", "Left out: the BOM"},
		{"AAAABQ==", "Read as: base64"},
	} {
		a := Request{Lang: "en", Format: "!I", Bytes: tt.text, In: FormOf(tt.text), Unpacks: true}.Answer()
		if a.Values != "5" || !strings.Contains(strings.Join(a.Read, " "), tt.said) || (tt.said == "") != (a.Read == nil) {
			t.Errorf("%s: %s, %q, want 5, %q", tt.text, a.Values, a.Read, tt.said)
		}
	}
}

func TestErrorsOfUnpack(t *testing.T) {
	for _, tt := range []struct{ format, in, bytes, want string }{
		{"!IH", "hex", "00 00 00 05 01", "struct.error|unpack requires a buffer of 6 bytes|format|!I<H>|-1"},
		{"!H", "hex", "00 05 01 02", "struct.error|unpack requires a buffer of 2 bytes|hex|00 05 <01 02>|-1"},
		{"!H", "data", "b'abc'", "struct.error|unpack requires a buffer of 2 bytes|data|<b'abc'>|-1"},
		{"BI", "hex", "0102000000", "struct.error|unpack requires a buffer of 8 bytes|format|B<I>|-1"},
		{"!H", "hex", "0g", "syntax||hex|<0g>|-1"},
		{"!H", "hex", "00 5", "syntax||hex|00 <5>|-1"},
		{"!H", "hex", "0 05", "syntax||hex|<0> 05|-1"},
		{"!H", "hex", "长", "syntax||hex|<长>|-1"},
		{"!H", "data", "'ab'", "syntax||data|<'ab'>|-1"},
		{"!H", "data", "b'a', b'b'", "syntax||data|<b'a', b'b'>|-1"},
		{"!H", "data", "b'ab", "syntax||data|b'ab<>|-1"},
		{"!Z", "hex", "zz", "struct.error|bad char in struct format|format|!<Z>|-1"},
	} {
		a := unpacked(tt.format, tt.in, tt.bytes)
		if got := pointed(a.Error); got != tt.want {
			t.Errorf("%s of %s: got\n%s\nwant\n%s", tt.format, tt.bytes, got, tt.want)
		}
		if a.Error != nil && a.Error.Hint == "" {
			t.Errorf("%s of %s: nothing says what would be right", tt.format, tt.bytes)
		}
	}
}

func TestValuesThatAreNoLiterals(t *testing.T) {
	for _, tt := range []struct{ values, marked string }{
		{"hello", "<hello>"},
		{"1, len(x), 2", "1, <len(x)>, 2"},
		{"1 2", "1 <2>"},
		{"0x", "<0x>"},
		{"1, b'ab", "1, b'ab<>"},
		{"b'你'", "b'<你>'"},
		{`'\q'`, `'<\q>'`},
		{"1,,2", "1,<,>2"},
		{strings.Repeat("1,", 1025), "…" + strings.Repeat("1,", 24) + "<1,>"},
	} {
		a := packed("!I", tt.values)
		if a.Error == nil || a.Error.Kind != KindSyntax {
			t.Errorf("%s: got %+v, want that it cannot be read", tt.values, a.Error)
			continue
		}
		if got := a.Error.Marked[0] + "<" + a.Error.Marked[1] + ">" + a.Error.Marked[2]; got != tt.marked {
			t.Errorf("%.20s: got %s, want %s", tt.values, got, tt.marked)
		}
		if !a.Drawn || len(a.Fields) != 1 {
			t.Errorf("%.20s: the fields of the format are not drawn", tt.values)
		}
	}
}

func TestHintsAreInTheReadersLanguage(t *testing.T) {
	a := Request{Lang: "zh", Format: "!I", Values: "hello"}.Answer()
	if a.Error == nil || !strings.Contains(a.Error.Hint, "文字要加引号") {
		t.Errorf("got %+v, want the hint in Chinese", a.Error)
	}
}

func TestLimitsOfRecords(t *testing.T) {
	for _, tt := range []struct{ format, kind string }{
		{"1024s", ""},
		{"1025s", KindLimit},
		{"999999999x", KindLimit},
		{"512H", "struct.error"}, // wants 512 values
	} {
		a := packed(tt.format, "b''")
		kind := ""
		if a.Error != nil {
			kind = a.Error.Kind
		}
		if kind != tt.kind || a.Drawn != (kind != KindLimit) || len(a.Hex) > 3*MaxRecord {
			t.Errorf("%s: error %q, drawn %v, want error %q", tt.format, kind, a.Drawn, tt.kind)
		}
	}
	a := unpacked("!I", "hex", strings.Repeat("00", MaxRecord+1))
	if a.Error == nil || a.Error.Kind != KindLimit || a.Hex != "" {
		t.Errorf("more bytes than are drawn: %+v", a.Error)
	}
}

// TestPresets: what the sentences of the presets say.
func TestPresets(t *testing.T) {
	want := map[string]string{
		"header":     "00 00 00 05 = 5",
		"mixed":      "00 00 00 05 01 02 07 = 5, 258, 7",
		"align":      "01 00 00 00 02 00 00 00 = 1, 2",
		"packed":     "01 02 00 00 00 = 1, 2",
		"swapped":    "05 00 00 00 = 83886080",
		"name":       "68 65 6c 6c 6f 00 00 00 00 00 = b'hello'",
		"characters": `e4 bd a0 e5 a5 bd = b'\xe4\xbd\xa0\xe5\xa5\xbd'`,
		"truth":      "01 00 01 = True, 0, b'no'",
		"negative":   "ff ff ff ff ff ff ff ff = -1",
		"half":       "2e 66 = 0.1",
		"range":      " = 5, 256 struct.error 'B' format requires 0 <= number <= 255 [5, |256|]",
		"get":        "47 45 54 20 = 1195725856",
	}
	for _, preset := range Presets() {
		a := packed(preset.Format, preset.Values)
		if preset.Hex != "" {
			a = unpacked(preset.Format, "hex", preset.Hex)
		}
		if got := brief(a.Record); got != want[preset.Key] {
			t.Errorf("%s: got %s, want %s", preset.Key, got, want[preset.Key])
		}
		if len(a.Orders) != 3 || a.Error == nil && len(a.Sources) != 4 {
			t.Errorf("%s: %d orders and %d sources, want 3 and 4", preset.Key, len(a.Orders), len(a.Sources))
		}
		delete(want, preset.Key)
	}
	for key := range want {
		t.Errorf("there is no preset %s", key)
	}
}

func TestReadings(t *testing.T) {
	for hex, want := range map[string]string{
		"ff":                               `uint8 B 255 255; int8 b -1 -1; bool ? True True; invalid 0`,
		"0102":                             `uint16 H 513 258; int16 h 513 258; float16 e 3.057718276977539e-05 1.537799835205078e-05; '\x01\x02'`,
		"010203":                           `uint24  197121 66051; int24  197121 66051; '\x01\x02\x03'`,
		"fffffe":                           `uint24  16711679 16777214; int24  -65537 -2; invalid 0`,
		"0000803f":                         `uint32 I 1065353216 32831; int32 i 1065353216 32831; float32 f 1.0 4.600602988224807e-41; invalid 2`,
		"47455420":                         `uint32 I 542393671 1195725856; int32 i 542393671 1195725856; float32 f 1.7980020432046836e-19 50516.125; 'GET '`,
		"0102030405":                       `uint40  21542142465 4328719365; int40  21542142465 4328719365; '\x01\x02\x03\x04\x05'`,
		"ffffffffffffffff":                 `uint64 Q 18446744073709551615 18446744073709551615; int64 q -1 -1; float64 d float('nan') float('nan'); invalid 0`,
		"e4bda0e5a5bde4bda0e5a5bd":         `'你好你好'`,
		"e4bda0e5a5bde4bda0e5a5bde4bda0e5": `invalid 15`,
	} {
		data, ok := ReadBytes(hex, InHex)
		if !ok {
			t.Fatalf("%s cannot be read", hex)
		}
		read := Read(data, 0)
		var got []string
		for _, n := range read.Numbers {
			got = append(got, strings.Join([]string{n.Type, n.Code, n.Little, n.Big}, " "))
		}
		if read.InvalidAt < 0 {
			got = append(got, read.Text)
		} else {
			got = append(got, "invalid "+strconv.Itoa(read.InvalidAt))
		}
		if text := strings.Join(got, "; "); text != want {
			t.Errorf("%s: got\n%s\nwant\n%s", hex, text, want)
		}
	}
}

// What cannot be packed again is said where sources claim to make the bytes.
func TestSourcesThatMakeOtherBytes(t *testing.T) {
	for _, tt := range []struct {
		format, hex string
		differ      bool
	}{
		{"BI", "01 00 00 00 02 00 00 00", false},
		{"BI", "01 00 00 ff 02 00 00 00", true},
		{"?", "01", false},
		{"?", "02", true},
		{"!Bx", "01 02", true},
		{"!I", "00", false}, // there are none
	} {
		if a := unpacked(tt.format, "hex", tt.hex); a.SourcesDiffer != tt.differ {
			t.Errorf("%s of %s: sources differ: %v, want %v", tt.format, tt.hex, a.SourcesDiffer, tt.differ)
		}
	}
}

// FuzzStruct: any format, values and bytes have an answer whose places lie in
// their texts, and a page.
func FuzzStruct(f *testing.F) {
	for _, preset := range Presets() {
		f.Add(preset.Format, preset.Values, preset.Hex)
	}
	f.Add("@2x3H\t0s", "1, b'\xff', '你", "b'\\x0")
	f.Add("99999999999s<", ",", "0 :0")
	f.Add("é", "None", "''")
	f.Fuzz(func(t *testing.T, format, values, bytes string) {
		for _, unpacks := range []bool{false, true} {
			q := Request{Lang: "en", Format: format, Values: values, Bytes: bytes, In: FormOf(bytes), Unpacks: unpacks}
			a := q.Answer()
			if (a.Error == nil) != (a.Drawn && (unpacks || len(a.Bytes()) == a.Size)) && a.Error == nil {
				t.Fatalf("%+v: no error and no record: %+v", q, a)
			}
			if e := a.Error; e != nil {
				text := map[string]string{InFormat: format, InValues: values, InHex: bytes, InData: bytes}[e.In]
				if e.From < 0 || e.From > e.To || e.To > len(text) || len(e.Marked) != 3 {
					t.Fatalf("%+v: place %d to %d in %q", q, e.From, e.To, text)
				}
			}
			a.Selected(bytes)
			if _, err := json.Marshal(a); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestReadBytes(t *testing.T) {
	for _, tt := range []struct {
		text, in string
		size     int // -1: cannot be read
	}{
		{"00 ff:0a", InHex, 3},
		{"", InHex, -1},
		{"0", InHex, -1},
		{"5", InData, -1},
		{`b'\x00ab'`, InData, 3},
		{strings.Repeat("00", MaxRecord), InHex, MaxRecord},
		{strings.Repeat("00", MaxRecord+1), InHex, -1},
	} {
		data, ok := ReadBytes(tt.text, tt.in)
		if ok != (tt.size >= 0) || ok && len(data) != tt.size {
			t.Errorf("%.20s: %d bytes, %v, want %d", tt.text, len(data), ok, tt.size)
		}
	}
}

func TestSelected(t *testing.T) {
	a := packed("!IH", "258, 1")
	for sel, want := range map[string]string{"2-4": "01 02", "2-9": "00 00 01 02", "": "00 00 01 02", "4-6": "00 01", "3-3": "00 00 01 02"} {
		if got := a.Selected(sel); got == nil || got.Hex != want {
			t.Errorf("%q: %+v, want %s", sel, got, want)
		}
	}
	if got := packed("", "").Selected("0-1"); got != nil {
		t.Errorf("of no bytes: %+v, want none", got)
	}
}

// Every kind of fault has its words in both languages.
func TestFaultsHaveWords(t *testing.T) {
	keys := []string{"limit", "hint.native", "type.x", "type.e", "type.s", "type.p"}
	for _, h := range pythonHints {
		keys = append(keys, "hint."+h.key)
	}
	for _, kind := range strings.Fields("value number quote escape ascii surrogate comma many long data") {
		keys = append(keys, "syntax."+kind)
	}
	for _, key := range keys {
		if !texts.Has(key) {
			t.Errorf("there is no text %q", key)
		}
	}
	for _, complaint := range texts.Check() {
		t.Error(complaint)
	}
}
