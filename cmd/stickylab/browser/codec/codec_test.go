package codec

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// TestStructInBrowser: the struct page as a person uses it.
func TestStructInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "values are packed as one types", Do: packedWhileTyping},
		{Name: "bytes are unpacked as one types", Do: unpackedWhileTyping},
		{Name: "a byte, its field and its character by keyboard", Do: byteByKeyboard},
		{Name: "bytes are selected with the pointer", Do: bytesByPointer},
		{Name: "an error is Python's, with the value marked", Do: errorIsMarked},
		{Name: "presets, orders and the way back", Do: presetsAndBack},
		{Name: "the same in other languages", Do: structSources},
		{Name: "the table of fields by keys", Do: structTable},
		{Name: "a change of language keeps the page", Do: structInAnotherLanguage},
		{Name: "without JavaScript", Do: structWithoutScripts},
		{Name: "both ways draw the same", Do: drawnAlike},
		{Name: "on a telephone", Do: structNarrow},
	})
}

// TestFramingInBrowser: a reader breaks frames, and tries cures.
func TestFramingInBrowser(t *testing.T) {
	refused := []string{"422"}
	browser.Tour(t, []browser.Part{
		{Name: "TLS with another offset", Do: framingOfTLS, Expected: refused},
		{Name: "another codec, cut in pieces", Do: framingInPieces, Expected: refused},
		{Name: "a codec that is none", Do: framingMistaken, Expected: refused},
		{Name: "framing without JavaScript", Do: framingWithoutScripts, Expected: refused},
		{Name: "framing on a telephone", Do: framingNarrow, Expected: refused},
		{Name: "a cure on a lesson", Do: cureOnALesson, Expected: refused},
		{Name: "a cure without JavaScript", Do: cureWithoutScripts, Expected: refused},
	})
}
