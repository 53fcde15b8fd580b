package export

import (
	"os/exec"
	"strings"
	"testing"
)

// TestClosesThatAreCalls: a program waits for the calls of another; a socket that is
// closed has no more close to make, however often its object is closed.
func TestClosesThatAreCalls(t *testing.T) {
	source, err := prelude.ReadFile("prelude/sync.py")
	if err != nil {
		t.Fatal(err)
	}
	const closes = "\nwith socket.socket() as s:\n    s.close()\n    s.close()\nsocket.socket().close()\nwith open('sync-a.txt') as file:\n    print(file.read().split())\n"
	command := exec.CommandContext(t.Context(), "python3", "-c", "import sys\nsys.argv[0] = 'a.py'\nFIRST = 'a'\n"+string(source)+closes)
	command.Dir = t.TempDir()
	out, err := command.CombinedOutput()
	if got := strings.TrimSpace(string(out)); err != nil || got != "['close', 'close']" {
		t.Errorf("%v: got %s, want the closes of two sockets", err, got)
	}
}
