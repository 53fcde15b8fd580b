package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// TestAddressCarriesTheStudy: format, byte and second codec come back as they were asked
// for, on both pages, and what is usual is left out.
func TestAddressCarriesTheStudy(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, test := range []struct {
		name    string
		fields  map[string]string
		address string
		says    []string
	}{
		{
			"one's own bytes",
			map[string]string{"bytes": "000568656c6c6f", "codec": `length "!H"`, "format": "!H2s", "byte": "3", "with": "line"},
			"/framing?byte=3&amp;bytes=000568656c6c6f&amp;codec=length+%22%21H%22&amp;format=%21H2s&amp;with=line",
			[]string{"b&#39;he&#39;", "Its length says 5", "They differ from offset 0 on"},
		},
		{
			"the usual format of a codec",
			map[string]string{"bytes": "000568656c6c6f", "codec": `length "!H"`, "format": "!H", "byte": "0"},
			"/framing?bytes=000568656c6c6f&amp;codec=length+%22%21H%22",
			[]string{"Nothing has come yet."},
		},
		{
			"the format follows the codec",
			map[string]string{"bytes": "0005", "codec": `length "<I"`, "format": "!H", "header": "!H"},
			"/framing?bytes=0005&amp;codec=length+%22%3CI%22",
			[]string{`value="&lt;I"`},
		},
		{
			"no format at all",
			map[string]string{"bytes": "000568656c6c6f", "codec": `length "!H"`, "format": ""},
			"/framing?bytes=000568656c6c6f&amp;codec=length+%22%21H%22&amp;format=", nil,
		},
		{"a preset", map[string]string{"preset": "tls", "byte": "5"}, "/framing?byte=5&amp;preset=tls", []string{"Its length says 266", "<td><code>769</code></td>"}},
		{"a preset, a codec that is none", map[string]string{"preset": "tls", "codec": "nonsense", "format": "!B"}, "/framing?codec=nonsense&amp;format=%21B&amp;preset=tls", nil},
		{"a second codec that is none", map[string]string{"bytes": "61", "codec": "line", "with": "fixed 0"}, "/framing?bytes=61&amp;codec=line&amp;with=fixed+0", []string{"size"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			for name, value := range test.fields {
				_ = form.WriteField(name, value) // to memory
			}
			_ = form.Close()
			w := ask(s, http.MethodPost, studyForm, body.String(), "Content-Type", form.FormDataContentType(), "Accept-Language", "en")
			got := w.Body.String()
			if w.Code != http.StatusOK || !strings.Contains(got, `data-address="`+test.address+`"`) {
				t.Fatalf("%d, want the address %s in %.900s", w.Code, test.address, got)
			}
			page := ask(s, http.MethodGet, strings.ReplaceAll(test.address, "&amp;", "&"), "", "Accept-Language", "en").Body.String()
			for _, said := range append(test.says, `data-address="`+test.address+`"`) {
				if !strings.Contains(got, said) || !strings.Contains(page, said) {
					t.Errorf("%q is not on both", said)
				}
			}
		})
	}
}
