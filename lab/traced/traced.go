// Package traced makes a run of what lab/watch sees: it names the peers, keeps
// the texts of their programs beside them, and records their calls.
package traced

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/record"
	"stickylab/lab/watch"
)

// OutsideName is the name of the peer that stands for all programs that are not
// watched.
const OutsideName = "outside"

// Teller records what is seen, as watch.Teller has it.
type Teller struct {
	log  record.Recorder
	note func(watch.Note, string)

	mu       sync.Mutex
	expected []int
	peers    []*peer
	byPID    map[int]*peer
	names    map[string]bool
	outside  int // the index of the peer outside, -1 before there is one
	sends    map[int]*sends
	streams  map[int]bool
}

// peer is a program and the texts that were found of it.
type peer struct {
	lab.Peer
	index  int
	folder string
	files  map[string]int // by their paths
}

// sends are those of one socket that go on: of several threads, only the first
// is announced until it has returned.
type sends struct {
	first *watch.Call
	later []*watch.Call
}

// NewTeller makes a Teller that records with r and passes notes on, with the
// name of the program that each is about.
func NewTeller(r record.Recorder, note func(n watch.Note, name string)) *Teller {
	return &Teller{
		log: r, note: note, byPID: map[int]*peer{}, names: map[string]bool{}, outside: -1,
		sends: map[int]*sends{}, streams: map[int]bool{},
	}
}

// Expect enters the programs that are to be started, so that whoever looks before
// their first calls finds them.
func (t *Teller) Expect(programs [][]string) {
	for i, argv := range programs {
		t.expected = append(t.expected, t.Program(watch.ProgramOf(i, argv)))
	}
}

// Program enters a process as a peer.
func (t *Teller) Program(p watch.Program) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p.PID != 0 && p.Peer < 0 && p.Index >= 0 && p.Index < len(t.expected) {
		p.Peer = t.expected[p.Index]
	}
	made := &peer{folder: p.Folder, files: map[string]int{}}
	made.Peer = lab.Peer{Name: t.name(p), Kind: lab.Watched, Argv: argsOf(p.Argv), PID: p.PID, Runtime: shorten(p.Runtime)}
	if p.Script != "" {
		made.addFile(p.Script)
	}
	made.index = t.log.Peer(made.Peer)
	if made.index < 0 && len(made.Files) > 0 { // its text is one too many
		made.Files, made.files = nil, map[string]int{}
		made.index = t.log.Peer(made.Peer)
	}
	if p.PID != 0 {
		t.byPID[p.PID] = made
	}
	if made.index < 0 {
		return -1
	}
	for len(t.peers) <= made.index {
		t.peers = append(t.peers, nil)
	}
	t.peers[made.index] = made
	return made.index
}

// name names a process: by the text that it runs, else by its program. What a
// program has forked has its name and a number; what it becomes keeps it.
func (t *Teller) name(p watch.Program) string {
	if p.Peer >= 0 && p.Peer < len(t.peers) && t.peers[p.Peer] != nil {
		return t.peers[p.Peer].Name
	}
	name := "program"
	if len(p.Argv) > 0 {
		name = filepath.Base(p.Argv[0])
		if p.Runtime != "" && strings.Contains(p.Argv[0], " ") { // a title that the program has given itself
			name = p.Runtime
		}
	}
	if p.Script != "" {
		name = filepath.Base(p.Script)
	}
	name = shorten(printable(name))
	one := name
	for n := 2; t.names[one]; n++ {
		one = name + " #" + strconv.Itoa(n)
	}
	t.names[one] = true
	return one
}

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

// shorten keeps a text within what a row can carry.
func shorten(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	for len(s) > lab.MaxArg {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}

func argsOf(argv []string) []string {
	var args []string
	for _, arg := range argv[:min(len(argv), lab.MaxArgs)] {
		args = append(args, shorten(arg))
	}
	return args
}

// addFile reads a text of the program; it gives lab.NoFile where there is none or
// no room for it.
func (p *peer) addFile(path string) int {
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.folder, path)
	}
	if i, known := p.files[path]; known {
		return i
	}
	p.files[path] = lab.NoFile
	if len(p.Files) == lab.MaxFiles {
		return lab.NoFile
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() > lab.MaxFile || !info.Mode().IsRegular() {
		return lab.NoFile
	}
	text, err := os.ReadFile(path)
	if err != nil || len(text) > lab.MaxFile || !utf8.Valid(text) {
		return lab.NoFile
	}
	p.Files = append(p.Files[:len(p.Files):len(p.Files)], lab.File{Name: shorten(filepath.Base(path)), Text: string(text)})
	p.files[path] = len(p.Files) - 1
	return p.files[path]
}

// Socket enters a socket, or news of one.
func (t *Teller) Socket(c lab.Conn) {
	if c.Outside {
		c.Peer = t.outsider(c)
	}
	t.mu.Lock()
	t.streams[c.ID] = c.Transport.Stream()
	t.mu.Unlock()
	t.log.Conn(c)
}

// outsider is the peer outside.
func (t *Teller) outsider(lab.Conn) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.outside < 0 {
		t.outside = max(t.log.Peer(lab.Peer{Name: OutsideName, Kind: lab.Outside}), 0)
	}
	return t.outside
}

// Pair joins two ends.
func (t *Teller) Pair(a, b int) { t.log.Pair(a, b) }

// Begin announces a send.
func (t *Teller) Begin(c *watch.Call) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.sends[c.Conn]
	if s == nil {
		s = &sends{}
		t.sends[c.Conn] = s
	}
	if s.first != nil {
		s.later = append(s.later, c)
		return
	}
	s.first = c
	t.announce(c)
}

func (t *Teller) announce(c *watch.Call) {
	to := c.FarConn
	if to == 0 && !t.streams[c.Conn] {
		to = boundary.Nobody
	}
	t.log.Begin(c.Conn, to, record.Piece{Data: c.Data})
}

// ended takes a send that has returned from those that go on, and announces the
// next. One that was overtaken by another thread's is announced again behind it.
func (t *Teller) ended(c *watch.Call, add func()) {
	s := t.sends[c.Conn]
	if s == nil || s.first == nil {
		add()
		return
	}
	if !same(s.first, c) {
		for i, other := range s.later {
			if same(other, c) {
				s.later = append(s.later[:i:i], s.later[i+1:]...)
				break
			}
		}
		t.log.Withdraw(c.Conn)
		t.announce(c)
		add()
		t.announce(s.first)
		return
	}
	add()
	s.first = nil
	if len(s.later) > 0 {
		s.first, s.later = s.later[0], s.later[1:]
		t.announce(s.first)
	}
}

// same reports whether a call that has returned is the one that was announced: a
// thread makes one at a time.
func same(begun, c *watch.Call) bool { return begun.TID == c.TID && begun.Start == c.Start }

// Unsettled asks whether the far end of a receive should be probed.
func (t *Teller) Unsettled(c *watch.Call) bool { return t.log.Unsettled(c.Conn, c.Got, c.Probe) }

// Done records a call.
func (t *Teller) Done(c *watch.Call) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.place(c)
	if !c.Call.Sends() {
		t.append(c)
		return
	}
	t.ended(c, func() { t.append(c) })
}

// append records an event; what comes after a limit was reached is counted.
func (t *Teller) append(c *watch.Call) {
	e := c.Event
	t.log.Append(&e)
}

// place enters which file of the program a call's line is of.
func (t *Teller) place(c *watch.Call) {
	c.File = lab.NoFile
	if c.Path == "" || c.Peer < 0 || c.Peer >= len(t.peers) || t.peers[c.Peer] == nil {
		c.Step = 0
		return
	}
	p := t.peers[c.Peer]
	known := len(p.Files)
	c.File = p.addFile(c.Path)
	if c.File == lab.NoFile {
		c.Step = 0
	}
	if len(p.Files) > known {
		t.log.Peer(p.Peer)
	}
}

// Waiting shows a call that sleeps.
func (t *Teller) Waiting(c *watch.Call) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.place(c)
	t.log.Waiting(record.Waiting{Peer: c.Peer, Conn: c.Conn, Call: c.Call, Step: c.Step, Asked: c.Asked, Start: c.Start, Strand: c.Strand})
}

// Ended forgets a process: its number may become another's.
func (t *Teller) Ended(pid int) {
	t.mu.Lock()
	delete(t.byPID, pid)
	t.mu.Unlock()
}

// Gap records that calls are missing.
func (t *Teller) Gap(peer, n int, why string) { t.log.Gap(peer, n, why) }

// LeftOut counts a process that is no peer.
func (t *Teller) LeftOut(calls int) {
	t.log.Observed(func(o *lab.Observer) {
		o.LeftOut.Processes++
		o.LeftOut.Calls += calls
	})
}

// Note passes a note on.
func (t *Teller) Note(n watch.Note) {
	t.mu.Lock()
	name := ""
	if p := t.byPID[n.PID]; p != nil {
		name = p.Name
	}
	t.mu.Unlock()
	t.note(n, name)
}
