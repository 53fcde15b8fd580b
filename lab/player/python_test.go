package player_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/export"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// pythonPatience bounds a run of Python programs that hang.
const pythonPatience = time.Minute

// The programs that pages show run in python3 as they are, and their calls
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
	for name, e := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trace := mustTrace(t, runner, e)
			if trace.End.Reason == lab.EndLimit && trace.End.Detail != lab.LimitOwn {
				t.Fatalf("the limit %s of the lab ended the run", trace.End.Detail)
			}
			want := callsOf(trace, e)
			mustBeAlike(t, e, pythonCalls(t, python, e, want), want)
		})
	}
}

// callsOf lists for each peer what its calls gave.
func callsOf(trace record.Trace, e lab.Experiment) [][]string {
	all := make([][]string, len(e.Peers))
	whole := map[int]bool{} // the lines that repeat a send themselves
	for _, peer := range e.Peers {
		repeating(peer.Steps, whole)
	}
	last := map[[2]int]lab.Event{} // by peer and strand
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
		who := [...]int{event.Peer, event.Strand}
		if event.Step == 0 || event.Err == "stopped" || whole[event.Step] && last[who].Step == event.Step {
			continue
		}
		last[who] = event
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
		all[event.Peer] = append(all[event.Peer], fmt.Sprintf("%s %x %s (%d)", call, data, event.Err, event.Strand))
	}
	return all
}

// repeating notes the sends among the steps, and which of them repeat the call.
func repeating(steps []lab.Step, whole map[int]bool) {
	for _, step := range steps {
		if send, ok := step.Do.(lab.Send); ok {
			whole[step.Line] = send.All
		}
		repeating(lab.BlockOf(step.Do), whole)
	}
}

// byStrand puts the calls of each thread together: between threads there is no order.
func byStrand(calls []string) string {
	sorted := slices.Clone(calls)
	slices.SortStableFunc(sorted, func(a, b string) int {
		return strings.Compare(a[strings.LastIndex(a, "("):], b[strings.LastIndex(b, "("):])
	})
	return strings.Join(sorted, "\n")
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
	peers   []string
	leftOut *regexp.Regexp

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
	// Strand is the thread that says so.
	Strand int `json:"strand"`
}

// pythonCalls runs the programs, each from when the one before it first may
// wait, until they end or have made as many calls as the lab's.
func pythonCalls(t *testing.T, python string, e lab.Experiment, want [][]string) [][]string {
	t.Helper()
	return callsOfPrograms(t, place{python: python, folder: t.TempDir(), address: localAddress()}, export.Python(e), want)
}

// place is where programs are run: their folder, the address that stands for
// 127.0.0.1, and the calls that are left out, nil for none.
type place struct {
	python, folder, address string
	leftOut                 *regexp.Regexp
}

func callsOfPrograms(t *testing.T, at place, programs []export.Program, want [][]string) [][]string {
	t.Helper()
	harness, err := filepath.Abs("testdata/recorded.py")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), pythonPatience)
	defer cancel()
	run := &processes{leftOut: at.leftOut, calls: make([][]string, len(programs)), ended: make([]bool, len(programs))}
	run.moved = sync.NewCond(&run.mu)
	defer context.AfterFunc(ctx, run.wake)()
	for _, program := range programs {
		run.peers = append(run.peers, program.Peer)
	}
	var wait sync.WaitGroup
	for i, program := range programs {
		mustWrite(t, filepath.Join(at.folder, program.File), program.Source())
		ready := make(chan struct{})
		wait.Go(func() {
			command := exec.CommandContext(ctx, at.python, harness, program.File, at.address)
			command.Dir = at.folder
			run.follow(t, ctx, i, command, sync.OnceFunc(func() { close(ready) }))
		})
		<-ready
	}
	run.mu.Lock()
	for !run.complete(want) && ctx.Err() == nil {
		run.moved.Wait()
	}
	calls := make([][]string, len(run.calls)) // as they are now: where one is ended first, another goes on
	for i := range calls {
		calls[i] = slices.Clone(run.calls[i])
	}
	run.mu.Unlock()
	if ctx.Err() != nil {
		t.Error("the programs hang")
	}
	cancel()
	wait.Wait()
	return calls
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
		_, _ = fmt.Fprintln(in, s.Strand) // fails when it was killed
	case s.Begin == "accept", s.Begin == "recv", s.Begin == "recvfrom", s.Begin == "connect", s.Begin == "poll", s.Begin == "sleep":
		ready()
	case s.Call != "":
		made := fmt.Sprintf("%s %s %s (%d)", s.Call, s.Data, s.Err, s.Strand)
		if r.leftOut != nil && r.leftOut.MatchString(made) {
			return
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.calls[i] = append(r.calls[i], made)
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
