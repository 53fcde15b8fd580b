// Package spoken does what somebody does who has no pointer, and reads what is
// said to somebody who cannot see.
package spoken

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

func TestSpokenInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "the list of keys", Do: listOfKeys},
		{Name: "letters and signs turned off", Do: signsOff},
		{Name: "few Tabs to Run", Do: nearRun},
		{Name: "the bar on top", Do: narrowTop},
	})
}
