package sock

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/lab"
)

func TestFoldersOfDeadLabsAreRemoved(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	dead := filepath.Join(temp, scratchPrefix+"dead")
	others := filepath.Join(temp, "stickylab-else")
	for _, dir := range []string{filepath.Join(dead, "r1", "files-a"), others} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	b := NewBudget(10)
	own, err := mustNetWith(t, Limits{}, b).Folder()
	if err != nil || !strings.HasPrefix(own, filepath.Join(temp, scratchPrefix)) {
		t.Fatalf("folder %s, %v", own, err)
	}
	for _, dir := range []string{own, filepath.Dir(own)} {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s is not the lab's alone: %v, %v", dir, info, err)
		}
	}
	if n := Sweep(); n != 1 {
		t.Errorf("%d folders were removed, want 1", n)
	}
	for dir, want := range map[string]bool{dead: false, others: true, own: true} {
		if _, err := os.Stat(dir); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", dir, err == nil, want)
		}
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(temp, scratchPrefix+"*")); len(left) != 0 {
		t.Errorf("after the end there is still %v", left)
	}
}

func TestWithoutAFolderNoCallIsMade(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", filepath.Join(temp, "none"))
	b := NewBudget(10)
	if b.CheckFolder() == nil {
		t.Error("a folder that is not there can be used")
	}
	n := mustNetWith(t, Limits{}, b)
	wantUnmade(t, mustSocket(t, n, lab.UnixStream).Bind(8080), lab.ErrNoFolder)
	wantUnmade(t, mustSocket(t, n, lab.UnixStream).Connect(8080), lab.ErrNoFolder)
	wantUnmade(t, mustSocket(t, n, lab.UnixDatagram).BindAnywhere(), lab.ErrNoFolder)
	t.Setenv("TMPDIR", temp)
	if err := b.CheckFolder(); err != nil {
		t.Error(err)
	}
	must(t, mustSocket(t, n, lab.UnixStream).Bind(8080))
	if err := errors.Join(n.Close(), b.Close()); err != nil {
		t.Error(err)
	}
}
