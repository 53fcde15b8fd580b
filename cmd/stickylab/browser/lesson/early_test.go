package lesson

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// alive is true when the page's module has taken over.
const alive = `document.documentElement.classList.contains("js")`

// pressedEarly: what is pressed before the module of a page is there is taken by
// the page's form, or cannot be pressed yet.
func pressedEarly(_ *testing.T, p *browser.Tab) {
	release := p.OpenHeld("/lessons/hello-feng?lang=en")
	p.Until("no button is enabled that does nothing", `[...document.querySelectorAll("button")].filter((b) => b.checkVisibility({ visibilityProperty: true }) && b.type === "button").every((b) => b.disabled)`)
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.Click("[data-run]")
	p.Until("the form has run it", `location.pathname.startsWith("/runs/") && document.readyState !== "loading"`)
	p.Until("its table has what was received", browser.Find("[data-table] tbody")+`.textContent.includes("b'ofeng'")`)
	release()
	p.Until("the run's page comes to life", browser.Drawn("[data-stage]"))

	release = p.OpenHeld("/struct?lang=en")
	p.Until("nothing is copied yet", browser.Find("[data-copy]")+`.disabled`)
	release()
	p.Click("[data-copy]")
	p.Until("it is said", `/Copied|Ctrl\+C/.test(`+browser.Find("[data-copied]")+`.innerText)`)
}

// changedEarly: what is written and chosen before the module of a page is
// there is what the page goes by.
func changedEarly(t *testing.T, p *browser.Tab) {
	release := p.OpenHeld("/lessons/hello-feng?lang=en&literal.2=7")
	p.Click(`[data-choice="1"]`)
	p.Write(`[data-peer="server"] input.literal[value="7"]`, "4")
	p.Click("[data-options] summary")
	p.Click(`[id="set.client.nodelay"]`)
	if p.Holds(alive) {
		t.Fatal("the page was alive before its scripts were let through")
	}
	release()
	p.Landed("the option is in the address", `location.search.includes("set=client.nodelay.1")`)
	p.Until("so is the literal", `location.search.includes("literal.2=4") && `+browser.Find(`input[data-literal="2"]`)+`.value === "4"`)
	p.Until("and the guess is kept", `document.querySelector('[data-choice="1"] input').checked && document.querySelector("[data-guess]").dataset.outcome === "kept"`)

	release = p.OpenHeld("/struct?format=!H&values=1&lang=en")
	p.Write("#values", "513")
	release()
	p.Until("the values are packed", browser.Find("#hex")+`.value === "02 01"`)

	release = p.OpenHeld("/compare?lang=en")
	p.Choose("#a", "hello-feng")
	release()
	p.Landed("it is in the address", `new URLSearchParams(location.search).get("a") === "hello-feng"`)
}

// ranEarly: a Run that is pressed before the module of a page is there runs in place
// when it is; where it does not come, the form is posted.
func ranEarly(t *testing.T, p *browser.Tab) {
	for _, at := range []struct{ page, module, button, ran string }{
		{"/lessons/hello-feng?lang=en", "lesson", "[data-run]", `document.querySelector("[data-told] .told-row") && location.search.includes("run=")`},
		{"/?lang=en", "home", "#demo [data-run]", `document.querySelector("#demo [data-told] .told-row")`},
		{"/compare?pair=udp&lang=en", "compare", "[data-run-both]", `document.querySelector("[data-difference-chips] .chip")`},
		{"/compare?lang=en", "compare", `[name="pair"][value="udp"]`, `document.querySelector("[data-difference-chips] .chip")`},
		{"/framing?lang=en", "framing", "[data-run]", `document.querySelector("[data-verdict][data-good]")`},
	} {
		release := p.OpenWithoutModule(at.page, at.module)
		p.Click(at.button)
		p.Until(at.page+": the button says that it waits", browser.Find(at.button)+`.matches("[data-soon]") && getComputedStyle(`+browser.Find(at.button)+`).cursor === "progress"`)
		path := browser.Read[string](p, `location.pathname`)
		release()
		p.Until(at.page+": it has run in place", at.ran+` && location.pathname === `+browser.Quote(path)+` && !document.querySelector("[data-soon]")`)
	}
	release := p.OpenWithoutModule("/script?lang=en", "script")
	p.Until("keys are heard", `performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.endsWith("/soon.js") && responseEnd > 0)`)
	p.Frames(2) // it is small, and what loads in the meantime runs
	ctrlEnter(p)
	p.Until("the key waits, too", browser.Find("[data-run]")+`.matches("[data-soon]")`)
	release()
	p.Until("the bench has run", browser.Drawn("[data-stage]"))

	p.Block("*://*:*/static/*/lesson.js")
	p.Open("/lessons/hello-feng?lang=en")
	p.Click("[data-run]")
	p.Until("the form has run it", `location.pathname.startsWith("/runs/")`)
}

func ctrlEnter(p *browser.Tab) {
	p.T.Helper()
	p.Must("press Ctrl and Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// ranMeanwhile: who asks for a run while one goes on is told that it comes after it, and
// can take that back.
func ranMeanwhile(t *testing.T, p *browser.Tab) {
	const waits, latest = "[data-error][data-note]", `new URLSearchParams(location.search).get("run")`
	stuck := "tcp\nserver:\n    listen 1\n    accept\n    recv 10\nclient:\n    connect\n    recv 10\n"
	p.Open("/script?lang=en")
	p.Write("#script", stuck)
	p.Click("[data-run]")
	p.Until("a run goes on", browser.Available("[data-stop]")+` && `+latest)
	first := browser.Read[string](p, latest)
	ctrlEnter(p)
	p.SaysSoon(waits, "When it has ended, this runs")
	p.Click("[data-stop]")
	p.Ended()
	p.Until("Stop has taken the next one back", `!document.querySelector("[data-error]").checkVisibility() && `+browser.Available("[data-run]"))
	if now := browser.Read[string](p, latest); now != first {
		t.Errorf("after Stop the address has the run %s, want %s", now, first)
	}

	p.Click("[data-run]")
	p.Until("another goes on", browser.Available("[data-stop]")+` && `+latest+` !== `+browser.Quote(first))
	second := browser.Read[string](p, latest)
	p.Write("#script", "tcp\nserver:\n    listen 1\n    accept\n    recv 10\nclient:\n    connect\n    send \"two\"\n")
	ctrlEnter(p)
	p.SaysSoon(waits, "When it has ended, this runs")
	p.Must("end it from elsewhere", chromedp.Evaluate[chromedp.Void](`void fetch("/api/runs/`+second+`", { method: "DELETE" })`))
	p.Until("what was written then is run next", latest+` !== `+browser.Quote(second)+` && `+browser.Available("[data-run]"))
	p.Ended()
	p.Click(`[data-tab="events"]`)
	p.SaysSoon("[data-table] tbody", "b'two'")
}
