package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// oneSelection: whatever a call is chosen by, the table, the programs and the
// inspector show the same one.
func oneSelection(t *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv")
	p.run()
	p.until("the timeline is drawn", drawn("[data-stage]"))
	p.click("[data-events] summary")
	const coalesced = `document.querySelector('[data-table] tbody tr[data-verdict~="coalesced"]')`

	p.click(`[data-step-to="first"]`)
	p.until("the first row is chosen", chosenSeq+` === "1"`)
	p.click(`[data-step-to="forward"]`)
	p.until("the second row is chosen", chosenSeq+` === "2"`)
	p.click(`[data-step-to="back"]`)
	p.until("the first row is chosen again", chosenSeq+` === "1"`)

	p.clickOnColour("[data-stage]", "--coalesced")
	p.until("the receive that was clicked on is chosen in the table", chosenSeq+` === `+coalesced+`.dataset.seq`)
	p.until("its line is lit", `document.querySelector(".lit")?.innerText.includes("b'hellofeng'")`)
	p.saysSoon("[data-inspector-body] h3", read[string](p, coalesced+`.dataset.seq`))

	p.press(kb.ArrowRight)
	p.until("the arrow key goes on to the next call", `Number(`+chosenSeq+`) === Number(`+coalesced+`.dataset.seq) + 1`)
	p.click(`[data-mode="time"]`)
	p.until("time is drawn to scale", jsFind(`[data-mode="time"]`)+`.getAttribute("aria-pressed") === "true" && `+drawn("[data-stage]"))
	if kept := read[bool](p, `Number(`+chosenSeq+`) === Number(`+coalesced+`.dataset.seq) + 1`); !kept {
		t.Error("the choice was lost when the timeline went to real time")
	}
}

// chosenSeq is the number of the row that is chosen in the table.
const chosenSeq = `document.querySelector('[data-table] tbody tr[aria-current="true"]')?.dataset.seq`

// clickOnColour clicks a little above the lowest point of the timeline that
// has the colour of a CSS property: inside the box whose border that is.
func (p *tab) clickOnColour(card, property string) {
	p.t.Helper()
	p.must("scroll to the timeline", chromedp.ScrollIntoView(chromedp.CSS(card+" [data-timeline]")))
	at := read[struct{ X, Y float64 }](p, `(() => {
		const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
		probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`+quoteJS(property)+`).trim();
		probe.fillRect(0, 0, 1, 1);
		const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
		let best = null;
		for (const canvas of document.querySelectorAll(`+quoteJS(card+" [data-timeline] canvas")+`)) {
			if (canvas.width === 0 || canvas.height === 0) continue;
			const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
			copy.drawImage(canvas, 0, 0);
			const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
			const box = canvas.getBoundingClientRect();
			const scale = box.width / canvas.width;
			for (let y = canvas.height - 1; y >= 0 && best === null; y--) {
				const xs = [];
				for (let x = 0; x < canvas.width; x++) {
					const i = 4 * (y * canvas.width + x);
					if (data[i + 3] > 200 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 30) xs.push(x);
				}
				if (xs.length > 20) best = { X: box.x + xs[xs.length >> 1] * scale, Y: box.y + y * scale - 8 };
			}
		}
		return best ?? { X: 0, Y: 0 };
	})()`)
	if at.X == 0 {
		p.t.Fatalf("%s: nothing on the timeline has the colour %s; %s", card, property, p.state())
	}
	p.must("click on the timeline", chromedp.MouseClickXY(at.X, at.Y))
}
