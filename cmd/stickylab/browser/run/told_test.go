package run

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// heldInTheQueue: forty milliseconds are told of under the timeline, and the
// send that they began with says why.
func heldInTheQueue(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/nagle-delay?lang=zh")
	p.Run()
	p.SaysSoon(`[data-told] [data-kind="held"]`, "Nagle")
	p.Click(`[data-told] [data-kind="held"] .why summary`)
	p.SaysSoon(`[data-told] [data-kind="held"] .why`, "拥塞窗口")
	said := strings.Join(p.Text(`[data-told] [data-kind="held"] .why li`), "\n")
	_, after, _ := strings.Cut(said, "事件 ")
	seq, _, _ := strings.Cut(after, " ")
	p.Click(`[data-tab="events"]`)
	p.Click(`[data-table] tbody tr[data-seq="` + seq + `"]`)
	p.Click(`[data-tab="selection"]`)
	p.Click("[data-inspector-body] .why summary")
	p.SaysSoon("[data-inspector-body] .why", "留在发送队列里")
	if asked := strings.Join(p.Text("[data-inspector-body] .why li"), "\n"); asked != said {
		t.Errorf("the inspector says %q, the sentence %q", asked, said)
	}
}

// manyAlike: what is told over and over is folded away, on the page of the
// lesson and on that of the run, with scripts and without.
func manyAlike(t *testing.T, p *browser.Tab) {
	const (
		shown = `[...document.querySelectorAll("[data-told] .told-row")].filter((row) => row.checkVisibility()).length`
		all   = `document.querySelectorAll("[data-told] .told-row").length`
	)
	p.Open("/lessons/short-send?lang=en")
	p.Run()
	p.Until("the rest is folded away", `document.querySelector("[data-told] .told-more summary")?.innerText.includes("more like")`)
	if rows := browser.Read[int](p, shown); rows > 10 {
		t.Errorf("%d sentences are shown at once", rows)
	}
	before := browser.Read[int](p, shown)
	p.Click("[data-told] .told-more summary")
	p.Until("the rest can be unfolded", fmt.Sprintf("%s > %d", shown, before))
	rows := browser.Read[int](p, all)
	p.Open("/runs/" + browser.Read[string](p, browser.Find("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`))
	p.Until("the page of the run tells as much", fmt.Sprintf("%s === %d", all, rows))
	p.WithoutScripts()
	p.Reload()
	p.Until("and without scripts", fmt.Sprintf("%s === %d", all, rows)+` && document.querySelector("[data-told] .told-more")`)
}
