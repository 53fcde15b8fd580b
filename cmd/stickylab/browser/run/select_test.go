package run

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// oneSelection: whatever a call is chosen by, the table, the programs and the
// inspector show the same one.
func oneSelection(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/two-sends-one-recv")
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Click(`[data-tab="events"]`)
	const coalesced = `document.querySelector('[data-table] tbody tr[data-verdict~="coalesced"]')`

	p.Click(`[data-step-to="first"]`)
	p.Until("the first row is chosen", chosenSeq+` === "1"`)
	p.Click(`[data-step-to="forward"]`)
	p.Until("the second row is chosen", chosenSeq+` === "2"`)
	p.Click(`[data-step-to="back"]`)
	p.Until("the first row is chosen again", chosenSeq+` === "1"`)
	p.Click("[data-replay-leave]")

	clickOnColour(p, "[data-stage]", "--coalesced")
	p.Until("the receive that was clicked on is chosen in the table", chosenSeq+` === `+coalesced+`.dataset.seq`)
	p.Until("its line is lit", `document.querySelector(".lit")?.innerText.includes("b'hellofeng'")`)
	p.Click(`[data-tab="selection"]`)
	p.SaysSoon("[data-inspector-body] h3", browser.Read[string](p, coalesced+`.dataset.seq`))
	p.Must("go back to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))

	p.Press(kb.ArrowRight)
	p.Until("the arrow key goes on to the next call", `Number(`+chosenSeq+`) === Number(`+coalesced+`.dataset.seq) + 1`)
	p.Click(`[data-mode="time"]`)
	p.Until("time is drawn to scale", browser.Find(`[data-mode="time"]`)+`.getAttribute("aria-pressed") === "true" && `+browser.Drawn("[data-stage]"))
	if kept := browser.Read[bool](p, `Number(`+chosenSeq+`) === Number(`+coalesced+`.dataset.seq) + 1`); !kept {
		t.Error("the choice was lost when the timeline went to real time")
	}
}

// chosenSeq is the number of the row that is chosen in the table.
const chosenSeq = `document.querySelector('[data-table] tbody tr[aria-current="true"]')?.dataset.seq`

// clickOnColour clicks a little above the lowest point of the timeline that
// has the colour of a CSS property: inside the box whose border that is.
func clickOnColour(p *browser.Tab, card, property string) {
	p.T.Helper()
	p.Must("scroll to the timeline", chromedp.ScrollIntoView(chromedp.CSS(card+" [data-timeline]")))
	at := placeOfColour(p, card, property)
	if at.X == 0 {
		p.T.Fatalf("%s: nothing on the timeline has the colour %s; %s", card, property, p.State())
	}
	p.Must("click on the timeline", chromedp.MouseClickXY(at.X, at.Y))
}

// placeOfColour is a little above the lowest point of the timeline that has a
// colour, 0 where none has it.
func placeOfColour(p *browser.Tab, card, property string) struct{ X, Y float64 } {
	p.T.Helper()
	return browser.Read[struct{ X, Y float64 }](p, `(() => {
		const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
		probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`+browser.Quote(property)+`).trim();
		probe.fillRect(0, 0, 1, 1);
		const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
		let best = null;
		for (const canvas of document.querySelectorAll(`+browser.Quote(card+" [data-timeline] canvas")+`)) {
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
}

// selectedByAddress: the page of a run keeps what is selected in its address,
// also when the language is changed, and shows it again.
func selectedByAddress(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/two-sends-one-recv")
	p.Run()
	p.Open("/runs/" + p.RunID())
	p.Until("the run is drawn", browser.Drawn("[data-stage]"))
	p.Click(`[data-step-to="first"]`)
	p.Click(`[data-step-to="forward"]`)
	p.Until("the second call is chosen and in the address", chosenSeq+` === "2" && location.search.includes("sel=event.2")`)
	chosen := p.Text("[data-inspector-body] h3")
	p.Reload()
	p.Until("it is chosen again", chosenSeq+` === "2" && document.querySelector("[data-inspector-body] h3")`)
	if again := p.Text("[data-inspector-body] h3"); again[0] != chosen[0] {
		t.Errorf("the inspector shows %q after a reload, before it showed %q", again, chosen)
	}
	p.Click(`.top a[lang="en"]`)
	p.Until("and in another language", `document.documentElement.lang === "en" && `+chosenSeq+` === "2"`)
	at := browser.Read[string](p, `location.pathname + "?sel=page.3&at=soon"`)
	p.Open(at)
	p.Until("an address that makes no sense selects nothing", browser.Drawn("[data-stage]")+` && `+chosenSeq+` === undefined`)
}
