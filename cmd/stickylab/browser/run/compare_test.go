package run

import (
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// optionOnThePage: a reader turns Nagle off with a chip, sees the line in the
// program, runs it, and a reload keeps it.
func optionOnThePage(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/two-sends-one-recv")
	p.Click("[data-options] summary")
	p.Click(`[id="set.client.nodelay"]`)
	p.Landed("the address carries it", `location.search.includes("set=client.nodelay.1")`)
	p.SaysSoon(`[data-peer="client"] li.added`, "TCP_NODELAY")
	p.Until("the chip has the focus again", `document.activeElement.id === "set.client.nodelay"`)
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.Run()
	p.SaysSoon(".result", "b'hell'")
	p.SaysSoon(".result", "b'ofeng'")
	p.Until("the kernel was told", `[...document.querySelectorAll("[data-table] tbody tr")].some((r) => r.textContent.includes("nodelay"))`)

	p.Reload()
	p.SaysSoon(`[data-peer="client"] li.added`, "TCP_NODELAY")
	p.Until("the chip is on and the value is kept", `document.getElementById("set.client.nodelay").checked && `+
		browser.Find(`[data-peer="server"] input.literal[value="4"]`))
	p.Click("[data-share-link]")
	p.Until("the link carries both", browser.Find("[data-share-box] input")+`.value.includes("literal.2=4&set=client.nodelay.1")`)

	p.Click(`[formaction="/script"]`)
	p.Until("the bench has both", `location.pathname === "/script" && /set nodelay on\n[^]*recv 4\n|recv 4\n[^]*set nodelay on\n/.test(document.querySelector("#script").value)`)

	p.Open("/lessons/two-sends-one-recv?set=client.nodelay.1&literal.2=4")
	p.Click("[data-options-clear]")
	p.Until("the option is gone, the value is not", `!location.search.includes("set=") && !document.querySelector("li.added") && `+
		browser.Find(`[data-peer="server"] input.literal[value="4"]`))
	p.Until("the options are still open", browser.Find("[data-options]")+".open")
}

// optionsWithoutScripts: the same by a plain form.
func optionsWithoutScripts(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/lessons/two-sends-one-recv")
	p.Click("[data-options] summary")
	p.Click(`[id="set.client.nodelay"]`)
	p.Click("[data-options] noscript button")
	p.Landed("the page comes again at a tidy address", `location.search === "?set=client.nodelay.1"`)
	p.SaysSoon(`[data-peer="client"] li.added`, "TCP_NODELAY")
	p.Click("[data-run]")
	p.Until("the run's page is open", `location.pathname.startsWith("/runs/")`)
	p.SaysSoon("[data-table] tbody", "nodelay")
}

// axes are the times, or units, that each half shows from its left edge to its
// right one.
const axes = `(() => {
	const shown = [...document.querySelectorAll("[data-half-stage] [data-timeline]")].map((e) => [e.dataset.from, e.dataset.to].join());
	return shown.length === 2 && shown[0] === shown[1] && shown[0] !== ",";
})()`

// comparedOverTransports: the same two sends over TCP and over UDP.
func comparedOverTransports(t *testing.T, p *browser.Tab) {
	p.Open("/compare")
	p.SaysSoon("[data-differences-empty]", "现成的对比")
	p.Click(`.pairs a[href*="b.as=udp"]`)
	p.Landed("the pair is open", browser.Find("[data-run-both]"))
	p.Click("[data-run-both]")
	p.SaysSoon("[data-differences]", "甲：TCP。乙：UDP。")
	p.SaysSoon("[data-differences]", "甲：b'hellofeng'，b''。乙：b'hello'，b'feng'。")
	p.SaysSoon("[data-differences]", "没有粘连")
	p.Until("the upper run is drawn", browser.Drawn(`[data-half-stage="a"]`))
	p.Until("the lower run is drawn", browser.Drawn(`[data-half-stage="b"]`))
	for _, mode := range []string{"time", "event"} {
		p.Click(`[data-mode="` + mode + `"]`)
		p.Until("both are to one scale by "+mode, axes)
		p.Click(`[data-zoom="in"]`)
		p.Until("and when magnified", axes)
	}
	p.Click(`[data-half-stage="b"] canvas:last-of-type`)
	p.Press("-")
	p.Until("the keyboard moves both", axes)

	p.Until("both runs have an address", browser.Find("[data-compare-kept]")+`.checkVisibility()`)
	told := p.Text("[data-differences-told] .told-row")
	p.Follow("[data-compare-kept]")
	p.Landed("it has both ids", `/^\?a=[a-z0-9]{16}&b=[a-z0-9]{16}$/.test(location.search)`)
	p.Until("the kept run is drawn", browser.Drawn(`[data-half-stage="b"]`))
	if again := p.Text("[data-differences-told] .told-row"); strings.Join(again, "\n") != strings.Join(told, "\n") {
		t.Errorf("the kept runs differ in %q, they differed in %q", again, told)
	}
}

// comparedFromALesson: before and after an option, from the lesson's page, and
// a kept run with another from a run's page.
func comparedFromALesson(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/two-sends-one-recv?set=client.cork.1&lang=en")
	p.Run()
	p.Follow(`[data-compare-link][href*="b.set=client.cork.1"]`)
	p.Landed("the comparison is open", `location.pathname === "/compare"`)
	p.Click("[data-run-both]")
	p.SaysSoon("[data-differences]", "TCP_CORK is not set in run 1, on in run 2.")

	p.Follow(`[data-half-stage="b"] [data-half-run]`)
	p.Landed("the run's page is open", `location.pathname.startsWith("/runs/")`)
	p.Click(`.head-actions a[href^="/compare?a="]`)
	p.Until("recent runs are offered", `document.querySelectorAll("#b-recent option").length >= 3`)
	p.Write(`[id="b.run"]`, browser.Read[string](p, `document.querySelector("#b-recent option:last-of-type").value`))
	p.Press("\t")
	p.Until("both runs are on the page", `document.querySelectorAll("[data-half-stage]").length === 2`)
	p.Until("their differences are named", `document.querySelectorAll("[data-differences-told] .told-row").length > 0`)
}

// comparedWithoutScripts: forms and sentences are enough.
func comparedWithoutScripts(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/compare?a=two-sends-one-recv&b=two-sends-one-recv&b.as=udp")
	p.Click("[data-run-both]")
	p.Until("both runs are named by the address", `/^\?a=[a-z0-9]{16}&b=[a-z0-9]{16}$/.test(location.search)`)
	p.SaysSoon("[data-differences]", "甲：b'hellofeng'，b''。乙：b'hello'，b'feng'。")
	p.SaysSoon(`[data-half-stage="a"] [data-told]`, "粘在接收队列")
}

// comparedNarrow: nothing sticks out on a telephone.
func comparedNarrow(_ *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	for _, look := range []string{"lang=zh&theme=light", "lang=en&theme=dark"} {
		p.Open("/compare?" + look)
		p.MustFit("/compare")
		p.Open("/compare?a=nagle-delay&b=nagle-delay&b.set=client.nodelay.1&" + look)
		p.Click("[data-run-both]")
		p.Until("differences are named", `document.querySelectorAll("[data-differences-told] .told-row").length > 1`)
		p.MustFit("a comparison")
		p.Open("/lessons/tcp-echo?set=client.nodelay.1&" + look)
		p.MustFit("a lesson with options")
	}
}
