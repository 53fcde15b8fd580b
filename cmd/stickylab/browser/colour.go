package browser

import "github.com/chromedp/chromedp"

// ClickOnColour clicks a little above the lowest point of the timeline that
// has the colour of a CSS property: inside the box whose border that is.
func (p *Tab) ClickOnColour(card, property string) {
	p.T.Helper()
	p.Must("scroll to the timeline", chromedp.ScrollIntoView(chromedp.CSS(card+" [data-timeline]")))
	at := p.PlaceOfColour(card, property)
	if at.X == 0 {
		p.T.Fatalf("%s: nothing on the timeline has the colour %s; %s", card, property, p.State())
	}
	p.Must("click on the timeline", chromedp.MouseClickXY(at.X, at.Y))
}

// PlaceOfColour is a little above the lowest point of the timeline that has a
// colour, 0 where none has it.
func (p *Tab) PlaceOfColour(card, property string) struct{ X, Y float64 } {
	p.T.Helper()
	return Read[struct{ X, Y float64 }](p, `(() => {
		const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
		probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`+Quote(property)+`).trim();
		probe.fillRect(0, 0, 1, 1);
		const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
		let best = null;
		for (const canvas of document.querySelectorAll(`+Quote(card+" [data-timeline] canvas")+`)) {
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
