package lesson

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// alive is true when the page's module has taken over.
const alive = `document.documentElement.classList.contains("js")`

// pressedEarly: what is pressed before the module of a page is there is taken by
// the page's form, or cannot be pressed yet.
func pressedEarly(_ *testing.T, p *browser.Tab) {
	release := p.OpenHeld("/lessons/two-sends-one-recv?lang=en")
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
	release := p.OpenHeld("/lessons/two-sends-one-recv?lang=en&literal.2=7")
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
	p.Choose("#a", "two-sends-one-recv")
	release()
	p.Landed("it is in the address", `new URLSearchParams(location.search).get("a") === "two-sends-one-recv"`)
}
