package run

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// longSends is how many sends the long run has, and as many receives.
const longSends = 24_000

const (
	longBox = `document.querySelector("[data-events] .scroll")`
	// longRows are the rows of the table that can be seen, by number.
	longRows = `((box, rows) => rows.filter((row) => {
		const { top, bottom } = row.getBoundingClientRect(), view = box.getBoundingClientRect();
		return bottom > view.top + 40 && top < view.bottom;
	}).map((row) => Number(row.dataset.seq)))(` + longBox + `, [...document.querySelectorAll("[data-table] tbody tr")])`
	// longNodes counts all that is in the table: elements and texts.
	longNodes = `((walk) => { let n = 0; while (walk.nextNode()) n++; return n; })(document.createTreeWalker(document.querySelector("[data-table]")))`
	longLast  = `(Number(document.querySelector("[data-table]").getAttribute("aria-rowcount")) - 1)`
	mostNodes = 2000
)

// longTable goes through the table of a run of 48 000 events, of
// which it has a window only: by keys, by digits, by its buttons, by scrolling.
func longTable(t *testing.T, p *browser.Tab) {
	p.Open("/script?lang=en")
	p.Write("#script", strings.Join([]string{
		"tcp", "limit 60s", "server:", "    listen 1", "    accept", "    loop until empty:", "        recv 16",
		"client:", "    connect", "    loop " + strconv.Itoa(longSends) + ":", `        send "0123456789abcdef"`, "    close", "",
	}, "\n"))
	p.Run()
	p.Open("/runs/" + p.RunID())
	p.Until("all events have come", longLast+` > `+strconv.Itoa(2*longSends))
	few := func(when string) {
		t.Helper()
		if n := browser.Read[int](p, longNodes); n >= mostNodes {
			t.Errorf("%s: %d nodes in the table, want fewer than %d", when, n, mostNodes)
		}
	}
	few("at first")
	last := browser.Read[int](p, longLast)
	chosen := func(what string, seq int) {
		t.Helper()
		p.Until(what, chosenSeq+` === "`+strconv.Itoa(seq)+`" && `+longRows+`.includes(`+strconv.Itoa(seq)+`)`)
		if got := browser.Read[string](p, `document.querySelector('[data-table] tr[aria-current="true"]').getAttribute("aria-rowindex")`); got != strconv.Itoa(seq+1) {
			t.Errorf("%s: row %d has aria-rowindex %s, want %d: the headings are one", what, seq, got, seq+1)
		}
		few(what)
	}

	// On the timeline, while the table is shown and while it is not.
	p.Click(`[data-tab="events"]`)
	canvas := "[data-stage] .timeline-canvas"
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS(canvas)))
	p.Press(kb.End)
	p.Until("End selects one of the last calls", `Number(`+chosenSeq+`) > `+strconv.Itoa(last-10))
	p.Until("which can be seen in the table", longRows+`.includes(Number(`+chosenSeq+`))`)
	few("after End on the timeline")
	p.Press(kb.Home)
	p.Until("Home selects one of the first", `Number(`+chosenSeq+`) < 10 && `+longRows+`.includes(Number(`+chosenSeq+`))`)
	p.Click(`[data-tab="findings"]`)
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS(canvas)))
	p.Press(kb.End)
	p.Until("End selects one of the last calls while the table is folded", `Number(`+chosenSeq+`) > `+strconv.Itoa(last-10))
	p.Click(`[data-tab="events"]`)
	p.Until("which can be seen when it is opened", longRows+`.includes(Number(`+chosenSeq+`))`)

	// In the table.
	p.Must("go to the table", chromedp.Focus(chromedp.CSS(`[data-table] tr[tabindex="0"]`)))
	p.Press(kb.Home)
	chosen("Home chooses the first row", 1)
	p.Press(kb.End)
	chosen("End chooses the last row", last)
	p.Press(kb.PageUp)
	chosen("ten rows before it", last-10)
	typed(p, "31234")
	chosen("digits go to a row", 31234)
	p.Press(kb.ArrowDown)
	chosen("and an arrow on from there", 31235)
	if row := browser.Read[string](p, `document.activeElement.innerText`); !strings.Contains(row, "b'0123456789abcdef'") || !strings.Contains(row, "31235") {
		t.Errorf("the row that has the focus is %q", row)
	}

	// By scrolling: to a place, and step by step without missing a row.
	p.Until("half way down is the middle of the run", scrolledTo(`(box.scrollHeight - box.clientHeight) / 2`)+` && Math.abs(`+longRows+`[0] - `+strconv.Itoa(last/2)+`) < 100`)
	p.Until("at the bottom is the last row", scrolledTo(`box.scrollHeight`)+` && `+longRows+`.at(-1) === `+strconv.Itoa(last))
	p.Until("at the top is the first", scrolledTo(`0`)+` && `+longRows+`[0] === 1`)
	seen := browser.Read[int](p, longRows+`.at(-1)`)
	for seen < 400 {
		rows := browser.Await[[]int](p, `new Promise((done) => { `+longBox+`.scrollTop += `+longBox+`.clientHeight / 2; requestAnimationFrame(() => requestAnimationFrame(() => done(`+longRows+`))); })`)
		if len(rows) == 0 || rows[0] > seen+1 || rows[len(rows)-1] <= seen {
			t.Fatalf("scrolling on from row %d shows rows %v", seen, rows)
		}
		seen = rows[len(rows)-1]
	}
	few("after scrolling")

	// By the buttons under it.
	before := browser.Read[int](p, `Number(document.querySelector("[data-table] tbody").rows[0].dataset.seq)`)
	p.Click("[data-events] .pager button:last-child")
	p.Until("a button goes on", `document.activeElement.matches("[data-table] tr") && Number(document.activeElement.dataset.seq) > `+strconv.Itoa(before+10))
	p.SaysSoon("[data-events] .pager", "of "+strconv.Itoa(last))
}

// scrolledTo is a JavaScript expression that scrolls the table's box; it is true.
func scrolledTo(place string) string {
	return `((box) => { box.scrollTop = ` + place + `; return true; })(` + longBox + `)`
}

// typed types into what has the focus without a pause between the keys, however
// busy the machine is: digits far apart are several numbers.
func typed(p *browser.Tab, keys string) {
	browser.Read[bool](p, `[...`+browser.Quote(keys)+`].every((key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })) || true)`)
}
