package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
)

var update = flag.Bool("update", false, "write the golden files of traces")

// Traces that were written by earlier editions open and show what they showed:
// the .txt beside each is what its own edition printed of it. They do not say what
// programs got of frames, and that is told.
func TestStoredTracesShowWhatTheyShowed(t *testing.T) {
	files, err := filepath.Glob("testdata/traces/v*/*.json")
	if err != nil || len(files) < 11 {
		t.Fatalf("%d traces, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimPrefix(file, "testdata/traces/"), func(t *testing.T) {
			trace := mustReadTrace(t, file)
			got := printed(t, trace)
			got = []byte(mustNoteUnsaid(t, string(got)))
			text := strings.TrimSuffix(file, ".json") + ".txt"
			if *update && strings.Contains(file, "/v2/") {
				mustKeep(t, text, got)
			}
			if want := mustReadFile(t, text); !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// laterNote is what was not yet said of a receive when the golden texts were written.
var laterNote = regexp.MustCompile(`(?m) *#\d+ (?:began earlier and returned later|先开始、后返回)$|#\d+ (?:began earlier and returned later|先开始、后返回) · `)

// mustNoteUnsaid holds what is printed of a trace from before to telling of each
// frame that what the program got is not known, and returns it without that.
func mustNoteUnsaid(t *testing.T, printed string) string {
	t.Helper()
	printed = laterNote.ReplaceAllString(printed, "")
	for frame, note := range map[string]string{
		"frame complete,": " · what the program got is not in the file", "一帧完整，": " · 程序得到了什么，文件里没有写",
	} {
		if frames, noted := strings.Count(printed, frame), strings.Count(printed, note); noted != frames {
			t.Errorf("%d of %d frames have the note%s", noted, frames, note)
		}
		printed = strings.ReplaceAll(printed, note, "")
	}
	return printed
}

// A trace of version 1 is written as version 2, which is held by a file, and
// shows the same again.
func TestTracesAreWrittenAsVersion2(t *testing.T) {
	files, err := filepath.Glob("testdata/traces/v1/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d traces, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := json.Marshal(mustReadTrace(t, file))
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata/traces/v2", filepath.Base(file))
			if *update {
				mustKeep(t, golden, append(text, '\n'))
			}
			var got, want any
			if err := json.Unmarshal(text, &got); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(mustReadFile(t, golden), &want); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got\n%s\nwant\n%s", text, mustReadFile(t, golden))
			}
			back := mustReadTrace(t, golden)
			if a, b := printed(t, mustReadTrace(t, file)), printed(t, back); !bytes.Equal(a, b) {
				t.Errorf("version 2 shows\n%s\nwant\n%s", b, a)
			}
		})
	}
}

// printed is what the command prints of a trace, in both languages.
func printed(t *testing.T, trace record.Trace) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, lang := range []string{"zh", "en"} {
		if err := (program{lang: lang, out: &out}).printText(traceRun{trace: trace}); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// traceRun is a trace as a run that has ended.
type traceRun struct {
	record.Reader
	trace record.Trace
}

func (r traceRun) About() record.Header   { return r.trace.Header }
func (r traceRun) PeerNames() []string    { return r.trace.Peers }
func (r traceRun) Conns() lab.Conns       { return r.trace.Known() }
func (r traceRun) Ended() (lab.End, bool) { return r.trace.End, true }
func (r traceRun) Rows(ctx context.Context, after int) iter.Seq2[record.Row, error] {
	return r.trace.Rows(ctx, after)
}

func (r traceRun) Events(ctx context.Context, from int) iter.Seq2[*lab.Event, error] {
	return findings.List{Rows: r.trace.Events}.Events(ctx, from)
}

func (r traceRun) Segments(ctx context.Context) iter.Seq2[*lab.Segment, error] {
	return findings.List{Captured: r.trace.Segments}.Segments(ctx)
}

func mustReadTrace(t *testing.T, file string) record.Trace {
	t.Helper()
	trace, err := record.ReadTrace(bytes.NewReader(mustReadFile(t, file)), record.TraceLimits{})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return trace
}

func mustReadFile(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func mustKeep(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
