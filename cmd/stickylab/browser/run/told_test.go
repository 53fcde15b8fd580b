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
	p.Open("/lessons/head-and-body?lang=zh")
	p.Run()
	p.SaysSoon(`[data-told] [data-kind="answer"]`, " ms")
	p.Unfold()
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
	p.Open("/lessons/nonblocking-send?lang=en")
	p.Run()
	p.Unfold()
	p.Until("the rest is folded away", `document.querySelector("[data-told] .told-more .told-more summary")?.innerText.includes("more like")`)
	if rows := browser.Read[int](p, shown); rows > 10 {
		t.Errorf("%d sentences are shown at once", rows)
	}
	before := browser.Read[int](p, shown)
	p.Click("[data-told] .told-more .told-more summary")
	p.Until("the rest can be unfolded", fmt.Sprintf("%s > %d", shown, before))
	rows := browser.Read[int](p, all)
	p.Open("/runs/" + browser.Read[string](p, browser.Find("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`))
	p.Until("the page of the run tells as much", fmt.Sprintf("%s === %d", all, rows))
	p.WithoutScripts()
	p.Reload()
	p.Until("and without scripts", fmt.Sprintf("%s === %d", all, rows)+` && document.querySelector("[data-told] .told-more")`)
}

// manyJoined: a chip steps through all findings of its kind, those that are not
// listed too; of a kind that it cannot, it says how many more there are.
func manyJoined(t *testing.T, p *browser.Tab) {
	const pairs = "unix stream\nserver:\n    listen 5\n    accept\n    wait client send 120\n    sleep 20ms\n    loop 60:\n        recv 10\n    close\nclient:\n    connect\n    loop 120:\n        send \"hello\"\n    close\n"
	where := browser.Find(`[data-chips] .chip[data-kind="coalesced"] .chip-where`) + `.textContent`
	runScript(p, pairs, "en")
	p.Until("all are counted", where+` === "1/60"`)
	p.Click(`[data-chips] .chip[data-kind="coalesced"] .chip-steps button`)
	p.Until("the one before the first is the last", where+` === "60/60"`)
	last := browser.Read[string](p, `[...document.querySelectorAll("[data-chips] .chip-main")][0].dataset.points`)
	p.Until("which is selected", `new URLSearchParams(location.search).get("sel") === `+browser.Quote(last))
	p.SaysSoon("[data-inspector]", "recv")
	runScript(p, "udp\nserver:\n    bind\n    wait client send 60\n    close\nclient:\n    wait server bind\n    loop 60:\n        send \"nobody\" to port 8080\n    close\n", "en")
	p.Until("more are lost than are told", `document.querySelector("[data-chips] .chip-more")?.checkVisibility()`)
	p.Click(`[data-tab="events"]`)
	p.Click("[data-chips] .chip-more")
	p.Until("the list is shown", `document.querySelector('[data-panel="findings"]').checkVisibility()`)
}
