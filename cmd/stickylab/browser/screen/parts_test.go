package screen

import (
	"maps"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// TestParts uses what stands around the timeline: dock, borders, drawer, keys.
func TestParts(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "the dock by keys, and what opens in it", Do: dock},
		{Name: "all tabs of the dock have room", Do: allTabs},
		{Name: "panels say what stands in them", Do: saidPanels},
		{Name: "cells stand under their headings", Do: cellsUnderHeadings},
		{Name: "a link to share lies over the page", Do: sharesOverThePage},
		{Name: "borders are moved, folded and remembered", Do: borders},
		{Name: "the drawer with the lessons", Do: drawer},
		{Name: "Ctrl and Enter run from anywhere", Do: runByKeys},
		{Name: "parts on a telephone", Do: telephoneParts},
		{Name: "the table of events as calls returned, and as they began", Do: sortedTable},
		{Name: "which lanes are open and the run before are in the address", Do: lanesInAddress, Expected: []string{"Back-Forward Cache"}},
		{Name: "an error is no part of the course", Do: noPart, Expected: []string{"404"}},
		{Name: "without JavaScript all stands in one column", Do: oneColumn},
	})
}

// shownPanel is the name of the panel that is in sight.
const shownPanel = `[...document.querySelectorAll("[data-panel]")].filter((panel) => panel.checkVisibility()).map((panel) => panel.dataset.panel).join()`

// focusOn puts the focus on an element.
func focusOn(p *browser.Tab, selector string) {
	p.T.Helper()
	p.Must("focus "+selector, chromedp.Focus(chromedp.CSS(selector)))
}

func dock(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	p.Until("the findings are shown", shownPanel+` === "findings"`)
	p.Until("and counted", browser.Find(`[data-tab="findings"] [data-count]`)+`.textContent === "2"`)
	p.Until("so are the events", `Number(`+browser.Find(`[data-tab="events"] [data-count]`)+`.textContent) > 8`)
	focusOn(p, `[data-tab="findings"]`)
	p.Press(kb.ArrowRight)
	p.Until("an arrow leads to the next tab", shownPanel+` === "selection" && document.activeElement.dataset.tab === "selection"`)
	p.Press(kb.End)
	p.Until("End leads to the last", shownPanel+` === "why"`)
	p.Press(kb.Home)
	p.Until("Home leads to the first", shownPanel+` === "findings"`)
	if tabs := browser.Read[int](p, `document.querySelectorAll('[data-tabs] [tabindex="0"]').length`); tabs != 1 {
		t.Errorf("%d tabs are reached by Tab, want the open one", tabs)
	}
	focusOn(p, "[data-stage] .timeline-canvas")
	p.Press(kb.End)
	p.Until("what is selected opens", shownPanel+` === "selection"`)
	p.Click(`[data-tab="events"]`)
	focusOn(p, "[data-stage] .timeline-canvas")
	p.Press(kb.ArrowLeft)
	p.Until("whoever reads the table stays there", `document.querySelector('[data-table] tr[aria-current="true"]')`)
	p.Until("the table is still shown", shownPanel+` === "events"`)
}

// allTabs has every tab that a lesson can have, and looks at them on a desk.
func allTabs(t *testing.T, p *browser.Tab) {
	for _, lang := range []string{"en", "zh"} {
		p.Resize(projector.width, projector.height)
		p.Open("/lessons/length-header?lang=" + lang)
		p.Run()
		p.Write("input.literal", `b"hi"`)
		p.Run()
		p.Click("[data-repeat-run]")
		p.Until("every tab is there", `[...document.querySelectorAll("[data-tab]:not(.part-tab)")].every((tab) => tab.checkVisibility())`)
		for _, s := range []size{projector, laptop, desk} {
			p.Resize(s.width, s.height)
			if over := browser.Read[int](p, `((tabs) => tabs.scrollWidth - tabs.clientWidth)(`+browser.Find("[data-tabs]")+`)`); over > 0 {
				t.Errorf("in %s on %s the tabs are %d pixels wider than their row", lang, s.name, over)
			}
		}
	}
}

func borders(t *testing.T, p *browser.Tab) {
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng?lang=en")
	p.Until("the page is alive", alive)
	width := browser.Find(".pane") + `.offsetWidth`
	before := browser.Read[int](p, width)
	focusOn(p, `[data-split="pane"]`)
	p.Press(kb.ArrowRight)
	p.Until("an arrow makes the pane wider", width+` === `+browser.Find(`[data-split="pane"]`)+`.getAttribute("aria-valuenow") * 1`)
	if after := browser.Read[int](p, width); after != before+16 {
		t.Errorf("the pane was %d wide and is %d, want 16 more", before, after)
	}
	height := browser.Find("[data-dock]") + `.offsetHeight`
	low := browser.Read[int](p, height)
	p.Drag(`[data-split="dock"]`, `[data-stage] .stage-empty`)
	p.Until("the dock was dragged up", height+` > `+browser.Read[string](p, `String(`+height+`)`)+` - 1 && `+height+` > 250`)
	if high := browser.Read[int](p, height); high <= low {
		t.Errorf("the dock was %d tall and is %d", low, high)
	}
	focusOn(p, `[data-split="dock"]`)
	p.Press(kb.Enter)
	p.Until("Enter folds the dock", `!document.querySelector(".panels").checkVisibility() && `+browser.Find(`[data-fold="dock"]`)+`.getAttribute("aria-expanded") === "false"`)
	p.Click(`[data-fold="pane"]`)
	p.Until("a button folds the pane", `!document.querySelector(".pane").checkVisibility()`)
	p.Reload()
	p.Until("a reload keeps both", `document.documentElement.classList.contains("js") && !document.querySelector(".pane").checkVisibility() && !document.querySelector(".panels").checkVisibility()`)
	p.Click(`[data-fold="pane"]`)
	p.Click(`[data-fold="dock"]`)
	p.Until("and the width", width+` === `+browser.Read[string](p, `String(`+browser.Find(".pane")+`.offsetWidth)`)+` && document.querySelector(".panels").checkVisibility()`)
	if after := browser.Read[int](p, width); after != before+16 {
		t.Errorf("after a reload the pane is %d wide, want %d", after, before+16)
	}
}

func drawer(t *testing.T, p *browser.Tab) {
	p.Resize(1280, 500) // lower than the list is down to this lesson
	p.Open("/lessons/remote-command?lang=zh")
	p.Until("the page is alive", alive)
	open := browser.Find("#menu") + `.open`
	p.TabTo(".to-course")
	p.Press(kb.Enter)
	p.Until("the drawer is open at this lesson", open+` && document.activeElement.matches('.lessons [aria-current="page"]')`)
	p.Until("which is in sight", `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.activeElement.getBoundingClientRect())`)
	if number := browser.Read[string](p, `document.activeElement.querySelector(".number").textContent + " / " + document.querySelectorAll(".lessons li").length`); number != p.Text(".place .of [aria-hidden]")[0] {
		t.Errorf("the drawer says %s, the row above %q", number, p.Text(".place .of [aria-hidden]"))
	}
	p.Press(kb.Escape)
	p.Until("Esc closes it, and the focus is back", `!`+open+` && document.activeElement.matches(".to-course")`)
	p.Press("c")
	p.Until("a key opens it", open)
	p.Click("[data-drawer-close]")
	p.Until("its button closes it", `!`+open)
	focusOn(p, "input.literal")
	p.Press("c")
	p.Until("where one writes the key is a letter", `document.activeElement.value.endsWith("c") || document.activeElement.value.includes("c")`)
	if p.Holds(open) {
		t.Error("a letter that was written has opened the drawer")
	}
	p.Open("/")
	if lists := browser.Read[int](p, `document.querySelectorAll('a[href="/lessons/hello-feng"]').length`); lists > 2 {
		t.Errorf("the first page has a lesson's link %d times", lists)
	}
}

func runByKeys(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Until("the page is alive", alive)
	focusOn(p, `[data-tab="findings"]`)
	p.Must("press Ctrl and Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	p.Ended()
	p.Open("/script?lang=en")
	p.Write("#script", "udp\nserver:\n    bind\n    close\n")
	p.Must("press Ctrl and Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	p.Until("a run is drawn", browser.Find("[data-stage] [data-timeline]")+`.checkVisibility()`)
}

func telephoneParts(_ *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	p.Open("/lessons/hello-feng?lang=en")
	p.Until("the program is shown first", alive+` && document.querySelector(".pane-body").checkVisibility() && !document.querySelector("[data-stage-card]").checkVisibility()`)
	p.Run()
	p.Until("a run shows its timeline", browser.Find("[data-stage] [data-timeline]")+`.checkVisibility() && !document.querySelector(".pane-body").checkVisibility()`)
	focusOn(p, "[data-stage] .timeline-canvas")
	p.Press(kb.ArrowRight)
	p.Until("what is selected stands below it", shownPanel+` === "selection" && `+browser.Find("[data-stage] [data-timeline]")+`.checkVisibility()`)
	p.Click(`[data-tab="findings"]`)
	p.Until("a tab shows the findings alone", shownPanel+` === "findings" && !document.querySelector("[data-stage-card]").checkVisibility()`)
	p.Click(`[data-tab="program"]`)
	p.Until("another one the program", shownPanel+` === "" && document.querySelector(".pane-body").checkVisibility()`)
	p.Until("Run is in reach all the time", browser.Find("[data-run]")+`.checkVisibility()`)
}

// sortedTable sorts the table by a heading; what is selected and the keys go with it.
func sortedTable(t *testing.T, p *browser.Tab) {
	const (
		seqs   = `[...document.querySelectorAll("[data-table] tbody tr")].map((row) => Number(row.cells[0].textContent))`
		began  = `[...document.querySelectorAll("[data-table] tbody td.start")].map(({ textContent }) => parseFloat(textContent) * ({ ns: 1, µs: 1e3, ms: 1e6 }[textContent.split(" ")[1]] ?? 1))`
		starts = `[...document.querySelectorAll("[data-table] tbody tr")].map((row) => Number(row.dataset.seq)).join()`
	)
	p.Open("/lessons/tcp-loop?lang=en")
	p.Run()
	p.Click(`[data-tab="events"]`)
	p.Until("calls are listed as they returned", seqs+`.length > 20 && `+seqs+`.every((seq, k) => seq === k + 1)`)
	p.Click(`[data-table] tbody tr[data-seq="9"]`)
	p.Until("an event is selected", `document.querySelector('[data-table] tr[aria-current="true"]').dataset.seq === "9"`)
	p.Click("[data-table] th.start button")
	p.Until("they are listed as they began", `!`+seqs+`.every((seq, k) => seq === k + 1) && document.querySelector("th.start").getAttribute("aria-sort") === "ascending"`)
	if !p.Holds(began + `.every((ns, k, all) => k === 0 || ns >= all[k - 1])`) {
		t.Errorf("the calls began at %v ns", browser.Read[[]float64](p, began))
	}
	p.Until("the event is still selected", `document.querySelector('[data-table] tr[aria-current="true"]').cells[0].textContent === "9"`)
	next := browser.Read[string](p, `document.querySelector('[data-table] tr[aria-current="true"]').nextElementSibling.dataset.seq`)
	focusOn(p, `[data-table] tr[aria-current="true"]`)
	p.Press(kb.ArrowDown)
	p.Until("a key leads to the next row", `document.querySelector('[data-table] tr[aria-current="true"]').dataset.seq === `+browser.Quote(next))
	sorted := browser.Read[string](p, starts)
	p.Click("[data-table] th.seq button")
	p.Until("and back", starts+` !== `+browser.Quote(sorted)+` && `+seqs+`.every((seq, k) => seq === k + 1)`)
}

// lanesInAddress opens the lanes that are folded and the run before, and chooses larger
// words: a reload, Back and a shared link bring all of it back.
func lanesInAddress(t *testing.T, p *browser.Tab) {
	const (
		painted  = stage + `.querySelector("canvas").getContext("2d").painted?.words.map(({ text }) => text)`
		isFolded = painted + `.some((text) => /^\d+ more lanes?, folded/.test(text))`
		isLarger = stage + `.querySelector("canvas").getContext("2d").getTransform().a === 1.25 * devicePixelRatio`
		isOpen   = painted + `.some((text) => text.startsWith("Send queue")) && !` + isFolded
	)
	p.BeforeScripts(notesPaint)
	p.Resize(1280, 670)
	p.Open("/lessons/recv-frame?lang=en")
	p.Run()
	p.Until("lanes are folded", isFolded)
	p.Write(`input.literal[value="b'hello'"]`, `b"hi"`)
	p.Run()
	p.Until("the run before can be compared", `document.querySelector('[data-tab="before"]')?.checkVisibility()`)
	p.Click(`[data-tab="before"]`)
	p.Until("it is shown", shownPanel+` === "before"`)
	focusOn(p, "[data-stage] .timeline-canvas")
	p.Press("l")
	p.Until("a key opens all lanes", isOpen)
	p.Press("]")
	p.Until("a key makes the words larger", isLarger)
	p.SaysSoon("[data-live]", "125%")
	here := asked(p.SettledAddress())
	both := func(p *browser.Tab, after string) {
		p.Until(after+" the words are larger", isLarger)
		p.Until(after+" the lanes are open", isOpen)
		p.Until(after+" the run before is shown", shownPanel+` === "before"`)
	}
	p.Reload()
	both(p, "after a reload")
	p.Open("/struct?lang=en")
	p.Back()
	both(p, "after Back")
	if now := asked(p.SettledAddress()); !maps.Equal(now, here) {
		t.Errorf("after Back the address asks for %v, want %v", now, here)
	}
	p.Click("[data-share-link]")
	p.Until("a link is offered", `document.querySelector("[data-share-box] input")?.value.includes("/lessons/")`)
	link := browser.Read[string](p, `(({ pathname, search }) => pathname + search)(new URL(document.querySelector("[data-share-box] input").value))`)
	other := p.Another()
	other.BeforeScripts(notesPaint)
	other.Resize(1280, 670)
	other.Open(link + "&lang=en")
	both(other, "by a shared link")
}

// asked is what an address asks for, by name.
func asked(address string) map[string]string {
	_, search, _ := strings.Cut(address, "?")
	query, _ := url.ParseQuery(search)
	all := map[string]string{}
	for name := range query {
		all[name] = query.Get(name)
	}
	return all
}

func noPart(t *testing.T, p *browser.Tab) {
	for _, page := range []string{"/lessons/none", "/runs/none", "/none"} {
		p.Open(page)
		if here := p.Text(`.main-nav [aria-current="page"]`); len(here) > 0 {
			t.Errorf("%s is marked as %q", page, here)
		}
	}
}

func oneColumn(t *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/lessons/length-header?lang=en")
	for _, selector := range []string{"[data-guess]", "[data-peer]", "[data-run]", "[data-why]", "[data-watch]", "[data-cure]"} {
		if !p.Holds(browser.Find(selector) + `.checkVisibility()`) {
			t.Errorf("%s is not shown", selector)
		}
	}
	p.MustFit("a lesson")
	p.Click(".to-course")
	p.Until("the list is a plain link away", `location.pathname === "/" && location.hash === "#map" && document.querySelector("#map a").checkVisibility()`)
}
