package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestCompareInBrowser: socket options on the page, and two runs compared.
func TestCompareInBrowser(t *testing.T) {
	base := newServer(t)
	browser := newBrowser(t)
	for _, part := range []struct {
		name string
		do   func(t *testing.T, p *tab)
	}{
		{"an option on the page", optionOnThePage},
		{"options without JavaScript", optionsWithoutScripts},
		{"the same script over TCP and UDP", comparedOverTransports},
		{"from a lesson and from a run", comparedFromALesson},
		{"a comparison without JavaScript", comparedWithoutScripts},
		{"on a telephone", comparedNarrow},
	} {
		t.Run(part.name, func(t *testing.T) { part.do(t, newTab(t, browser, base)) })
	}
}

// landed waits until another page is loaded and is the expected one.
func (p *tab) landed(what, expression string) {
	p.t.Helper()
	p.until(what, expression+` && document.readyState === "complete"`)
}

// follow opens a link by its keyboard focus: what a run writes above it moves it
// under a pointer.
func (p *tab) follow(link string) {
	p.t.Helper()
	p.until(link+" can be followed", jsFind(link)+`?.checkVisibility()`)
	p.must("focus "+link, chromedp.Focus(chromedp.CSS(link)))
	p.press(kb.Enter)
}

// optionOnThePage: a reader turns Nagle off with a chip, sees the line in the
// program, runs it, and a reload keeps it.
func optionOnThePage(_ *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv")
	p.click("[data-options] summary")
	p.click(`[id="set.client.nodelay"]`)
	p.landed("the address carries it", `location.search.includes("set=client.nodelay.1")`)
	p.saysSoon(`[data-peer="client"] li.added`, "TCP_NODELAY")
	p.until("the chip has the focus again", `document.activeElement.id === "set.client.nodelay"`)
	p.write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.run()
	p.saysSoon(".result", "b'hell'")
	p.saysSoon(".result", "b'ofeng'")
	p.until("the kernel was told", `[...document.querySelectorAll("[data-table] tbody tr")].some((r) => r.textContent.includes("nodelay"))`)

	p.reload()
	p.saysSoon(`[data-peer="client"] li.added`, "TCP_NODELAY")
	p.until("the chip is on and the value is kept", `document.getElementById("set.client.nodelay").checked && `+
		jsFind(`[data-peer="server"] input.literal[value="4"]`))
	p.click("[data-share-link]")
	p.until("the link carries both", jsFind("[data-share-box] input")+`.value.includes("literal.2=4&set=client.nodelay.1")`)

	p.click(`[formaction="/script"]`)
	p.until("the bench has both", `location.pathname === "/script" && /set nodelay on\n[^]*recv 4\n|recv 4\n[^]*set nodelay on\n/.test(document.querySelector("#script").value)`)

	p.open("/lessons/two-sends-one-recv?set=client.nodelay.1&literal.2=4")
	p.click("[data-options-clear]")
	p.until("the option is gone, the value is not", `!location.search.includes("set=") && !document.querySelector("li.added") && `+
		jsFind(`[data-peer="server"] input.literal[value="4"]`))
	p.until("the options are still open", jsFind("[data-options]")+".open")
}

// optionsWithoutScripts: the same by a plain form.
func optionsWithoutScripts(_ *testing.T, p *tab) {
	p.withoutScripts()
	p.open("/lessons/two-sends-one-recv")
	p.click("[data-options] summary")
	p.click(`[id="set.client.nodelay"]`)
	p.click("[data-options] noscript button")
	p.landed("the page comes again at a tidy address", `location.search === "?set=client.nodelay.1"`)
	p.saysSoon(`[data-peer="client"] li.added`, "TCP_NODELAY")
	p.click("[data-run]")
	p.until("the run's page is open", `location.pathname.startsWith("/runs/")`)
	p.saysSoon("[data-table] tbody", "nodelay")
}

// axes are the times, or units, that each half shows from its left edge to its
// right one.
const axes = `(() => {
	const shown = [...document.querySelectorAll("[data-half-stage] [data-timeline]")].map((e) => [e.dataset.from, e.dataset.to].join());
	return shown.length === 2 && shown[0] === shown[1] && shown[0] !== ",";
})()`

// comparedOverTransports: the same two sends over TCP and over UDP.
func comparedOverTransports(t *testing.T, p *tab) {
	p.open("/compare")
	p.saysSoon("[data-differences-empty]", "现成的对比")
	p.click(`.pairs a[href*="b.as=udp"]`)
	p.landed("the pair is open", jsFind("[data-run-both]"))
	p.click("[data-run-both]")
	p.saysSoon("[data-differences]", "甲：TCP。乙：UDP。")
	p.saysSoon("[data-differences]", "甲：b'hellofeng'，b''。乙：b'hello'，b'feng'。")
	p.saysSoon("[data-differences]", "没有粘连")
	p.until("the upper run is drawn", drawn(`[data-half-stage="a"]`))
	p.until("the lower run is drawn", drawn(`[data-half-stage="b"]`))
	for _, mode := range []string{"time", "event"} {
		p.click(`[data-mode="` + mode + `"]`)
		p.until("both are to one scale by "+mode, axes)
		p.click(`[data-zoom="in"]`)
		p.until("and when magnified", axes)
	}
	p.click(`[data-half-stage="b"] canvas:last-of-type`)
	p.press("-")
	p.until("the keyboard moves both", axes)

	p.until("both runs have an address", jsFind("[data-compare-kept]")+`.checkVisibility()`)
	told := p.text("[data-differences-told] .told-row")
	p.follow("[data-compare-kept]")
	p.landed("it has both ids", `/^\?a=[a-z0-9]{16}&b=[a-z0-9]{16}$/.test(location.search)`)
	p.until("the kept run is drawn", drawn(`[data-half-stage="b"]`))
	if again := p.text("[data-differences-told] .told-row"); strings.Join(again, "\n") != strings.Join(told, "\n") {
		t.Errorf("the kept runs differ in %q, they differed in %q", again, told)
	}
}

// comparedFromALesson: before and after an option, from the lesson's page, and
// a kept run with another from a run's page.
func comparedFromALesson(_ *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv?set=client.cork.1&lang=en")
	p.run()
	p.follow(`[data-compare-link][href*="b.set=client.cork.1"]`)
	p.landed("the comparison is open", `location.pathname === "/compare"`)
	p.click("[data-run-both]")
	p.saysSoon("[data-differences]", "TCP_CORK is not set in run 1, on in run 2.")

	p.follow(`[data-half-stage="b"] [data-half-run]`)
	p.landed("the run's page is open", `location.pathname.startsWith("/runs/")`)
	p.click(`.run-actions a[href^="/compare?a="]`)
	p.until("recent runs are offered", `document.querySelectorAll("#b-recent option").length >= 3`)
	p.write(`[id="b.run"]`, read[string](p, `document.querySelector("#b-recent option:last-of-type").value`))
	p.press("\t")
	p.until("both runs are on the page", `document.querySelectorAll("[data-half-stage]").length === 2`)
	p.until("their differences are named", `document.querySelectorAll("[data-differences-told] .told-row").length > 0`)
}

// comparedWithoutScripts: forms and sentences are enough.
func comparedWithoutScripts(_ *testing.T, p *tab) {
	p.withoutScripts()
	p.open("/compare?a=two-sends-one-recv&b=two-sends-one-recv&b.as=udp")
	p.click("[data-run-both]")
	p.until("both runs are named by the address", `/^\?a=[a-z0-9]{16}&b=[a-z0-9]{16}$/.test(location.search)`)
	p.saysSoon("[data-differences]", "甲：b'hellofeng'，b''。乙：b'hello'，b'feng'。")
	p.saysSoon(`[data-half-stage="a"] [data-told]`, "粘在接收队列")
}

// comparedNarrow: nothing sticks out on a telephone.
func comparedNarrow(_ *testing.T, p *tab) {
	p.resize(390, 844)
	for _, look := range []string{"lang=zh&theme=light", "lang=en&theme=dark"} {
		p.open("/compare?" + look)
		p.mustFit("/compare")
		p.open("/compare?a=nagle-delay&b=nagle-delay&b.set=client.nodelay.1&" + look)
		p.click("[data-run-both]")
		p.until("differences are named", `document.querySelectorAll("[data-differences-told] .told-row").length > 1`)
		p.mustFit("a comparison")
		p.open("/lessons/tcp-echo?set=client.nodelay.1&" + look)
		p.mustFit("a lesson with options")
	}
}
