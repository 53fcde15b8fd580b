package out

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// TestTakenOutInBrowser does what a person does who wants a run elsewhere: on a
// slide, in a program, on paper.
func TestTakenOutInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "pictures of what is seen", Do: pictures},
		{Name: "two runs compared, in one picture and on paper", Do: pairPicture},
		{Name: "what is selected is copied", Do: copiedSelection},
		{Name: "copied by hand where the browser refuses", Do: copiedByHand},
		{Name: "a whole program", Do: wholeProgram},
		{Name: "a run on paper", Do: paper},
		{Name: "a run's own page on paper", Do: paperOfRun},
		{Name: "handouts on paper", Do: paperOfHandout},
		{Name: "a stream is saved", Do: savedStream},
		{Name: "a ladder", Do: ladder},
		{Name: "a row of the server leads to its event", Do: rowOfServer},
	})
}
