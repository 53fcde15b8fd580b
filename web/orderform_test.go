package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
)

const sendsFile = "tcp\nserver:\n    listen 1\n    accept\n    recv exactly 9\nclient:\n    connect\n    send pack \"!I\" len + file \"a.bin\"\n"

// postOrder sends an order with files, each a name and its bytes.
func postOrder(t *testing.T, s http.Handler, order string, files ...string) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("order", order); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(files); i += 2 {
		part, err := form.CreateFormFile("file", files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	path := runsAPI
	if strings.Contains(order, `"n":`) {
		path = repeatsAPI
	}
	r := httptest.NewRequest(http.MethodPost, "http://localhost"+path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// A script sends the bytes that come with its order, and nothing of the server's.
func TestAnOrderBringsFiles(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	order := mustJSON(t, map[string]string{"script": sendsFile})
	if w := postOrder(t, s, order, "a.bin", "\x00\xffabc", "other.bin", "x"); w.Code != http.StatusCreated {
		t.Fatalf("status %d, body %s", w.Code, w.Body)
	}
	send := runner.orders()[0].exp.Peers[1].Steps[1].Do.(lab.Send)
	if got := send.Terms[1].(lab.FileBytes); string(got.Bytes) != "\x00\xffabc" {
		t.Errorf("the run got %q", got.Bytes)
	}
	large := strings.Repeat("x", script.MaxPayload)
	for name, c := range map[string]struct {
		status int
		says   string
		files  []string
	}{
		"the file is missing":      {422, `"line":8`, []string{"b.bin", "x"}},
		"no file at all":           {422, `"line":8`, nil},
		"a path":                   {400, `"file"`, []string{".bashrc", "x"}},
		"as large as may be":       {422, `"line":8`, []string{"b.bin", large}},
		"larger than may be":       {413, `"max":16777216`, []string{"a.bin", large + "x"}},
		"larger together":          {413, `"max":16777216`, []string{"a.bin", large, "b.bin", "x"}},
		"as large, and the header": {201, `"id"`, []string{"a.bin", large[4:]}},
	} {
		if w := postOrder(t, s, order, c.files...); w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: status %d, body %.300s, want %d with %s", name, w.Code, w.Body, c.status, c.says)
		}
	}
	if w := post(s, "/api/runs", order); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "a.bin") {
		t.Errorf("as JSON: status %d, body %s", w.Code, w.Body)
	}
}

// A repeat brings its files to each of its runs.
func TestARepeatBringsFiles(t *testing.T) {
	runner := newFakeRunner()
	runner.began = ended("x")
	s := mustServer(t, Config{Runner: runner})
	order := mustJSON(t, map[string]any{"script": sendsFile, "n": 3})
	w := postOrder(t, s, order, "a.bin", "\x00\xffabc")
	if runs := runsOf(mustLines(t, w.Body.String())); w.Code != http.StatusOK || len(runs) != 3 {
		t.Fatalf("status %d, body %s", w.Code, w.Body)
	}
	for _, one := range runner.orders() {
		send := one.exp.Peers[1].Steps[1].Do.(lab.Send)
		if got := send.Terms[1].(lab.FileBytes); string(got.Bytes) != "\x00\xffabc" {
			t.Errorf("a run got %q", got.Bytes)
		}
	}
	if w := postOrder(t, s, strings.Replace(order, `"n":3`, `"n":0`, 1), "a.bin", "x"); w.Code != http.StatusBadRequest {
		t.Errorf("no runs: status %d, body %s", w.Code, w.Body)
	}
	if w := postOrder(t, s, order, "b.bin", "x"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "a.bin") {
		t.Errorf("another file: status %d, body %s", w.Code, w.Body)
	}
}
