package lesson

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
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
	p.Open("/lessons/hello-feng?lang=zh")
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

// looked is what a page shows of the axis: which one, what is in view, the moment,
// and the picture itself.
const looked = `JSON.stringify({
	axis: document.querySelector('[data-mode][aria-pressed="true"]').dataset.mode,
	edges: [...document.querySelectorAll("[data-minimap] [role=slider]")].map((e) => e.getAttribute("aria-valuenow")),
	moment: document.querySelector("[data-replay-bar]").hidden || document.querySelector("[data-replay-state]").textContent,
	picture: document.querySelector("[data-stage] [data-timeline] canvas").toDataURL(),
})`

// aLookIsKept: the axis, what of it is in view and the moment are there again
// after a reload, on coming back and for whoever opens a shared link.
func aLookIsKept(t *testing.T, p *browser.Tab) {
	p.Resize(1366, 768)
	p.Open("/lessons/small-sends?lang=en")
	p.Run()
	p.Until("the strip is there", browser.Find("[data-minimap] [role=slider]"))
	first := browser.Read[string](p, looked)
	p.Click(`[data-mode="time"]`)
	p.TabTo("[data-stage] [data-timeline] canvas[tabindex]")
	for _, key := range []string{"w", "w", "w", "d"} {
		p.Press(key)
	}
	p.Click(`[data-step-to="first"]`)
	for range 3 {
		p.Click(`[data-step-to="forward"]`)
	}
	p.Press("a")
	p.Until("the address has all of it", `["run", "at", "axis", "range"].every((key) => new URLSearchParams(location.search).has(key))`)
	address := p.SettledAddress()
	p.Frames(2)
	before := browser.Read[string](p, looked)
	if before == first {
		t.Error("the axis is looked at as at first")
	}
	same := func(p *browser.Tab, after string) {
		t.Helper()
		p.Until("the same is in view "+after, browser.Find("[data-minimap] [role=slider]")+` && `+looked+` === `+browser.Quote(before))
		if now := p.SettledAddress(); now != address {
			t.Errorf("%s the address is %s, want %s", after, now, address)
		}
	}
	p.Reload()
	same(p, "after a reload")
	p.Open("/struct?lang=en")
	p.Back()
	same(p, "when one comes back")
	p.Click("[data-share-link]")
	p.Until("a link is offered", browser.Find("[data-share-box] input")+`.value`)
	link := browser.Read[string](p, `(({ pathname, search }) => pathname + search)(new URL(`+browser.Find("[data-share-box] input")+`.value))`)
	other := p.Another()
	other.Resize(1366, 768)
	other.Open(link + "&lang=en")
	other.Until("the same is in view by a shared link", browser.Find("[data-minimap] [role=slider]")+` && `+looked+` === `+browser.Quote(before))
	p.Press(kb.Escape)
	p.Until("the link is put away", `!`+browser.Find("[data-share-box] input")+`?.checkVisibility()`)
	p.Click("[data-fit]")
	p.Until("all of it is all of it in the address", `new URLSearchParams(location.search).get("range") === "all"`)
	p.Click("[data-run]")
	p.Until("another run is looked at from its first view, on the axis that was chosen", `(({ search }) => !search.includes("range=") && !search.includes("at=") && search.includes("axis=time"))(location)`)
	p.Ended()
}

// aLiveLookIsKept: so are they of a run that still goes on, and its end that is followed.
func aLiveLookIsKept(_ *testing.T, p *browser.Tab) {
	const edge = `Number(document.querySelector("[data-minimap] [data-edge-%]")?.getAttribute("aria-valuenow"))`
	from, to := strings.Replace(edge, "%", "from", 1), strings.Replace(edge, "%", "to", 1)
	follows := `document.querySelector("[data-follow]")?.getAttribute("aria-pressed") === "true"`
	p.Open("/script?lang=en")
	p.Write("#script", "tcp\nlimit 60s\nserver:\n  listen 1\n  accept\n  loop until empty:\n    recv 16\nclient:\n  connect\n  loop 2000:\n    send \"0123456789abcdef\"\n    sleep 28ms\n  close\n")
	p.Click("[data-run]")
	p.Until("it can be followed", browser.Find("[data-follow]")+`?.checkVisibility()`)
	p.Click(`[data-mode="time"]`)
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	p.Press("w")
	p.Press("w")
	p.Press("w")
	p.Press("w")
	p.Until("its end is followed", follows+` && `+from+` > 40 && `+to+` === 100`)
	p.Until("the address says so", `/axis=time/.test(location.search) && /range=\d/.test(location.search) && /follow=end/.test(location.search)`)
	p.Reload()
	p.Until("a reload follows it on the same axis", follows+` && `+from+` > 40 && `+to+` === 100 && document.querySelector('[data-mode="time"]').getAttribute("aria-pressed") === "true"`)
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	p.Press("a")
	p.Until("it is not followed any more", `!(`+follows+`) && !/follow=/.test(location.search) && `+to+` < 95`)
	p.Reload()
	p.Until("a reload stays there while the run goes on", browser.Find("[data-follow]")+`?.checkVisibility() && !(`+follows+`) && `+from+` > 20 && `+to+` < 95`)
	p.Click("[data-stop]")
	p.Ended()
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
	p.Open("/lessons/hello-feng?lang=en")
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
	p.Open("/lessons/hello-feng?lang=en&run=nosuchrun&sel=event.3")
	p.SaysSoon("[data-stage]", "does not have this run any more")
	p.Run()
	p.SaysSoon(".result", "b'hellofeng'")
	p.Until("the address has the new run only", `/[?&]run=(?!nosuchrun)\w+/.test(location.search) && !location.search.includes("sel=")`)

	id := p.RunID()
	p.Open("/lessons/tcp-loop?lang=en&run=" + id)
	p.Until("a run of another lesson is on its own page", `location.pathname === "/runs/`+id+`"`)
}

// aFileIsSent: a file of one's own is chosen below the script, sent byte for byte and
// taken away again; then the script is told what it lacks.
func aFileIsSent(t *testing.T, p *browser.Tab) {
	file := filepath.Join(t.TempDir(), "a.bin")
	if err := os.WriteFile(file, []byte("\x00\xffhello"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Open("/script?lang=en")
	p.Write("#script", "tcp\nserver:\n  listen 1\n  accept\n  recv exactly 7\nclient:\n  connect\n  send file \"a.bin\"\n")
	p.Until("a file can be chosen", browser.Find("[data-script-files]")+`?.checkVisibility()`)
	p.ChooseFile("[data-script-files]", file)
	p.SaysSoon(".script-files", "7 bytes")
	p.Run()
	p.Until("its bytes came", `[...document.querySelectorAll("td")].some((e) => e.textContent.includes("b'\\x00\\xffhello'"))`)
	p.Click("[data-repeat-run]")
	p.SaysSoon("[data-repeat-list]", `b'\x00\xffhello'`)
	p.Click(".script-files button")
	p.Click("[data-run]")
	p.SaysSoon("[data-script-error]", "the file a.bin is not with it")
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
