package find

import (
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

const (
	// overlay is what lies over the timeline, as a picture.
	overlay = `document.querySelector("[data-timeline] canvas:last-of-type").toDataURL()`
	// selected is what the address says is selected.
	selected = `new URL(location.href).searchParams.get("sel")`
	chip     = `[data-chips] .chip[data-kind="coalesced"]`
)

// findingsPoint: a chip selects its receive and brings its events into view;
// links name events, bytes and segments; what is selected lights its findings.
func findingsPoint(t *testing.T, p *browser.Tab) {
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	p.SaysSoon(chip, "粘在接收队列")
	before := browser.Read[string](p, overlay)
	p.Click(chip + " .chip-main")
	p.Until("the receive is selected", selected+`?.startsWith("event.")`)
	receive := browser.Read[string](p, selected)
	p.Until("its chip is lit", browser.Find(chip)+`.hasAttribute("data-chosen")`)
	p.Until("the timeline shows it", overlay+" !== "+browser.Quote(before))
	p.SaysSoon("[data-live]", "粘在接收队列：")

	p.Click(`[data-tab="findings"]`)
	p.Unfold()
	p.Click(`[data-told] [data-kind="coalesced"] .why summary`)
	links := p.Text(`[data-told] [data-kind="coalesced"] .why .point`)
	if all := strings.Join(links, "|"); !strings.Contains(all, "事件 ") || !strings.Contains(all, "第 1–5 字节") {
		t.Errorf("the evidence links %q, want events and bytes", links)
	}
	p.Click(`[data-told] [data-kind="coalesced"] .why .point[data-points^="bytes."]`)
	p.Until("a link to bytes selects the send that they are of", selected+" !== "+browser.Quote(receive))
}

// findingsCounted: what is found over and over is one chip with a count, and
// goes through its findings one by one.
func findingsCounted(t *testing.T, p *browser.Tab) {
	p.Resize(1920, 1080)
	p.Open("/lessons/nonblocking-send?lang=en")
	p.Run()
	steps := `[data-chips] .chip-steps:not([hidden])`
	p.Until("a chip counts", browser.Find(steps+" .chip-where")+`?.textContent.startsWith("1/")`)
	if kinds := browser.Read[int](p, `document.querySelectorAll("[data-chips] .chip:has(.chip-steps:not([hidden]))").length - new Set([...document.querySelectorAll("[data-chips] .chip:has(.chip-steps:not([hidden])) .chip-main")].map((c) => c.innerText)).size`); kinds != 0 {
		t.Errorf("%d findings have a chip beside another of their kind", kinds)
	}
	p.Click(steps + " button:last-child")
	p.Until("it is the second", browser.Find(steps+" .chip-where")+`.textContent.startsWith("2/")`)
	p.Until("its event is selected", selected)
	second := browser.Read[string](p, selected)
	p.Click(steps + " button:first-child")
	p.Until("the first again, with an event of its own", browser.Find(steps+" .chip-where")+`.textContent.startsWith("1/") && `+selected+" !== "+browser.Quote(second))
}
