package repeat

import (
	"context"
	"errors"
	"net"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/web"
)

// TestFidelityInBrowser measures what observing costs as a person does.
func TestFidelityInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "the machine and what is not shown", Do: machineIsRead},
		{Name: "a measurement that is stopped leaves nothing", Do: measurementStopped},
		{Name: "a measurement", Do: measurementMade},
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

var nanosecondsPattern = regexp.MustCompile(`^[1-9][\d,]* \([1-9][\d,]* – [1-9][\d,]*\)$`)

// measurementMade measures for real and reads what came of it.
func measurementMade(t *testing.T, p *browser.Tab) {
	p.Open("/fidelity?lang=en")
	p.Click("[data-measure-start]")
	mustShowResult(t, p)
	want := p.Text("[data-cell]")
	p.Reload()
	p.Until("the result stays", `document.readyState === "complete"`)
	if got := p.Text("[data-cell]"); len(got) != len(want) || got[0] != want[0] {
		t.Errorf("after a reload %q, want %q", got, want)
	}
}

func mustShowResult(t *testing.T, p *browser.Tab) {
	t.Helper()
	p.SaysSoon("[data-measure-status]", "Measured.")
	p.SaysSoon(`[data-cell="when"]`, "rounds of each")
	for _, cell := range []string{"bare.ns", "recorded.ns", "probed.ns"} {
		if got := p.Text(`[data-cell="` + cell + `"]`)[0]; !nanosecondsPattern.MatchString(got) {
			t.Errorf("%s: got %q, want a median with its spread", cell, got)
		}
	}
	p.Until("the bars are drawn", `[...document.querySelectorAll('[data-bar="bare"], [data-bar="probed"]')].every((b) => b.getBoundingClientRect().width > 5)`)
}

// heldMeter is a meter whose measurement lasts until the test lets it end: who
// comes meanwhile comes in time, on any machine.
type heldMeter struct{ end chan struct{} }

func (heldMeter) Machine() lab.Machine { return lab.Machine{} }

func (m heldMeter) Measure(ctx context.Context, progress func(share float64)) (lab.Fidelity, error) {
	progress(0.25)
	select {
	case <-m.end:
	case <-ctx.Done():
		return lab.Fidelity{}, ctx.Err()
	}
	s := lab.Spread{Low: 6500, Median: 6700, High: 7800}
	return lab.Fidelity{Took: time.Second, Rounds: 27, Pairs: []lab.Cost{
		{Way: lab.Bare, NsPerPair: s},
		{Way: lab.Recorded, NsPerPair: s, Ratio: lab.Spread{Low: 1, Median: 1.04, High: 1.1}},
		{Way: lab.Probed, NsPerPair: s, Ratio: lab.Spread{Low: 1.2, Median: 1.3, High: 1.4}},
	}}, nil
}

// noRuns is a Runner for pages that have none.
type noRuns struct{ web.Runner }

// mustServe serves the pages with the meter and returns their address.
func mustServe(t *testing.T, meter web.Meter) (base string) {
	t.Helper()
	server, err := web.New(web.Config{Runner: noRuns{}, Course: course.Shipped(), Meter: meter})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("serving ended with %v", err)
		}
	})
	return "http://" + listener.Addr().String()
}

// Who opens the page while somebody measures is told so, cannot stop it nor begin
// another, and gets the same result.
func TestAMeasurementIsSeenByTwo(t *testing.T) {
	meter := heldMeter{end: make(chan struct{})}
	p := browser.NewTab(t, browser.New(t), mustServe(t, meter))
	p.Open("/fidelity?lang=en")
	p.Click("[data-measure-start]")
	p.Until("it is under way", browser.Available("[data-measure-stop]"))
	other := p.Another()
	other.Open("/fidelity?lang=en")
	other.SaysSoon("[data-measure-status]", "Somebody is measuring")
	if other.Holds(browser.Available("[data-measure-stop]")) {
		t.Error("somebody else's measurement can be stopped")
	}
	other.Must("focus", chromedp.Focus(chromedp.CSS("[data-measure-start]")))
	other.Press(kb.Enter)
	other.SaysSoon("[data-live]", "Somebody is measuring") // and why nothing begins
	close(meter.end)
	mustShowResult(t, p)
	mustShowResult(t, other)
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
