package words

import (
	"strings"

	"stickylab/lab"
	"stickylab/lab/tally"
)

// Outcome says in one line of the language what a run returned to its
// programs, peer by peer. What Python prints as b” is told apart: the end of
// a stream, and a datagram that is empty.
func Outcome(lang string, peers []string, o tally.Outcome) string {
	var parts []string
	for i, got := range o.Peers {
		if got.Total > 0 {
			parts = append(parts, text(lang, "outcome.of", PeerName(lang, peers[i]), results(lang, got)))
		}
	}
	if len(parts) == 0 {
		return text(lang, "outcome.nothing")
	}
	return strings.Join(parts, text(lang, "outcome.between"))
}

// results lists what the calls of one peer returned.
func results(lang string, got tally.Received) string {
	words := make([]string, 0, len(got.Results)+1)
	for _, r := range got.Results {
		words = append(words, result(lang, r))
	}
	if got.Total > len(got.Results) {
		words = append(words, text(lang, "outcome.more", got.Total))
	}
	return strings.Join(words, ", ")
}

// result writes bytes as Python does; of many only the beginning.
func result(lang string, r tally.Result) string {
	switch r.Kind {
	case tally.EOF:
		return text(lang, "outcome.eof")
	case tally.EmptyDatagram:
		return text(lang, "outcome.empty")
	case tally.Failed:
		return errName(lang, r.Err)
	}
	bytes := lab.Bytes(r.Data)
	if r.Len == len(r.Data) {
		return bytes
	}
	end := len(bytes) - 1
	return text(lang, "outcome.long", bytes[:end]+"…"+bytes[end:], r.Len)
}
