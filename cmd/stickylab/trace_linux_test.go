package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// A server that is late to receive, so that both messages lie in its queue.
const lateServer = `import socket, time
s = socket.create_server(('127.0.0.1', 0))
open('port', 'w').write(str(s.getsockname()[1]))
c, _ = s.accept()
time.sleep(0.5)
print(c.recv(100).decode())
`

const helloFeng = `import socket
c = socket.socket()
c.connect(('127.0.0.1', int(open('port').read())))
c.send(b'hello')
c.send(b'feng')
c.close()
raise SystemExit(5)
`

// traceOf runs stickylab trace on the two programs and returns what it wrote and
// its exit code.
func traceOf(t *testing.T, args ...string) (trace record.Trace, printed, said string, code int) {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{"server.py": lateServer, "client.py": helloFeng} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args = append([]string{"trace", "-stay=false", "-measure=false", "-o", "trace.json"}, args...)
	cmd := exec.Command(os.Args[0], append(args, "--", "python3", "server.py", between, "python3", "client.py")...)
	var out, err bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = folder, &out, &err
	cmd.Env = append(os.Environ(), asProgram+"=1", "LANG=en_US.UTF-8", "LC_ALL=")
	_ = cmd.Run() // its exit code is looked at
	text, failed := os.ReadFile(filepath.Join(folder, "trace.json"))
	if failed != nil {
		t.Fatalf("%v; it said %s", failed, err.String())
	}
	if failed := trace.UnmarshalJSON(text); failed != nil {
		t.Fatal(failed)
	}
	return trace, out.String(), err.String(), cmd.ProcessState.ExitCode()
}

// Programs as they are: they keep their output, what the kernel held is the
// evidence, lines are of their files, the exit code is the last program's.
func TestTraceOfTwoPrograms(t *testing.T) {
	trace, printed, said, code := traceOf(t, "-measure")
	if printed != "hellofeng\n" || code != 5 || !strings.Contains(said, "stickylab watches: http://127.0.0.1:") || !strings.Contains(said, "saved as") {
		t.Fatalf("exit code %d, printed %q, said %q", code, printed, said)
	}
	if trace.Source != lab.SourceTrace || trace.End.Reason != lab.EndDone {
		t.Errorf("source %q, end %+v", trace.Source, trace.End)
	}
	if cost := trace.Observer.Cost; strings.Contains(said, "could not be measured") != (cost.Turns == 0) || strings.Contains(said, "% undisturbed, ") != (cost.Turns > 0) {
		t.Errorf("what watching costs: %+v, said %q", cost, said)
	}
	found := false
	for _, e := range trace.Events {
		if e.Call == lab.CallRecv && e.Got == 9 {
			found = true
			if e.Verdict != lab.Coalesced || e.Joined != lab.ReceiveQueue || e.Step != 6 || e.Far == nil && e.Probe == nil {
				t.Errorf("the receive is %v, joined in %v, line %d, probes %v %v", e.Verdict, e.Joined, e.Step, e.Probe, e.Far)
			}
		}
	}
	if !found {
		t.Errorf("no receive of 9 bytes in %+v", trace.Events)
	}
	for _, p := range trace.Programs {
		if want := map[string]string{"server.py": lateServer, "client.py": helloFeng}[p.Name]; len(p.Files) != 1 || p.Files[0].Text != want || p.Kind != lab.Watched || p.PID == 0 {
			t.Errorf("%+v has not its text", p)
		}
	}
}

// python3 may be a script that looks for the one to run, and its shells ask the C
// library for names: those make no peers, and are counted.
func TestTraceThroughAScript(t *testing.T) {
	real, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	script := "#!/bin/sh\nfor i in 1 2 3; do x=$(echo ~root); done\nexec " + real + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(folder, "python3"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":"+os.Getenv("PATH"))
	trace, printed, _, _ := traceOf(t)
	if printed != "hellofeng\n" || !slices.Equal(trace.Peers, []string{"server.py", "client.py"}) {
		t.Errorf("printed %q; peers %q", printed, trace.Peers)
	}
	if out := trace.Observer.LeftOut; out.Processes < 6 || out.Calls < 6*3 {
		t.Errorf("left out %+v, want six processes that looked root up, of some calls each", out)
	}
	var page bytes.Buffer
	if err := (program{lang: "en", out: &page}).printText(traceRun{trace: trace}); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("Of %d processes that only looked names up", trace.Observer.LeftOut.Processes); !strings.Contains(page.String(), want) {
		t.Errorf("want %q in\n%s", want, page.String())
	}
}

// The hook tells the same without ptrace; which it was stands in the trace.
func TestTraceByHook(t *testing.T) {
	trace, printed, said, code := traceOf(t, "-by", "hook", "-measure")
	if printed != "hellofeng\n" || code != 5 || trace.Observer.By != byHook || trace.End.Reason != lab.EndDone {
		t.Fatalf("exit code %d, printed %q, observer %+v, end %+v, said %q", code, printed, trace.Observer, trace.End, said)
	}
	if cost := trace.Observer.Cost; strings.Contains(said, "could not be measured") != (cost.Turns == 0) || strings.Contains(said, "% undisturbed, ") != (cost.Turns > 0) {
		t.Errorf("what watching costs: %+v, said %q", cost, said)
	}
	found := false
	for _, e := range trace.Events {
		if e.Call == lab.CallRecv && e.Got == 9 {
			found = true
			if e.Verdict != lab.Coalesced || e.Joined != lab.UnknownQueue || e.Step != 6 {
				t.Errorf("the receive is %v, joined in %v, line %d", e.Verdict, e.Joined, e.Step)
			}
		}
	}
	if !found || len(trace.Programs) != 2 || len(trace.Programs[0].Files) != 1 || trace.Programs[0].Files[0].Text != lateServer {
		t.Errorf("no receive of 9 bytes in %+v, or no text in %+v", trace.Events, trace.Programs)
	}
}

func TestTraceWithoutLines(t *testing.T) {
	trace, _, _, _ := traceOf(t, "-lines=false")
	for _, e := range trace.Events {
		if e.Step != 0 || e.File != lab.NoFile {
			t.Errorf("%v has line %d of file %d", e.Call, e.Step, e.File)
		}
	}
}

func TestWhatTraceSaysOfMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		code int
		said string
	}{
		"nothing":       {nil, exitUsage, "Nothing to trace"},
		"not found":     {[]string{"--", "no-such-program"}, exitNoProgram, "There is no program no-such-program"},
		"gone":          {[]string{"-p", "2147483647"}, exitFailed, "Process 2147483647 has ended"},
		"no process":    {[]string{"-p", "0"}, exitUsage, "-p"},
		"no such way":   {[]string{"-by", "strace", "--", "true"}, exitUsage, "-by is ptrace or hook, not strace"},
		"hook of a PID": {[]string{"-by", "hook", "-p", "1"}, exitUsage, "must be there when Python starts"},
		"no Python":     {[]string{"-by", "hook", "-stay=false", "-measure=false", "--", "true"}, exitDone, "No call of true was seen"},
		"a bad address": {[]string{"-listen", "256.0.0.1:1", "--", "true"}, exitFailed, "-listen"},
	} {
		t.Run(name, func(t *testing.T) {
			got := call(t, "en", "", append([]string{"trace"}, c.args...)...)
			if got.code != c.code || !strings.Contains(got.err, c.said) {
				t.Errorf("exit code %d, want %d; it said %s", got.code, c.code, got.err)
			}
		})
	}
}
