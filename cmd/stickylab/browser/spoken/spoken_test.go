// Package spoken does what somebody does who has no pointer, and reads what is
// said to somebody who cannot see.
package spoken

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// TestWalksInBrowser takes a link along, by the clipboard.
func TestWalksInBrowser(t *testing.T) {
	browser.TourWhole(t, []browser.Part{
		{Name: "a walk in Chinese", Do: walkIn(chinese)},
		{Name: "a walk in English", Do: walkIn(english)},
	})
}

func TestSpokenInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "what keys do is said", Do: keysAreSaid},
		{Name: "the list of keys", Do: listOfKeys},
		{Name: "letters and signs turned off", Do: signsOff},
		{Name: "few Tabs to Run", Do: nearRun},
		{Name: "the bar on top", Do: narrowTop},
	})
}
