package lesson

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// TestInBrowser does what a person does, in a real browser, on the real
// program with real sockets.
func TestInBrowser(t *testing.T) {
	refused := []string{"400", "422"}
	missing := []string{"404"}
	browser.Tour(t, []browser.Part{
		{Name: "a first visit loads little", Do: firstVisit},
		{Name: "a part of the page that is gone", Do: partGone, Expected: []string{"inspector.js", "Failed to fetch", "ERR_BLOCKED_BY_CLIENT"}},
		{Name: "the first lesson from the home page", Do: firstLesson},
		{Name: "a prediction is judged and counted", Do: predicted},
		{Name: "progress is kept, taken out, forgotten and taken in", Do: progressKept},
		{Name: "one run does not answer what is luck", Do: luckPredicted},
		{Name: "hello and feng run together", Do: sendsRunTogether},
		{Name: "a literal that is changed changes the run", Do: changedLiteral},
		{Name: "a literal that cannot be is refused beside it", Do: refusedLiteral, Expected: refused},
		{Name: "the cure is shown with what it cures", Do: cureAndUncured},
		{Name: "what was written and run is not lost", Do: nothingLost},
		{Name: "a run is kept", Do: aRunIsKept},
		{Name: "axis, range and moment are kept", Do: aLookIsKept},
		{Name: "so are they of a run that goes on", Do: aLiveLookIsKept},
		{Name: "a run that goes on is kept", Do: aLiveRunIsKept},
		{Name: "a run of the text before an edit", Do: anOldRunSaysSo},
		{Name: "a run that is gone", Do: aRunThatIsGone, Expected: []string{"no such run", "WebSocket"}},
		{Name: "drafts of the bench are kept", Do: draftsAreKept},
		{Name: "a file of one's own is sent", Do: aFileIsSent, Expected: refused},
		{Name: "the table of events fits its card", Do: fitsItsCard},
		{Name: "a stuck run can be stopped", Do: stuckRun},
		{Name: "a stored run survives a reload", Do: storedRun},
		{Name: "a script is told where it is wrong", Do: wrongScript, Expected: refused},
		{Name: "bytes reach the page as text", Do: hostileBytes},
		{Name: "with the keyboard alone", Do: keyboardAlone},
		{Name: "language and theme are remembered", Do: languageAndTheme},
		{Name: "without JavaScript", Do: withoutJavaScript},
		{Name: "a page that is not there", Do: missingPage, Expected: missing},
		{Name: "nothing is wider than a telephone", Do: narrowPages, Expected: missing},
		{Name: "a header in pieces, and a decoder that waits for it", Do: decoderBeside},
		{Name: "the limit of the byte order, and what the decoder guesses", Do: guessBeside},
		{Name: "what was run beside a lesson is kept", Do: besideIsKept},
		{Name: "the run before, in place", Do: runBefore},
		{Name: "the run before on the bench and on the page of a run", Do: runBeforeElsewhere},
		{Name: "what is pressed before the page is alive", Do: pressedEarly},
		{Name: "what is changed before the page is alive", Do: changedEarly},
		{Name: "a Run before the page is alive waits for it", Do: ranEarly, Expected: []string{"ERR_BLOCKED_BY_CLIENT"}},
		{Name: "a Run while another goes on comes after it", Do: ranMeanwhile},
		{Name: "the programs beside fit a telephone", Do: besideOnATelephone},
	})
}

func firstLesson(_ *testing.T, p *browser.Tab) {
	p.Open("/")
	p.Click("[data-start]")
	p.Until("the lesson is open", `location.pathname.startsWith("/lessons/") && document.querySelector("[data-guess]")`)
	p.Click(`[data-choice="0"]`)
	p.Until("the answer is taken", `document.querySelector('[data-choice="0"] input').checked`)
	p.Run()
	p.Until("events are in the table", `document.querySelectorAll("[data-table] tbody tr").length > 3`)
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
}

func sendsRunTogether(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	p.SaysSoon(".result", "b'hellofeng'")
	p.Until("the verdict is in the table", `document.querySelectorAll('[data-table] tbody tr[data-verdict~="coalesced"]').length === 1`)
	p.Until("the sentence names the queue", `document.querySelector('[data-stage] [data-told] [data-kind="coalesced"]')`)
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	// One row for each event of the stored run, in its order.
	rows := browser.Read[[]string](p, `[...document.querySelectorAll("[data-table] tbody tr")].map((r) => r.dataset.seq)`)
	for i, seq := range rows {
		if want := i + 1; seq != strconv.Itoa(want) {
			t.Fatalf("row %d of the table has seq %s, want %d", i, seq, want)
		}
	}
	p.Click(`[data-tab="events"]`)
	p.Click(`[data-table] tbody tr[data-verdict~="coalesced"]`)
	p.Click(`[data-tab="selection"]`)
	p.Until("the inspector shows the bytes", `[...document.querySelectorAll("[data-inspector-body] td.hex")].map((e) => e.textContent).join("").toLowerCase() === "68656c6c6f66656e67"`)
	p.Until("and the two sends they came from", `document.querySelectorAll("[data-inspector-body] .sources li").length === 2`)
}

func changedLiteral(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	p.SaysSoon(".result", "b'hellofeng'")
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.Until("the page says that it was changed", browser.Find("[data-edited]")+`.checkVisibility()`)
	p.Run()
	p.SaysSoon(".result", "b'hell'")
	p.SaysSoon(".result", "b'ofeng'")
	p.Click("[data-edited] button")
	p.Until("the lesson's own value is back", `[...document.querySelectorAll('[data-peer="server"] input.literal')].filter((i) => i.value === "10").length === 2`)
}

func refusedLiteral(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "ten")
	p.Click("[data-run]")
	p.Until("the field is marked", `document.querySelector('input.literal[aria-invalid="true"], input.literal[aria-invalid=""]')`)
	p.Until("the reason stands beside it", `[...document.querySelectorAll("[data-literal-error]")].some((e) => e.checkVisibility() && e.innerText.length > 3)`)
}

func cureAndUncured(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/length-header")
	p.Run()
	p.Until("the cured run is drawn", browser.Drawn("[data-stage]"))
	p.Click(`[data-tab="compare"]`)
	p.Until("the uncured run is drawn too", browser.Drawn("[data-compare-stage]"))
	p.Until("the uncured run is told about", browser.Find(`[data-compare-stage] [data-kind="coalesced"]`))
	p.Open("/lessons/recv-frame")
	p.Run()
	p.SaysSoon(".result", "b'hello'")
	p.SaysSoon(".result", "b'feng'")
}

func stuckRun(_ *testing.T, p *browser.Tab) {
	p.Open("/script")
	p.Write("#script", strings.Join([]string{"tcp", "server:", "    listen 1", "    accept", "    recv 10", "client:", "    connect", "    recv 10", ""}, "\n"))
	p.Click("[data-run]")
	p.Until("both peers wait in recv", `document.querySelector("[data-stage]").innerText.length > 0 && `+browser.Available("[data-stop]"))
	p.Click("[data-stop]")
	p.Ended()
	p.Until("another run may begin", browser.Available("[data-run]")+` && !(`+browser.Available("[data-stop]")+`)`)
	p.SaysSoon("[data-stage] [data-told]", "停止")
}

func storedRun(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	p.Until("the run has an address", browser.Find("[data-export]")+`?.href.includes("/api/runs/")`)
	id := browser.Read[string](p, browser.Find("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`)
	p.Open("/runs/" + id)
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Until("its events are in the table", `document.querySelectorAll("[data-table] tbody tr").length >= 8`)
	before := p.Text("[data-table] tbody tr")
	p.Reload()
	p.Until("the timeline is drawn again", browser.Drawn("[data-stage]"))
	p.SaysSoon("[data-told] .told-row", "recv")
	p.Until("its events are in the table again", `document.querySelectorAll("[data-table] tbody tr").length >= 8`)
	after := p.Text("[data-table] tbody tr")
	if len(before) < 8 || strings.Join(before, "\n") != strings.Join(after, "\n") {
		t.Errorf("after a reload the table has %d rows %q, before %d rows %q", len(after), after, len(before), before)
	}
}

func wrongScript(_ *testing.T, p *browser.Tab) {
	p.Open("/script?lang=en")
	p.Write("#script", "tcp\nserver:\n    lissen 5\n")
	p.Click("[data-run]")
	p.Until("line and column are told", browser.Find("[data-script-error]")+`.checkVisibility() && `+
		`/line 3\b.*column 5\b/is.test(`+browser.Find("[data-script-error]")+`.innerText)`)
	p.Until("the field is marked", browser.Find("#script")+`.matches('[aria-invalid="true"], [aria-invalid=""]')`)
}

func hostileBytes(t *testing.T, p *browser.Tab) {
	// Short enough to stand in the table whole.
	const payload = `<img src=x onerror=top.owned=1>`
	p.Open("/script")
	p.Write("#script", strings.Join([]string{
		"tcp", "server:", "    listen 1", "    accept", "    recv 100", "client:", "    connect", `    send "` + payload + `"`, "",
	}, "\n"))
	p.Run()
	p.Click(`[data-tab="events"]`)
	p.SaysSoon("[data-table]", payload)
	p.Click(`[data-table] tbody tr[data-verdict~="exact"]`)
	p.Click(`[data-tab="selection"]`)
	p.Until("the inspector has it", browser.Find("[data-inspector-body]")+`.innerText.length > 20`)
	id := browser.Read[string](p, browser.Find("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`)
	mustBeText := func() {
		t.Helper()
		if browser.Read[bool](p, `document.querySelector('img[src="x"]') !== null || "owned" in window`) {
			t.Errorf("%s: the bytes of a run became an element of the page", browser.Read[string](p, "location.pathname"))
		}
	}
	mustBeText()
	p.Open("/runs/" + id)
	p.Click(`[data-tab="events"]`)
	p.SaysSoon("[data-table]", payload)
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	mustBeText()
	p.Open("/script?text=%3C/textarea%3E%3Cimg%20src=x%20onerror=top.owned=1%3E")
	mustBeText()
}

func keyboardAlone(_ *testing.T, p *browser.Tab) {
	p.Open("/")
	p.TabTo("[data-start]")
	p.Press(kb.Enter)
	p.Until("the lesson is open", `location.pathname.startsWith("/lessons/") && document.readyState === "complete"`)
	p.TabTo("[data-guess] input")
	p.Press(" ")
	p.Until("the answer is taken", `document.querySelector("[data-guess] input:checked")`)
	p.TabTo("[data-run]")
	p.Press(kb.Enter)
	p.Ended()
	p.Until("the button has kept the focus", `document.activeElement.matches("[data-run]")`)
	p.TabTo(`[data-tabs] [aria-selected="true"]`)
	p.Press(kb.ArrowRight + kb.ArrowRight)
	p.Until("the table is open", `document.querySelector("[data-table]").checkVisibility()`)
}
