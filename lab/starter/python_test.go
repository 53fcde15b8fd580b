package starter

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const patience = time.Minute // for programs that hang

// outputs runs the programs of an exercise in python3, at an address that no other test
// uses, and gives what each prints. A client that nobody listens to yet is run again.
func outputs(t *testing.T, name string, change *strings.Replacer) map[string]string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	programs, _ := Find(name)
	folder, address := t.TempDir(), fmt.Sprintf("'127.%d.%d.%d'", 100+rand.IntN(100), rand.IntN(256), 1+rand.IntN(254))
	var mu sync.Mutex
	printed := map[string]string{}
	var wait sync.WaitGroup
	for i, program := range programs {
		text := strings.ReplaceAll(change.Replace(program.Text), "'127.0.0.1'", address)
		if err := os.WriteFile(filepath.Join(folder, program.Name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		wait.Go(func() {
			for {
				command := exec.CommandContext(ctx, "python3", program.Name)
				command.Dir = folder
				out, err := command.CombinedOutput()
				if err != nil && i > 0 && ctx.Err() == nil && strings.Contains(string(out), "ConnectionRefusedError") {
					continue
				}
				mu.Lock()
				defer mu.Unlock()
				if printed[program.Name] = string(out); err != nil {
					t.Errorf("%s: %v\n%s", program.Name, err, out)
				}
				return
			}
		})
	}
	wait.Wait()
	return printed
}

// The exercise says that what it begins with is wrong, and that the function of the
// lesson is right.
func TestReceivingExactly(t *testing.T) {
	if got := outputs(t, "exact", strings.NewReplacer())["server.py"]; !strings.HasPrefix(got, "wrong: unpack requires a buffer of 4 bytes") {
		t.Errorf("at the beginning it prints\n%s", got)
	}
	header, _ := Find("header")
	_, rest, _ := strings.Cut(header[0].Text, "def recv_exactly(conn, n):\n")
	solution, _, _ := strings.Cut(rest, "\n\n\n")
	got := outputs(t, "exact", strings.NewReplacer("    return conn.recv(n)", solution))["server.py"]
	if want := "right: b'hello, world'\nright: b'\\xe4\\xbd\\xa0\\xe5\\xa5\\xbd'\nright: b'feng'\nright: the end of the stream\n"; got != want {
		t.Errorf("with the function it prints\n%swant\n%s", got, want)
	}
}

// Nobody waits for a client that says nothing where each has a thread. Files stand in
// for the sleeps: bob comes when anna is connected, anna speaks when bob has his answer.
func TestAThreadForEachClient(t *testing.T) {
	got := outputs(t, "threads", strings.NewReplacer(
		"import socket\n", "import os\nimport socket\n\n\ndef wait_for(name):\n    while not os.path.exists(name):\n        time.sleep(0.01)\n\n\n",
		"time.sleep(1) ", "open('here', 'w').close(); wait_for('done')", "time.sleep(0.2) ", "wait_for('here')",
		"bob.close()", "open('done', 'w').close()"))
	if !strings.HasPrefix(got["bob.py"], "b'HI'") || got["anna.py"] != "b'HELLO'\n" {
		t.Errorf("got %q", got)
	}
}
