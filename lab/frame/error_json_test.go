package frame

import (
	"encoding/json"
	"errors"
	"testing"
)

// TestFaultsSurviveJSON: a trace keeps a fault as JSON, and who reads it later
// is told what the one who saw it was told, guesses and all.
func TestFaultsSurviveJSON(t *testing.T) {
	length := LengthField{Length: Integer{Size: 4}, Strip: 4, Max: 1000}
	header := JSONHeader{Length: Integer{Size: 1}, Key: "size", MaxHeader: 100, Max: 10}
	faults := map[string]*Error{
		"text":           mustFault(t, length, "\x00\x00\x00\x01xGET /"),
		"characters":     mustFault(t, length, "\x00\x00\x00\x02你好"),
		"order":          mustFault(t, length, "\x09\x00\x00\x00hellofeng"),
		"shift":          mustFault(t, length, "\x00\x00\x00\x02a\x00\x00\x00\x05\xffello"),
		"tls":            mustFault(t, length, "\x16\x03\x01\x02\x00\x01"),
		"no delimiter":   mustFault(t, Line(3), "four\n"),
		"varint":         mustFault(t, Varint{Max: 9}, "\xff\xff\xff\xff\xff"),
		"json":           mustFault(t, header, "\x02{}"),
		"json size":      mustFault(t, header, "\x0e{\"size\":\"五\"}"),
		"json not UTF-8": mustFault(t, header, "\x0a{\"size\":\xff}"),
		"a body of -1":   mustFault(t, header, "\x0b{\"size\":-1}"),
		"codec, number":  codecError("max", -1),
		"codec, text":    codecError("key", ""),
	}
	_, err := Parse(`length "!I" maximum 5`)
	var spec *Error
	if !errors.As(err, &spec) {
		t.Fatal(err)
	}
	faults["spec"] = spec
	d, err := NewDecoder(length)
	if err != nil {
		t.Fatal(err)
	}
	d.Feed([]byte("\x00\x00"))
	if !errors.As(d.End(), &spec) {
		t.Fatal("the end in the middle of a header is no fault")
	}
	faults["truncated"] = spec
	for name, fault := range faults {
		text, err := json.Marshal(fault)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var back Error
		if err := json.Unmarshal(text, &back); err != nil {
			t.Errorf("%s: %s: %v", name, text, err)
			continue
		}
		for _, lang := range []string{"en", "zh"} {
			if got, want := back.In(lang), fault.In(lang); got != want {
				t.Errorf("%s: %s\ngot  %s\nwant %s", name, text, got, want)
			}
		}
		if back.Kind != fault.Kind || back.Length != fault.Length || string(back.Field) != string(fault.Field) {
			t.Errorf("%s: got %+v, want %+v", name, back, fault)
		}
	}
}

func TestFaultAsJSON(t *testing.T) {
	fault := mustFault(t, LengthField{Length: Integer{Size: 4}, Strip: 4, Max: 1000}, "\x00\x00\x00\x01xGET /")
	got, err := json.Marshal(fault)
	const want = `{"kind":"too-long","off":5,"length":1195725856,"max":1000,"field":"R0VUIA==","need":1195725860,"guesses":[{"kind":"http","text":"GET /"}]}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s %v\nwant %s", got, err, want)
	}
	for _, text := range []string{`[]`, `{"kind":5}`, `{"value":{}}`, `{"value":[1]}`, `{"value":1.5}`} {
		var e Error
		if err := json.Unmarshal([]byte(text), &e); err == nil {
			t.Errorf("%s was read as %+v", text, e)
		}
	}
}
