package web

import (
	"archive/zip"
	"bytes"
	"html"
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab/course"
)

var tracedLesson = regexp.MustCompile(`<a href="/lessons/([\w-]+)">[^<]+</a> ·\s*<a href="([^"]+)" download[^>]*>[^<]+</a>\s*<br[^>]*>\s*<code>cd ([\w-]+) && stickylab trace -- ([^<]+)</code>`)

// Each lesson has its programs on the page and a command that runs just those; nothing on it
// can be sent to the lab.
func TestThePageOfTracesHasACommandForEachLesson(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, lang := range []string{"zh", "en"} {
		page := html.UnescapeString(ask(s, http.MethodGet, "/trace", "", "Accept-Language", lang).Body.String())
		found := tracedLesson.FindAllStringSubmatch(page, -1)
		if len(found) != len(course.Shipped().All()) || strings.Contains(page, "<form") {
			t.Fatalf("%s: %d lessons of %d, or a form", lang, len(found), len(course.Shipped().All()))
		}
		for _, m := range found {
			archive := ask(s, http.MethodGet, m[2], "").Body.Bytes()
			files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
			if err != nil || m[1] != m[3] {
				t.Fatalf("%s: %s in the folder %s: %v", lang, m[2], m[3], err)
			}
			programs := 0
			for command := range strings.SplitSeq(m[4], " ::: ") {
				name, ok := strings.CutPrefix(command, "python3 ")
				if _, err := fs.Stat(files, m[3]+"/"+name); err != nil || !ok {
					t.Errorf("%s: %q of %s: %v", lang, command, m[1], err)
				}
				programs++
			}
			all, err := fs.Glob(files, m[3]+"/*.py")
			if shared, _ := fs.Glob(files, m[3]+"/sync.py"); err != nil || programs != len(all)-len(shared) {
				t.Errorf("%s: %d programs in the command of %s, %q in the archive, %v", lang, programs, m[1], all, err)
			}
		}
	}
}
