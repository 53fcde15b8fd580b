package screen

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// cutOff names words on a page that have no room: hints longer than their fields, words
// that end with an ellipsis and are nowhere in full, words that touch the next ones.
const cutOff = `(() => {
	const wrong = [], ruler = document.createElement("canvas").getContext("2d");
	for (const e of document.querySelectorAll("main *")) {
		if (!e.checkVisibility()) continue;
		const style = getComputedStyle(e), box = e.getBoundingClientRect();
		if (box.width < 2) continue; // for readers who listen
		if (e.placeholder && !e.value && e.matches("input")) {
			ruler.font = style.font;
			const room = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
			if (ruler.measureText(e.placeholder).width > room + 1) wrong.push("the hint " + e.placeholder);
		}
		if (style.textOverflow === "ellipsis" && e.scrollWidth > e.clientWidth + 1 && !e.closest("[title]")) wrong.push("cut off: " + e.innerText);
		const before = e.previousSibling;
		if (before?.nodeType !== Node.TEXT_NODE || !before.data.trim() || !e.innerText?.trim()) continue;
		const range = document.createRange();
		range.selectNodeContents(before);
		const [end] = [...range.getClientRects()].slice(-1), [start] = e.getClientRects();
		const isSpaced = /\s$/.test(before.data) || /^\s/.test(e.innerText) || start?.left - end?.right > 3;
		if (end && start && !isSpaced && Math.abs(start.top - end.top) < 8 && e.matches("a, small")) wrong.push("together: " + before.data.trim() + e.innerText);
	}
	return wrong.slice(0, 4).join("; ");
})()`

// stepsInFull: of the steps from bytes to fields only the codec's text may be cut off.
const stepsInFull = `[...document.querySelectorAll(".steps li:not(:nth-child(2)) small")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1).map((e) => e.innerText).join("; ")`

// wordsInFull: no page cuts words off that stand nowhere else, in either language.
func wordsInFull(t *testing.T, p *browser.Tab) {
	for _, lang := range []string{"zh", "en"} {
		for _, page := range []string{"/", "/compare", "/framing", "/script", "/struct", "/fidelity", "/exercises", "/quiz/1", "/interview", "/glossary", "/lessons/hello-feng"} {
			p.Open(page + "?lang=" + lang)
			p.Until("the page is alive", alive)
			for _, s := range []size{laptop, projector} {
				p.Resize(s.width, s.height)
				p.Frames(2)
				if wrong := browser.Read[string](p, cutOff+` || `+stepsInFull); wrong != "" {
					t.Errorf("%s in %s on %s: %s", page, lang, s.name, wrong)
				}
			}
		}
	}
}

// exerciseInReach: whoever opens an exercise has its check in sight on every screen.
func exerciseInReach(t *testing.T, p *browser.Tab) {
	for i, s := range sizes {
		p.Resize(s.width, s.height)
		p.Open("/exercises/three-messages?lang=" + []string{"zh", "en"}[i%2])
		p.Until("the page is alive", alive)
		if wrong := browser.Read[string](p, outside+`("[data-run]")`); wrong != "" {
			t.Errorf("on %s: %s", s.name, wrong)
		}
	}
}
