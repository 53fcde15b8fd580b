package everyone

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// forceColors has the tab see the page as a reader does who has chosen the colours of
// all programs, or has not.
func forceColors(p *browser.Tab, forced string) {
	p.T.Helper()
	p.Must("forced colours: "+forced, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: forced}}, //nolint:misspell // as CSS has it
		})
		return err
	}))
}

// painted counts the pixels of the timeline that have a colour, by its CSS name.
const painted = `((name) => {
	const probe = document.body.appendChild(document.createElement("i"));
	probe.style.cssText = "forced-color-adjust: none; color: " + name;
	const [r, g, b] = getComputedStyle(probe).color.match(/\d+/g).map(Number);
	probe.remove();
	let count = 0;
	for (const canvas of document.querySelectorAll("[data-stage] [data-timeline] canvas")) {
		const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
		copy.drawImage(canvas, 0, 0);
		const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
		for (let i = 0; i < data.length; i += 4)
			if (data[i + 3] > 190 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 6) count++; // Highlight shines through
	}
	return count;
})`

// alike lists what is chosen and looks as what is not.
const alike = `[
	["[data-mode][aria-pressed=true]", "[data-mode][aria-pressed=false]"],
	["[data-view][aria-pressed=true]", "[data-view][aria-pressed=false]"],
	["[data-tab][aria-selected=true]", "[data-tab][aria-selected=false]:not([hidden])"],
	["[data-setting=theme]:is([aria-current=page], [aria-current=true])", "[data-setting=theme]:not([aria-current=page], [aria-current=true])"],
	["[data-setting=lang][aria-current=page]", "[data-setting=lang]:not([aria-current=page])"],
	[".choice:has(:checked)", ".choice:not(:has(:checked))"],
	["[data-table] tr[aria-current=true] > *", "[data-table] tbody tr:not([aria-current]) > *"],
	[".code .lit", ".code li:not(.lit)"],
	[".chip[data-chosen]", ".chip:not([data-chosen])"],
].flatMap((pair) => {
	const [on, off] = pair.map((selector) => [...document.querySelectorAll(selector)].find((e) => e.checkVisibility()));
	if (!on || !off) return [pair.join(" or ") + " is not there"];
	return getComputedStyle(on).backgroundColor === getComputedStyle(off).backgroundColor ? [pair.join(" looks as ")] : [];
})`

func TestForcedColours(t *testing.T) {
	browser.Tour(t, []browser.Part{{Name: "a lesson in the system's colours", Do: func(t *testing.T, p *browser.Tab) {
		p.Resize(1920, 1000) // there is room for two chips
		p.Open("/lessons/hello-feng?lang=en&theme=light")
		p.Click(`[data-choice="1"]`)
		p.Run()
		p.Until("the timeline is drawn", browser.Drawn("[data-stage]")+` && document.querySelector("[data-view]") && document.querySelectorAll("[data-chips] .chip").length > 1`)
		if count := browser.Read[int](p, painted+`("#e08a00")`); count == 0 {
			t.Error("before: the second message is not in its own colour")
		}
		forceColors(p, "active")
		p.Until("the page takes the system's colours", `document.documentElement.dataset.forced === "true"`)
		p.Click("[data-chips] .chip-main")
		p.Click(`[data-tab="events"]`)
		p.Until("a receive is chosen", `document.querySelector("[data-table] tr[aria-current=true]") && document.querySelector(".code .lit") && document.querySelector(".chip[data-chosen]")`)
		p.Frames(3)
		for _, name := range []string{"CanvasText", "Highlight", "LinkText"} {
			if count := browser.Read[int](p, painted+`("`+name+`")`); count < 50 {
				t.Errorf("the timeline has %d pixels in %s", count, name)
			}
		}
		for _, own := range []string{"#e08a00", "#2f6fde", "#b93c0a", "#2f5fde"} {
			if count := browser.Read[int](p, painted+`("`+own+`")`); count > 0 {
				t.Errorf("the timeline has %d pixels in the page's own %s", count, own)
			}
		}
		for _, wrong := range browser.Read[[]string](p, alike) {
			t.Error(wrong)
		}
		p.Press(kb.Tab)
		for range 12 {
			p.Press(kb.Tab)
			if !p.Holds(`document.activeElement === document.body || (({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2)(getComputedStyle(document.activeElement))`) {
				t.Errorf("the focus cannot be seen on %s", browser.Read[string](p, `document.activeElement.outerHTML.slice(0, 100)`))
			}
		}
		p.Reload()
		p.Until("after a reload too", `document.documentElement.dataset.forced === "true" && `+painted+`("CanvasText") > 50`)
		forceColors(p, "none")
		p.Until("and the page's own colours come back", `document.documentElement.dataset.forced === "false" && `+painted+`("#e08a00") > 0`)
	}}})
}
