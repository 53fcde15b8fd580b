package findings

// Events returns the Seqs of the events that a finding is about: its own call
// first, then those whose bytes it is about; none of a whole run.
func (f Found) Events() []int {
	own, ok := f.Finding.(interface{ Of() int })
	if !ok || own.Of() <= 0 {
		return nil
	}
	events := []int{own.Of()}
	switch e := f.Evidence.(type) {
	case Received:
		for _, part := range e.Parts {
			events = append(events, part.Seq)
		}
	case HeldSend:
		if e.Taken != nil {
			events = append(events, e.Taken.Seq)
		}
	}
	return events
}
