package findings

// Boundaries says whether the messages of a run reached its programs whole.
type Boundaries int

// What became of the boundaries between messages.
const (
	// BoundariesUnknown: they were lost, or nothing is known of them.
	BoundariesUnknown Boundaries = iota
	// BoundariesKept: each receive was one message, by the transport.
	BoundariesKept
	// BoundariesFound: a stream has none, and headers or a decoder gave them back.
	BoundariesFound
)

// harmless are the kinds beside which boundaries may be called kept or found.
var harmless = map[string]bool{
	KindCoalesced: true, KindSplit: true, KindHeld: true, KindEOF: true, KindDecoded: true, KindFramed: true, KindExact: true,
}

// Boundaries returns what became of the boundaries of all messages: a run in which
// anything failed, was lost, cut off or still waited for is not said to have kept any.
func (f *Findings) Boundaries() Boundaries {
	found := BoundariesUnknown
	for _, one := range f.All {
		switch finding := one.Finding.(type) {
		case Decoded:
			if finding.Unheld > 0 {
				return BoundariesUnknown
			}
			found = max(found, BoundariesFound)
		case Framed:
			found = max(found, BoundariesFound)
		case Exact:
			if !finding.Stream {
				found = max(found, BoundariesKept)
			}
		}
		if !harmless[one.Kind()] {
			return BoundariesUnknown
		}
	}
	return found
}
