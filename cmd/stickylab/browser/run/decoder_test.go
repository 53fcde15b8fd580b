package run

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// framedScript sends hello as a frame that is cut within its header; the
// receiver takes three bytes at a time.
const framedScript = `tcp
server:
    listen 5
    accept
    codec length "!I"
    recv frame by 3
    recv frame by 3
    close
client:
    connect
    codec length "!I"
    send frame "hello" cut 2,3 gap 5ms
    send frame "feng"
    close
`

// bodyScript sends a frame of a million bytes.
const bodyScript = `tcp
server:
    listen 5
    accept
    codec length "!I"
    recv frame by 65536
    close
client:
    connect
    codec length "!I"
    send frame "0123456789" * 100000
    close
`

const (
	decodeRows = `[...document.querySelectorAll("[data-table] tbody tr")].filter((row) => row.querySelector(".call").textContent === "decode")`
	// liveTable: the module has begun to write the table anew.
	liveTable = `document.querySelector("[data-stage] [data-timeline]:not([hidden]) .timeline-canvas")`
	lastFrame = decodeRows + `.findLast((row) => row.dataset.verdict === "exact")`
)

// runScript has a script run, opens the page of the run and gives its id.
func runScript(p *browser.Tab, script, lang string) string {
	p.T.Helper()
	p.Open("/script?lang=" + lang)
	order, err := json.Marshal(map[string]string{"script": script})
	if err != nil {
		p.T.Fatal(err)
	}
	p.Must("order a run", chromedp.Evaluate[chromedp.Void](`void fetch("/api/runs", {
		method: "POST", headers: {"Content-Type": "application/json"}, body: `+browser.Quote(string(order))+`,
	}).then((r) => r.json()).then(({ id }) => { document.body.dataset.ordered = id; })`))
	p.Until("the run has begun", `document.body.dataset.ordered`)
	id := browser.Read[string](p, `document.body.dataset.ordered`)
	p.Open("/runs/" + id + "?lang=" + lang)
	return id
}

func frameInPieces(t *testing.T, p *browser.Tab) {
	id := runScript(p, framedScript, "en")
	p.Until("both frames are complete", liveTable+` && `+decodeRows+`.filter((row) => row.dataset.verdict === "exact").length === 2`)
	said := browser.Read[[]string](p, decodeRows+`.map((row) => row.querySelector(".note").textContent + " " + row.querySelector(".bytes").textContent)`)
	all := strings.Join(said, "\n")
	for _, want := range []string{"header: needs 4, has ", `frame complete, 9 bytes · raw b'\x00\x00\x00\x05hello' b'hello'`, `frame complete, 8 bytes · raw b'\x00\x00\x00\x04feng' b'feng'`} {
		if !strings.Contains(all, want) {
			t.Errorf("no row says %q: %q", want, said)
		}
	}

	p.Click(`[data-tab="events"]`)
	p.Click("[data-table] tbody tr:nth-of-type(3)")
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	const onDecode = `document.querySelector('[data-table] tbody tr[aria-current="true"] .call')?.textContent === "decode"`
	for range 40 {
		if p.Press(kb.ArrowRight); p.Holds(onDecode) {
			break
		}
	}
	p.Until("the arrow keys lead to a decode", onDecode)
	p.Until("it is said what it needs", spoken+`.includes("needs 4, has ")`)
	p.Click(`[data-tab="selection"]`)
	p.SaysSoon("[data-inspector-body]", "needs")
	p.SaysSoon("[data-inspector-body]", "length announced")
	p.TabTo("[data-inspector-body] .why summary")
	p.Press(kb.Enter)
	p.Until("why is told", `document.querySelector('[data-inspector-body] .why [data-state="there"]')?.querySelector("li")`)
	p.Until("its bytes are header", `document.querySelectorAll("[data-inspector-body] .hex .byte.header").length >= 2`)

	p.Click(`[data-tab="events"]`)
	p.TabTo("[data-table] tbody tr")
	p.Press(kb.End)
	p.Must("choose the last frame", chromedp.Evaluate[chromedp.Void](`void `+lastFrame+`.click()`))
	p.Click(`[data-tab="selection"]`)
	p.SaysSoon("[data-inspector-body]", "b'feng'")
	p.Until("the lines that receive frames show their bodies", `["b'hello'", "b'feng'"].every((body) => [...document.querySelectorAll('[data-peer="server"] [data-result]')].some((e) => e.textContent === body))`)

	p.Open("/runs/" + id + "?lang=zh")
	p.Until("the table is there", liveTable+` && `+decodeRows+`.filter((row) => row.dataset.verdict === "exact").length === 2`)
	p.Click(`[data-tab="events"]`)
	before := browser.Read[[]string](p, decodeRows+`.map((row) => row.innerText)`)
	if !strings.Contains(strings.Join(before, "\n"), "头部：要 4，有 ") {
		t.Errorf("no row says in Chinese what is needed: %q", before)
	}
	p.WithoutScripts()
	p.Reload()
	p.Until("and without JavaScript", decodeRows+`.length >= 3`)
	after := browser.Read[[]string](p, decodeRows+`.map((row) => row.innerText)`)
	if strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("the server's rows %q are not the module's %q", after, before)
	}
}

// longBody watches a million bytes arrive.
func longBody(_ *testing.T, p *browser.Tab) {
	runScript(p, bodyScript, "en")
	p.Until("the bar is there", `document.querySelector("[data-stage] .arriving")?.checkVisibility()`)
	p.SaysSoon("[data-stage] .arriving", "the body is complete, 1000000 bytes")
	p.Until("it is full", `(({ value, max }) => value === max && max === 1000000)(document.querySelector(".arriving progress"))`)
}

// lateDecoder opens a run whose decoder lane is drawn by a script that is late:
// the rest is drawn without it, and the lane as soon as it is there.
func lateDecoder(t *testing.T, p *browser.Tab) {
	const picture = `document.querySelector("[data-stage] [data-timeline] canvas").toDataURL()`
	keep := func() {
		p.Must("keep the picture", chromedp.Evaluate[chromedp.Void](`void (window.name = `+picture+`)`))
	}
	id := runScript(p, framedScript, "en")
	p.Ended()
	release := p.HoldBack(&fetch.RequestPattern{URLPattern: "*/decoding.js"})
	p.Reload()
	p.Ended()
	p.Until("the calls are drawn", browser.Drawn("[data-stage]"))
	p.Frames(2)
	keep()
	p.Frames(2)
	if !p.Holds(picture + ` === window.name`) {
		t.Fatal("the picture is not at rest")
	}
	release()
	p.Until("the picture is drawn again", picture+` !== window.name`)
	p.Frames(2)
	keep() // the name of a window outlives its page
	p.Open("/runs/" + id + "?lang=en")
	p.Ended()
	p.Until("it is what it is when nothing is late", picture+` === window.name`)
}
