package web

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// What a first visit of any page may load of scripts and sheets: ratio 14.
const (
	maxVisitBytes    = 80 << 10
	maxVisitRequests = 8
)

func TestFirstVisitOfAPageIsLight(t *testing.T) {
	runner := newFakeRunner()
	runner.add("some", newLog())
	s := mustServer(t, Config{Runner: runner})
	for _, path := range []string{
		"/", "/lessons/hello-feng", "/lessons/length-header", "/script", "/runs/some", "/struct", "/framing", "/compare", "/fidelity", "/exercises/find-the-line",
	} {
		files := scriptsAndSheets(ask(s, http.MethodGet, path, "").Body.String())
		size := 0
		for _, file := range files {
			w := ask(s, http.MethodGet, file, "", "Accept-Encoding", "gzip")
			if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != "gzip" {
				t.Errorf("%s loads %s: status %d, encoding %q", path, file, w.Code, w.Header().Get("Content-Encoding"))
			}
			if got := w.Header().Get("Content-Length"); got != strconv.Itoa(w.Body.Len()) {
				t.Errorf("%s: Content-Length %q of %d bytes; a file is compressed once, not for each request", file, got, w.Body.Len())
			}
			size += w.Body.Len()
		}
		t.Logf("%s: %d bytes in %d requests", path, size, len(files))
		if size > maxVisitBytes || len(files) > maxVisitRequests || len(files) < 3 {
			t.Errorf("%s loads %d bytes in %d requests (%q), want at most %d in 3 to %d",
				path, size, len(files), files, maxVisitBytes, maxVisitRequests)
		}
	}
}

// scriptsAndSheets lists the scripts and sheets that a page names, once each.
func scriptsAndSheets(page string) []string {
	var files []string
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?:href|src)="(`+assetsPrefix+`[^"]+\.(?:js|css))"`).FindAllStringSubmatch(page, -1) {
		if name := strings.TrimSpace(m[1]); !seen[name] {
			seen[name] = true
			files = append(files, name)
		}
	}
	return files
}
