//go:build amd64 || arm64

package watch

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab"
)

// peer gives the peer and the strand of a task: its process is told of before
// its first call, so one that makes none is no peer.
func (t *tracer) peer(k *task) (peer, strand int) {
	p := k.of
	t.meet(p)
	if len(p.held) > 0 {
		t.tellHeld(p)
	}
	if k.sock != nil {
		t.sockets.speak(k.sock, p.peer)
	}
	if k.strand < 0 {
		if k.strand = p.strands; k.tid == p.pid && p.strands > 0 {
			k.strand = p.strands
		}
		p.strands++
	}
	return p.peer, k.strand
}

// meet tells of a process, which is a peer from now on.
func (t *tracer) meet(p *process) {
	if !p.known {
		p.known = true
		p.peer = t.o.Tell.Program(t.program(p))
	}
}

// program finds out what a process is.
func (t *tracer) program(p *process) Program {
	made := Program{PID: p.pid, Index: -1, Peer: p.peer, Parent: p.parent, Argv: argvOf(p.pid)}
	folder := "/proc/" + strconv.Itoa(p.pid)
	made.Folder, _ = os.Readlink(folder + "/cwd")
	exe, _ := os.Readlink(folder + "/exe")
	made.Runtime = filepath.Base(exe)
	made.Script = scriptOf(made.Argv)
	if p.pid == t.root {
		made.Index = t.index
	}
	if t.o.Lines {
		py := t.pythons.of(p.pid)
		made.Lines = py != nil
		if py == nil && strings.HasPrefix(made.Runtime, "python") {
			t.noteAs(p, NoteNoLines, 0)
		}
	}
	return made
}

// prints reports whether a descriptor is still where the lines of the program go
// that was started, or of the one that is watched since: nobody reads what goes to
// /dev/null.
func (t *tracer) prints(pid, fd int) bool {
	at := linkOf(pid, fd)
	return at != "" && (at == t.stdio[1] || at == t.stdio[2])
}

// stdioOf is where the standard descriptors of a process lead.
func stdioOf(pid int) (at [3]string) {
	for fd := range at {
		at[fd] = linkOf(pid, fd)
	}
	return at
}

func linkOf(pid, fd int) string {
	at, err := os.Readlink("/proc/" + strconv.Itoa(pid) + "/fd/" + strconv.Itoa(fd))
	if err != nil || at == os.DevNull {
		return ""
	}
	return at
}

func argvOf(pid int) []string {
	text, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	var argv []string
	for arg := range bytes.SplitSeq(bytes.TrimSuffix(text, []byte{0}), []byte{0}) {
		argv = append(argv, string(arg))
	}
	return argv
}

// note tells something about a process, once of a kind; of bytes each time.
func (t *tracer) note(p *process, kind NoteKind, n int) {
	if n == 0 && p.noted[kind] {
		return
	}
	t.noteAs(p, kind, n)
}

func (t *tracer) noteAs(p *process, kind NoteKind, n int) {
	p.noted[kind] = true
	t.o.Tell.Note(Note{PID: p.pid, Peer: p.peer, Kind: kind, N: n})
}

// line finds the source line that a stopped task is on.
func (t *tracer) line(k *task, c *Call) {
	if t.o.Lines {
		c.Path, c.Step = t.pythons.line(k.of.pid, k.tid)
	}
}

// cutOff tells a call that never returned: its thread has ended in it.
func (t *tracer) cutOff(k *task, c *Call, now int64) {
	k.begun = nil
	t.returns(k, c, now)
	switch c.Call {
	case lab.CallPrint, lab.CallGap, lab.CallClose, lab.CallInput, lab.CallSocket, lab.CallSocketPair:
		return
	case lab.CallSend, lab.CallSendTo: // what it took nobody can say any more
		c.Data = nil
	}
	if c.Asked > maxAsked {
		c.Asked = 0
	}
	c.Err = lab.ErrStopped
	if t.holds(k, c) {
		t.hold(k, c)
		return
	}
	if c.Peer, c.Strand = t.peer(k); c.Peer >= 0 {
		t.o.Tell.Done(c)
	}
}

// processEnded tells what the end of a process closed.
func (t *tracer) processEnded(p *process, now int64) {
	t.leaveOut(p)
	sockets := t.sockets.gone(p.pid)
	slices.SortFunc(sockets, func(a, b *socket) int { return a.ID - b.ID })
	for _, s := range sockets {
		if p.known && p.peer >= 0 {
			t.o.Tell.Done(&Call{PID: p.pid, TID: p.pid, Event: lab.Event{
				Peer: p.peer, Call: lab.CallClose, Conn: s.ID, Start: now, End: now, File: lab.NoFile,
			}})
		}
	}
	t.ended(p)
	t.o.Tell.Ended(p.pid)
	t.mu.Lock()
	delete(t.alive, p.pid)
	t.mu.Unlock()
	delete(t.processes, p.pid)
	delete(t.pythons.processes, p.pid)
}

// ended counts what of a process was not told.
func (t *tracer) ended(p *process) {
	t.leaveOut(p)
	for limit, n := range p.missing {
		t.o.Tell.Gap(max(p.peer, 0), n, limit)
	}
	clear(p.missing)
}
