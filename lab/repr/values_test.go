package repr

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/big"
	"os/exec"
	"strings"
	"testing"

	"stickylab/lab/pack"
)

func mustBig(text string) *big.Int {
	n, _ := new(big.Int).SetString(text, 10)
	return n
}

func TestValuesAndBack(t *testing.T) {
	for _, test := range []struct {
		text string
		want any
		back string // empty: the text
	}{
		{text: "0", want: int64(0)},
		{text: "-5", want: int64(-5)},
		{text: "+ 5", want: int64(5), back: "5"},
		{text: "--5", want: int64(5), back: "5"},
		{text: "1_000", want: int64(1000), back: "1000"},
		{text: "0xFF", want: int64(255), back: "255"},
		{text: "0b1_01", want: int64(5), back: "5"},
		{text: "0o17", want: int64(15), back: "15"},
		{text: "00", want: int64(0), back: "0"},
		{text: "9223372036854775807", want: int64(math.MaxInt64)},
		{text: "9223372036854775808", want: uint64(math.MaxInt64 + 1)},
		{text: "18446744073709551616", want: mustBig("18446744073709551616")},
		{text: "-9223372036854775809", want: mustBig("-9223372036854775809")},
		{text: "1.5", want: 1.5},
		{text: "1.", want: 1.0, back: "1.0"},
		{text: ".5", want: 0.5, back: "0.5"},
		{text: "1e5", want: 1e5, back: "100000.0"},
		{text: "1e+16", want: 1e16},
		{text: "1e-05", want: 1e-5},
		{text: "0.0001", want: 1e-4},
		{text: "-0.0", want: math.Copysign(0, -1)},
		{text: "1e999", want: math.Inf(1), back: "float('inf')"},
		{text: "float('-inf')", want: math.Inf(-1)},
		{text: "-float('inf')", want: math.Inf(-1), back: "float('-inf')"},
		{text: "float('nan')", want: math.NaN()},
		{text: "True", want: true},
		{text: "False", want: false},
		{text: "None", want: nil},
		{text: "b'hello'", want: []byte("hello")},
		{text: `b"it's"`, want: []byte("it's")},
		{text: `b'\x00\xff\n\101'`, want: []byte("\x00\xff\nA"), back: `b'\x00\xff\nA'`},
		{text: "bytearray(b'ab')", want: pack.ByteArray("ab")},
		{text: "'你好'", want: "你好"},
		{text: `'\u4f60\U0001f600\n'`, want: "你😀\n", back: `'你😀\n'`},
	} {
		got, err := Values(test.text)
		if err != nil || len(got) != 1 || fmt.Sprintf("%T %#v", got[0].Value, got[0].Value) != fmt.Sprintf("%T %#v", test.want, test.want) {
			t.Errorf("%s: got %#v %v, want %#v", test.text, got, err, test.want)
			continue
		}
		if got[0].To != len(test.text) {
			t.Errorf("%s: ends at %d", test.text, got[0].To)
		}
		back := test.back
		if back == "" {
			back = test.text
		}
		if text := Text(got[0].Value); text != back {
			t.Errorf("%s: written as %s, want %s", test.text, text, back)
		}
	}
}

// The bits of what has no literal are those of CPython 3.13.
func TestFloatsWithoutALiteral(t *testing.T) {
	for text, want := range map[string]uint64{
		"float('nan')": 0x7ff8 << 48, "-float('nan')": 0xfff8 << 48, "float('-nan')": 0xfff8 << 48, "-float('-NaN')": 0x7ff8 << 48,
		"float('+nan')": 0x7ff8 << 48, "float(' Infinity ')": 0x7ff0 << 48, "float('-inf')": 0xfff0 << 48, "-float('inf')": 0xfff0 << 48,
	} {
		got, err := Values(text)
		if err != nil || len(got) != 1 {
			t.Errorf("%s: %v, %v", text, got, err)
			continue
		}
		if bits := math.Float64bits(got[0].Value.(float64)); bits != want {
			t.Errorf("%s: got %x, want %x", text, bits, want)
		}
	}
}

func TestListsOfValues(t *testing.T) {
	got, err := Values(" 1 ,\tb'a,b' , 'x', ")
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, v := range got {
		parts = append(parts, fmt.Sprintf("%s %d-%d", Text(v.Value), v.From, v.To))
	}
	if text := strings.Join(parts, "; "); text != "1 1-2; b'a,b' 5-11; 'x' 14-17" {
		t.Errorf("got %s", text)
	}
	if got, err := Values("  "); err != nil || len(got) != 0 {
		t.Errorf("nothing: %v %v", got, err)
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		text, kind string
		off        int
	}{
		{"5 6", KindComma, 2},
		{"300*x", KindValue, 4},
		{"1, 5//0", KindSum, 4},
		{"2**9999", KindSum, 1},
		{"b'a'*99999", KindSum, 4},
		{"(1+2", KindSum, 4},
		{"[1, 2]", KindGroup, 0},
		{"5, (1, 2)", KindGroup, 3},
		{"*[1, 2]", KindGroup, 0},
		{"ord('ab')", KindValue, 0},
		{strings.Repeat("(", 100) + "1", KindSum, maxNested},
		{"1 < 2", KindSum, 2},
		{"1<<-1", KindSum, 1},
		{"'x'.upper()", KindCall, 3},
		{"'x'.encode('gbk')", KindCall, 3},
		{"b‘abcd’", KindCurly, 0},
		{"1, “你好”", KindCurly, 3},
		{"1，2", KindWide, 1},
		{"5,,6", KindValue, 2},
		{"hello", KindValue, 0},
		{"1, hello", KindValue, 3},
		{"012", KindNumber, 0},
		{"0x", KindNumber, 0},
		{"1__0", KindNumber, 0},
		{"1.2.3", KindNumber, 0},
		{"5abc", KindNumber, 0},
		{"'abc", KindQuote, 4},
		{"1, b'abc", KindQuote, 8},
		{"'a\nb'", KindQuote, 5},
		{"b'你'", KindASCII, 2},
		{`'\q'`, KindEscape, 1},
		{`'\x1'`, KindEscape, 1},
		{`'\ud800'`, KindSurrogate, 1},
		{"bytearray('a')", KindValue, 0},
		{"float('1')", KindValue, 0},
		{"'\xff'", KindEscape, 1},
		{"-", KindValue, 1},
		{"-True", KindValue, 1},
		{strings.Repeat("1,", MaxValues+1), KindMany, 2 * MaxValues},
		{strings.Repeat(" ", MaxText+1), KindLong, MaxText},
	} {
		_, err := Values(test.text)
		var f *Error
		if !errors.As(err, &f) || f.Kind != test.kind || f.Off != test.off {
			t.Errorf("%.40q: %+v, want %s at %d", test.text, err, test.kind, test.off)
		}
	}
}

// TestSumsAsPythonDoes holds what is worked out to python3's eval.
func TestSumsAsPythonDoes(t *testing.T) {
	texts := []string{
		"300*1024*1024*1024", "1520000000.0*1", "2+3*4", "(2+3)*4", "-2**2", "2**3**2", "7//2, -7//2, 7//-2, -7//-2",
		"7%3, -7%3, 7%-3, -7%-3", "1<<8|3", "0xff&~0xf", "1^2|4&6", "10-4-3", "100/8", "1-1.5", "2*-3", "- 5 + 3", "1 <<2+1",
		"len(b'hello')", "len('你好') + 4", "ord('A'), ord('你'), ord(b'\\xff')", "5 # five", "1, # one\n 2", "'#'", "(1+2)*3, (4)", "'你好'.encode(), 'x'.encode('utf-8')", "b'a'*3 + b'b'", "b'\\xff' * (2 - 3)", "True+1", "~0", "2**64-1", "-2**63",
	}
	var lines []string
	for _, text := range texts {
		values, err := Values(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var written []string
		for _, v := range values {
			written = append(written, Text(v.Value))
		}
		lines = append(lines, text, "("+strings.Join(written, ", ")+",)")
	}
	command := exec.Command("python3", append([]string{"-c", "import sys\na=sys.argv[1:]\nfor t, w in zip(a[::2], a[1::2]):\n    v=eval('(' + t + chr(10) + ',)')\n    if repr(v) != repr(eval(w)): print(t, repr(v), w)"}, lines...)...)
	command.Env = append(command.Environ(), "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8")
	if out, err := command.CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
		t.Errorf("python3 has it otherwise: %v\n%s", err, out)
	}
}

// TestPythonReadsTheSame holds what is written to python3's own repr, of
// values that it reads from what is written.
func TestPythonReadsTheSame(t *testing.T) {
	var texts []string
	for _, v := range []any{
		0.1, 1e15, 1e16, 1.5e-7, 123456789.125, math.MaxFloat64, math.SmallestNonzeroFloat64, -1e22, 5e-324,
		int64(math.MinInt64), []byte("\x00'\"\\\xff\n"), pack.ByteArray("its\x00"), "你\x07\u200b'\"", "\U0010ffff", true, nil,
	} {
		texts = append(texts, Text(v))
	}
	command := exec.Command("python3", append([]string{"-c", "import sys\nfor t in sys.argv[1:]:\n    if repr(eval(t)) != t: print(t, repr(eval(t)))"}, texts...)...)
	command.Env = append(command.Environ(), "PYTHONIOENCODING=utf-8")
	if out, err := command.CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
		t.Errorf("python3 writes otherwise: %v\n%s", err, out)
	}
}

func FuzzValues(f *testing.F) {
	for _, seed := range []string{"1, -2.5e3, b'a\\x00', '你', bytearray(b''), float('inf'), None", "0x_f,", "'\\", "b", "[1, 2], (3,", "ord('A') # x\n, 5", "300*1024**3, (1+2)<<4", "len(b'ab')*2, 'x'.encode()+b'y'*3, -7//-2, ~(1|2)^3", "b‘a’"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		values, err := Values(text)
		if err != nil {
			var fault *Error
			if !errors.As(err, &fault) || fault.Off < 0 || fault.Off > len(text) {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		var written []string
		for _, v := range values {
			written = append(written, Text(v.Value))
		}
		if len(strings.Join(written, ", ")) > MaxText {
			return // sums may be much shorter than what they give
		}
		again, err := Values(strings.Join(written, ", "))
		if err != nil || len(again) != len(values) {
			t.Fatalf("%q was written as %q: %v", text, written, err)
		}
		for i, v := range again {
			if Text(v.Value) != written[i] {
				t.Fatalf("%q was written as %q and read as %s", text, written, Text(v.Value))
			}
		}
	})
}
