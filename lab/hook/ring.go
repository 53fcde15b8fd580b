package hook

import (
	"encoding/binary"
	"errors"
	"os"

	"stickylab/lab"
)

// kind is what a record in a ring is.
type kind uint8

// The kinds of records, as py/_stickylab_hook.py has them.
const (
	fill         kind = iota // nothing, to the end of the ring
	begin                    // a call is about to be made
	end                      // it has returned
	piece                    // bytes of the record behind it
	socket                   // what is known of a socket
	file                     // the name of a source file
	introduction             // which program it is
	address                  // of the record behind it
)

// The layout of a ring: its words, then the records.
const (
	headSize   = 64
	recordSize = 32

	wordWritten = 0
	wordRead    = 8
	wordSize    = 16
	wordPID     = 24
	wordParent  = 32
	wordCounter = 40 // time.perf_counter_ns at the ring's beginning
	wordWall    = 48 // time.time_ns at the same moment
	wordMissed  = 56
)

// record is one of a ring.
type record struct {
	kind   kind
	call   lab.Call
	strand int
	sock   uint32
	at     uint32 // the file's number and, in 24 bits, the line
	when   int64  // by the program's own clock, which all of the machine share
	n      int64
	data   []byte
	pass   int // when it was read
}

// ring is the memory that a program writes its records to.
type ring struct {
	file        *os.File
	size        int64
	read        int64
	pid, parent int
	ahead       int64 // how far the wall clock is ahead of the program's own
	missed      uint64
	buf         []byte
}

var errRing = errors.New("no ring of the hook")

// openRing opens a ring whose file is whole.
func openRing(name string) (*ring, error) {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	var head [headSize]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	word := func(at int) int64 { return int64(binary.NativeEndian.Uint64(head[at:])) }
	r := &ring{file: f, size: word(wordSize), pid: int(word(wordPID)), parent: int(word(wordParent)), ahead: word(wordWall) - word(wordCounter)}
	if r.size < recordSize || r.size > 1<<30 {
		return nil, errors.Join(errRing, f.Close())
	}
	return r, nil
}

// take reads the records that are there and makes room for others.
func (r *ring) take(pass int, each func(record)) error {
	var words [headSize]byte
	if _, err := r.file.ReadAt(words[:], 0); err != nil {
		return err
	}
	r.missed = binary.NativeEndian.Uint64(words[wordMissed:])
	written := int64(binary.NativeEndian.Uint64(words[wordWritten:]))
	for r.read < written {
		at := r.read % r.size
		chunk := min(written-r.read, r.size-at)
		if int64(len(r.buf)) < chunk {
			r.buf = make([]byte, chunk)
		}
		if _, err := r.file.ReadAt(r.buf[:chunk], headSize+at); err != nil {
			return err
		}
		if err := parse(r.buf[:chunk], pass, each); err != nil {
			return err
		}
		r.read += chunk
		var word [8]byte
		binary.NativeEndian.PutUint64(word[:], uint64(r.read))
		if _, err := r.file.WriteAt(word[:], wordRead); err != nil {
			return err
		}
	}
	return nil
}

// parse takes records apart.
func parse(b []byte, pass int, each func(record)) error {
	for len(b) > 0 {
		if len(b) < 5 {
			return errRing
		}
		size := int(binary.NativeEndian.Uint32(b))
		if kind(b[4]) == fill {
			if size != len(b) {
				return errRing
			}
			return nil
		}
		whole := (size + 7) &^ 7
		if size < recordSize || whole > len(b) {
			return errRing
		}
		e := record{
			kind: kind(b[4]), call: lab.Call(b[5]), strand: int(binary.NativeEndian.Uint16(b[6:])), sock: binary.NativeEndian.Uint32(b[8:]),
			at: binary.NativeEndian.Uint32(b[12:]), when: int64(binary.NativeEndian.Uint64(b[16:])), n: int64(binary.NativeEndian.Uint64(b[24:])), pass: pass,
		}
		e.data = append(e.data, b[recordSize:size]...)
		each(e)
		b = b[whole:]
	}
	return nil
}

func (r *ring) close() { _ = r.file.Close() }
