package lesson

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// shown is an expression for what a lesson shows of its run: the values beside
// the program, the sentences, what is selected and what was guessed.
const shown = `JSON.stringify({
	values: [...document.querySelectorAll("[data-peer] .result")].map((e) => e.textContent.match(/b'\w*'/)?.[0]),
	told: [...document.querySelectorAll("[data-panel=findings] .told-row")].map((e) => e.dataset.kind),
	run: new URLSearchParams(location.search).get("run"),
	selected: new URLSearchParams(location.search).get("sel"),
	guess: [...document.querySelectorAll("[data-choice]")].map((e) => [e.className, e.querySelector("input").checked]),
})`

// aRunIsKept: neither theme nor language, a reload, going away and coming back,
// nor a link in somebody else's hands loses the run, what was selected in it, or
// the guess.
func aRunIsKept(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/two-sends-one-recv?lang=zh")
	p.Click(`[data-choice="0"]`)
	p.Run()
	p.TabTo("[data-stage] [data-timeline] canvas[tabindex]")
	p.Press(kb.End)
	p.Until("the address has the run and what is selected", `/[?&]run=\w+/.test(location.search) && /[?&]sel=event\.\d+/.test(location.search)`)
	before := browser.Read[string](p, shown)
	if !strings.Contains(before, "b'hellofeng'") {
		t.Errorf("the page shows %s, want what the receive got too", before)
	}
	same := func(after string) {
		t.Helper()
		p.Until("the run is there again "+after, shown+" === "+browser.Quote(before))
		p.Until("and it is drawn", browser.Drawn("[data-stage]"))
	}

	browser.Read[string](p, `window.here = "still"`)
	p.Click(`[data-setting="theme"][data-value="dark"]`)
	p.Until("the page is dark", `document.documentElement.dataset.theme === "dark" && getComputedStyle(document.documentElement).colorScheme.includes("dark")`)
	p.Until("no other page was asked for", `window.here === "still"`)
	same("in the dark")
	p.Click(`[data-setting="lang"][data-value="en"]`)
	p.Until("the page is English", `document.documentElement.lang === "en"`)
	p.Until("and still dark", `document.documentElement.dataset.theme === "dark"`)
	same("in English")
	p.Reload()
	same("after a reload")
	address := browser.Read[string](p, `location.pathname + location.search`)
	p.Open("/struct?lang=en")
	p.Back()
	p.Until("the lesson is back", `location.pathname.startsWith("/lessons/")`)
	same("when one comes back")

	other := p.Another()
	other.Open(address)
	other.Until("a link shows the same run", shown+" === "+browser.Quote(before))
	p.Click(`[data-setting="theme"][data-value="auto"]`)
	p.Until("the system's theme", `document.documentElement.dataset.theme === ""`)
}

// aLiveRunIsKept: a run that goes on is followed and can be stopped after a reload.
func aLiveRunIsKept(_ *testing.T, p *browser.Tab) {
	p.Open("/script?lang=en")
	p.Write("#script", "tcp\nlimit 1m\nserver:\n  listen 1\n  accept\n  recv 10\n  recv 10\nclient:\n  connect\n  send \"hi\"\n  sleep 50s\n")
	p.Click("[data-run]")
	p.Until("it goes on", browser.Drawn("[data-stage]")+" && "+browser.Available("[data-stop]")+` && location.search.includes("run=")`)
	p.Reload()
	p.Until("it still goes on", browser.Drawn("[data-stage]")+" && "+browser.Available("[data-stop]"))
	p.Click("[data-stop]")
	p.Ended()
}

// anOldRunSaysSo: what is shown after an edit is the run before it, until the
// edit is undone or run.
func anOldRunSaysSo(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/two-sends-one-recv?lang=en")
	p.Click(`[data-choice="1"]`)
	p.Run()
	p.Until("an answer is marked", browser.Find("[data-choice].held"))
	const literal = `[data-peer="server"] input.literal[data-own="10"]`
	p.Write(literal, "4")
	p.SaysSoon("[data-stage]", "from before your change")
	p.Until("no answer is marked", `!document.querySelector("[data-choice].held")`)
	p.Reload()
	p.SaysSoon("[data-stage]", "from before your change")
	p.Write(literal, "10")
	p.Until("it is the run of this text again", `!document.querySelector("[data-stage]").innerText.includes("before your change")`)
	p.Until("and its answer", browser.Find("[data-choice].held"))
	p.Write(literal, "4")
	p.Press(kb.Enter)
	p.SaysSoon(".result", "b'ofeng'")
	p.Until("nothing is old", `!document.querySelector("[data-stage]").innerText.includes("before your change")`)
}

// aRunThatIsGone: an address whose run the lab does not have says so, and all
// else works.
func aRunThatIsGone(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/two-sends-one-recv?lang=en&run=nosuchrun&sel=event.3")
	p.SaysSoon("[data-stage]", "does not have this run any more")
	p.Run()
	p.SaysSoon(".result", "b'hellofeng'")
	p.Until("the address has the new run only", `/[?&]run=(?!nosuchrun)\w+/.test(location.search) && !location.search.includes("sel=")`)

	id := p.RunID()
	p.Open("/lessons/tcp-loop?lang=en&run=" + id)
	p.Until("a run of another lesson is on its own page", `location.pathname === "/runs/`+id+`"`)
}

// draftsAreKept: two tabs with drafts, and a link with a script of its own, lose
// none of the three.
func draftsAreKept(_ *testing.T, p *browser.Tab) {
	has := func(text string) string { return browser.Find("#script") + `.value.trim() === ` + browser.Quote(text) }
	p.Open("/script?lang=en")
	p.Write("#script", "# my draft")
	other := p.Beside()
	other.Open("/script?lang=en")
	other.Write("#script", "tcp # the other tab's")
	p.Reload()
	p.Until("each tab has its own", has("# my draft"))
	other.Open("/script?lang=en&text=udp")
	other.Until("the link's script is shown", has("udp"))
	other.Write("#script", "udp # changed")
	p.Reload()
	p.Until("and still its own", has("# my draft"))
	p.Until("the others are offered", `[...document.querySelectorAll(".drafts option")].length === 3`)
	p.Choose(".drafts select", "1")
	p.Until("a draft can be taken up", has("tcp # the other tab's"))
	p.Until("what was there is offered now", `[...document.querySelectorAll(".drafts option")].some((e) => e.textContent.startsWith("my draft"))`)
	p.Reload()
	p.Until("and is this tab's", has("tcp # the other tab's"))
}
