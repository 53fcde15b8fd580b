package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestLanguageOfAReader(t *testing.T) {
	tests := []struct {
		name, query, cookie, accept, want string
	}{
		{"nothing said", "", "", "", "zh-CN"},
		{"the browser's language", "", "", "en-GB,en;q=0.9,zh;q=0.8", "en"},
		{"the browser's best language", "", "", "en;q=0.1,zh-TW", "zh-CN"},
		{"a language that is not there", "", "", "fr", "zh-CN"},
		{"any language", "", "", "*", "zh-CN"},
		{"a second language that is there", "", "", "fr,en;q=0.5", "en"},
		{"the remembered one wins over the browser's", "", "zh", "en", "zh-CN"},
		{"the chosen one wins over all", "en", "zh", "zh", "en"},
		{"an unknown choice is not made", "fr", "en", "zh", "en"},
		{"an unknown cookie is not believed", "", "fr", "en", "en"},
		{"a header that cannot be read", "", "", "en;q=x,,;;", "zh-CN"},
	}
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := ask(s, http.MethodGet, "/?lang="+tt.query, "", "Cookie", "lang="+tt.cookie, "Accept-Language", tt.accept)
			if got := w.Header().Get("Content-Language"); got != tt.want {
				t.Errorf("Content-Language %q, want %q", got, tt.want)
			}
			if got := w.Body.String(); !strings.Contains(got, `<html lang="`+tt.want+`"`) {
				t.Errorf("the page is not in %q", tt.want)
			}
		})
	}
}

func TestChoicesAreRemembered(t *testing.T) {
	const kept = "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
	tests := []struct {
		query string
		want  []string
	}{
		{"", nil},
		{"lang=en", []string{"lang=en" + kept}},
		{"lang=zh&theme=dark", []string{"lang=zh" + kept, "theme=dark" + kept}},
		{"theme=light", []string{"theme=light" + kept}},
		{"theme=auto", []string{"theme=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"}},
		{"lang=fr&theme=pink", nil},
		{"lang=en%0d%0aX-Evil:1", nil},
	}
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range tests {
		got := ask(s, http.MethodGet, "/?"+tt.query, "").Header().Values("Set-Cookie")
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("?%s sets %q, want %q", tt.query, got, tt.want)
		}
	}
}

func TestThemeOfAReader(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	tests := []struct{ query, cookie, want string }{
		{"", "", `data-theme=""`},
		{"", "dark", `data-theme="dark"`},
		{"light", "dark", `data-theme="light"`},
		{"auto", "dark", `data-theme=""`},
		{"", `"><b>`, `data-theme=""`},
	}
	for _, tt := range tests {
		body := ask(s, http.MethodGet, "/?theme="+tt.query, "", "Cookie", "theme="+tt.cookie).Body.String()
		if !strings.Contains(body, tt.want) {
			t.Errorf("theme %q with cookie %q: the page has no %s", tt.query, tt.cookie, tt.want)
		}
	}
}
