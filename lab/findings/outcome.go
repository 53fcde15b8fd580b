package findings

import (
	"strings"

	"stickylab/lab"
)

// Outcome returns in one line what every receive of a run returned, peer by
// peer, as Python prints it, and the errors of its calls: two runs with the same
// outcome look the same to their programs.
func Outcome(peers []string, events []lab.Event) string {
	results := make([][]string, len(peers))
	for i := range events {
		e := &events[i]
		switch {
		case e.Call.Receives() && e.Err == "":
			results[e.Peer] = append(results[e.Peer], lab.Bytes(e.Data))
		case e.Err != "" && e.Call != lab.CallWait && e.Call != lab.CallSleep:
			results[e.Peer] = append(results[e.Peer], e.Err)
		}
	}
	var parts []string
	for i, list := range results {
		if len(list) > 0 {
			parts = append(parts, peers[i]+": "+strings.Join(list, ", "))
		}
	}
	return strings.Join(parts, "; ")
}
