package cure

// The limits of what is tried at once. They keep the check below a tenth of a
// second and its run small enough to look at.
const (
	MaxMessages = 24      // beyond the first ones the rest is left out
	MaxMessage  = 1 << 10 // bytes of one; longer ones are cut off there
	MaxTotal    = 8 << 10 // bytes of all of them
	// MaxWork bounds the bytes that decoders are fed in one check: a stream of
	// n bytes that is cut in k ways takes n*k.
	MaxWork = 8 << 20
	// MaxShrink bounds how many cases are tried to find a smaller one.
	MaxShrink = 20_000
	// Randoms is how many cuttings are random.
	Randoms = 64
	// maxEachRun is the longest stream whose run sends every byte on its own.
	maxEachRun = 400
	// maxPiecesRun is the most pieces of a run otherwise.
	maxPiecesRun = 64
)

// Bound leaves out what is too much, and tells whether that was anything.
func Bound(messages [][]byte) (kept [][]byte, cut bool) {
	total := 0
	for _, m := range messages {
		if len(kept) == MaxMessages || total == MaxTotal {
			return kept, true
		}
		if n := min(MaxMessage, MaxTotal-total); len(m) > n {
			m, cut = m[:n], true
		}
		total += len(m)
		kept = append(kept, m)
	}
	return kept, cut
}
