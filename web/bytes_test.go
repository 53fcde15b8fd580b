package web

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"stickylab/lab/own"
	"stickylab/web/view"
)

// askBytes posts to the API of one's own bytes.
func askBytes(t *testing.T, s http.Handler, body string, header ...string) view.OwnAnswer {
	t.Helper()
	return mustCut(t, post(s, "/api/bytes", body, header...))
}

func mustCut(t *testing.T, w *httptest.ResponseRecorder) (answer view.OwnAnswer) {
	t.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%d %v %s", w.Code, err, w.Body)
	}
	return answer
}

func TestOwnBytes(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, test := range []struct {
		name, body string
		size       int
		said       string
		frames     int
		whole      bool
		address    string
	}{
		{
			"hex", `{"text":"00 05 68 65 6c 6c 6f","codec":"length \"!H\""}`, 7,
			"These 7 bytes are exactly 1 frame by this codec; nothing is left.", 1, true,
			"/framing?bytes=00+05+68+65+6c+6c+6f&codec=length+%22%21H%22",
		},
		{
			"the usual codec, of text in an encoding", `{"text":"你好","form":"text","encoding":"gbk"}`, 4,
			"The codec fails at offset 0, before any frame.", 0, false, "/framing?bytes=%E4%BD%A0%E5%A5%BD&encoding=gbk&form=text",
		},
		{
			"lines of CRLF", `{"text":"one\ntwo\n","form":"text","lines":"crlf","codec":"delimiter \"\\r\\n\""}`, 10,
			"exactly 2 frames", 2, true, "",
		},
		{
			"a length that counts itself", `{"text":"0008616263646566 00076162636465 000a6162636465666768 000661626364","codec":"length \"!H\""}`, 31,
			"adjust -2", 1, false, "",
		},
		{"what is left", `{"text":"b'\\x00\\x02hi\\x00\\x05he'","codec":"length \"!H\""}`, 8, "The first 4 bytes are 1 frame; the 4 bytes left are not enough for another.", 1, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := askBytes(t, s, test.body, "Accept-Language", "en")
			if got.Cut == nil {
				t.Fatalf("nothing was cut: %+v", got.Problem)
			}
			if got.Size != test.size || !strings.Contains(got.Cut.Text, test.said) || got.Cut.Frames != test.frames || got.Cut.Whole != test.whole {
				t.Errorf("%d bytes, %d frames, whole %v: %s", got.Size, got.Cut.Frames, got.Cut.Whole, got.Cut.Text)
			}
			if test.address != "" && got.Address != test.address {
				t.Errorf("address %s, want %s", got.Address, test.address)
			}
		})
	}
}

// TestOwnBytesSayNothingOfSends: nobody knows how they were sent, so no answer says
// that boundaries are back or that frames are right.
func TestOwnBytesSayNothingOfSends(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, lang := range []string{"zh", "en"} {
		w := post(s, "/api/bytes", `{"text":"000568656c6c6f","codec":"length \"!H\""}`, "Accept-Language", lang)
		answer := mustCut(t, w)
		for _, word := range []string{"边界", "还原", "正确", "和发送的一样", "oundar", "as they were sent", "came out"} {
			if strings.Contains(w.Body.String(), word) {
				t.Errorf("%s: the answer says %q", lang, word)
			}
		}
		for _, row := range answer.Cut.Rows {
			if row.Good || row.Kind != "cut" {
				t.Errorf("%s: a row is %+v", lang, row)
			}
		}
	}
}

func TestOwnBytesThatAreNone(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, test := range []struct{ name, body, field, said, marked string }{
		{"no hex", `{"text":"00 0g","form":"hex"}`, "bytes", "Line 1, column 4: “0g” is not hex. Write each byte as two", "00 |0g|"},
		{"a dump with a gap", `{"form":"dump","text":"0000  00 01 02 03\n0008  04 05"}`, "bytes", "The offsets do not match", "|0008|  04 05"},
		{"a codec that is none", `{"text":"00","codec":"length \"!Z\""}`, "format", "", ""},
		{"a size that is none", `{"text":"00","codec":"fixed 0"}`, "size", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := askBytes(t, s, test.body, "Accept-Language", "en")
			if got.Problem == nil || got.Cut != nil {
				t.Fatalf("%+v, want a problem and nothing cut", got)
			}
			if got.Problem.Field != test.field || !strings.Contains(got.Problem.Text, test.said) {
				t.Errorf("problem %+v", got.Problem)
			}
			if marked := strings.Join(got.Problem.Marked, "|"); test.marked != "" && marked != test.marked {
				t.Errorf("marked %q, want %q", marked, test.marked)
			}
		})
	}
	for _, body := range []string{`{"text":"00","form":"xml"}`, `{"text":"00","encoding":"ebcdic"}`, `{"text":"00","lines":"cr"}`, `{"bits":"01"}`} {
		if w := post(s, "/api/bytes", body); w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d, want 400", body, w.Code)
		}
	}
}

// formOf writes a form with a file.
func formOf(t *testing.T, fields map[string]string, file []byte) (body, media string) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	if file != nil {
		part, err := form.CreateFormFile("file", "some.bin")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), form.FormDataContentType()
}

func postFile(t *testing.T, s http.Handler, path string, fields map[string]string, file []byte) *httptest.ResponseRecorder {
	t.Helper()
	body, media := formOf(t, fields, file)
	return ask(s, http.MethodPost, path, body, "Content-Type", media, "Accept-Language", "en", "Accept", "text/html")
}

func TestOwnFiles(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	const codec = `length "!H"`
	for _, test := range []struct {
		name, form string
		file       []byte
		size       int
		read       string
	}{
		{"bytes", "", []byte("\x00\x05hello"), 7, "The bytes of the file themselves, 7 bytes."},
		{"a dump", "", []byte("00000000  00 05 68 65 6c 6c 6f                              |..hello|\n"), 7, "A dump with offsets"},
		{"the same, as it is", own.FormRaw, []byte("00 05 68 65"), 11, "The bytes of the file themselves, 11 bytes."},
		{"hex", "", []byte("00 05 68 65 6c 6c 6f\n"), 7, "Hex"},
		{"lines of text", "", []byte("one\ntwo\n"), 8, "The bytes of the file themselves"},
		{"a text of another form, chosen", "text", []byte("你好"), 6, "The text itself"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustCut(t, postFile(t, s, "/api/bytes", map[string]string{"form": test.form, "codec": codec}, test.file))
			if got.Size != test.size || !strings.Contains(strings.Join(got.Read, " "), test.read) {
				t.Errorf("%d bytes, %q", got.Size, got.Read)
			}
		})
	}
	large := bytes.Repeat(append([]byte("\xff\xfe"), make([]byte, 65534)...), own.MaxFile>>16)
	got := mustCut(t, postFile(t, s, "/api/bytes", map[string]string{"codec": codec}, large))
	if got.Size != own.MaxFile || got.Cut.Frames != own.MaxFile>>16 || got.Carried {
		t.Errorf("16 MB: %d bytes, %d frames, carried %v", got.Size, got.Cut.Frames, got.Carried)
	}
	if w := postFile(t, s, "/api/bytes", nil, append(large, 0)); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a byte more: status %d, want 413", w.Code)
	}
	if w := postFile(t, s, "/api/bytes", map[string]string{"codec": strings.Repeat("x", maxOwnField+1)}, nil); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a long field: status %d, want 413", w.Code)
	}
}

func TestOwnPage(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	w := postFile(t, s, "/framing/bytes", map[string]string{"bytes": "0005\r\n68656c6c6f", "codec": `length "!H"`, "was": `length "!I"`, "kind": "length"}, nil)
	to, want := w.Header().Get("Location"), url.Values{"bytes": {"0005\n68656c6c6f"}, "codec": {`length "!H"`}}
	if w.Code != http.StatusSeeOther || to != "/framing?"+want.Encode() {
		t.Fatalf("a form led to %d %s", w.Code, to)
	}
	page := ask(s, http.MethodGet, to, "", "Accept", "text/html", "Accept-Language", "en").Body.String()
	for _, want := range []string{"are exactly 1 frame", ">0005\n68656c6c6f</textarea>", "b&#39;hello&#39;", `value="length &#34;!H&#34;"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	w = postFile(t, s, "/framing/bytes", map[string]string{"codec": `length "!H"`}, bytes.Repeat([]byte("\x00\x01x"), 4000))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "exactly 4000 frames") || !strings.Contains(w.Body.String(), "too many bytes for the address") {
		t.Errorf("a long file gave %d", w.Code)
	}
	w = postFile(t, s, "/framing/bytes", map[string]string{"bytes": strings.Repeat("zz ", 2000), "form": "hex"}, nil)
	if w.Code != http.StatusUnprocessableEntity && w.Code != http.StatusSeeOther {
		t.Errorf("no hex gave %d", w.Code)
	}
	w = ask(s, http.MethodGet, "/framing?bytes=", "", "Accept", "text/html")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `data-page="own"`) {
		t.Errorf("the empty page is %d", w.Code)
	}
}

// TestOwnBytesAreGuessed: what they could be, and the way of a candidate into the form.
func TestOwnBytesAreGuessed(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	const text = "000568656c6c6f000466656e67000361626300056f746865720002616200046c617374"
	got := askBytes(t, s, `{"text":"`+text+`","search":true}`, "Accept-Language", "en")
	if got.Found == nil || len(got.Found.Candidates) == 0 {
		t.Fatalf("nothing was found: %+v", got)
	}
	first := got.Found.Candidates[0]
	if first.Codec != `length "!H"` || first.Frames != 6 || first.Protocol != "" || first.Name != "A length of 2 bytes, big endian, from offset 0 of each frame on" {
		t.Errorf("the first is %+v", first)
	}
	if !strings.Contains(got.Address, "search=1") {
		t.Errorf("the address %s does not show it again", got.Address)
	}
	w := postFile(t, s, "/framing/bytes", map[string]string{"bytes": text, "codec": `length "!I"`, "take": first.Codec}, nil)
	if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || !strings.Contains(to, url.QueryEscape(first.Codec)) {
		t.Errorf("the candidate led to %d %s", w.Code, to)
	}
	if got := askBytes(t, s, `{"text":"`+text+`"}`); got.Found != nil {
		t.Error("it was searched and nobody asked")
	}
	got = askBytes(t, s, `{"text":"01 c7 3b 99","search":true}`, "Accept-Language", "en")
	if got.Found == nil || !strings.Contains(got.Found.Text, "codecs") {
		t.Errorf("of four bytes is said %+v", got.Found)
	}
}
