package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stickylab/lab/structs"
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
		{"/api/read", body("hex", strings.Repeat("00", structs.MaxRecord+1)), 400},
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

// TestPagesOfPresets: each preset has a page of its own.
func TestPagesOfPresets(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, preset := range structs.Presets() {
		w := ask(s, http.MethodGet, view.StructPath(preset.Format, preset.Values, preset.Hex, preset.Hex != ""), "", "Accept-Language", "en")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), view.T("en", "struct.preset."+preset.Key)) {
			t.Errorf("%s: its page has status %d", preset.Key, w.Code)
		}
	}
}

// TestTheAPIOfStruct: what the API answers is in the reader's language.
func TestTheAPIOfStruct(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	packed := mustAnswer[structs.Answer](t, post(s, "/api/pack", body("format", "!H", "values", "258")))
	if packed.Hex != "01 02" || len(packed.Orders) != 3 {
		t.Errorf("packed %+v", packed)
	}
	for _, in := range [][2]string{{"hex", "01 02"}, {"data", `b'\x01\x02'`}} {
		if got := mustAnswer[structs.Answer](t, post(s, "/api/unpack", body("format", "!H", in[0], in[1]))); got.Values != "258" {
			t.Errorf("%s: unpacked %+v", in[0], got.Record)
		}
		if got := mustAnswer[structs.Readings](t, post(s, "/api/read", body(in[0], in[1]))); got.Hex != "01 02" || len(got.Numbers) != 3 {
			t.Errorf("%s: read %+v", in[0], got)
		}
	}
	for lang, want := range map[string]string{"zh-CN": "文字要加引号", "en": "text needs quotes"} {
		a := mustAnswer[structs.Answer](t, post(s, "/api/pack", body("format", "!I", "values", "hello"), "Accept-Language", lang))
		if a.Error == nil || !strings.Contains(a.Error.Hint, want) {
			t.Errorf("%s: %+v, want %q", lang, a.Error, want)
		}
	}
}
