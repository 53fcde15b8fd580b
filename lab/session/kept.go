package session

import "stickylab/lab/record"

// kept holds the logs of ended runs, the oldest give way to new ones.
type kept struct {
	runs, events int // limits
	logs         map[string]*record.Log
	order        []string // oldest first
	held         int      // events in all logs
}

func (k *kept) add(id string, log *record.Log) {
	k.logs[id] = log
	k.order = append(k.order, id)
	k.held += log.Len()
	for len(k.order) > k.runs || k.held > k.events && len(k.order) > 1 {
		oldest := k.order[0]
		k.order = k.order[1:]
		k.held -= k.logs[oldest].Len()
		delete(k.logs, oldest)
	}
}
