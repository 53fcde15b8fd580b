package diff

import "stickylab/lab"

// kernel is the most that the kernel counted of a socket, or of all sockets of a
// peer; lab.Missing where it was never asked.
type kernel struct{ segsOut, segsIn, retrans, unsent, drops int64 }

func unprobed() kernel {
	return kernel{lab.Missing, lab.Missing, lab.Missing, lab.Missing, lab.Missing}
}

func (f *facts) probe(conn int, probe *lab.Probe) {
	if conn == 0 || probe == nil {
		return
	}
	k := f.kernels[conn]
	if k == nil {
		none := unprobed()
		k = &none
		f.kernels[conn] = k
	}
	k.segsOut = max(k.segsOut, int64(probe.SegsOut))
	k.segsIn = max(k.segsIn, int64(probe.SegsIn))
	k.retrans = max(k.retrans, int64(probe.Retrans))
	k.unsent = max(k.unsent, int64(probe.Unsent))
	k.drops = max(k.drops, int64(probe.Drops))
}

// with adds the counts of one more socket; of the bytes held back it has the most
// of any.
func (k kernel) with(one *kernel) kernel {
	return kernel{
		segsOut: plus(k.segsOut, one.segsOut),
		segsIn:  plus(k.segsIn, one.segsIn),
		retrans: plus(k.retrans, one.retrans),
		drops:   plus(k.drops, one.drops),
		unsent:  max(k.unsent, one.unsent),
	}
}

// plus adds counts of which either may be missing.
func plus(a, b int64) int64 {
	switch {
	case a == lab.Missing:
		return b
	case b == lab.Missing:
		return a
	}
	return a + b
}
