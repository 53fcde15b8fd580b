package session

import "stickylab/lab"

// A run that makes many calls takes the processors from all others, which wait 10 ms
// for each of theirs. So the runs of a client that has made a thousand calls or so take
// turns with those of others: half of the processors are theirs, and a lesson's run of a
// few calls finds one free. A run that is alone with that has its turn all the time.
const (
	// longFrom is the work from which the runs of a client take turns. A unit of it is
	// weighEvery events, or a transfer of weighFrom bytes or more.
	longFrom = 64
	// bytesOfWork is how many bytes that are made to be sent are a unit.
	bytesOfWork = 64 << 10
)

// works counts work of the run.
func (r *live) works(units int64) {
	if r.client.work.Add(units) < longFrom || r.turns.Load() != nil {
		return
	}
	turns := r.lab.rota.Join(r.owner)
	if !r.turns.CompareAndSwap(nil, turns) {
		turns.Leave()
	}
}

// takesTurn returns when a long run may make its next call.
func (r *live) takesTurn() {
	if turns := r.turns.Load(); turns != nil {
		_ = turns.Await(r.ctx) // a run that was ended makes no more calls
	}
}

// takesTurn returns when the hand may make its next call. A guest's comes by the network,
// which paces it, and waits for no turn: of a class each call would wait for all others.
func (h *Hand) takesTurn() {
	if h.waker == nil {
		h.world.takesTurn()
	}
}

// rest leaves the turns to others, and notes how long they were waited for.
func (r *live) rest() {
	turns := r.turns.Load()
	if turns == nil {
		return
	}
	turns.Leave()
	if times, total := turns.Paused(); times > 0 {
		r.log.Observed(func(o *lab.Observer) { o.Pauses = lab.Pauses{Times: times, Ns: total.Nanoseconds()} })
	}
}
