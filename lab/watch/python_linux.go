//go:build amd64 || arm64

package watch

import (
	"bufio"
	"debug/elf"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// pythons finds the source lines of CPython programs from outside: they run as
// they are and nothing is put into them.
type pythons struct {
	processes map[int]*python // nil for what is no CPython that is known
}

func newPythons() pythons { return pythons{processes: map[int]*python{}} }

// python is one process.
type python struct {
	pid     int
	version string
	runtime uint64
	o       offsets
	codes   map[uint64]*code
	threads map[int]uint64
	frame   [frameSize]byte
}

// frameSize is how much is read of a frame.
const frameSize = 112

// line gives the file and line of the innermost frame that is the user's own.
func (p *pythons) line(pid, tid int) (path string, line int) {
	if py := p.of(pid); py != nil {
		return py.line(tid)
	}
	return "", 0
}

// of finds the interpreter of a process, nil when it is none that is known.
func (p *pythons) of(pid int) *python {
	py, seen := p.processes[pid]
	if !seen {
		py = findPython(pid)
		p.processes[pid] = py
	}
	return py
}

// findPython finds _PyRuntime in the program or its libpython.
func findPython(pid int) *python {
	for path, base := range imagesOf(pid) {
		at, err := symbol("/proc/"+strconv.Itoa(pid)+"/root"+path, "_PyRuntime", base)
		if err != nil {
			continue
		}
		py := &python{pid: pid, version: versionOf(path), runtime: at, codes: map[uint64]*code{}, threads: map[int]uint64{}}
		if py.layout() {
			return py
		}
	}
	return nil
}

// imagesOf lists the images of a process that may hold an interpreter, with
// where they lie.
func imagesOf(pid int) map[string]uint64 {
	maps, err := os.Open("/proc/" + strconv.Itoa(pid) + "/maps")
	if err != nil {
		return nil
	}
	defer func() { _ = maps.Close() }()
	base := map[string]uint64{}
	for s := bufio.NewScanner(maps); s.Scan(); {
		f := strings.Fields(s.Text())
		if len(f) < 6 || f[5][0] != '/' || !pythonImage(filepath.Base(f[5])) {
			continue
		}
		if _, known := base[f[5]]; !known {
			from, _, _ := strings.Cut(f[0], "-")
			base[f[5]], _ = strconv.ParseUint(from, 16, 64)
		}
	}
	return base
}

func pythonImage(name string) bool {
	return strings.HasPrefix(name, "python3") || strings.HasPrefix(name, "libpython3")
}

// versionOf is the version in the name of an image: libpython3.11.so.1.0.
func versionOf(path string) string {
	name := strings.TrimPrefix(strings.TrimPrefix(filepath.Base(path), "lib"), "python")
	major, rest, _ := strings.Cut(name, ".")
	minor, _, _ := strings.Cut(rest, ".")
	return major + "." + strings.TrimRight(minor, "tdm")
}

var errNoSymbol = errors.New("no such symbol")

// symbol finds where a symbol lies in a process.
func symbol(path, name string, base uint64) (uint64, error) {
	f, err := elf.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	symbols, _ := f.DynamicSymbols() // an image without them has none to find
	more, _ := f.Symbols()
	for _, s := range append(symbols, more...) {
		if s.Name != name || s.Value == 0 {
			continue
		}
		if f.Type == elf.ET_DYN {
			return s.Value + base, nil
		}
		return s.Value, nil
	}
	return 0, errNoSymbol
}

func (p *python) read(at uint64, to []byte) bool { return peek(p.pid, at, to) == len(to) }

func (p *python) word(at uint64) uint64 {
	var b [8]byte
	p.read(at, b[:])
	return binary.NativeEndian.Uint64(b[:])
}

// maxThreads bounds the list of threads that is searched.
const maxThreads = 4096

// thread finds the state of a thread.
func (p *python) thread(tid int) uint64 {
	if ts := p.threads[tid]; ts != 0 && p.isOf(ts, tid) {
		return ts
	}
	interp := p.word(p.runtime + p.o.interp)
	if interp == 0 {
		return 0
	}
	var only uint64
	n := 0
	for ts := p.word(interp + p.o.threads); ts != 0 && n < maxThreads; ts = p.word(ts + p.o.next) {
		only = ts
		n++
		if p.isOf(ts, tid) {
			p.threads[tid] = ts
			return ts
		}
	}
	if n == 1 && tid == p.pid {
		return only
	}
	return 0
}

// isOf reports whether a thread state is that of a thread. Before 3.11 CPython
// keeps only the pthread_t, in which glibc has the thread's number.
func (p *python) isOf(ts uint64, tid int) bool {
	if p.o.native != 0 {
		return p.word(ts+p.o.native) == uint64(tid)
	}
	thread := p.word(ts + p.o.ident)
	var b [4]byte
	p.read(thread+pthreadTID, b[:])
	return thread != 0 && int(binary.NativeEndian.Uint32(b[:])) == tid
}

// maxDepth is how many frames are looked at for one of the user's own.
const maxDepth = 64

func (p *python) line(tid int) (path string, line int) {
	ts := p.thread(tid)
	if ts == 0 {
		return "", 0
	}
	at := ts + p.o.frame
	if p.o.cframe != 0 {
		at = p.word(ts+p.o.cframe) + p.o.frame
	}
	frame := p.word(at)
	buf := p.frame[:]
	w := func(off uint64) uint64 { return binary.NativeEndian.Uint64(buf[off:]) }
	for depth := 0; frame != 0 && depth < maxDepth; depth++ {
		if !p.read(frame, buf) {
			return "", 0
		}
		object := w(p.o.code) &^ 3 // from 3.14 on a reference has marks in its last bits
		if c := p.code(object); c != nil && c.ours {
			return c.file, c.line(p.at(buf, object))
		}
		frame = w(p.o.prev)
	}
	return "", 0
}

// at is the offset of the instruction that a frame is at.
func (p *python) at(frame []byte, object uint64) int {
	if p.o.instr != 0 {
		return int(int64(binary.NativeEndian.Uint64(frame[p.o.instr:])) - int64(object+p.o.bytecode))
	}
	last := int(int32(binary.NativeEndian.Uint32(frame[p.o.lasti:])))
	if p.o.lines == lines310 {
		return 2 * last
	}
	return last
}

// maxTable bounds the line table of one function, maxCodes how many functions are
// remembered.
const (
	maxTable = 1 << 20
	maxCodes = 4096
)

// code finds a code object. One that was thrown away may have left its place to
// another: the pointers to its file's name and its table tell them apart.
func (p *python) code(at uint64) *code {
	if at == 0 {
		return nil
	}
	file, table := p.word(at+p.o.file), p.word(at+p.o.table)
	if c := p.codes[at]; c != nil && c.id == [2]uint64{file, table} {
		return c
	}
	if len(p.codes) >= maxCodes {
		clear(p.codes)
	}
	c := &code{id: [2]uint64{file, table}, file: p.text(file), lines: p.o.lines}
	var first [4]byte
	p.read(at+p.o.first, first[:])
	c.first = int(int32(binary.NativeEndian.Uint32(first[:])))
	if size := p.word(table + bytesSize); size < maxTable {
		c.table = make([]byte, size)
		p.read(table+bytesData, c.table)
	}
	c.ours = c.file != "" && !strings.HasPrefix(c.file, "<") && !strings.Contains(c.file, "/lib/python3") && !strings.Contains(c.file, "/site-packages/")
	p.codes[at] = c
	return c
}
