// Package everyone uses the lab as those do who hear it, who choose the colours of all
// programs, who have a touch screen or a mouse with a file.
package everyone

import (
	"testing"

	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

// storedTrace is a trace of an older edition.
const storedTrace = "../../testdata/traces/v1/options.json"

// cover is what is wrong with what says where to drop a file: empty where it lies over
// the whole window and can be read.
const cover = `(() => {
	const box = document.querySelector(".trace-drop");
	if (!box.checkVisibility()) return "it is not there";
	const { left, top, right, bottom } = box.getBoundingClientRect();
	const wrong = [];
	if (left > 20 || top > 20 || right < innerWidth - 20 || bottom < innerHeight - 20) wrong.push("it lies at " + [left, top, right, bottom]);
	const style = getComputedStyle(box);
	if (style.position !== "fixed" || Number(style.zIndex) < 10 || Number(style.opacity) < 0.8) wrong.push("the page shines through it");
	if (!box.innerText.includes(document.documentElement.lang === "en" ? "Drop" : "松开")) wrong.push("it says " + box.innerText);
	if (parseFloat(getComputedStyle(box).fontSize) < 18) wrong.push("it is small");
	return wrong.join("; ");
})()`

func TestDrop(t *testing.T) {
	browser.Tour(t, []browser.Part{{Name: "a file over any page", Do: func(t *testing.T, p *browser.Tab) {
		for _, page := range []string{"/?lang=zh", "/lessons/hello-feng?lang=en", "/struct?lang=zh"} {
			p.Open(page)
			p.Until("the page is alive", `document.documentElement.classList.contains("js") && document.querySelector(".trace-drop")`)
			p.DragFile(storedTrace, "dragEnter", "dragOver")
			p.Until("where to drop it is shown", `document.querySelector(".trace-drop").checkVisibility()`)
			if wrong := browser.Read[string](p, cover); wrong != "" {
				t.Errorf("%s: %s", page, wrong)
			}
			// Chromium's protocol has no way to drag out of the window: this is the event of it.
			p.Must("take it away", chromedp.Evaluate[chromedp.Void](`void document.documentElement.dispatchEvent(new DragEvent("dragleave", { bubbles: true }))`))
			p.Until("and no longer when it is taken away", `!document.querySelector(".trace-drop").checkVisibility()`)
			p.DropFile(storedTrace)
			p.Until("dropping opens it", `document.querySelector("[data-stored]")?.textContent.includes("options.json") && `+browser.Drawn("[data-stage]"))
		}
	}}})
}
