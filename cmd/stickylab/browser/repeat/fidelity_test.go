package repeat

import (
	"regexp"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// TestFidelityInBrowser measures what observing costs as a person does.
func TestFidelityInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "the machine and what is not shown", Do: machineIsRead},
		{Name: "a measurement that is stopped leaves nothing", Do: measurementStopped},
		{Name: "a measurement, seen by two", Do: measurementSeenByTwo},
		{Name: "without JavaScript", Do: measuredWithoutJavaScript},
		{Name: "nothing is wider than a telephone", Do: narrowFidelity},
	})
}

func machineIsRead(t *testing.T, p *browser.Tab) {
	p.Open("/")
	p.Click(`.main-nav a[href="/fidelity"]`)
	p.Until("the page is open", `location.pathname === "/fidelity" && document.querySelector('.main-nav [aria-current="page"]')?.getAttribute("href") === "/fidelity"`)
	rows := browser.Read[int](p, `document.querySelectorAll("#machine tbody tr").length`)
	if rows < 12 {
		t.Errorf("%d rows of the machine, want each setting with its value", rows)
	}
	p.SaysSoon("#machine", "net.ipv4.tcp_rmem")
	p.SaysSoon("#unseen li", "CAP_NET_RAW")
	p.Open("/fidelity?lang=en#capture")
	p.Until("the link leads to the capture", `(() => { const top = document.querySelector("#capture").getBoundingClientRect().top; return top >= 0 && top < innerHeight; })()`)
	if state := browser.Read[string](p, `document.querySelector("[data-capture]").dataset.capture`); state == "" {
		t.Error("the page does not know whether segments are captured")
	}
}

func measurementStopped(t *testing.T, p *browser.Tab) {
	p.Open("/fidelity?lang=en")
	before := p.Text(`[data-cell="bare.ns"]`)[0]
	p.Click("[data-measure-start]")
	p.Until("it is under way", browser.Available("[data-measure-stop]")+` && `+browser.Find("[data-measure-progress]")+`.checkVisibility()`)
	p.Click("[data-measure-stop]")
	p.SaysSoon("[data-measure-status]", "Stopped")
	p.Until("another one may begin", browser.Available("[data-measure-start]")+` && !`+browser.Find("[data-measure-progress]")+`.checkVisibility()`)
	if after := p.Text(`[data-cell="bare.ns"]`)[0]; after != before {
		t.Errorf("a stopped measurement wrote %q over %q", after, before)
	}
}

// comesInTime lets the other open the page while a measurement is under way; on
// a busy machine it may take more than one.
func comesInTime(p, other *browser.Tab) {
	p.T.Helper()
	for range 5 {
		p.Until("one may begin", browser.Available("[data-measure-start]")+` || `+browser.Find("[data-measure-start]")+`.ariaDisabled === null`)
		p.Click("[data-measure-start]")
		p.Until("it is under way", browser.Available("[data-measure-stop]"))
		other.Open("/fidelity?lang=en")
		if other.Holds(browser.Find("[data-measure]") + `.hasAttribute("data-under-way")`) {
			other.Until("the other is told", `/Somebody is measuring|Measured/.test(`+browser.Find("[data-measure-status]")+`.innerText)`)
			return
		}
	}
	p.T.Fatal("the page never opened while a measurement was under way")
}

var nanosecondsPattern = regexp.MustCompile(`^[1-9][\d,]* \([1-9][\d,]* – [1-9][\d,]*\)$`)

func measurementSeenByTwo(t *testing.T, p *browser.Tab) {
	other := p.Another()
	p.Open("/fidelity?lang=en")
	comesInTime(p, other)
	if other.Holds(browser.Available("[data-measure-stop]")) {
		t.Error("somebody else's measurement can be stopped")
	}
	for _, reader := range []*browser.Tab{p, other} {
		reader.SaysSoon("[data-measure-status]", "Measured.")
		reader.SaysSoon(`[data-cell="when"]`, "rounds of each")
		for _, cell := range []string{"bare.ns", "recorded.ns", "probed.ns"} {
			if got := reader.Text(`[data-cell="` + cell + `"]`)[0]; !nanosecondsPattern.MatchString(got) {
				t.Errorf("%s: got %q, want a median with its spread", cell, got)
			}
		}
		reader.Until("the bars are drawn", `[...document.querySelectorAll('[data-bar="bare"], [data-bar="probed"]')].every((b) => b.getBoundingClientRect().width > 5)`)
	}
	want := p.Text("[data-cell]")
	p.Reload()
	p.Until("the result stays", `document.readyState === "complete"`)
	if got := p.Text("[data-cell]"); len(got) != len(want) || got[0] != want[0] {
		t.Errorf("after a reload %q, want %q", got, want)
	}
}

func measuredWithoutJavaScript(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/fidelity?lang=en")
	p.Until("nothing is offered that needs scripts", `[...document.querySelectorAll(".js-only")].every((e) => !e.checkVisibility())`)
	p.Click("[data-measure-start]")
	p.Until("the page is back with a result", `location.hash === "#cost" && /rounds of each/.test(document.querySelector('[data-cell="when"]')?.innerText)`)
}

func narrowFidelity(_ *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	for _, look := range []string{"?lang=zh&theme=light", "?lang=en&theme=dark"} {
		p.Open("/fidelity" + look)
		p.MustFit("/fidelity" + look)
	}
}
