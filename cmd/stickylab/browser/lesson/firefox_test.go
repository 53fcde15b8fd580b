package lesson

import (
	"strings"
	"testing"
	"time"

	"stickylab/cmd/stickylab/browser"
)

// TestALessonInFirefox runs a lesson in another browser than all other tests: it is drawn,
// its question is answered, and each part of the lab opens without an error.
func TestALessonInFirefox(t *testing.T) {
	const most = 30 * time.Second
	base := browser.Build(t).Serve(t)
	firefox := browser.NewFirefox(t)
	firefox.Open(base + "/lessons/hello-feng?lang=en")
	var clicked bool
	firefox.Await(`(document.querySelector("[data-run]").click(), true)`, &clicked)
	firefox.Until(`document.querySelector("[data-stage] [data-told] .told-row")?.textContent.includes("hellofeng")`, most)
	const inks = `[...document.querySelectorAll("[data-stage] canvas")].map((canvas) => {
		const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
		return new Set(new Uint32Array(data.buffer)).size;
	}).sort((a, b) => b - a)[0]`
	var colours int
	firefox.Await(inks, &colours)
	if colours < 20 {
		t.Errorf("the timeline has %d colours", colours)
	}
	for _, path := range []string{"/", "/framing", "/struct", "/bench", "/compare", "/fidelity", "/glossary", "/exercises", "/python"} {
		firefox.Open(base + path)
		firefox.Until(`document.querySelector("main h1")?.textContent.trim() !== ""`, most)
	}
	for _, said := range firefox.Errors() {
		if !strings.Contains(said, "NetworkError when attempting to fetch") { // so ends what a page asked for that was left
			t.Errorf("Firefox says %s", said)
		}
	}
}
