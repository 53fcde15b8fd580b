package session

// Strand makes the hand of one more thread of a peer's program. Where the run has had
// as many as its limit, it is ended, and the error is ErrStopped.
func (w *World) Strand(peer int) (*Hand, error) {
	if int(w.strands.Add(1)) > w.lab.limits.Threads {
		w.limited("threads")
		return nil, ErrStopped
	}
	return w.Hand(peer, int(w.processes[peer].strands.Add(1))), nil
}
