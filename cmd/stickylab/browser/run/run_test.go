package run

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// TestRunInBrowser does what a person does to see what a run shows, and to
// compare it with another.
func TestRunInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "one selection on the timeline, in the table and in the programs", Do: oneSelection},
		{Name: "an address shows again what was selected", Do: selectedByAddress},
		{Name: "a run is shown again, step by step", Do: replayed},
		{Name: "a replay by keys alone, read aloud", Do: replayedByKeys},
		{Name: "a replay is scrubbed on the axis, and played", Do: scrubbed},
		{Name: "a lesson stops before a result and asks", Do: asked},
		{Name: "what waited in the send queue says why", Do: heldInTheQueue},
		{Name: "what is told over and over is folded away", Do: manyAlike},
		{Name: "a chip steps through all findings of its kind", Do: manyJoined},
		{Name: "captured segments", Do: capturedWire},
		{Name: "TCP and UDP in one run", Do: mixed},
		{Name: "a change is predicted, and judged by both runs", Do: changePredicted},
		{Name: "a stored trace", Do: storedTrace},
		{Name: "a file that is no trace", Do: badTrace, Expected: []string{"422"}},
		{Name: "a stored trace without JavaScript", Do: storedWithoutScripts},
		{Name: "counted segments", Do: countedWire, Args: []string{"-capture=off"}},
		{Name: "a frame in pieces", Do: frameInPieces},
		{Name: "what draws decoders comes late", Do: lateDecoder},
		{Name: "a long body", Do: longBody},
		{Name: "the table of a long run", Do: longTable},
		{Name: "the strip of the whole run", Do: stripOfRun},
		{Name: "the end of a run that goes on", Do: liveEnd},
		{Name: "an option on the page", Do: optionOnThePage},
		{Name: "options without JavaScript", Do: optionsWithoutScripts},
		{Name: "the same script over TCP and UDP", Do: comparedOverTransports},
		{Name: "differences lead to their events in both runs", Do: differencesLead},
		{Name: "a comparison is kept", Do: comparisonIsKept},
		{Name: "compared from a lesson and from a run", Do: comparedFromALesson},
		{Name: "a comparison without JavaScript", Do: comparedWithoutScripts},
		{Name: "a comparison on a telephone", Do: comparedNarrow},
	})
}
