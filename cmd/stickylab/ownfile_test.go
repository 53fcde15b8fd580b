package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// A script on the command line sends the file that lies beside it, and says which is
// missing.
func TestAFileBesideTheScript(t *testing.T) {
	dir := t.TempDir()
	script := filepath.Join(dir, "send.txt")
	mustKeep(t, script, []byte("tcp\nserver:\n    listen 1\n    accept\n    recv exactly 7\nclient:\n    connect\n    send file \"a.bin\"\n# expect: server recv 1 got 7\n"))
	if got := call(t, "en", "", "run", script); got.code != exitUsage || !strings.Contains(got.err, "send.txt:8:1: line 8, column 1: the file a.bin is not with it") {
		t.Errorf("without the file: code %d, %s", got.code, got.err)
	}
	mustKeep(t, filepath.Join(dir, "a.bin"), []byte("\x00\xffhello"))
	if got := call(t, "en", "", "run", script); got.code != exitDone || !strings.Contains(got.out, `b'\x00\xffhello'`) {
		t.Errorf("with it: code %d, %s\n%s", got.code, got.err, got.out)
	}
	if got := call(t, "en", "", "check", script); got.code != exitDone {
		t.Errorf("check: code %d, %s", got.code, got.err)
	}
}
