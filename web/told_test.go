package web

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/words"
)

// A run that found nothing still says why it ended.
func TestToldSaysWhyARunEnded(t *testing.T) {
	for name, c := range map[string]struct {
		end  lab.End
		want int
	}{
		"done":    {lab.End{Reason: lab.EndDone}, 0},
		"stopped": {lab.End{Reason: lab.EndStopped}, 1},
		"limit":   {lab.End{Reason: lab.EndLimit, Detail: "run-time"}, 1},
	} {
		all := told("en", &findings.Findings{}, c.end)
		if len(all) != c.want || c.want == 1 && all[0].Kind != words.KindEnding {
			t.Errorf("%s: told %v, want %d sentences", name, all, c.want)
		}
	}
}
