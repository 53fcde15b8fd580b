package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestInBrowser does what a person does, in a real browser, on the real
// program with real sockets. Each part has a tab without memory of the others.
func TestInBrowser(t *testing.T) {
	base := newServer(t)
	browser := newBrowser(t)
	parts := []struct {
		name     string
		expected []string // words of console messages that belong to the part
		do       func(t *testing.T, p *tab)
	}{
		{"the first lesson from the home page", nil, firstLesson},
		{"hello and feng run together", nil, sendsRunTogether},
		{"one selection on the timeline, in the table and in the programs", nil, oneSelection},
		{"what waited in the send queue says why", nil, heldInTheQueue},
		{"what is told over and over is folded away", nil, manyAlike},
		{"a literal that is changed changes the run", nil, changedLiteral},
		{"a literal that cannot be is refused beside it", []string{"400", "422"}, refusedLiteral},
		{"the cure is shown with what it cures", nil, cureAndUncured},
		{"what was written and run is not lost", nil, nothingLost},
		{"the table of events fits its card", nil, fitsItsCard},
		{"a stuck run can be stopped", nil, stuckRun},
		{"a stored run survives a reload", nil, storedRun},
		{"a script is told where it is wrong", []string{"400", "422"}, wrongScript},
		{"bytes reach the page as text", nil, hostileBytes},
		{"with the keyboard alone", nil, keyboardAlone},
		{"language and theme are remembered", nil, languageAndTheme},
		{"without JavaScript", nil, withoutJavaScript},
		{"a page that is not there", []string{"404"}, missingPage},
		{"nothing is wider than a telephone", []string{"404"}, narrowPages},
	}
	for _, part := range parts {
		t.Run(part.name, func(t *testing.T) { part.do(t, newTab(t, browser, base, part.expected...)) })
	}
}

// run presses Run and waits until the run has ended and was told about.
func (p *tab) run() {
	p.t.Helper()
	p.click("[data-run]")
	p.ended()
}

// ended waits for the end of the run that the page shows.
func (p *tab) ended() {
	p.t.Helper()
	p.until("the run is told about", `document.querySelector("[data-stage] [data-told] .told-row") && `+
		`document.querySelector("[data-stop]")?.getAttribute("aria-disabled") !== "false"`)
}

// available is true in the page when the button does something.
func available(button string) string {
	return jsFind(button) + `.getAttribute("aria-disabled") === "false"`
}

func firstLesson(_ *testing.T, p *tab) {
	p.open("/")
	p.click("[data-start]")
	p.until("the lesson is open", `location.pathname.startsWith("/lessons/") && document.querySelector("[data-guess]")`)
	p.click(`[data-choice="0"]`)
	p.until("the answer is taken", `document.querySelector('[data-choice="0"] input').checked`)
	p.run()
	p.until("events are in the table", `document.querySelectorAll("[data-table] tbody tr").length > 3`)
	p.until("the timeline is drawn", drawn("[data-stage]"))
}

func sendsRunTogether(t *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv")
	p.run()
	p.saysSoon(".result", "b'hellofeng'")
	p.until("the verdict is in the table", `document.querySelectorAll('[data-table] tbody tr[data-verdict~="coalesced"]').length === 1`)
	p.until("the sentence names the queue", `document.querySelector('[data-stage] [data-told] [data-kind="coalesced"]')`)
	p.until("the timeline is drawn", drawn("[data-stage]"))
	// One row for each event of the stored run, in its order.
	rows := read[[]string](p, `[...document.querySelectorAll("[data-table] tbody tr")].map((r) => r.dataset.seq)`)
	for i, seq := range rows {
		if want := i + 1; seq != itoa(want) {
			t.Fatalf("row %d of the table has seq %s, want %d", i, seq, want)
		}
	}
	p.click("[data-events] summary")
	p.click(`[data-table] tbody tr[data-verdict~="coalesced"]`)
	p.until("the inspector shows the bytes", `[...document.querySelectorAll("[data-inspector-body] td.hex")].map((e) => e.textContent).join("").toLowerCase() === "68656c6c6f66656e67"`)
	p.until("and the two sends they came from", `document.querySelectorAll("[data-inspector-body] .sources li").length === 2`)
}

func changedLiteral(_ *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv")
	p.run()
	p.saysSoon(".result", "b'hellofeng'")
	p.write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.until("the page says that it was changed", jsFind("[data-edited]")+`.checkVisibility()`)
	p.run()
	p.saysSoon(".result", "b'hell'")
	p.saysSoon(".result", "b'ofeng'")
	p.click("[data-edited] button")
	p.until("the lesson's own value is back", `[...document.querySelectorAll('[data-peer="server"] input.literal')].filter((i) => i.value === "10").length === 2`)
}

func refusedLiteral(_ *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv")
	p.write(`[data-peer="server"] input.literal[value="10"]`, "ten")
	p.click("[data-run]")
	p.until("the field is marked", `document.querySelector('input.literal[aria-invalid="true"], input.literal[aria-invalid=""]')`)
	p.until("the reason stands beside it", `[...document.querySelectorAll("[data-literal-error]")].some((e) => e.checkVisibility() && e.innerText.length > 3)`)
}

func cureAndUncured(_ *testing.T, p *tab) {
	p.open("/lessons/length-header")
	p.run()
	p.until("the cured run is drawn", drawn("[data-stage]"))
	p.until("the uncured run is drawn too", drawn("[data-compare-stage]"))
	p.until("the uncured run is told about", jsFind(`[data-compare-stage] [data-kind="coalesced"]`))
	p.saysSoon(".result", "b'hello'")
	p.saysSoon(".result", "b'feng'")
}

func stuckRun(_ *testing.T, p *tab) {
	p.open("/script")
	p.write("#script", strings.Join([]string{"tcp", "server:", "    listen 1", "    accept", "    recv 10", "client:", "    connect", "    recv 10", ""}, "\n"))
	p.click("[data-run]")
	p.until("both peers wait in recv", `document.querySelector("[data-stage]").innerText.length > 0 && `+available("[data-stop]"))
	p.click("[data-stop]")
	p.ended()
	p.until("another run may begin", available("[data-run]")+` && !(`+available("[data-stop]")+`)`)
	p.saysSoon("[data-stage] [data-told]", "停止")
}

func storedRun(t *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv")
	p.run()
	p.until("the run has an address", jsFind("[data-export]")+`?.href.includes("/api/runs/")`)
	id := read[string](p, jsFind("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`)
	p.open("/runs/" + id)
	p.until("the timeline is drawn", drawn("[data-stage]"))
	p.until("its events are in the table", `document.querySelectorAll("[data-table] tbody tr").length >= 8`)
	before := p.text("[data-table] tbody tr")
	p.reload()
	p.until("the timeline is drawn again", drawn("[data-stage]"))
	p.saysSoon("[data-told] .told-row", "recv")
	p.until("its events are in the table again", `document.querySelectorAll("[data-table] tbody tr").length >= 8`)
	after := p.text("[data-table] tbody tr")
	if len(before) < 8 || strings.Join(before, "\n") != strings.Join(after, "\n") {
		t.Errorf("after a reload the table has %d rows %q, before %d rows %q", len(after), after, len(before), before)
	}
}

func wrongScript(_ *testing.T, p *tab) {
	p.open("/script?lang=en")
	p.write("#script", "tcp\nserver:\n    lissen 5\n")
	p.click("[data-run]")
	p.until("line and column are told", jsFind("[data-script-error]")+`.checkVisibility() && `+
		`/line 3\b.*column 5\b/is.test(`+jsFind("[data-script-error]")+`.innerText)`)
	p.until("the field is marked", jsFind("#script")+`.matches('[aria-invalid="true"], [aria-invalid=""]')`)
}

func hostileBytes(t *testing.T, p *tab) {
	// Short enough to stand in the table whole.
	const payload = `<img src=x onerror=top.owned=1>`
	p.open("/script")
	p.write("#script", strings.Join([]string{
		"tcp", "server:", "    listen 1", "    accept", "    recv 100", "client:", "    connect", `    send "` + payload + `"`, "",
	}, "\n"))
	p.run()
	p.click("[data-events] summary")
	p.saysSoon("[data-table]", payload)
	p.click(`[data-table] tbody tr[data-verdict~="exact"]`)
	p.until("the inspector has it", jsFind("[data-inspector-body]")+`.innerText.length > 20`)
	id := read[string](p, jsFind("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`)
	mustBeText := func() {
		t.Helper()
		if read[bool](p, `document.querySelector('img[src="x"]') !== null || "owned" in window`) {
			t.Errorf("%s: the bytes of a run became an element of the page", read[string](p, "location.pathname"))
		}
	}
	mustBeText()
	p.open("/runs/" + id)
	p.saysSoon("[data-table]", payload)
	p.until("the timeline is drawn", drawn("[data-stage]"))
	mustBeText()
	p.open("/script?text=%3C/textarea%3E%3Cimg%20src=x%20onerror=top.owned=1%3E")
	mustBeText()
}

func keyboardAlone(_ *testing.T, p *tab) {
	p.open("/")
	p.tabTo("[data-start]")
	p.press(kb.Enter)
	p.until("the lesson is open", `location.pathname.startsWith("/lessons/") && document.readyState === "complete"`)
	p.tabTo("[data-guess] input")
	p.press(" ")
	p.until("the answer is taken", `document.querySelector("[data-guess] input:checked")`)
	p.tabTo("[data-run]")
	p.press(kb.Enter)
	p.ended()
	p.until("the button has kept the focus", `document.activeElement.matches("[data-run]")`)
	p.tabTo("[data-events] summary")
	p.press(kb.Enter)
	p.until("the table is open", `document.querySelector("[data-table]").checkVisibility()`)
}
