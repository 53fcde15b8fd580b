//go:build amd64 || arm64

package watch

import "encoding/binary"

// offsets say where a CPython keeps what leads from its runtime to the line
// that a thread is on.
type offsets struct {
	interp, threads          uint64
	next, ident, native      uint64 // of a thread; native 0 before 3.11
	cframe, frame            uint64 // cframe: one more step, 3.11 and 3.12
	code, prev, instr, lasti uint64
	file, first, table       uint64
	bytecode                 uint64
	text                     uint64 // size of PyASCIIObject
	lines                    lineTable
}

// lineTable is the form of a table of lines.
type lineTable uint8

const (
	lines38  lineTable = iota // co_lnotab (Objects/lnotab_notes.txt)
	lines310                  // PEP 626
	lines311                  // Objects/locations.md
)

// layouts gives the offsets of the versions, measured with offsetof and the
// headers of each. From 3.13 on the runtime tells them itself.
func layouts(version string) (o offsets, known bool) {
	old := offsets{interp: 32, threads: 8, next: 8, ident: 176, frame: 24, code: 32, prev: 24, lasti: 104, file: 104, first: 40, table: 120, text: 48}
	switch version {
	case "3.8", "3.9":
		return old, true
	case "3.10":
		old.lasti, old.lines = 96, lines310
		return old, true
	case "3.11":
		return offsets{
			interp: 40, threads: 16, next: 8, ident: 152, native: 160, cframe: 56, frame: 8, code: 32, prev: 48, instr: 56,
			file: 112, first: 72, table: 136, bytecode: 184, text: 48, lines: lines311,
		}, true
	case "3.12":
		return offsets{
			interp: 40, threads: 72, next: 8, ident: 136, native: 144, cframe: 56, frame: 0, code: 0, prev: 8, instr: 56,
			file: 112, first: 68, table: 136, bytecode: 192, text: 40, lines: lines311,
		}, true
	}
	return o, false
}

// debugCookie begins the table of offsets that CPython has from 3.13 on
// (_Py_DebugOffsets in pycore_runtime.h or pycore_debug_offsets.h).
const debugCookie = "xdebugpy"

// debugSize is how much of that table is read.
const debugSize = 768

// layout learns the offsets: from the runtime itself or by its version.
func (p *python) layout() (known bool) {
	var head [debugSize]byte
	if !p.read(p.runtime, head[:]) {
		return false
	}
	if string(head[:len(debugCookie)]) == debugCookie {
		p.o, known = debugOffsets(head[:])
		return known
	}
	p.o, known = layouts(p.version)
	return known
}

// debugOffsets reads CPython's own table. Its words are, in 3.13:
//
//	cookie version free_threaded
//	runtime_state: size, one that is no concern here, interpreters_head
//	interpreter_state: size id next threads_head gc imports_modules sysdict builtins ceval_gil gil_runtime_state
//	  gil_runtime_state_enabled gil_runtime_state_locked gil_runtime_state_holder
//	thread_state: size prev next interp current_frame thread_id native_thread_id datastack_chunk status
//	interpreter_frame: size previous executable instr_ptr localsplus owner
//	code_object: size filename name qualname linetable firstlineno argcount localsplusnames localspluskinds co_code_adaptive
//
// In 3.14 the interpreter has threads_main after threads_head, and
// code_object_generation and tlbc_generation at its end, and a frame has
// stackpointer and tlbc_index at its end.
func debugOffsets(head []byte) (o offsets, known bool) {
	w := func(i int) uint64 { return binary.NativeEndian.Uint64(head[8*i:]) }
	if w(2) != 0 {
		return o, false // without a GIL the place of an instruction is kept in another way
	}
	o = offsets{interp: w(5), threads: w(9), text: 40, lines: lines311}
	var thread int
	switch w(1) >> 16 {
	case 0x030d:
		thread = 19
	case 0x030e:
		thread = 22
	default:
		return o, false
	}
	frame := thread + 9
	code := frame + 6
	if thread == 22 {
		code += 2
	}
	o.next, o.frame, o.ident, o.native = w(thread+2), w(thread+4), w(thread+5), w(thread+6)
	o.prev, o.code, o.instr = w(frame+1), w(frame+2), w(frame+3)
	o.file, o.table, o.first, o.bytecode = w(code+1), w(code+4), w(code+5), w(code+9)
	return o, o.instr < frameSize-8 && o.code < frameSize-8 && o.prev < frameSize-8
}

// The layout of bytes and str, the same in all versions.
const (
	bytesSize = 16
	bytesData = 32
	strLength = 16
	strState  = 32
	strHead   = 40
	maxStr    = 4096
)

// text reads a str.
func (p *python) text(at uint64) string {
	var head [strHead]byte
	if at == 0 || !p.read(at, head[:]) {
		return ""
	}
	length := binary.NativeEndian.Uint64(head[strLength:])
	if length == 0 || length > maxStr {
		return ""
	}
	state := binary.NativeEndian.Uint32(head[strState:])
	kind, ascii := kindOf(state)
	data := at + p.o.text
	if !ascii { // PyCompactUnicodeObject: utf8_length, utf8, until 3.11 wstr_length
		data += p.o.text - strHead + 16
	}
	raw := make([]byte, length*kind)
	p.read(data, raw)
	runes := make([]rune, length)
	for i := range runes {
		switch kind {
		case 1:
			runes[i] = rune(raw[i])
		case 2:
			runes[i] = rune(binary.NativeEndian.Uint16(raw[2*i:]))
		default:
			runes[i] = rune(binary.NativeEndian.Uint32(raw[4*i:]))
		}
	}
	return string(runes)
}

// kindOf reads how many bytes a character has, and whether all are ASCII. The
// bits stand behind two of the interned state, from 3.14 on behind 16.
func kindOf(state uint32) (kind uint64, ascii bool) {
	if state>>2&7 == 0 {
		state >>= 14
	}
	return max(uint64(state>>2&7), 1), state>>6&1 != 0
}

// code is a code object.
type code struct {
	id    [2]uint64
	file  string
	first int
	table []byte
	lines lineTable
	ours  bool
}

// line is the line of an instruction.
func (c *code) line(at int) int {
	switch c.lines {
	case lines38:
		return c.line38(at)
	case lines310:
		return c.line310(at)
	}
	return c.line311(at)
}

func (c *code) line38(at int) int {
	line, addr := c.first, 0
	for i := 0; i+1 < len(c.table); i += 2 {
		if addr += int(c.table[i]); addr > at {
			break
		}
		line += int(int8(c.table[i+1]))
	}
	return line
}

func (c *code) line310(at int) int {
	line, end := c.first, 0
	for i := 0; i+1 < len(c.table); i += 2 {
		end += int(c.table[i])
		if d := int8(c.table[i+1]); d != -128 {
			line += int(d)
		}
		if end > at {
			break
		}
	}
	return line
}

// locations reads a table of locations.
type locations struct{ rest []byte }

func (l *locations) byte() (b byte) {
	if len(l.rest) > 0 {
		b, l.rest = l.rest[0], l.rest[1:]
	}
	return b
}

func (l *locations) varint() (v int) {
	for shift := 0; len(l.rest) > 0 && shift < 32; shift += 6 {
		b := l.byte()
		v |= int(b&63) << shift
		if b&64 == 0 {
			break
		}
	}
	return v
}

func (l *locations) signed() int {
	v := l.varint()
	if v&1 == 1 {
		return -(v >> 1)
	}
	return v >> 1
}

func (c *code) line311(at int) int {
	line, addr := c.first, 0
	for l := (&locations{c.table}); len(l.rest) > 0; {
		head := l.byte()
		switch kind, units := int(head>>3&15), int(head&7)+1; {
		case kind <= 9:
			l.byte()
			addr += 2 * units
		case kind <= 12:
			line += kind - 10
			l.byte()
			l.byte()
			addr += 2 * units
		case kind == 13:
			line += l.signed()
			addr += 2 * units
		case kind == 14:
			line += l.signed()
			l.varint()
			l.varint()
			l.varint()
			addr += 2 * units
		default:
			addr += 2 * units
		}
		if addr > at {
			break
		}
	}
	return line
}
