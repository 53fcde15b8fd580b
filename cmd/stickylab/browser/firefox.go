package browser

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Firefox is one of Debian's with a profile of its own and one tab. It is driven by
// WebDriver BiDi (W3C), which it speaks itself.
type Firefox struct {
	t    testing.TB
	conn *websocket.Conn
	tab  string
	asks int
	bad  []string
}

// bidiTime is how long Firefox may take for one command: to run what a page does, too.
const bidiTime = 5 * time.Minute

var bidiAddress = regexp.MustCompile(`WebDriver BiDi listening on (ws://\S+)`)

// NewFirefox starts a Firefox without windows, which ends with the test.
func NewFirefox(t testing.TB) *Firefox {
	t.Helper()
	command := exec.CommandContext(context.Background(), "firefox-esr", "--headless", "--no-remote",
		"--profile", t.TempDir(), "--remote-debugging-port", "0", "about:blank")
	command.Env = append(command.Environ(), "HOME="+t.TempDir(), "MOZ_DISABLE_CONTENT_SANDBOX=1")
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // its processes end with it
	said, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatalf("start Firefox: %v", err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // it may have ended
		_ = command.Wait()
	})
	address := make(chan string, 1)
	go func() {
		defer close(address)
		lines := bufio.NewScanner(said)
		for lines.Scan() { // to the end: what nobody reads would hold it up
			if found := bidiAddress.FindStringSubmatch(lines.Text()); found != nil {
				address <- found[1]
			}
		}
	}()
	f := &Firefox{t: t}
	select {
	case at := <-address:
		f.conn, _, err = websocket.DefaultDialer.Dial(at+"/session", nil) //nolint:bodyclose // of an upgrade there is none
	case <-time.After(bidiTime):
		t.Fatal("Firefox does not say where it listens")
	}
	if err != nil {
		t.Fatalf("reach Firefox: %v", err)
	}
	t.Cleanup(func() { _ = f.conn.Close() })
	f.command("session.new", map[string]any{"capabilities": map[string]any{}}, nil)
	var tree struct{ Contexts []struct{ Context string } }
	f.command("browsingContext.getTree", map[string]any{}, &tree)
	f.tab = tree.Contexts[0].Context
	f.command("session.subscribe", map[string]any{"events": []string{"log.entryAdded"}}, nil)
	return f
}

// Open goes to an address and waits until it is loaded.
func (f *Firefox) Open(url string) {
	f.t.Helper()
	f.command("browsingContext.navigate", map[string]any{"context": f.tab, "url": url, "wait": "complete"}, nil)
}

// Await puts what an expression gives into the value, once it is there where it is a promise.
func (f *Firefox) Await(expression string, value any) {
	f.t.Helper()
	var evaluated struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	f.command("script.evaluate", map[string]any{
		"expression": "(async () => JSON.stringify((await (" + expression + ")) ?? null))()", "target": map[string]any{"context": f.tab}, "awaitPromise": true,
	}, &evaluated)
	if evaluated.Type != "success" {
		f.t.Fatalf("%s: %s", expression, evaluated.ExceptionDetails.Text)
	}
	if err := json.Unmarshal([]byte(evaluated.Result.Value), value); err != nil {
		f.t.Fatalf("%s gives %q: %v", expression, evaluated.Result.Value, err)
	}
}

// Until waits until an expression is true.
func (f *Firefox) Until(expression string, most time.Duration) {
	f.t.Helper()
	holds := false
	f.Await(fmt.Sprintf(`new Promise((then) => {
		const end = performance.now() + %d;
		const look = () => {
			const holds = Boolean(%s);
			if (holds || performance.now() > end) then(holds);
			else setTimeout(look, %d);
		};
		look();
	})`, most.Milliseconds(), expression, lookEvery.Milliseconds()), &holds)
	if !holds {
		f.t.Fatalf("after %s this is not so: %s", most, expression)
	}
}

// Errors are those that pages reported until the last command.
func (f *Firefox) Errors() []string { return f.bad }

// command asks Firefox for something and puts the answer into the result, unless that
// is nil.
func (f *Firefox) command(method string, params, result any) {
	f.t.Helper()
	f.asks++
	_ = f.conn.SetReadDeadline(time.Now().Add(bidiTime))
	if err := f.conn.WriteJSON(map[string]any{"id": f.asks, "method": method, "params": params}); err != nil {
		f.t.Fatalf("%s: %v", method, err)
	}
	for {
		var answer struct {
			ID      int
			Type    string
			Message string
			Result  json.RawMessage
			Params  struct{ Level, Text string } // of an event
		}
		if err := f.conn.ReadJSON(&answer); err != nil {
			f.t.Fatalf("%s: %v", method, err)
		}
		if answer.ID != f.asks {
			if answer.Params.Level == "error" {
				f.bad = append(f.bad, answer.Params.Text)
			}
			continue
		}
		err := fmt.Errorf("%s", answer.Message)
		if answer.Type == "success" {
			err = nil
			if result != nil {
				err = json.Unmarshal(answer.Result, result)
			}
		}
		if err != nil {
			f.t.Fatalf("%s: %v", method, err)
		}
		return
	}
}
