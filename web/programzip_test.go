package web

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestProgramsAreTakenAwayAsTheyWereChanged(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	w := ask(s, http.MethodGet, "/lessons/two-sends-one-recv/programs.zip?lang=en&literal.2=7", "")
	if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Content-Disposition"), "hello-feng.zip") {
		t.Fatalf("%d, %v", w.Code, w.Header())
	}
	archive, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"hello-feng/server.py":  "conn.recv(7)\nprint('recv ->', data1)",
		"hello-feng/client.py":  "sync.wait('server', 'accept')",
		"hello-feng/sync.py":    "FIRST = 'server'",
		"hello-feng/README.txt": "python3 server.py\n    python3 client.py\n",
	} {
		file, err := archive.Open(name)
		if err != nil {
			t.Error(err)
			continue
		}
		text, err := io.ReadAll(file)
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v\n%s\nwant %q in it", name, err, text, want)
		}
	}
	for address, want := range map[string]int{"/lessons/none/programs.zip": http.StatusNotFound, "/lessons/hello-feng/programs.zip?literal.2=x": http.StatusUnprocessableEntity, "/lessons/hello-feng/programs.zip?set=x": http.StatusUnprocessableEntity} {
		if w := ask(s, http.MethodGet, address, ""); w.Code != want {
			t.Errorf("%s: %d, want %d", address, w.Code, want)
		}
	}
}
