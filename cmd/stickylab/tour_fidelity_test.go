package main

import (
	"regexp"
	"testing"
)

// TestFidelityInBrowser measures what observing costs as a person does.
func TestFidelityInBrowser(t *testing.T) {
	base := newServer(t)
	browser := newBrowser(t)
	newTestTab := func(t *testing.T) *tab { t.Helper(); return newTab(t, browser, base) }
	t.Run("the machine and what is not shown", func(t *testing.T) { machineIsRead(t, newTestTab(t)) })
	t.Run("a measurement that is stopped leaves nothing", func(t *testing.T) { measurementStopped(t, newTestTab(t)) })
	t.Run("a measurement, seen by two", func(t *testing.T) { measurementSeenByTwo(t, newTestTab(t), newTestTab(t)) })
	t.Run("without JavaScript", func(t *testing.T) { measuredWithoutJavaScript(t, newTestTab(t)) })
	t.Run("nothing is wider than a telephone", func(t *testing.T) { narrowFidelity(t, newTestTab(t)) })
}

func machineIsRead(t *testing.T, p *tab) {
	p.open("/")
	p.click(`.main-nav a[href="/fidelity"]`)
	p.until("the page is open", `location.pathname === "/fidelity" && document.querySelector('.main-nav [aria-current="page"]')?.getAttribute("href") === "/fidelity"`)
	rows := read[int](p, `document.querySelectorAll("#machine tbody tr").length`)
	if rows < 12 {
		t.Errorf("%d rows of the machine, want each setting with its value", rows)
	}
	p.saysSoon("#machine", "net.ipv4.tcp_rmem")
	p.saysSoon("#unseen li", "CAP_NET_RAW")
	p.open("/fidelity?lang=en#capture")
	p.until("the link leads to the capture", `(() => { const top = document.querySelector("#capture").getBoundingClientRect().top; return top >= 0 && top < innerHeight; })()`)
	if state := read[string](p, `document.querySelector("[data-capture]").dataset.capture`); state == "" {
		t.Error("the page does not know whether segments are captured")
	}
}

func measurementStopped(t *testing.T, p *tab) {
	p.open("/fidelity?lang=en")
	before := p.text(`[data-cell="bare.ns"]`)[0]
	p.click("[data-measure-start]")
	p.until("it is under way", available("[data-measure-stop]")+` && `+jsFind("[data-measure-progress]")+`.checkVisibility()`)
	p.click("[data-measure-stop]")
	p.saysSoon("[data-measure-status]", "Stopped")
	p.until("another one may begin", available("[data-measure-start]")+` && !`+jsFind("[data-measure-progress]")+`.checkVisibility()`)
	if after := p.text(`[data-cell="bare.ns"]`)[0]; after != before {
		t.Errorf("a stopped measurement wrote %q over %q", after, before)
	}
}

// comesInTime lets the other open the page while a measurement is under way; on
// a busy machine it may take more than one.
func comesInTime(p, other *tab) {
	p.t.Helper()
	for range 5 {
		p.until("one may begin", available("[data-measure-start]")+` || `+jsFind("[data-measure-start]")+`.ariaDisabled === null`)
		p.click("[data-measure-start]")
		p.until("it is under way", available("[data-measure-stop]"))
		other.open("/fidelity?lang=en")
		if other.holds(jsFind("[data-measure]") + `.hasAttribute("data-under-way")`) {
			other.until("the other is told", `/Somebody is measuring|Measured/.test(`+jsFind("[data-measure-status]")+`.innerText)`)
			return
		}
	}
	p.t.Fatal("the page never opened while a measurement was under way")
}

var nanosecondsPattern = regexp.MustCompile(`^[1-9][\d,]* \([1-9][\d,]* – [1-9][\d,]*\)$`)

func measurementSeenByTwo(t *testing.T, p, other *tab) {
	p.open("/fidelity?lang=en")
	comesInTime(p, other)
	if other.holds(available("[data-measure-stop]")) {
		t.Error("somebody else's measurement can be stopped")
	}
	for _, reader := range []*tab{p, other} {
		reader.saysSoon("[data-measure-status]", "Measured.")
		reader.saysSoon(`[data-cell="when"]`, "rounds of each")
		for _, cell := range []string{"bare.ns", "recorded.ns", "probed.ns"} {
			if got := reader.text(`[data-cell="` + cell + `"]`)[0]; !nanosecondsPattern.MatchString(got) {
				t.Errorf("%s: got %q, want a median with its spread", cell, got)
			}
		}
		reader.until("the bars are drawn", `[...document.querySelectorAll('[data-bar="bare"], [data-bar="probed"]')].every((b) => b.getBoundingClientRect().width > 5)`)
	}
	want := p.text("[data-cell]")
	p.reload()
	p.until("the result stays", `document.readyState === "complete"`)
	if got := p.text("[data-cell]"); len(got) != len(want) || got[0] != want[0] {
		t.Errorf("after a reload %q, want %q", got, want)
	}
}

func measuredWithoutJavaScript(_ *testing.T, p *tab) {
	p.withoutScripts()
	p.open("/fidelity?lang=en")
	p.until("nothing is offered that needs scripts", `[...document.querySelectorAll(".js-only")].every((e) => !e.checkVisibility())`)
	p.click("[data-measure-start]")
	p.until("the page is back with a result", `location.hash === "#cost" && /rounds of each/.test(document.querySelector('[data-cell="when"]')?.innerText)`)
}

func narrowFidelity(_ *testing.T, p *tab) {
	p.resize(390, 844)
	for _, look := range []string{"?lang=zh&theme=light", "?lang=en&theme=dark"} {
		p.open("/fidelity" + look)
		p.mustFit("/fidelity" + look)
	}
}
