package diff

import (
	"slices"

	"stickylab/lab"
)

// kernel is the most that the kernel counted of a socket, or of all sockets of a
// peer; lab.Missing where it was never asked.
type kernel struct{ segsOut, segsIn, retrans, unsent, drops reading }

// reading is a number and the events after which it was read.
type reading struct {
	n  int64
	at places
}

// read takes a number that was read after an event, if it is more.
func (r *reading) read(n int32, seq int) {
	if int64(n) > r.n {
		*r = reading{int64(n), places{seq}}
	}
}

func unprobed() kernel {
	none := reading{n: lab.Missing}
	return kernel{none, none, none, none, none}
}

func (f *facts) probe(conn int, probe *lab.Probe, seq int) {
	if conn == 0 || probe == nil {
		return
	}
	k := f.kernels[conn]
	if k == nil {
		none := unprobed()
		k = &none
		f.kernels[conn] = k
	}
	k.segsOut.read(probe.SegsOut, seq)
	k.segsIn.read(probe.SegsIn, seq)
	k.retrans.read(probe.Retrans, seq)
	k.unsent.read(probe.Unsent, seq)
	k.drops.read(probe.Drops, seq)
}

// with adds the counts of one more socket; of the bytes held back it has the most
// of any.
func (k kernel) with(one *kernel) kernel {
	return kernel{
		segsOut: plus(k.segsOut, one.segsOut),
		segsIn:  plus(k.segsIn, one.segsIn),
		retrans: plus(k.retrans, one.retrans),
		drops:   plus(k.drops, one.drops),
		unsent:  most(k.unsent, one.unsent),
	}
}

func most(a, b reading) reading {
	if b.n > a.n {
		return b
	}
	return a
}

// plus adds counts of which either may be missing.
func plus(a, b reading) reading {
	switch {
	case a.n == lab.Missing:
		return b
	case b.n == lab.Missing:
		return a
	}
	at := append(slices.Clone(a.at), b.at...)
	slices.Sort(at)
	return reading{a.n + b.n, at[:min(len(at), MaxEvents)]}
}
