package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"stickylab/web/view"
)

func mustAnswer[T any](t *testing.T, w *httptest.ResponseRecorder) T {
	t.Helper()
	var value T
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &value); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return value
}

// body writes members as JSON: name, value, name, value...
func body(members ...string) string {
	object := map[string]string{}
	for i := 0; i < len(members); i += 2 {
		object[members[i]] = members[i+1]
	}
	text, _ := json.Marshal(object) // strings always can be marshalled
	return string(text)
}

func mustPack(t *testing.T, s http.Handler, format, values string) view.StructAnswer {
	t.Helper()
	return mustAnswer[view.StructAnswer](t, post(s, "/api/pack", body("format", format, "values", values), "Accept-Language", "en"))
}

func mustUnpack(t *testing.T, s http.Handler, format, in, bytes string) view.StructAnswer {
	t.Helper()
	return mustAnswer[view.StructAnswer](t, post(s, "/api/unpack", body("format", format, in, bytes), "Accept-Language", "en"))
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
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, preset := range structPresets() {
		a := mustPack(t, s, preset.Format, preset.Values)
		if preset.Hex != "" {
			a = mustUnpack(t, s, preset.Format, "hex", preset.Hex)
		}
		if got := brief(a.StructRecord); got != want[preset.Key] {
			t.Errorf("%s: got %s, want %s", preset.Key, got, want[preset.Key])
		}
		if len(a.Orders) != 3 || a.Error == nil && len(a.Sources) != 4 {
			t.Errorf("%s: %d orders and %d sources, want 3 and 4", preset.Key, len(a.Orders), len(a.Sources))
		}
		w := ask(s, http.MethodGet, view.StructPath(preset.Format, preset.Values, preset.Hex, preset.Hex != ""), "", "Accept-Language", "en")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), view.T("en", "struct.preset."+preset.Key)) {
			t.Errorf("%s: its page has status %d", preset.Key, w.Code)
		}
		delete(want, preset.Key)
	}
	for key := range want {
		t.Errorf("there is no preset %s", key)
	}
}

// brief is a record in a line: hex = values, and its error with what is marked.
func brief(r view.StructRecord) string {
	text := r.Hex + " = " + r.Values
	if e := r.Error; e != nil {
		text += " " + e.Kind + " " + e.Message + " [" + strings.Join(e.Marked, "|") + "]"
	}
	return text
}

func TestFieldsOfARecord(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	a := mustPack(t, s, "@B 2x I3s", "1, 0xff, b'abcd'")
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
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range []struct {
		name string
		a    view.StructAnswer
		want string
	}{
		{"packed", mustPack(t, s, "!BH", "1, 2"), "<BH 01 02 00 = 1, 2; *!BH 01 00 02 = 1, 2; @BH 01 00 02 00 = 1, 2"},
		{"native, with its padding", mustPack(t, s, "BI", "1, 2"), "<BI 01 02 00 00 00 = 1, 2; >BI 01 00 00 00 02 = 1, 2; *BI 01 00 00 00 02 00 00 00 = 1, 2"},
		{
			"unpacked", mustUnpack(t, s, "<H", "hex", "0102"),
			"*<H 01 02 = 513; >H 01 02 = 258; @H 01 02 = 513",
		},
		{
			"only native", mustPack(t, s, "n", "1"),
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
	s := mustServer(t, Config{Runner: newFakeRunner()})
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
		a := mustPack(t, s, tt.format, tt.values)
		if got := pointed(a.Error); got != tt.want {
			t.Errorf("%s of %s: got\n%s\nwant\n%s", tt.format, tt.values, got, tt.want)
		}
		if a.Hex != "" || a.Error != nil && a.Error.Hint == "" {
			t.Errorf("%s of %s: bytes %q, hint %q", tt.format, tt.values, a.Hex, a.Error.Hint)
		}
		mustBePythons(t, tt.format, tt.values, a.Error)
	}
}

func pointed(e *view.StructError) string {
	if e == nil {
		return "no error"
	}
	at := e.Marked[0] + "<" + e.Marked[1] + ">" + e.Marked[2]
	return strings.Join([]string{e.Kind, e.Message, e.In, at, strconv.Itoa(e.Arg)}, "|")
}

// mustBePythons asks python3 for the same. Some versions write 'B' as ubyte.
func mustBePythons(t *testing.T, format, values string, e *view.StructError) {
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

func TestErrorsOfUnpack(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range []struct{ format, in, bytes, want string }{
		{"!IH", "hex", "00 00 00 05 01", "struct.error|unpack requires a buffer of 6 bytes|format|!I<H>|-1"},
		{"!H", "hex", "00 05 01 02", "struct.error|unpack requires a buffer of 2 bytes|hex|00 05 <01 02>|-1"},
		{"!H", "data", "b'abc'", "struct.error|unpack requires a buffer of 2 bytes|data|<b'abc'>|-1"},
		{"BI", "hex", "0102000000", "struct.error|unpack requires a buffer of 8 bytes|format|B<I>|-1"},
		{"!H", "hex", "0g", "syntax||hex|0<g>|-1"},
		{"!H", "hex", "00 5", "syntax||hex|00 <5>|-1"},
		{"!H", "hex", "0 05", "syntax||hex|<0> 05|-1"},
		{"!H", "hex", "长", "syntax||hex|<长>|-1"},
		{"!H", "data", "'ab'", "syntax||data|<'ab'>|-1"},
		{"!H", "data", "b'a', b'b'", "syntax||data|<b'a', b'b'>|-1"},
		{"!H", "data", "b'ab", "syntax||data|b'ab<>|-1"},
		{"!Z", "hex", "zz", "struct.error|bad char in struct format|format|!<Z>|-1"},
	} {
		a := mustUnpack(t, s, tt.format, tt.in, tt.bytes)
		if got := pointed(a.Error); got != tt.want {
			t.Errorf("%s of %s: got\n%s\nwant\n%s", tt.format, tt.bytes, got, tt.want)
		}
		if a.Error != nil && a.Error.Hint == "" {
			t.Errorf("%s of %s: nothing says what would be right", tt.format, tt.bytes)
		}
	}
}

func TestValuesThatAreNoLiterals(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
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
		a := mustPack(t, s, "!I", tt.values)
		if a.Error == nil || a.Error.Kind != view.StructSyntax {
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
	s := mustServer(t, Config{Runner: newFakeRunner()})
	a := mustAnswer[view.StructAnswer](t, post(s, "/api/pack", body("format", "!I", "values", "hello"), "Accept-Language", "zh-CN"))
	if a.Error == nil || !strings.Contains(a.Error.Hint, "文字要加引号") {
		t.Errorf("got %+v, want the hint in Chinese", a.Error)
	}
}

func TestLimitsOfRecords(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range []struct{ format, kind string }{
		{"1024s", ""},
		{"1025s", view.StructLimit},
		{"999999999x", view.StructLimit},
		{"512H", "struct.error"}, // wants 512 values
	} {
		a := mustPack(t, s, tt.format, "b''")
		kind := ""
		if a.Error != nil {
			kind = a.Error.Kind
		}
		if kind != tt.kind || a.Drawn != (kind != view.StructLimit) || len(a.Hex) > 3*maxRecord {
			t.Errorf("%s: error %q, drawn %v, want error %q", tt.format, kind, a.Drawn, tt.kind)
		}
	}
	a := mustUnpack(t, s, "!I", "hex", strings.Repeat("00", maxRecord+1))
	if a.Error == nil || a.Error.Kind != view.StructLimit || a.Hex != "" {
		t.Errorf("more bytes than are drawn: %+v", a.Error)
	}
}

func TestRequestsThatAreNone(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range []struct {
		path, body string
		status     int
	}{
		{"/api/pack", `{`, 400},
		{"/api/pack", `{"format":5}`, 400},
		{"/api/pack", `{"form":"I"}`, 400},
		{"/api/pack", body("format", strings.Repeat("x", maxFormat+1)), 413},
		{"/api/pack", body("format", "I", "values", strings.Repeat(" ", maxValues+1)), 413},
		{"/api/unpack", body("format", "I"), 400},
		{"/api/unpack", body("format", "I", "hex", "00", "data", "b''"), 400},
		{"/api/unpack", body("format", "I", "hex", strings.Repeat(" ", maxBytesText+1)), 413},
		{"/api/read", body("hex", ""), 400},
		{"/api/read", body("hex", "0"), 400},
		{"/api/read", body("data", "5"), 400},
		{"/api/read", body("hex", strings.Repeat("00", maxRecord+1)), 400},
	} {
		w := post(s, tt.path, tt.body)
		if mustProblem(t, w); w.Code != tt.status {
			t.Errorf("%s %.40s: status %d, want %d", tt.path, tt.body, w.Code, tt.status)
		}
	}
	if w := ask(s, http.MethodGet, "/struct?format="+strings.Repeat("x", maxFormat+1), ""); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a long format in the address: status %d, want 413", w.Code)
	}
}
