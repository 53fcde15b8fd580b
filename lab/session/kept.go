package session

import "stickylab/lab/record"

// kept holds the logs of ended runs. Where there is no more room, the client
// that takes most of what is short gives its oldest run away: who repeats an
// experiment a thousand times does not push out what others have run.
type kept struct {
	runs, events, bytes int // limits
	logs                map[string]record.Reader
	clients             map[string]*shelf
	held                weight // of all logs
	next                int    // the number of the next run to come
}

// shelf is what is kept of one client, oldest first.
type shelf struct {
	order []keptRun
	held  weight
}

// keptRun is a run on a shelf; number counts the runs of all clients.
type keptRun struct {
	id     string
	number int
	weight weight
}

// weight is what logs take of the limits.
type weight struct{ runs, events, bytes int }

func (w *weight) add(o weight, sign int) {
	w.runs += sign * o.runs
	w.events += sign * o.events
	w.bytes += sign * o.bytes
}

// newKept makes an empty kept with the lab's limits.
func newKept(l Limits) kept {
	return kept{
		runs: l.KeptRuns, events: l.KeptEvents, bytes: l.KeptBytes,
		logs: map[string]record.Reader{}, clients: map[string]*shelf{},
	}
}

// add keeps a run; the last one is kept however heavy it is.
func (k *kept) add(id, client string, log record.Reader) {
	s := k.clients[client]
	if s == nil {
		s = &shelf{}
		k.clients[client] = s
	}
	one := keptRun{id: id, number: k.next, weight: weight{1, log.Len(), log.Size()}}
	k.next++
	k.logs[id] = log
	s.order = append(s.order, one)
	s.held.add(one.weight, 1)
	k.held.add(one.weight, 1)
	for short := k.short(); short != nil && k.held.runs > 1; short = k.short() {
		k.dropOldest(k.heaviest(short, one.number))
	}
}

// short gives what there is too much of, nil when there is room.
func (k *kept) short() func(weight) int {
	switch {
	case k.held.runs > k.runs:
		return func(w weight) int { return w.runs }
	case k.held.events > k.events:
		return func(w weight) int { return w.events }
	case k.held.bytes > k.bytes:
		return func(w weight) int { return w.bytes }
	}
	return nil
}

// heaviest gives the client that takes most, of equal ones that with the
// oldest run; none whose only run is the last to come.
func (k *kept) heaviest(measure func(weight) int, last int) string {
	var most string
	var found *shelf
	for client, s := range k.clients {
		if s.order[0].number == last {
			continue
		}
		more := found == nil || measure(s.held) > measure(found.held)
		if more || measure(s.held) == measure(found.held) && s.order[0].number < found.order[0].number {
			most, found = client, s
		}
	}
	return most
}

func (k *kept) dropOldest(client string) {
	s := k.clients[client]
	oldest := s.order[0]
	s.order = s.order[1:]
	s.held.add(oldest.weight, -1)
	k.held.add(oldest.weight, -1)
	delete(k.logs, oldest.id)
	if len(s.order) == 0 {
		delete(k.clients, client)
	}
}
