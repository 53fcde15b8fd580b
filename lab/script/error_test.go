package script

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
)

var update = flag.Bool("update", false, "write the golden files")

// TestErrors holds what is said of the scripts in testdata/errors, one golden
// file each: the English text, then the Chinese one.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.script")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".script")
		t.Run(filepath.Base(name), func(t *testing.T) {
			e := mustFail(t, mustRead(t, file))
			got := kindless(e.In("en") + "\n" + e.In("zh") + "\n")
			if *update {
				if err := os.WriteFile(name+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := mustRead(t, name+".golden"); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// kindless is a text with CODECS for the list of all codecs, which grows.
func kindless(text string) string {
	var words []string
	for _, k := range frame.Kinds() {
		words = append(words, k.Word)
	}
	return strings.NewReplacer(strings.Join(words, ", "), "CODECS", strings.Join(words, "、"), "CODECS").Replace(text)
}

func mustRead(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func mustFail(t *testing.T, text string) *Error {
	t.Helper()
	_, err := Parse(text)
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("no *Error: %v", err)
	}
	return e
}

// TestEveryMessageIsShown: each text has a script that calls it forth, so
// none of them is dead and none was read only by a compiler.
func TestEveryMessageIsShown(t *testing.T) {
	shown := map[string]bool{}
	files, _ := filepath.Glob("testdata/errors/*.script")
	for _, file := range files {
		shown[mustFail(t, mustRead(t, file)).key] = true
	}
	for _, long := range tooMuch() {
		shown[mustFail(t, long.text).key] = true
	}
	_, nobody := WithOptions(mustParse(t, twoSends), []lab.PeerOption{{Peer: "nobody"}})
	shown[asError(nobody).key] = true
	_, missing := WithFiles(mustParse(t, ownFiles), nil)
	shown[asError(missing).key] = true
	for key := range english {
		if !shown[key] {
			t.Errorf("no script is told %q", key)
		}
	}
}

func TestTextsAreInBothLanguages(t *testing.T) {
	for _, complaint := range texts.Check() {
		t.Error(complaint)
	}
}

// unfilled matches a place of a text for which there was no argument.
var unfilled = regexp.MustCompile(`\{\d+[|}]`)

func TestNoMessageIsBroken(t *testing.T) {
	files, _ := filepath.Glob("testdata/errors/*.golden")
	for _, file := range files {
		if text := mustRead(t, file); unfilled.MatchString(text) {
			t.Errorf("%s: %s", file, text)
		}
	}
}

func TestColumnsCountCharacters(t *testing.T) {
	e := mustFail(t, "tcp\nclient:\n    connect\n    send \"你好\" 5")
	if e.Line != 4 || e.Col != 15 {
		t.Errorf("at %d:%d, want 4:15: %v", e.Line, e.Col, e)
	}
}

// tooMuch gives scripts that pass one of the limits each.
func tooMuch() map[string]struct{ text, key string } {
	return map[string]struct{ text, key string }{
		"one byte too many": {"tcp\n" + strings.Repeat("#", MaxBytes-3), "bytes"},
		"too long when printed": {
			"tcp\nc:\n connect\n send \"" + strings.Repeat("\x01", MaxBytes/2) + "\"", "bytes",
		},
		"one peer too many": {"tcp\n" + peers(MaxPeers+1), "peers"},
		"one step too many": {"tcp\na:\n" + strings.Repeat(" sleep 1s\n", MaxSteps+1), "steps"},
		"a name too long":   {"tcp\n" + strings.Repeat("a", MaxName+1) + ":\n sleep 1s", "name"},
	}
}

func peers(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a" + strconv.Itoa(i) + ":\n sleep 1s\n")
	}
	return b.String()
}

func TestLimits(t *testing.T) {
	for name, test := range tooMuch() {
		if e := mustFail(t, test.text); e.key != test.key {
			t.Errorf("%s: got %v, want %q", name, e, test.key)
		}
	}
	for name, text := range map[string]string{
		"all bytes":   "tcp\na:\n sleep 1s\n" + strings.Repeat("#", MaxBytes-17),
		"all peers":   "tcp\n" + peers(MaxPeers),
		"all steps":   "tcp\na:\n" + strings.Repeat(" sleep 1s\n", MaxSteps),
		"whole name":  "tcp\n" + strings.Repeat("a", MaxName) + ":\n sleep 1s",
		"all payload": "tcp\na:\n connect\n send \"ab\" * 8388608",
		"all depth":   "tcp\na:\n loop:\n  loop:\n   loop:\n    loop:\n     loop:\n      loop:\n       loop:\n        if 1:\n         sleep 1m",
	} {
		if _, err := Parse(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
