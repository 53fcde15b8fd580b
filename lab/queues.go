package lab

// Arrived returns in how many data segments all had come that a socket received, where its
// close asked the kernel for that number alone; 0 elsewhere. It is the only thing that is
// measured of a run without probes.
func (e *Event) Arrived() int32 {
	if e.Call != CallClose || e.Probe == nil || e.Probe.SegsOut != Missing {
		return 0
	}
	return max(e.Probe.SegsIn, 0)
}

// Counted returns where messages were joined, where a receive left that open and the close
// of its socket has the number Arrived. One segment had the bytes of all messages. Of
// several the number shows neither where they ended nor whether one was sent again.
func (j Joined) Counted(segs int32) Joined {
	if j == UnknownQueue && segs == 1 {
		return SendQueue
	}
	return j
}

// Queues collects in which queues the messages of a run were joined. The zero Queues is
// ready for the first event.
type Queues struct {
	seen [UnknownQueue + 1]bool
	open map[int]bool // the conns with receives that left it open
}

// Add takes the next event of the run.
func (q *Queues) Add(e *Event) {
	switch {
	case e.Joined == UnknownQueue:
		if q.open == nil {
			q.open = map[int]bool{}
		}
		q.open[e.Conn] = true
	case e.Joined < UnknownQueue:
		q.seen[e.Joined] = true
	}
	if n := e.Arrived(); n > 0 && q.open[e.Conn] {
		delete(q.open, e.Conn)
		q.seen[UnknownQueue.Counted(n)] = true
	}
}

// All lists them in the order of their numbers, without NotJoined.
func (q *Queues) All() []Joined {
	var all []Joined
	for j := SendQueue; j < UnknownQueue; j++ {
		if q.seen[j] {
			all = append(all, j)
		}
	}
	if q.seen[UnknownQueue] || len(q.open) > 0 {
		all = append(all, UnknownQueue)
	}
	return all
}
