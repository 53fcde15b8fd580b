package lesson

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// compared waits until the dock shows how this run differs from the one before.
func compared(p *browser.Tab) {
	p.T.Helper()
	p.Until("the run before is drawn", browser.Drawn(`[data-panel="before"]`))
	p.Until("differences are chips", `document.querySelector("[data-before-chips] .chip")?.checkVisibility()`)
}

// runBefore: what was changed is run and compared with the run before, in place;
// a reload keeps it.
func runBefore(t *testing.T, p *browser.Tab) {
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng")
	p.Run()
	first := p.RunID()
	p.Until("what comes later is loaded", `document.querySelector("[data-run-compare]")`)
	if !p.Holds(`document.querySelector('[data-tab="before"]').hidden`) {
		t.Error("a first run has no run before it, and one is offered")
	}
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "5")
	p.SaysSoon(".stale-note", "和这一次对比")
	p.Click("[data-run-compare]")
	compared(p)
	p.SaysSoon("[data-before-said]", "b'hellofeng'")
	p.SaysSoon("[data-before-said]", "b'hello'，b'feng'")
	const scale = `(([a, b]) => a.dataset.from !== undefined && a.dataset.from === b.dataset.from && a.dataset.to === b.dataset.to && a.clientWidth === b.clientWidth)([document.querySelector("[data-stage-card] > [data-timeline]"), document.querySelector("[data-before-stage] [data-timeline]")])`
	p.Until("both are to one scale", scale)
	p.Click(`[data-zoom="in"]`)
	p.Until("and when magnified", scale)
	p.Click(`[data-before-chips] .chip[data-kind="diff-received"] button`)
	p.Until("a difference is selected in both runs", `[...document.querySelectorAll("[data-stage-card] > [data-timeline], [data-before-stage] [data-timeline]")].filter(({ dataset }) => dataset.selected?.startsWith("event.")).length === 2`)
	p.Until("its panel stays", `document.querySelector('[data-panel="before"]').checkVisibility()`)

	p.Reload()
	p.Click(`[data-tab="before"]`)
	compared(p)
	p.SaysSoon("[data-before-said]", "b'hellofeng'")
	if link := browser.Read[string](p, browser.Find("[data-before-page]")+`.href`); !browser.Read[bool](p, browser.Quote(link)+`.includes("a=`+first+`&")`) {
		t.Errorf("the link to the page of comparisons is %s, want the first run %s in it", link, first)
	}
	p.Click(`[data-tab="findings"]`)
	p.Until("the run is by itself again", `!document.querySelector("[data-before-stage] canvas").checkVisibility()`)
	p.Run()
	p.Click(`[data-tab="before"]`)
	p.SaysSoon("[data-before-said]", "都一样")
}

// runBeforeElsewhere: on the bench, and on the page of a run that is run again.
func runBeforeElsewhere(_ *testing.T, p *browser.Tab) {
	p.Open("/script?lang=en")
	p.Write("#script", "tcp\nserver:\n    listen 1\n    accept\n    recv 9\nclient:\n    connect\n    send \"hi\"\n")
	p.Run()
	p.Write("#script", "tcp\nserver:\n    listen 1\n    accept\n    recv 9\nclient:\n    connect\n    send \"ho\"\n")
	p.Run()
	p.Click(`[data-tab="before"]`)
	compared(p)
	p.SaysSoon("[data-before-said]", "b'hi'")
	p.Open("/runs/" + p.RunID() + "?lang=en")
	p.Until("the run is drawn", browser.Drawn("[data-stage]"))
	old := browser.Read[string](p, "location.pathname")
	p.Click("[data-run-again]")
	p.Landed("the new run has a page of its own", `location.pathname.startsWith("/runs/") && location.pathname !== `+browser.Quote(old))
	p.Click(`[data-tab="before"]`)
	compared(p)
	p.SaysSoon("[data-before-said]", "same errors")
}

// besideIsKept: what was run beside the lesson is there after a reload.
func besideIsKept(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/byte-order?lang=zh")
	p.Run()
	p.Click(`[data-tab="compare"]`)
	p.Until("the one beside is drawn", browser.Drawn("[data-compare-stage]"))
	p.SaysSoon("[data-compare-stage] [data-told]", "字节序多半反了")
	p.Until("the address names both runs", `/[?&]run=\w+/.test(location.search) && /[?&]beside=\w+/.test(location.search)`)
	p.Reload()
	p.Until("the lesson's run is drawn", browser.Drawn("[data-stage]"))
	p.Click(`[data-tab="compare"]`)
	p.Until("so is the one beside", browser.Drawn("[data-compare-stage]"))
	p.SaysSoon("[data-compare-stage] [data-told]", "字节序多半反了")
}
