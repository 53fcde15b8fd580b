package findings

import (
	"slices"
	"strconv"
	"strings"

	"stickylab/lab"
)

// reads is how a program receives on a conn: by exactly the bytes that it knows are
// to come, or by as many as there may be. A receive that got fewer than it asked for
// is gone on with by the next one, which asks for the rest.
type reads struct {
	peer     int
	receives int
	exact    int // reads that are complete
	owed     int // bytes of the read under way
	loose    bool
	unpacked bool           // a header was unpacked of what was read
	values   []string       // what was unpacked last
	told     bool           // a receive asked for just what a header had announced
	found    map[string]int // findings of the receives by kind, those not listed included
}

func (f *finder) readsOf(conn int) *reads {
	if f.reads[conn] == nil {
		f.reads[conn] = &reads{found: map[string]int{}}
	}
	return f.reads[conn]
}

// read notes a receive of a stream, or that a header was unpacked.
func (f *finder) read(e *lab.Event) {
	switch {
	case e.Call == lab.CallUnpack && e.Err == "":
		for _, r := range f.reads {
			if r.peer == e.Peer {
				r.unpacked, r.values = true, strings.Split(e.Value, ", ")
			}
		}
	case !e.Call.Receives() || e.Call == lab.CallDecode || !f.transport(e.Conn).Stream():
	case e.Err != "" || f.fed.has(e.Seq):
		f.readsOf(e.Conn).loose = true
	case !e.EOF && !e.Peek:
		r := f.readsOf(e.Conn)
		r.peer = e.Peer
		r.receives++
		r.told = r.told || slices.Contains(r.values, strconv.Itoa(e.Asked))
		r.loose = r.loose || r.owed > 0 && e.Asked != r.owed
		if r.owed = e.Asked - e.Got; r.owed == 0 {
			r.exact++
		}
	}
}

// inexact counts a finding about a receive that took another number of bytes than a
// message has.
func (f *finder) inexact(kind string, conn int) {
	f.readsOf(conn).found[kind]++
}

// exactReaders takes back what was found of receives that are no fault: those of a
// program that reads just the bytes that a header announced. Sends and messages are
// not its measure.
func (f *finder) exactReaders() {
	wrong := f.misread(true)
	var told, untold int64 // readers by headers, and others
	for conn, r := range f.reads {
		t := f.tally(conn)
		// by a header that was read, more were to come than came
		t.wrong = t.wrong || r.unpacked && r.owed > 0
		if wrong || r.loose || r.owed > 0 || !r.unpacked || r.exact == 0 {
			t.wrong = t.wrong || len(r.found) > 0
			untold += number(r.receives > 0)
			continue
		}
		told += number(r.told)
		untold += number(!r.told)
		for kind, n := range r.found {
			listed := len(f.listed[kind])
			f.listed[kind] = slices.DeleteFunc(f.listed[kind], func(one Finding) bool { return connOf(one) == conn })
			if f.unlisted[kind] -= n - (listed - len(f.listed[kind])); f.unlisted[kind] == 0 {
				delete(f.unlisted, kind)
			}
		}
		if len(r.found) > 0 {
			t.reads, t.receives, t.parts = t.reads+r.exact, t.receives+r.receives, true
		}
	}
	if told > 0 && untold == 0 {
		f.tallies[number(true)].parts = true // where each part was sent by itself, too
	}
}

// connOf is the conn of a receive that a finding is about.
func connOf(one Finding) int {
	switch one := one.(type) {
	case Split:
		return one.Conn
	case Coalesced:
		return one.Conn
	}
	return 0
}
