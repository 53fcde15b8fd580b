package player_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// pythonPatience bounds a run of Python programs that hang.
const pythonPatience = time.Minute

// byLuck are the lessons whose receives differ from run to run.
var byLuck = map[string]string{
	"as-written":         "its point is that the outcome is luck",
	"small-sends":        "how many bytes a receive gets is the kernel's",
	"flood":              "how many bytes a receive gets is the kernel's",
	"nodelay-is-no-cure": "how many bytes a receive gets is the kernel's",
	"short-send":         "how many bytes a send takes is the kernel's",
	"close-and-reset":    "how many bytes arrive before the reset is the kernel's",
	"recv-exactly":       "how many bytes a receive gets is the kernel's",
	"json-header-file":   "how many bytes a receive gets is the kernel's",
	"udp-loss":           "how many datagrams there is room for is the kernel's",
}

// The programs that the pages show run in python3 as they are, and their calls
// give what those of a run give.
func TestPythonDoesTheSame(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	runner := session.New(session.Limits{RunsPerClient: 1000})
	t.Cleanup(runner.Close)
	all := map[string]lab.Experiment{}
	texts := framedAlike()
	maps.Copy(texts, alike)
	maps.Copy(texts, kindsAlike())
	for name, text := range texts {
		e, err := script.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = e
	}
	for _, lesson := range course.Shipped().All() {
		if byLuck[lesson.Slug] == "" {
			all[lesson.Slug] = lesson.Experiment
		}
	}
	for name, e := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trace := mustTrace(t, runner, e)
			want := callsOf(trace, e)
			got := pythonCalls(t, python, e, want)
			for i, peer := range e.Peers {
				if trace.End.Reason == lab.EndLimit && len(got[i]) > len(want[i]) {
					got[i] = got[i][:len(want[i])] // Python's went on
				}
				if a, b := strings.Join(got[i], "\n"), strings.Join(want[i], "\n"); a != b {
					t.Errorf("%s in Python\n%s\nin the lab\n%s", peer.Name, a, b)
				}
			}
		})
	}
}

// callsOf lists for each peer what its calls gave.
func callsOf(trace record.Trace, e lab.Experiment) [][]string {
	all := make([][]string, len(e.Peers))
	whole := map[int]bool{} // the lines that repeat a send themselves
	for _, peer := range e.Peers {
		for _, step := range peer.Steps {
			if send, ok := step.Do.(lab.Send); ok {
				whole[step.Line] = send.All
			}
		}
	}
	last := make([]lab.Event, len(e.Peers))
	for _, event := range trace.Events {
		switch event.Call {
		case lab.CallSocket, lab.CallSleep, lab.CallWait, lab.CallUnpack, lab.CallDecode, lab.CallEncode, lab.CallNone:
			continue
		}
		switch { // the kernel gives Python's socket an address by itself
		case event.Implied && event.Err == "":
			continue
		case event.Implied: // and where it has none it is the line's own call that fails
			event.Call = lab.CallConnect
			if _, sends := whole[event.Step]; sends {
				event.Call = lab.CallSendTo
			}
		}
		if event.Step == 0 || event.Err == "stopped" || whole[event.Step] && last[event.Peer].Step == event.Step {
			continue
		}
		last[event.Peer] = event
		data := event.Data
		if event.Call == lab.CallPrint {
			data = []byte(event.Text)
		}
		if event.Call == lab.CallText {
			data = quoted(event.Value)
		}
		if event.Call == lab.CallPoll {
			data = []byte{byte(event.Got)}
		}
		call := event.Call.String()
		if event.Peek {
			call = "peek"
		}
		all[event.Peer] = append(all[event.Peer], fmt.Sprintf("%s %x %s", call, data, event.Err))
	}
	return all
}

// quoted is what a string of a script stands for; nothing for none.
func quoted(text string) []byte {
	e, err := script.Parse("tcp\na:\n    print " + text + "\n")
	if err != nil {
		return nil
	}
	return []byte(e.Peers[0].Steps[0].Do.(action.Print).Text)
}

// processes are the Python processes of one experiment.
type processes struct {
	peers []string

	mu    sync.Mutex
	moved *sync.Cond
	calls [][]string
	ended []bool
}

// said is a line that a program writes.
type said struct {
	Begin string `json:"begin"`
	Call  string `json:"call"`
	Data  string `json:"data"`
	Err   string `json:"err"`
	Wait  []any  `json:"wait"`
}

// pythonCalls runs the programs, each from when the one before it first may
// wait, until they end or have made as many calls as the lab's.
func pythonCalls(t *testing.T, python string, e lab.Experiment, want [][]string) [][]string {
	t.Helper()
	harness, err := filepath.Abs("testdata/recorded.py")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	address := fmt.Sprintf("127.%d.%d.%d", 200+rand.IntN(50), rand.IntN(256), 1+rand.IntN(254))
	ctx, cancel := context.WithTimeout(t.Context(), pythonPatience)
	defer cancel()
	run := &processes{calls: make([][]string, len(e.Peers)), ended: make([]bool, len(e.Peers))}
	run.moved = sync.NewCond(&run.mu)
	defer context.AfterFunc(ctx, run.wake)()
	for _, peer := range e.Peers {
		run.peers = append(run.peers, peer.Name)
	}
	var wait sync.WaitGroup
	for i, program := range export.Python(e) {
		if err := os.WriteFile(filepath.Join(folder, program.File), []byte(program.Source()), 0o600); err != nil {
			t.Fatal(err)
		}
		ready := make(chan struct{})
		wait.Go(func() {
			command := exec.CommandContext(ctx, python, harness, program.File, address)
			command.Dir = folder
			run.follow(t, ctx, i, command, sync.OnceFunc(func() { close(ready) }))
		})
		<-ready
	}
	run.mu.Lock()
	for !run.complete(want) && ctx.Err() == nil {
		run.moved.Wait()
	}
	run.mu.Unlock()
	if ctx.Err() != nil {
		t.Error("the programs hang")
	}
	cancel()
	wait.Wait()
	return run.calls
}

func (r *processes) wake() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.moved.Broadcast()
}

// complete reports whether nothing more is to be expected.
func (r *processes) complete(want [][]string) bool {
	for i := range r.calls {
		if !r.ended[i] && len(r.calls[i]) < len(want[i]) {
			return false
		}
	}
	return true
}

// follow runs the program of a peer and takes down what it says.
func (r *processes) follow(t *testing.T, ctx context.Context, i int, command *exec.Cmd, ready func()) {
	defer ready()
	var wrong strings.Builder
	command.Stderr = &wrong
	in, errIn := command.StdinPipe()
	out, errOut := command.StdoutPipe()
	if errIn != nil || errOut != nil {
		t.Error(errIn, errOut)
		return
	}
	if err := command.Start(); err != nil {
		t.Error(err)
		return
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var s said
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Errorf("%v in %q", err, lines.Text())
		}
		r.hear(ctx, i, s, in, ready)
	}
	if err := command.Wait(); err != nil && ctx.Err() == nil {
		t.Errorf("%s: %v\n%s", r.peers[i], err, wrong.String())
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended[i] = true
	r.moved.Broadcast()
}

func (r *processes) hear(ctx context.Context, i int, s said, in io.Writer, ready func()) {
	switch {
	case s.Wait != nil:
		ready()
		r.await(ctx, fmt.Sprint(s.Wait[0]), fmt.Sprint(s.Wait[1]), s.Wait[2])
		_, _ = io.WriteString(in, "\n") // fails when it was killed
	case s.Begin == "accept", s.Begin == "recv", s.Begin == "recvfrom", s.Begin == "connect", s.Begin == "poll", s.Begin == "sleep":
		ready()
	case s.Call != "":
		r.mu.Lock()
		defer r.mu.Unlock()
		r.calls[i] = append(r.calls[i], fmt.Sprintf("%s %s %s", s.Call, s.Data, s.Err))
		r.moved.Broadcast()
	}
}

// await is the wait of a script.
func (r *processes) await(ctx context.Context, peer, call string, count any) {
	n, ok := count.(float64)
	if !ok {
		n = 1
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for ctx.Err() == nil && !r.reached(peer, call, int(n)) {
		r.moved.Wait()
	}
}

func (r *processes) reached(peer, call string, n int) bool {
	i := slices.Index(r.peers, peer)
	made := 0
	for _, c := range r.calls[i] {
		name, _, _ := strings.Cut(c, " ")
		if name == call || name == call+"to" || name == call+"from" {
			made++
		}
	}
	return r.ended[i] || made >= n
}
