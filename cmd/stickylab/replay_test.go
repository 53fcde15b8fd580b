package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestReplayPrintsAStoredTrace(t *testing.T) {
	const file = "testdata/traces/v1/frames.json"
	text := string(mustReadFile(t, file))
	cut := filepath.Join(t.TempDir(), "cut.json")
	mustKeep(t, cut, []byte(text[:len(text)/2]))
	for name, c := range map[string]struct {
		args []string
		in   string
		code int
		out  []string
		err  string
	}{
		"as text":            {args: []string{"replay", file, "-format", "text"}, out: []string{"From a file, not measured here. frames.json · opened ", "127.187.87.124:8080"}},
		"as JSON":            {args: []string{"replay", "-format", "json", file}, out: []string{`{"version":2,`, `"stored":[{"file":"frames.json","at":"`}},
		"the standard input": {args: []string{"replay", "-", "-format", "text"}, in: text, out: []string{"From a file, not measured here. a file without a name · "}},
		"a file cut off":     {args: []string{"replay", cut}, code: exitFailed, err: "cut.json: The trace cannot be opened: event "},
		"no trace":           {args: []string{"replay", "-"}, in: "hello", code: exitFailed, err: "-: The trace cannot be opened: byte 0: this is no JSON"},
		"no file":            {args: []string{"replay", "nowhere.json"}, code: exitUsage, err: `no file or folder "nowhere.json"`},
		"no name":            {args: []string{"replay"}, code: exitUsage, err: "name one file"},
		"two names":          {args: []string{"replay", file, file}, code: exitUsage, err: "name one file"},
		"another format":     {args: []string{"replay", file, "-format", "xml"}, code: exitUsage, err: `no format "xml"`},
		"a limit":            {args: []string{"replay", file, "-format", "text", "-bytes", "1"}, code: exitFailed, err: "above a limit of this lab: at most 2 bytes sent and received"},
	} {
		got := call(t, "en", c.in, c.args...)
		if got.code != c.code || !strings.Contains(got.err, c.err) {
			t.Errorf("%s: code %d, said %q; want %d and %q", name, got.code, got.err, c.code, c.err)
		}
		for _, want := range c.out {
			if !strings.Contains(got.out, want) {
				t.Errorf("%s: no %q in\n%.600s", name, want, got.out)
			}
		}
	}
}

// What a stored trace shows is printed as it was, below where it comes from.
func TestReplayShowsWhatATraceShowed(t *testing.T) {
	files, err := filepath.Glob("testdata/traces/v*/*.json")
	if err != nil || len(files) < 11 {
		t.Fatalf("%d traces, %v", len(files), err)
	}
	for _, file := range files {
		var got bytes.Buffer
		for _, lang := range []string{"zh", "en"} {
			one := call(t, lang, "", "replay", file, "-format", "text")
			_, rest, _ := strings.Cut(one.out, "\n")
			got.WriteString(rest)
		}
		shown := mustNoteUnsaid(t, got.String())
		if want := mustReadFile(t, strings.TrimSuffix(file, ".json")+".txt"); shown != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, shown, want)
		}
	}
}

// A stored trace is served with the lab, at an address that is printed.
func TestReplayServesAStoredTrace(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	read, write := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		p := program{in: strings.NewReader(""), out: write, err: io.Discard, lang: "en"}
		ended <- p.main(ctx, []string{"replay", "testdata/traces/v2/mixed.json", "-listen", "127.0.0.1:0"})
		_ = write.Close()
	}()
	printed := make([]byte, 0, 512)
	address := regexp.MustCompile(`(?m)^http://127\.0\.0\.1:\d+/runs/\w+$`)
	for buf := make([]byte, 512); !address.Match(printed); {
		n, err := read.Read(buf)
		printed = append(printed, buf[:n]...)
		if err != nil {
			t.Fatalf("%v after %s", err, printed)
		}
	}
	go func() { _, _ = io.Copy(io.Discard, read) }()
	page := mustGet(t, string(address.Find(printed)))
	if !strings.Contains(page, "data-stored") || !strings.Contains(page, "mixed.json") {
		t.Errorf("the page does not say where the run is from: %.300s", page)
	}
	stop()
	if code := <-ended; code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

func mustGet(t *testing.T, url string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
