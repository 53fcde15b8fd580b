package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
)

// nobody is the user that the image runs as.
const nobody = 65532

// A process without privileges loses the captured segments and nothing else:
// the same outcome, the same verdicts, and joined in the same queue.
func TestWithoutPrivilegesOnlyTheCapturedSegmentsAreMissing(t *testing.T) {
	binary := copyForEverybody(t)
	for _, slug := range []string{"hello-feng", "two-then-ten", "length-header", "udp-hello-feng"} {
		t.Run(slug, func(t *testing.T) {
			t.Parallel()
			with, without := mustCapture(t, slug, ""), mustRunAsNobody(t, binary, slug)
			if without.Env.Capture != "EPERM" || len(without.Segments) != 0 {
				t.Errorf("capture is %q and there are %d segments, want EPERM and none", without.Env.Capture, len(without.Segments))
			}
			if without.End.Reason != lab.EndDone {
				t.Errorf("end %+v", without.End)
			}
			if got, want := verdictsOf(without), verdictsOf(with); got != want {
				t.Errorf("without privileges\n%s\nwith them\n%s", got, want)
			}
		})
	}
}

func verdictsOf(trace record.Trace) string {
	text := findings.Outcome(trace.Peers, trace.Events) + "\n"
	for _, e := range trace.Events {
		if e.Call.Receives() {
			verdict, _ := json.Marshal(e.Verdict.Names()) // of strings
			text += string(verdict) + " " + e.Joined.String() + "\n"
		}
	}
	return text
}

// copyForEverybody puts the test binary where any user may run it.
func copyForEverybody(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "stickylab-test-") //nolint:usetesting // the folder above that of TempDir is closed to others
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	from, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	path := filepath.Join(dir, "stickylab")
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func mustRunAsNobody(t *testing.T, binary, slug string) record.Trace {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	program := exec.CommandContext(ctx, binary, "run", slug, "-format", "json")
	program.Env = append(os.Environ(), asProgram+"=1")
	program.Dir = "/"
	if os.Geteuid() == 0 {
		program.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var out, said bytes.Buffer
	program.Stdout, program.Stderr = &out, &said
	if err := program.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	var trace record.Trace
	if err := json.Unmarshal(out.Bytes(), &trace); err != nil {
		t.Fatal(err)
	}
	return trace
}
