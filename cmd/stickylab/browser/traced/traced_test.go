package traced

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"stickylab/cmd/stickylab/browser"
)

// server is late to receive, so that both messages lie in its queue.
const server = `import socket, time
s = socket.create_server(('127.0.0.1', 0))
open('port', 'w').write(str(s.getsockname()[1]))
c, _ = s.accept()
time.sleep(0.5)
data = c.recv(100)
print('got', data.decode())
`

// client waits until it is told to go on.
const client = `import os, socket, time
c = socket.socket()
while not os.path.exists('go'): time.sleep(0.01)
c.connect(('127.0.0.1', int(open('port').read())))
c.send(b'hello')
c.send(b'feng')
`

// said is the output of a program that goes on.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

var address = regexp.MustCompile(`(http://[0-9.:]+)(/runs/\w+)`)

// trace runs both programs under stickylab trace and gives the address of its
// page, in two parts.
func trace(t *testing.T, folder string) (base, path string) {
	t.Helper()
	for name, text := range map[string]string{"server.py": server, "client.py": client} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out said
	command := exec.Command(string(browser.Build(t)), "trace", "--", "python3", "server.py", ":::", "python3", "client.py")
	command.Dir, command.Stdout, command.Stderr = folder, &out, &out
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
		if code := command.ProcessState.ExitCode(); code != 0 || t.Failed() {
			t.Errorf("exit code %d; it said\n%s", code, out.String())
		}
	})
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if found := address.FindStringSubmatch(out.String()); found != nil {
			return found[1], found[2]
		}
	}
	t.Fatalf("no address in\n%s", out.String())
	return "", ""
}

// Two programs of somebody's own, watched from before their first message on: the
// server's accept is seen to wait, then the messages run together in its queue,
// beside the lines that asked for them.
func TestTracedPairInBrowser(t *testing.T) {
	if runtime.GOOS != "linux" {
		return // there is no trace; its words are tested where they are
	}
	folder := t.TempDir()
	base, path := trace(t, folder)
	p := browser.NewTab(t, browser.New(t), base)
	p.Open(path)
	p.Until("the programs stand beside", `document.querySelectorAll("[data-peer] .code").length === 2`)
	p.Until("the accept waits", `[...document.querySelectorAll('[data-peer="server.py"] li')][3].textContent.includes("accept")`)
	if err := os.WriteFile(filepath.Join(folder, "go"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p.SaysSoon(`[data-peer="server.py"] li[data-step="6"] [data-result]`, "b'hellofeng'")
	p.Until("it says where they ran together", `document.body.textContent.includes("粘在接收队列")`)
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Until("nothing on the page runs them again", `!document.querySelector("[data-run-again]")`)
	p.Click(`[data-tab="facts"]`)
	p.SaysSoon(".facts", "不受打扰时")
}
