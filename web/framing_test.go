package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/cure"
	"stickylab/lab/frame"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// TestPresetsAreWhatTheySay: each preset's codec gives its frames back, one by
// one, and the script that shows it can be read, however it is cut.
func TestPresetsAreWhatTheySay(t *testing.T) {
	for _, p := range framingPresets() {
		t.Run(p.key, func(t *testing.T) {
			c, err := script.ParseCodec(p.codec)
			if err != nil {
				t.Fatal(err)
			}
			if len(p.frames) < 2 || len(p.bodies) != len(p.frames) {
				t.Fatalf("%d frames, %d bodies", len(p.frames), len(p.bodies))
			}
			d, err := frame.NewDecoder(c)
			if err != nil {
				t.Fatal(err)
			}
			d.Feed(p.stream())
			for i, want := range p.frames {
				f, ok, err := d.Next()
				if !ok || !bytes.Equal(f.Raw, want) || !bytes.Equal(f.Body, p.bodies[i]) {
					t.Errorf("frame %d is %q, body %q, error %v; want %q, %q", i, f.Raw, f.Body, err, want, p.bodies[i])
				}
			}
			for _, cut := range []string{cutWhole, cutEach, cutHeader, cutRandom} {
				f := readFraming(url.Values{"preset": {p.key}, "cut": {cut}, "at": {"2"}, "seed": {"7"}})
				if _, err := script.Parse(f.script()); err != nil {
					t.Errorf("%s: %v\n%s", cut, err, f.script())
				}
			}
			if !view.Has("framing.preset." + p.key + ".about") {
				t.Error("it is not explained")
			}
		})
	}
}

// TestFieldsWriteTheCodec: the fields of a codec give the same codec.
func TestFieldsWriteTheCodec(t *testing.T) {
	for _, text := range []string{
		`length "!I"`, `length "<H" offset 3 adjust -4 strip 2 max 99 late`, `length "!3"`, `varint offset 1`, `varint max 9 late`,
		`delimiter "\r\n" "\0" max 9`, `delimiter "|" escape "\\" keep`, `line max 5 late`, `fixed 8`, `fixed 8 pad "."`,
		`json "<H" key "a b" header 100 max 100`, `resp max 64`, `http`, `http chunked header 99 max 100`, `websocket max 7`,
	} {
		c, err := script.ParseCodec(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		query := url.Values{"kind": {kindOf(text)}, "codec": {text}, "was": {text}}
		for _, f := range codecFields(kindOf(text), c) {
			query.Set(f.ID, f.Value)
		}
		got := chosenCodec(query, `line`)
		again, err := script.ParseCodec(got)
		if err != nil || again.String() != c.String() {
			t.Errorf("%s became %s: %v", text, got, err)
		}
	}
}

func TestEveryFieldIsExplained(t *testing.T) {
	for _, kind := range codecKinds() {
		for _, p := range parameters(kind) {
			if !view.Has("framing.field."+p.name) || !view.Has("framing.field."+p.name+".about") {
				t.Errorf("%s %s has no words", kind, p.name)
			}
		}
		if !view.Has("framing.kind." + kind + ".about") {
			t.Errorf("%s has no words", kind)
		}
	}
}

func TestWhatTheFormMeans(t *testing.T) {
	for _, test := range []struct {
		name  string
		query url.Values
		want  string
	}{
		{"nothing is said", url.Values{}, `length "!H" offset 3 max 16645`},
		{"a preset", url.Values{"preset": {"grpc"}}, `length "!I" offset 1`},
		{"a text", url.Values{"preset": {"tls"}, "codec": {`line`}}, `line`},
		{"a field", url.Values{"kind": {"length"}, "codec": {`length "!I"`}, "was": {`length "!I"`}, "f.format": {"!I"}, "f.offset": {"2"}}, `length "!I" offset 2`},
		{"another kind", url.Values{"kind": {"fixed"}, "codec": {`length "!I"`}, "was": {`length "!I"`}, "f.format": {"!I"}}, `fixed 8`},
		{"the preset's own kind again", url.Values{"preset": {"tls"}, "kind": {"length"}, "codec": {`line`}, "was": {`line`}}, `length "!H" offset 3 max 16645`},
		{"a text that was changed wins", url.Values{"kind": {"length"}, "codec": {`line`}, "was": {`length "!I"`}, "f.format": {"!I"}}, `line`},
		{"a delimiter without quotes", url.Values{"kind": {"delimiter"}, "codec": {`delimiter "a"`}, "was": {`delimiter "a"`}, "f.by": {`\n`}}, `delimiter "\n"`},
		{"two with quotes", url.Values{"kind": {"delimiter"}, "codec": {`delimiter "a"`}, "was": {`delimiter "a"`}, "f.by": {`"\n" "|"`}}, `delimiter "\n" "|"`},
		{"a value that is none", url.Values{"kind": {"length"}, "codec": {"length"}, "was": {"length"}, "f.format": {"!I"}, "f.offset": {"x"}}, `length "!I" offset x`},
	} {
		if got := readFraming(test.query).text; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestFramingAsked(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, test := range []struct{ name, query, address, field, script string }{
		{"a preset", "preset=tls", "/framing?preset=tls", "", "wait client end\n"},
		{"a codec", "preset=tls&codec=line&cut=each", "/framing?codec=line&cut=each&preset=tls", "", "codec line\n"},
		{"cut in the header", "preset=dns&cut=header&at=1", "/framing?at=1&cut=header&preset=dns", "", " cut 1 gap 10ms"},
		{"bytes of a receive", "preset=dns&by=3", "/framing?by=3&preset=dns", "", "recv frame by 3\n"},
		{"numbers out of range", "preset=dns&by=0&cut=header&at=1000", "/framing?at=64&by=1&cut=header&preset=dns", "", "recv frame by 1\n"},
		{"a format that is none", "preset=tls&codec=length+%22%21Z%22", "/framing?codec=length+%22%21Z%22&preset=tls", "format", ""},
		{"an offset that is none", "preset=tls&codec=length+%22%21H%22+offset+x", "/framing?codec=length+%22%21H%22+offset+x&preset=tls", "offset", ""},
		{"a negative one", "preset=tls&codec=length+%22%21H%22+offset+-1", "/framing?codec=length+%22%21H%22+offset+-1&preset=tls", "offset", ""},
		{"a size that is none", "preset=fixed&codec=fixed+0", "/framing?codec=fixed+0&preset=fixed", "size", ""},
		{"a text that is too long", "codec=line" + strings.Repeat("+", 300), "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := ask(s, http.MethodGet, "/api/framing?"+test.query, "", "Accept-Language", "en")
			var got framingAnswer
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			if test.address != "" && got.Address != test.address {
				t.Errorf("address %s, want %s", got.Address, test.address)
			}
			if (got.Problem == nil) != (test.script != "") || !strings.Contains(got.Script, test.script) {
				t.Errorf("problem %v, script\n%s", got.Problem, got.Script)
			}
			if got.Problem != nil && (got.Problem.Field != test.field || got.Problem.Text == "") {
				t.Errorf("problem %+v, want the field %q", got.Problem, test.field)
			}
		})
	}
}

func TestFramingPages(t *testing.T) {
	runner := newFakeRunner()
	runner.began = func(l *record.Log) { l.End(lab.End{Reason: lab.EndDone}) }
	s := mustServer(t, Config{Runner: runner})
	w := ask(s, http.MethodGet, "/framing?preset=tls&was=x&kind=length&codec=line", "", "Accept", "text/html")
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/framing?codec=line&preset=tls" {
		t.Errorf("a form led to %d %s", w.Code, got)
	}
	form := []string{"Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"}
	w = ask(s, http.MethodPost, "/framing", "preset=tls&codec=line", form...)
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/framing?codec=line&preset=tls&run=runA" {
		t.Errorf("a run led to %d %s", w.Code, got)
	}
	w = ask(s, http.MethodGet, "/framing?codec=line&preset=tls&run=runA", "", "Accept", "text/html")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `data-run="runA"`) {
		t.Errorf("the run is not on the page of %d", w.Code)
	}
	w = ask(s, http.MethodPost, "/framing", "preset=tls&codec=lines", form...)
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "framing-problem") {
		t.Errorf("a wrong codec gave %d", w.Code)
	}
	if n := len(runner.orders()); n != 1 {
		t.Errorf("%d runs, want 1", n)
	}
}

// decodes is the trace of a server that decodes hello and feng in two receives
// and then finds a length that is too long.
func decodes() record.Trace {
	stream := "\x00\x00\x00\x05hello\x00\x00\x00\x04feng\xff\xff\xff\xff"
	fault := &frame.Error{Kind: frame.KindTooLong, Off: 17, Length: 4294967299, Max: 1048576, Field: []byte{255, 255, 255, 255}}
	frameOf := func(off int64, n int) *lab.Event {
		return &lab.Event{Call: lab.CallDecode, Off: off, Decode: &lab.Decode{Part: frame.PartFrame, Have: n, Need: int64(n), Head: 4}}
	}
	recv := func(from, to int) *lab.Event {
		return &lab.Event{Call: lab.CallRecv, Got: to - from, Data: []byte(stream[from:to]), Off: int64(from)}
	}
	wait := &lab.Event{Call: lab.CallDecode, Off: 9, Decode: &lab.Decode{Part: frame.PartBody, Have: 6, Need: 8, Length: 4}}
	last := &lab.Event{Call: lab.CallDecode, Off: 17, Err: fault.Kind, Fault: fault, Decode: &lab.Decode{Part: frame.PartHeader, Have: 4, Need: 4}}
	t := record.Trace{Header: record.Header{
		Script: "tcp\nserver:\n    codec length \"!I\"\n    listen 5\n    accept\n    recv frame\nclient:\n    connect\n",
		Peers:  []string{"server", "client"}, Transport: lab.TCP,
	}}
	for i, e := range []*lab.Event{recv(0, 15), frameOf(0, 9), wait, recv(15, 21), frameOf(9, 8), last} {
		e.Seq = i + 1
		t.Events = append(t.Events, *e)
	}
	return t
}

func TestFramedOfARun(t *testing.T) {
	preset := framingPreset{
		key: "x", frames: [][]byte{[]byte("\x00\x00\x00\x05hello"), []byte("\x00\x00\x00\x04feng")}, bodies: [][]byte{[]byte("hello"), []byte("feng")},
	}
	got := framed("en", decodes(), preset)
	var kinds []string
	for _, row := range got.After {
		kinds = append(kinds, row.Kind)
	}
	if want := []string{"frame", "frame", "fault"}; !slices.Equal(kinds, want) {
		t.Fatalf("rows %q, want %q", kinds, want)
	}
	if len(got.Before) != 2 || len(got.Before[0].Cells) != 15 || got.Before[0].Cells[14].Sent != 2 {
		t.Errorf("before: %+v", got.Before)
	}
	if f := got.After[1]; !f.Good || f.Body != "b'feng'" || f.Cells[0].Kind != "head length strip" || f.Cells[4].Kind != "" {
		t.Errorf("the second frame is %+v", f)
	}
	if f := got.After[2]; f.Cells[3].Kind != "culprit" || !strings.Contains(f.Note, "4294967299") {
		t.Errorf("the fault is %+v", f)
	}
	if got.Good {
		t.Error("a run with a fault is called good")
	}
	preset.bodies[1] = []byte("song")
	if f := framed("en", decodes(), preset).After[1]; f.Good || !strings.Contains(f.Note, "boundaries are right") {
		t.Errorf("a frame that delivers something else is %+v", f)
	}
	preset.frames = [][]byte{[]byte("\x00\x00\x00\x05hell"), []byte("o\x00\x00\x00\x04feng")}
	if f := framed("en", decodes(), preset).After[0]; f.Good || !strings.Contains(f.Note, "nobody sent") {
		t.Errorf("a frame that nobody sent is %+v", f)
	}
}

func TestCures(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	for _, test := range []struct {
		name, body string
		passes     bool
		kind       string
		pieces     []int
	}{
		{"a lesson by length", `{"experiment":"two-sends-one-recv","codec":"length \"!I\"","seed":3}`, true, "", slices.Repeat([]int{1}, 17)},
		{"a delimiter in a message", `{"messages":"\"hello\"\n\"a\\nb\"","codec":"delimiter \"\\n\""}`, false, frame.KindDelimiter, []int{4}},
		{"no codec", `{"messages":"\"hello\"","codec":"none"}`, false, "", []int{1, 4}},
		{"a script", `{"script":"tcp\nclient:\n    connect\n    send \"x\" * 300\n","codec":"length \"B\""}`, false, frame.KindUnwritable, []int{301}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := post(s, "/api/cures", test.body, "Accept-Language", "en")
			var got triedCure
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusCreated {
				t.Fatalf("%d %v %s", w.Code, err, w.Body)
			}
			kind := ""
			if got.Case.Refused != nil {
				kind = got.Case.Refused.Kind
			}
			if got.Passes != test.passes || kind != test.kind || !slices.Equal(got.Case.Pieces, test.pieces) || len(got.Lines) < 2 {
				t.Errorf("got passes %v, %q, %v, %q", got.Passes, kind, got.Case.Pieces, got.Lines)
			}
			orders := runner.orders()
			if last := orders[len(orders)-1]; last.exp.Script != got.Case.Script || got.URL != "/runs/"+got.ID {
				t.Errorf("the run %s is of\n%s", got.ID, last.exp.Script)
			}
		})
	}
}

func TestCuresThatAreNone(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	for _, test := range []struct {
		name, body, field string
		status            int
	}{
		{"nothing to try", `{"codec":"line"}`, "", http.StatusBadRequest},
		{"too much to try", `{"messages":"\"a\"","experiment":"tcp-echo","codec":"line"}`, "", http.StatusBadRequest},
		{"a lesson that is none", `{"experiment":"x","codec":"line"}`, "", http.StatusNotFound},
		{"a codec that is none", `{"messages":"\"a\"","codec":"lines"}`, "codec", http.StatusUnprocessableEntity},
		{"a parameter that cannot be", `{"messages":"\"a\"","codec":"fixed 0"}`, "codec", http.StatusUnprocessableEntity},
		{"a codec without end", `{"messages":"\"a\"","codec":"` + strings.Repeat("x", 300) + `"}`, "codec", http.StatusUnprocessableEntity},
		{"messages without quotes", `{"messages":"hello","codec":"line"}`, "messages", http.StatusUnprocessableEntity},
		{"no messages", `{"messages":"\n\n","codec":"line"}`, "messages", http.StatusUnprocessableEntity},
		{"messages without end", `{"messages":"` + strings.Repeat("x", maxMessagesText+1) + `","codec":"line"}`, "", http.StatusRequestEntityTooLarge},
		{"a seed that is none", `{"messages":"\"a\"","codec":"line","seed":-1}`, "seed", http.StatusBadRequest},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := post(s, "/api/cures", test.body)
			problem := mustProblem(t, w)
			if w.Code != test.status {
				t.Errorf("status %d, want %d: %v", w.Code, test.status, problem)
			}
			if fields, _ := problem["fields"].([]any); test.field != "" && (len(fields) != 1 || fields[0] != test.field) {
				t.Errorf("fields %v, want %s", problem["fields"], test.field)
			}
		})
	}
	if n := len(runner.orders()); n != 0 {
		t.Errorf("%d runs were started", n)
	}
	runner.fail(&lab.LimitError{Name: "runs", Max: 4})
	if w := post(s, "/api/cures", `{"messages":"\"a\"","codec":"line"}`); w.Code != http.StatusTooManyRequests {
		t.Errorf("over a limit: %d", w.Code)
	}
}

// TestCuresOfForms is the card without JavaScript.
func TestCuresOfForms(t *testing.T) {
	runner := newFakeRunner()
	runner.began = func(l *record.Log) { l.End(lab.End{Reason: lab.EndDone}) }
	s := mustServer(t, Config{Runner: runner})
	form := []string{"Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html", "Accept-Language", "en"}
	for _, test := range []struct {
		body, want string
		status     int
	}{
		{"slug=tcp-echo&messages=%22a%22%0D%0A%22b%22&codec=line&seed=1", "It holds", http.StatusOK},
		{"slug=tcp-echo&messages=%22a%22&codec=lines", "codec, at character 1", http.StatusUnprocessableEntity},
	} {
		w := ask(s, http.MethodPost, "/cures", test.body, form...)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.want) || !strings.Contains(w.Body.String(), `href="/lessons/tcp-echo"`) {
			t.Errorf("%s: %d, no %q", test.body, w.Code, test.want)
		}
	}
}

// TestLargestCureCanBeRun: the script of whatever is tried is one.
func TestLargestCureCanBeRun(t *testing.T) {
	messages := slices.Repeat([][]byte{bytes.Repeat([]byte("\xff"), cure.MaxMessage)}, 30)
	kept, _ := cure.Bound(messages)
	for _, codec := range []string{"", `length "!I"`, `length "B"`, `fixed 2000`, `fixed 8`} {
		var c frame.Codec
		if codec != "" {
			c, _ = script.ParseCodec(codec)
		}
		text := cure.Try(c, kept, 1).Case.Script(c)
		_, err := script.Parse(text)
		var wrong *script.Error
		if errors.As(err, &wrong) {
			t.Errorf("%q: %v", codec, wrong)
		}
	}
}

func TestHints(t *testing.T) {
	tls := "\x16\x03\x03\x00\x04\x0e\x00\x00\x00\x14\x03\x03\x00\x01\x01\x15\x03\x03\x00\x02\x01\x00"
	for _, test := range []struct{ name, codec, stream, want string }{
		{"one byte aside", `length "!H" offset 2`, tls, "offset 3"},
		{"the other byte order", `length "<H" offset 3`, tls, "format !H"},
		{"a length that counts itself", `length "!I" offset 1`, string(findPreset("postgresql").stream()), "adjust -4"},
		{"nothing near it", `length "!I"`, "GET / HTTP/1.1\r\nHost: lab\r\n\r\n", ""},
		{"no length", `line`, tls, ""},
	} {
		c, err := script.ParseCodec(test.codec)
		if err != nil {
			t.Fatal(err)
		}
		if got := hint("en", c, []byte(test.stream)); (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q in it", test.name, got, test.want)
		}
	}
}
