package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab/frame"
	"stickylab/lab/repr"
)

// decodingsOf are streams of a codec: whole frames, a rest behind them, and noise.
func decodingsOf(t *testing.T, text string) (all []Decoding) {
	t.Helper()
	c, err := frame.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var stream []byte
	for i, body := range []string{"hello", "feng", "a", "\x01~ x", strings.Repeat("x", 50), `{"a":"}"}`, "PUB a 2\r\nhi\r\n"} {
		if framed, err := frame.Nth(c, i).Encode(stream, []byte(body)); err == nil {
			stream = framed
		}
	}
	if len(stream) == 0 {
		t.Fatalf("%s carries nothing", text)
	}
	for _, stream := range [][]byte{stream, stream[:len(stream)-1], append(slices.Clone(stream), "\xff\xff\xff\xffGET / HTTP/1.1\r\n\r\n"...)} {
		d, err := NewDecoding(c, stream, "")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	return all
}

// copyOf is a Decoding in one form.
func copyOf(t *testing.T, d Decoding, key string) Copy {
	t.Helper()
	all := d.Copies()
	at := slices.IndexFunc(all, func(c Copy) bool { return c.Key == key })
	if at < 0 {
		t.Fatalf("there is no %s", key)
	}
	return all[at]
}

// printed is what a program prints of the frames.
func (d Decoding) printed() (lines []string) {
	for _, body := range d.Bodies {
		lines = append(lines, strconv.Quote(string(body)))
	}
	return lines
}

// runPrograms runs programs, one a line of JSON, and answers with what each printed and
// the exception that ended it.
const runPrograms = `
import contextlib, io, json, sys, unittest

for line in sys.stdin:
    program, out, err = json.loads(line), io.StringIO(), ''
    names = {'__name__': 'copied'}
    with contextlib.redirect_stdout(out):
        try:
            exec(program, names)
        except ValueError as error:
            err = type(error).__name__
    if 'TestFrames' in names:
        tests = unittest.defaultTestLoader.loadTestsFromTestCase(names['TestFrames'])
        result = unittest.TextTestRunner(stream=io.StringIO()).run(tests)
        out = io.StringIO(f'{result.testsRun} {result.wasSuccessful()} {[text for _, text in result.failures + result.errors]}')
    print(json.dumps({'out': out.getvalue(), 'err': err}))
`

// TestCopiedPythonGivesTheSameFrames runs the program and the test of every kind of codec.
func TestCopiedPythonGivesTheSameFrames(t *testing.T) {
	var asked bytes.Buffer
	var asks []string
	var wants [][2]string
	for _, k := range frame.Kinds() {
		for i, d := range decodingsOf(t, k.Usual()) {
			python, test := copyOf(t, d, "python"), copyOf(t, d, "unittest")
			if python.Why != "" {
				if d.whyNot() == "" || test.Why != python.Why {
					t.Errorf("%s, stream %d: no Python: %s", k.Usual(), i, python.Why)
				}
				continue
			}
			var out []string
			for _, body := range d.Bodies {
				out = append(out, fmt.Sprintf("%x", body))
			}
			left := ""
			if d.Fault == nil && d.Left > 0 {
				left = fmt.Sprintf(" %d left", d.Left)
			}
			fault := ""
			if d.Fault != nil {
				fault = " fault"
			}
			for j, text := range []string{python.Text, test.Text} {
				if err := json.NewEncoder(&asked).Encode(text); err != nil {
					t.Fatal(err)
				}
				asks = append(asks, fmt.Sprintf("%s, stream %d %q, %s", k.Usual(), i, d.Stream, [...]string{"program", "test"}[j]))
			}
			wants = append(wants, [2]string{strings.Join(out, " ") + left + fault, ""}, [2]string{"1 True []", ""})
		}
	}
	command := exec.CommandContext(t.Context(), "python3", "-c", runPrograms)
	command.Stdin = &asked
	answered, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("python3: %v: %s", err, answered)
	}
	answers := json.NewDecoder(bytes.NewReader(answered))
	for i, ask := range asks {
		var answer struct{ Out, Err string }
		if err := answers.Decode(&answer); err != nil {
			t.Fatal(err)
		}
		got := answer.Out
		if wants[i][0] != "1 True []" {
			got = pythonPrinted(t, answer.Out)
			if answer.Err != "" {
				got += " fault"
			}
		}
		if got != wants[i][0] {
			t.Errorf("%s: got %s %s, want %s", ask, got, answer.Err, wants[i][0])
		}
	}
}

// pythonPrinted reads what a program printed: bytes as Python writes them, and what is
// left.
func pythonPrinted(t *testing.T, out string) string {
	t.Helper()
	var all []string
	left := ""
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if n, ok := strings.CutSuffix(line, " bytes are left"); ok {
			left = " " + n + " left"
			continue
		}
		values, err := repr.Values(line)
		if err != nil || len(values) != 1 {
			t.Fatalf("%q is no bytes: %v", line, err)
		}
		all = append(all, fmt.Sprintf("%x", values[0].Value))
	}
	return strings.Join(all, " ") + left
}

// goCodecs have a Go program.
func goCodecs() []string {
	return []string{
		`length "!H"`, `length "<I" offset 2 adjust -6`, `length "!3" strip 0`, `length "<h" max 200`, `length "<5"`, `length "!Q"`, `length "B" adjust 1 strip 1 max 60`, `length "!H" strip 6`,
		`fixed 5`, `fixed 13 pad "\x00"`, `line`, `delimiter "|" max 60`, `delimiter "ab" "b" keep`, `varint offset 1`, `varint max 60`,
		`varint offset 1 keep`, `length "%04d"`, `length "%03X" offset 1 max 60`, `length "!H" bits 10 shift 2`, `length "<3" offset 1 keep`, `length "B" per 8`, `length "!2" times 1 keep`,
		`length "!H" times 4`, `number ":"`, `number "\r\n" hex`, `number " " max 20`, `cobs`, `cobs max 20`, `ber`, `ber max 60`,
	}
}

// TestCopiedGoGivesTheSameFrames runs the programs: all in one, for a compilation takes
// a second. Each is formatted as gofmt does.
func TestCopiedGoGivesTheSameFrames(t *testing.T) {
	var all strings.Builder
	var calls, want, codecOf []string
	imports := map[string]bool{}
	for _, text := range goCodecs() {
		for _, d := range decodingsOf(t, text) {
			c := copyOf(t, d, "go")
			if c.Why != "" {
				t.Fatalf("%s: no Go: %s", text, c.Why)
			}
			formatted, err := format.Source([]byte(c.Text))
			if err != nil || string(formatted) != c.Text {
				t.Fatalf("%s: gofmt has (%v)\n%s", text, err, c.Text)
			}
			head, body, _ := strings.Cut(c.Text, "\n)\n")
			for line := range strings.Lines(head) {
				if strings.HasPrefix(line, "\t") && !strings.Contains(line, "log") {
					imports[strings.TrimSpace(line)] = true
				}
			}
			n := strconv.Itoa(len(calls))
			body = strings.NewReplacer("func split(", "func split"+n+"(", "Split(split)", "Split(split"+n+")", "func wait(", "func wait"+n+"(", "wait(data, atEOF)", "wait"+n+"(data, atEOF)",
				"func main(", "func main"+n+"(", "log.Fatal(err)", `fmt.Println("fault")`).Replace(body)
			all.WriteString(body)
			calls = append(calls, "\tmain"+n+"()\n\tfmt.Println(\"--\")\n")
			lines := d.printed()
			if d.Fault != nil || d.Left > 0 {
				lines = append(lines, "fault")
			}
			codecOf = append(codecOf, text)
			want = append(want, text+": "+strings.Join(lines, " "))
		}
	}
	var names []string
	for name := range imports {
		names = append(names, "\t"+name)
	}
	source := "package main\n\nimport (\n" + strings.Join(names, "\n") + "\n)\n" + all.String() + "\nfunc main() {\n" + strings.Join(calls, "") + "}\n"
	name := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(name, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	var complaints bytes.Buffer
	run := exec.CommandContext(t.Context(), "go", "run", name)
	run.Stderr = &complaints
	out, err := run.Output()
	if err != nil {
		t.Fatalf("go run: %v\n%s", err, &complaints)
	}
	got := strings.Split(strings.TrimSuffix(string(out), "--\n"), "--\n")
	if len(got) != len(want) {
		t.Fatalf("%d programs printed, want %d:\n%s", len(got), len(want), out)
	}
	for i, lines := range got {
		if one := codecOf[i] + ": " + strings.ReplaceAll(strings.TrimSuffix(lines, "\n"), "\n", " "); one != want[i] {
			t.Errorf("go gave\n%s\nwant\n%s", one, want[i])
		}
	}
}

// TestWhatTheEndCompletes: programs that do not know of the end say so.
func TestWhatTheEndCompletes(t *testing.T) {
	d, err := NewDecoding(frame.HTTP{MaxHeader: 999, Max: 99}, []byte("HTTP/1.1 200 OK\r\n\r\nhello"), "")
	if err != nil || len(d.Bodies) != 1 || string(d.Bodies[0]) != "hello" {
		t.Fatalf("%q %v", d.Bodies, err)
	}
	for key, want := range map[string]CopyWhy{"python": WhyAtEnd, "unittest": WhyAtEnd, "json": ""} {
		if got := copyOf(t, d, key).Why; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}
