package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTheAddressOfTheStructPage(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range []struct{ name, query, want string }{
		{"nothing is the first preset", "", `>00 00 00 05</textarea>`},
		{"values", "?format=%3CI&values=5", `>05 00 00 00</textarea>`},
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
