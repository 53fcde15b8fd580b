package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
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
	liveTable = `document.querySelector("[data-stage] .timeline-canvas")?.getAttribute("aria-label")`
	lastFrame = decodeRows + `.findLast((row) => row.dataset.verdict === "exact")`
)

// TestDecoderInBrowser does what a person does to see how frames come out of
// the bytes.
func TestDecoderInBrowser(t *testing.T) {
	browser := newBrowser(t)
	base := newServer(t)
	t.Run("a frame in pieces", func(t *testing.T) { frameInPieces(t, newTab(t, browser, base)) })
	t.Run("a long body", func(t *testing.T) { longBody(t, newTab(t, browser, base)) })
}

// runScript has a script run, opens the page of the run and gives its id.
func (p *tab) runScript(script, lang string) string {
	p.t.Helper()
	p.open("/script?lang=" + lang)
	order, err := json.Marshal(map[string]string{"script": script})
	if err != nil {
		p.t.Fatal(err)
	}
	p.must("order a run", chromedp.Evaluate[chromedp.Void](`void fetch("/api/runs", {
		method: "POST", headers: {"Content-Type": "application/json"}, body: `+quoteJS(string(order))+`,
	}).then((r) => r.json()).then(({ id }) => { document.body.dataset.ordered = id; })`))
	p.until("the run has begun", `document.body.dataset.ordered`)
	id := read[string](p, `document.body.dataset.ordered`)
	p.open("/runs/" + id + "?lang=" + lang)
	return id
}

func frameInPieces(t *testing.T, p *tab) {
	p.calm()
	id := p.runScript(framedScript, "en")
	p.until("both frames are complete", liveTable+` && `+decodeRows+`.filter((row) => row.dataset.verdict === "exact").length === 2`)
	said := read[[]string](p, decodeRows+`.map((row) => row.querySelector(".note").textContent + " " + row.querySelector(".bytes").textContent)`)
	all := strings.Join(said, "\n")
	for _, want := range []string{"header: needs 4, has ", "frame complete, 9 bytes b'hello'", "frame complete, 8 bytes b'feng'"} {
		if !strings.Contains(all, want) {
			t.Errorf("no row says %q: %q", want, said)
		}
	}

	p.click("[data-table] tbody tr:nth-of-type(3)")
	p.must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	const onDecode = `document.querySelector('[data-table] tbody tr[aria-current="true"] .call')?.textContent === "decode"`
	for range 40 {
		if p.press(kb.ArrowRight); p.holds(onDecode) {
			break
		}
	}
	p.until("the arrow keys lead to a decode", onDecode)
	p.until("the timeline says what it needs", canvasLabel+`.includes("needs 4, has ")`)
	p.saysSoon("[data-inspector-body]", "needs")
	p.saysSoon("[data-inspector-body]", "length announced")
	p.tabTo("[data-inspector-body] .why summary")
	p.press(kb.Enter)
	p.until("why is told", `document.querySelector('[data-inspector-body] .why [data-state="there"]')?.querySelector("li")`)
	p.until("its bytes are header", `document.querySelectorAll("[data-inspector-body] .hex .byte.header").length >= 2`)

	p.tabTo("[data-table] tbody tr")
	p.press(kb.End)
	p.must("choose the last frame", chromedp.Evaluate[chromedp.Void](`void `+lastFrame+`.click()`))
	p.saysSoon("[data-inspector-body]", "b'feng'")
	p.until("the lines that receive frames show their bodies", `["b'hello'", "b'feng'"].every((body) => [...document.querySelectorAll('[data-peer="server"] [data-result]')].some((e) => e.textContent === body))`)

	p.open("/runs/" + id + "?lang=zh")
	p.until("the table is there", liveTable+` && `+decodeRows+`.filter((row) => row.dataset.verdict === "exact").length === 2`)
	before := read[[]string](p, decodeRows+`.map((row) => row.innerText)`)
	if !strings.Contains(strings.Join(before, "\n"), "头部：要 4，有 ") {
		t.Errorf("no row says in Chinese what is needed: %q", before)
	}
	p.withoutScripts()
	p.reload()
	p.until("and without JavaScript", decodeRows+`.length >= 3`)
	after := read[[]string](p, decodeRows+`.map((row) => row.innerText)`)
	if strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("the server's rows %q are not the module's %q", after, before)
	}
}

// longBody watches a million bytes arrive.
func longBody(_ *testing.T, p *tab) {
	p.runScript(bodyScript, "en")
	p.until("the bar is there", `document.querySelector("[data-stage] .arriving")?.checkVisibility()`)
	p.saysSoon("[data-stage] .arriving", "the body is complete, 1000000 bytes")
	p.until("it is full", `(({ value, max }) => value === max && max === 1000000)(document.querySelector(".arriving progress"))`)
}
