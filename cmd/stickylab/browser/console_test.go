package browser

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A tab that hears nothing would let every page pass.
func TestTabHearsTheConsole(t *testing.T) {
	tests := []struct{ name, script, want string }{
		{"an error", `console.error("it broke")`, "it broke"},
		{"a warning", `console.warn("it creaks")`, "it creaks"},
		{"an exception", `throw new Error("out of it")`, "out of it"},
		{"a promise that nobody caught", `Promise.reject(new Error("unheard"))`, "unheard"},
		{"an inline script", `const s = document.createElement("script"); s.textContent = "1"; document.body.append(s)`, "Content Security Policy"},
		{"a string as code", `setTimeout("1")`, "Content Security Policy"},
		{"an inline style", `document.body.setAttribute("style", "color: red")`, "Content Security Policy"},
		{"a file that is not there", `const i = new Image(); i.src = "/missing.png"`, "404"},
	}
	chromium := New(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(pageWith(tt.script))
			t.Cleanup(server.Close)
			p := NewTab(t, chromium, server.URL, tt.want)
			p.Open("/")
			eventually(t, "the console is heard", func() bool {
				return strings.Contains(strings.Join(p.unexpected(nil), "\n"), tt.want)
			})
		})
	}
}

// pageWith serves a page under a strict policy that runs the script.
func pageWith(script string) http.Handler {
	files := http.NewServeMux()
	files.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "script-src 'self'; style-src 'self'; img-src 'self' data:")
		io.WriteString(w, `<!DOCTYPE html><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>`)
	})
	files.HandleFunc("GET /page.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		io.WriteString(w, script)
	})
	return files
}
