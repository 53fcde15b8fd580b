package view

import (
	"strings"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// Outcome says in one line of the language what every receive of a run
// returned, peer by peer: two runs with the same outcome look the same to
// their programs.
func Outcome(lang string, peers []string, events []lab.Event) string {
	var parts []string
	for i, got := range boundary.Received(len(peers), events) {
		if len(got) == 0 {
			continue
		}
		for j := range got {
			got[j] = errName(lang, got[j])
		}
		parts = append(parts, T(lang, "outcome.of", PeerName(lang, peers[i]), strings.Join(got, ", ")))
	}
	return strings.Join(parts, T(lang, "outcome.between"))
}
