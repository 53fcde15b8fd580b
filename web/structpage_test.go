package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"stickylab/web/view"
)

func TestReadings(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
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
		read := mustAnswer[view.StructReadings](t, post(s, "/api/read", body("hex", hex)))
		var got []string
		for _, n := range read.Numbers {
			got = append(got, strings.Join([]string{n.Type, n.Code, n.Little, n.Big}, " "))
		}
		if read.InvalidAt < 0 {
			got = append(got, read.Text)
		} else {
			got = append(got, "invalid "+mustJSON(t, read.InvalidAt))
		}
		if text := strings.Join(got, "; "); text != want {
			t.Errorf("%s: got\n%s\nwant\n%s", hex, text, want)
		}
	}
}

// What cannot be packed again is said where sources claim to make the bytes.
func TestSourcesThatMakeOtherBytes(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
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
		if a := mustUnpack(t, s, tt.format, "hex", tt.hex); a.SourcesDiffer != tt.differ {
			t.Errorf("%s of %s: sources differ: %v, want %v", tt.format, tt.hex, a.SourcesDiffer, tt.differ)
		}
	}
}

func TestTheAddressOfTheStructPage(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range []struct{ name, query, want string }{
		{"nothing is the first preset", "", `value="00 00 00 05"`},
		{"values", "?format=%3CI&values=5", `value="05 00 00 00"`},
		{"bytes", "?format=%3CI&hex=05000000", `name="values" type="text" value="5"`},
		{"bytes as a literal", "?format=4s&hex=b%27GET+%27", `name="values" type="text" value="b&#39;GET &#39;"`},
		{"selected bytes", "?format=%21I&values=258&sel=2-4", "uint16"},
		{"a selection that cannot be", "?format=%21I&values=258&sel=2-9", "uint32"},
		{"an error", "?format=%21B&values=256", "<mark>256</mark>"},
		{"hostile", "?format=" + url.QueryEscape(hostile) + "&values=" + url.QueryEscape(hostile), "struct.error"},
		{"hostile bytes", "?format=I&hex=" + url.QueryEscape(hostile), "&lt;script&gt;"},
	} {
		w := ask(s, http.MethodGet, "/struct"+tt.query, "", "Accept-Language", "en")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), tt.want) || strings.Contains(w.Body.String(), "<script>alert") {
			t.Errorf("%s: status %d, and no %q", tt.name, w.Code, tt.want)
		}
	}
}

// TestTheFormLeadsToATidyAddress: which button was pressed says which field is
// meant.
func TestTheFormLeadsToATidyAddress(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for do, want := range map[string]string{
		"pack":   "/struct?format=%21I&values=5",
		"unpack": "/struct?format=%21I&hex=00",
	} {
		w := ask(s, http.MethodGet, "/struct?format=%21I&values=5&hex=00&do="+do, "")
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != want {
			t.Errorf("%s: status %d to %s, want %s", do, w.Code, w.Header().Get("Location"), want)
		}
	}
}

// FuzzStruct: any format, values and bytes have an answer whose places lie in
// their texts, and a page.
func FuzzStruct(f *testing.F) {
	for _, preset := range structPresets() {
		f.Add(preset.Format, preset.Values, preset.Hex)
	}
	f.Add("@2x3H\t0s", "1, b'\xff', '你", "b'\\x0")
	f.Add("99999999999s<", ",", "0 :0")
	f.Add("é", "None", "''")
	f.Fuzz(func(t *testing.T, format, values, bytes string) {
		if checkLengths(format, values, bytes) != nil {
			return
		}
		for _, unpacks := range []bool{false, true} {
			q := structRequest{lang: en, format: format, values: values, bytes: bytes, in: formOfBytes(bytes), unpacks: unpacks}
			a := q.answer()
			if (a.Error == nil) != (a.Drawn && (unpacks || len(hexBytes(a.Hex)) == a.Size)) && a.Error == nil {
				t.Fatalf("%+v: no error and no record: %+v", q, a)
			}
			if e := a.Error; e != nil {
				text := map[string]string{inFormat: format, inValues: values, inHex: bytes, inData: bytes}[e.In]
				if e.From < 0 || e.From > e.To || e.To > len(text) || len(e.Marked) != 3 {
					t.Fatalf("%+v: place %d to %d in %q", q, e.From, e.To, text)
				}
			}
			selected(a, bytes)
			if _, err := json.Marshal(a); err != nil {
				t.Fatal(err)
			}
		}
	})
}
