package hook

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"stickylab/lab"
	"stickylab/lab/watch"
)

// follower reads the rings of all processes and tells their calls in an order in which no
// effect comes before its cause.
//
// A record is in its ring before the system call that it announces is made, or after
// the one that it is about has returned; all programs have one clock. So what caused the end
// of a receive was written before that was, and is read one round later at the latest: an end
// is told when a whole round of reading has begun and ended after it was read, and nothing
// older heads any ring.
type follower struct {
	folder string
	o      watch.Options
	roots  map[int]int  // the programs that were started, by their processes
	waits  map[int]bool // those that wait or have ended, by their index
	pass   int
	rings  []*process
	byPID  map[int]*process
	table  table
	offset int64 // from the wall clock to the run's
	seen   map[string]bool
}

// process is a Python process.
type process struct {
	*ring
	folder  string
	runtime string
	argv    []string
	peer    int
	known   bool
	strands map[int]*strand
	socks   map[uint32]*sock
	files   map[uint32]string
	queue   []record
	gaps    uint64
}

// strand is a thread and the calls that it is in: a signal's handler may make some
// while another goes on.
type strand struct {
	calls   []*watch.Call
	data    []byte
	address string
}

func newFollower(folder string, o watch.Options) *follower {
	return &follower{
		folder: folder, o: o, roots: map[int]int{}, waits: map[int]bool{}, byPID: map[int]*process{}, table: newTable(o.Tell), seen: map[string]bool{},
	}
}

// look reads what is there and tells what may be told; at the end, all.
func (f *follower) look(all bool) {
	for rounds := 1; ; rounds++ {
		f.pass++
		f.meet()
		read := 0
		for _, p := range f.rings {
			before := len(p.queue)
			if err := p.take(f.pass, func(e record) { p.queue = append(p.queue, e) }); err != nil && !errors.Is(err, os.ErrClosed) {
				p.close() // it was written over: nothing in it can be trusted any more
				f.missed(p, 1)
			}
			if p.ring.missed > p.gaps {
				f.missed(p, int(p.ring.missed-p.gaps))
				p.gaps = p.ring.missed
			}
			read += len(p.queue) - before
		}
		f.merge(false)
		if !all || read == 0 && rounds > 1 {
			break
		}
	}
	if all {
		f.merge(true)
	}
	f.sleeps()
}

// meet opens the rings that are new.
func (f *follower) meet() {
	names, _ := filepath.Glob(filepath.Join(f.folder, "*.ring"))
	for _, name := range names {
		if f.seen[name] {
			continue
		}
		f.seen[name] = true
		r, err := openRing(name)
		if err != nil {
			continue
		}
		_ = os.Remove(name) // where it cannot be, the folder is removed at the end
		if f.offset == 0 {
			f.offset = f.o.Now() - nowUnix()
		}
		p := &process{ring: r, peer: -1, strands: map[int]*strand{}, socks: map[uint32]*sock{}, files: map[uint32]string{}}
		if before := f.byPID[r.pid]; before != nil {
			p.peer = before.peer // it has become another program
			f.cutOff(before)
		}
		f.byPID[r.pid] = p
		f.rings = append(f.rings, p)
	}
}

// merge tells the records by their time, until one that must wait; at the end, all.
func (f *follower) merge(all bool) {
	for {
		var first *process
		for _, p := range f.rings {
			if len(p.queue) > 0 && (first == nil || p.time() < first.time()) {
				first = p
			}
		}
		if first == nil {
			return
		}
		e := first.queue[0]
		if !all && (e.pass >= f.pass || f.unknown(first, &e)) {
			return
		}
		first.queue = first.queue[1:]
		f.tell(first, &e)
	}
}

// mostRounds is how many rounds a datagram waits for the address of the socket that it
// came from, which its sender tells when its call has returned: some seconds, for on a busy
// machine a process may stand still between the two.
const mostRounds = 2500

// unknown reports whether a record must wait for an address that its own may be behind.
func (f *follower) unknown(p *process, e *record) bool {
	s := p.strands[e.strand]
	if s == nil || e.kind != end || e.call != lab.CallRecvFrom || e.n < 0 || f.pass-e.pass > mostRounds || !f.table.awaits(s.address) {
		return false
	}
	for _, other := range f.rings {
		for _, late := range other.queue {
			if key, local, _ := fields(late.data); late.kind == socket && f.table.byKey[key] != nil {
				f.table.learn(key, 0, 0, 0, local, "")
			}
		}
	}
	return f.table.awaits(s.address)
}

// time is that of the first record, by the run's clock.
func (p *process) time() int64 { return p.queue[0].when + p.ahead }

// missed tells that records had no room.
func (f *follower) missed(p *process, n int) {
	f.program(p)
	if p.peer >= 0 {
		f.o.Tell.Gap(p.peer, n, LimitRing)
	}
}

// LimitRing is the name of the limit of records that wait for the lab.
const LimitRing = "hook-ring"

// program tells of a process before its first call.
func (f *follower) program(p *process) {
	if p.known {
		return
	}
	p.known = true
	made := watch.ProgramOf(-1, p.argv)
	made.PID, made.Peer, made.Parent, made.Folder, made.Runtime, made.Lines = p.pid, p.peer, p.parent, p.folder, p.runtime, f.o.Lines
	if i, root := f.roots[p.pid]; root {
		made.Index = i
	}
	p.peer = f.o.Tell.Program(made)
}

// finish tells how the programs ended.
func (f *follower) finish() {
	for _, p := range f.rings {
		f.cutOff(p)
		f.o.Tell.Ended(p.pid)
		p.close()
	}
	f.table.settle()
	for pid := range f.roots {
		if f.byPID[pid] == nil {
			f.o.Tell.Note(watch.Note{PID: pid, Peer: -1, Kind: watch.NoteNoHook, N: f.roots[pid]})
		}
	}
}

// cutOff tells the calls of a process that never returned.
func (f *follower) cutOff(p *process) {
	for _, s := range p.strands {
		for _, c := range s.calls {
			switch c.Call {
			case lab.CallPrint, lab.CallClose, lab.CallInput, lab.CallSocket, lab.CallSocketPair:
				continue
			case lab.CallSend, lab.CallSendTo:
				c.Data = nil
			}
			c.Err, c.End = lab.ErrStopped, f.o.Now()
			f.done(c)
		}
		s.calls = nil
	}
}

// waitsFrom is from when on a call is said to have waited.
const (
	waitsFrom = int64(300_000)
	sleepFrom = int64(10_000_000)
)

// sleeps shows the calls that go on.
func (f *follower) sleeps() {
	now := f.o.Now()
	for _, p := range f.rings {
		for _, s := range p.strands {
			for _, c := range s.calls {
				if !c.Waited && now-c.Start > sleepFrom && mayWait(c.Call) && c.Peer >= 0 {
					c.Waited = true
					waits := *c
					f.o.Tell.Waiting(&waits)
				}
			}
		}
	}
}

func mayWait(call lab.Call) bool {
	switch call {
	case lab.CallAccept, lab.CallRecv, lab.CallRecvFrom, lab.CallPoll, lab.CallConnect, lab.CallSend, lab.CallSendTo, lab.CallInput:
		return true
	}
	return false
}

// done tells a call that has returned.
func (f *follower) done(c *watch.Call) {
	if c.Peer < 0 || c.Strand >= watch.MaxThreads {
		if c.Peer >= 0 {
			f.o.Tell.Gap(c.Peer, 1, watch.LimitThreads)
		}
		return
	}
	f.o.Tell.Done(c)
}

// pathOf gives the source file and the line of a call.
func (p *process) pathOf(at uint32) (path string, line int) {
	if path = p.files[at>>24]; path == "" {
		return "", 0
	}
	return path, int(at & 0xffffff)
}

// fields cuts the text of a socket's record.
func fields(data []byte) (key, local, remote string) {
	parts := strings.SplitN(string(data)+"\x00\x00", "\x00", 3)
	return parts[0], parts[1], strings.TrimRight(parts[2], "\x00")
}
