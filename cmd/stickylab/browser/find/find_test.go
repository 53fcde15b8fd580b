// Package find finds things in runs in a real browser.
package find

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// TestFindInBrowser does what a person does to find something in a run.
func TestFindInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "a finding is a chip, what it follows from are links", Do: findingsPoint},
		{Name: "findings of a kind are counted once", Do: findingsCounted},
		{Name: "bytes, words and places in a run are found", Do: findsInARun, Args: []string{"-capture", "off"}},
		{Name: "what is typed at once is looked for", Do: findsWhatIsTypedAtOnce},
		{Name: "segments are found", Do: findsSegments},
		{Name: "a stream is followed", Do: followsTheStream},
		{Name: "datagrams are followed", Do: followsDatagrams},
		{Name: "finding on a telephone", Do: findsOnATelephone},
	})
}
