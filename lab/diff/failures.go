package diff

import (
	"hash/maphash"

	"stickylab/lab"
)

// failures collects the failed calls of a peer.
type failures struct {
	Failures
	last Failure // the one that Count counted last
	hash maphash.Hash
	at   places // where groups of the same begin
}

func (f *failures) add(call lab.Call, err string, seq int) {
	f.hash.WriteByte(byte(call))
	f.hash.WriteString(err)
	f.hash.WriteByte(0)
	if f.Count > 0 && f.last.Call == call && f.last.Err == err {
		f.last.Times++
	} else {
		f.last = Failure{call, err, 1}
		f.Count++
		f.at.add(seq)
	}
	if f.Count <= MaxListed {
		f.Listed = append(f.Listed[:f.Count-1], f.last)
	}
}

// differ reports whether two programs' calls failed differently.
func (f *failures) differ(other *failures) bool {
	return f.Count != other.Count || f.hash.Sum64() != other.hash.Sum64()
}
