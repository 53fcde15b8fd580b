package session

import "stickylab/lab/record"

// kept holds the logs of ended runs, the oldest give way to new ones.
type kept struct {
	runs, events, bytes int // limits
	logs                map[string]*record.Log
	order               []weight // oldest first
	held                weight   // of all logs
}

// weight is what a log takes of the limits.
type weight struct {
	id            string
	events, bytes int
}

func (k *kept) add(id string, log *record.Log) {
	w := weight{id: id, events: log.Len(), bytes: log.Size()}
	k.logs[id] = log
	k.order = append(k.order, w)
	k.held.events += w.events
	k.held.bytes += w.bytes
	for len(k.order) > k.runs || k.full() && len(k.order) > 1 {
		oldest := k.order[0]
		k.order = k.order[1:]
		k.held.events -= oldest.events
		k.held.bytes -= oldest.bytes
		delete(k.logs, oldest.id)
	}
}

func (k *kept) full() bool { return k.held.events > k.events || k.held.bytes > k.bytes }
