package main

import (
	"fmt"
	"strings"
	"testing"
)

// heldInTheQueue: forty milliseconds are told of under the timeline, and the
// send that they began with says why.
func heldInTheQueue(t *testing.T, p *tab) {
	p.open("/lessons/nagle-delay?lang=zh")
	p.run()
	p.saysSoon(`[data-told] [data-kind="held"]`, "Nagle")
	p.click(`[data-told] [data-kind="held"] .why summary`)
	p.saysSoon(`[data-told] [data-kind="held"] .why`, "拥塞窗口")
	said := strings.Join(p.text(`[data-told] [data-kind="held"] .why li`), "\n")
	_, after, _ := strings.Cut(said, "事件 ")
	seq, _, _ := strings.Cut(after, " ")
	p.click("[data-events] summary")
	p.click(`[data-table] tbody tr[data-seq="` + seq + `"]`)
	p.click("[data-inspector-body] .why summary")
	p.saysSoon("[data-inspector-body] .why", "留在发送队列里")
	if asked := strings.Join(p.text("[data-inspector-body] .why li"), "\n"); asked != said {
		t.Errorf("the inspector says %q, the sentence %q", asked, said)
	}
}

// manyAlike: what is told over and over is folded away, on the page of the
// lesson and on that of the run, with scripts and without.
func manyAlike(t *testing.T, p *tab) {
	const (
		shown = `[...document.querySelectorAll("[data-told] .told-row")].filter((row) => row.checkVisibility()).length`
		all   = `document.querySelectorAll("[data-told] .told-row").length`
	)
	p.open("/lessons/short-send?lang=en")
	p.run()
	p.until("the rest is folded away", `document.querySelector("[data-told] .told-more summary")?.innerText.includes("more like")`)
	if rows := read[int](p, shown); rows > 10 {
		t.Errorf("%d sentences are shown at once", rows)
	}
	before := read[int](p, shown)
	p.click("[data-told] .told-more summary")
	p.until("the rest can be unfolded", fmt.Sprintf("%s > %d", shown, before))
	rows := read[int](p, all)
	p.open("/runs/" + read[string](p, jsFind("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`))
	p.until("the page of the run tells as much", fmt.Sprintf("%s === %d", all, rows))
	p.withoutScripts()
	p.reload()
	p.until("and without scripts", fmt.Sprintf("%s === %d", all, rows)+` && document.querySelector("[data-told] .told-more")`)
}
