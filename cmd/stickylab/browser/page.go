package browser

import (
	"strconv"
	"strings"
)

// Run presses Run and waits until the run has ended and its findings are shown.
func (p *Tab) Run() {
	p.T.Helper()
	p.Click("[data-run]")
	p.Ended()
}

// held is how many events of its run the page says that it has.
const held = `Number(document.querySelector('[data-tab="events"] [data-count]')?.textContent ?? 0)`

// Ended waits for the end of the run that the page shows, as long as events come.
func (p *Tab) Ended() {
	p.T.Helper()
	const shown = `!!document.querySelector("[data-stage] [data-told] .told-row") && ` +
		`document.querySelector("[data-stop]")?.getAttribute("aria-disabled") !== "false"`
	for came := -1; !p.Holds(shown); {
		p.Until("the run's findings are shown, or more events", shown+` || `+held+` > `+strconv.Itoa(came))
		came = Read[int](p, held)
	}
}

// RunID waits until the page offers its run as a file, and returns the run's id.
func (p *Tab) RunID() string {
	p.T.Helper()
	p.Until("the run has an address", Find("[data-export]")+`?.href.includes("/api/runs/")`)
	return Read[string](p, Find("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`)
}

// Unfold opens what else the run of a lesson shows, below its answer.
func (p *Tab) Unfold() { p.Click("[data-stage] [data-told] > .told-more > summary") }

// MustFit fails when the page can be scrolled sideways, and names elements
// that stick out.
func (p *Tab) MustFit(page string) {
	p.T.Helper()
	tooWide := Read[string](p, `(() => {
		const width = document.scrollingElement.scrollWidth;
		if (width <= innerWidth) return "";
		const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
		return width + " px: " + out.slice(0, 4).map((e) => e.tagName + "." + e.className).join(" ");
	})()`)
	if tooWide != "" {
		p.T.Errorf("%s is wider than its window: %s", page, tooWide)
	}
}

// Available is an expression that is true when the button does something.
func Available(button string) string {
	return Find(button) + `.getAttribute("aria-disabled") === "false"`
}

// Drawn is an expression that is true when the timeline in the card has
// pixels of many colours: lanes, bytes and ribbons, not one empty surface.
// It reads a copy; reading a canvas itself makes the browser draw it slowly.
func Drawn(card string) string {
	return strings.ReplaceAll(`(() => {
		const colours = new Set();
		for (const canvas of document.querySelectorAll(CANVASES)) {
			if (canvas.width === 0 || canvas.height === 0) continue;
			const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
			copy.drawImage(canvas, 0, 0);
			const pixels = new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
			for (let i = 0; i < pixels.length; i += 7) colours.add(pixels[i]);
		}
		return colours.size > 20;
	})()`, "CANVASES", Quote(card+" [data-timeline] canvas"))
}
