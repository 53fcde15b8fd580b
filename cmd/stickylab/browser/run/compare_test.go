package run

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// optionOnThePage: a reader turns Nagle off with a chip, sees the line in the
// program, runs it, and a reload keeps it.
func optionOnThePage(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
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

	p.Open("/lessons/hello-feng?set=client.nodelay.1&literal.2=4")
	p.Click("[data-options-clear]")
	p.Until("the option is gone, the value is not", `!location.search.includes("set=") && !document.querySelector("li.added") && `+
		browser.Find(`[data-peer="server"] input.literal[value="4"]`))
	p.Until("the options are still open", browser.Find("[data-options]")+".open")
}

// optionsWithoutScripts: the same by a plain form.
func optionsWithoutScripts(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/lessons/hello-feng")
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

// lit counts what is drawn over the data of a half: rings around what is pointed at.
const lit = `((half) => {
	const canvas = [...document.querySelectorAll('[data-half-stage="' + half + '"] canvas')].at(-1);
	const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
	copy.drawImage(canvas, 0, 0);
	return copy.getImageData(0, 0, canvas.width, canvas.height).data.filter((value, n) => n % 4 === 3 && value > 0).length;
})`

// bothDrawn waits until both runs have ended and their differences are listed.
func bothDrawn(p *browser.Tab) {
	p.T.Helper()
	p.Until("the differences are listed", `document.querySelector("[data-differences-told] .difference") && `+browser.Find("[data-run-both]")+`.getAttribute("aria-disabled") === "false"`)
	p.Until("the upper run is drawn", browser.Drawn(`[data-half-stage="a"]`))
	p.Until("the lower run is drawn", browser.Drawn(`[data-half-stage="b"]`))
}

// comparedOverTransports: the same two sends over TCP and over UDP, at one click.
func comparedOverTransports(t *testing.T, p *browser.Tab) {
	p.Open("/compare")
	p.SaysSoon("[data-differences-empty]", "现成的对比")
	p.Click(`.both [data-pair][value="udp"]`)
	bothDrawn(p)
	p.SaysSoon("[data-differences]", "甲：TCP。乙：UDP。")
	p.SaysSoon("[data-differences]", "甲：b'hellofeng'，b''。乙：b'hello'，b'feng'。")
	p.SaysSoon("[data-differences]", "没有粘在一起")
	p.Until("the address names the pair and both runs", `/^\?pair=udp&a.ran=[a-z0-9]{16}&b.ran=[a-z0-9]{16}$/.test(location.search)`)
	if mode := browser.Read[string](p, `document.querySelector('[data-mode][aria-pressed="true"]').dataset.mode`); mode != "folded" && mode != "event" {
		t.Errorf("the axis is by %s, want time without idle, or by event where bytes could not be read so", mode)
	}
	p.Until("both are to one scale", axes)
	for _, mode := range []string{"time", "event"} {
		p.Click(`[data-mode="` + mode + `"]`)
		p.Until("both are to one scale by "+mode, axes)
		p.Click(`[data-zoom="in"]`)
		p.Until("and when magnified", axes)
	}
	p.Click(`[data-half-stage="b"] canvas:last-of-type`)
	p.Press("-")
	p.Until("the keyboard moves both", axes)
}

// differencesLead: a chip lights what it is about on both timelines, selects it
// there, and brings it into view on both.
func differencesLead(t *testing.T, p *browser.Tab) {
	p.Open("/compare?pair=udp&lang=en")
	p.Click("[data-run-both]")
	bothDrawn(p)
	p.Click(`[data-mode="time"]`)
	p.Until("both are to one scale", axes)
	const chip = `[data-difference-chips] .chip[data-kind="diff-received"] button`
	for _, half := range []string{"a", "b"} {
		if n := browser.Read[int](p, lit+`("`+half+`")`); n != 0 {
			t.Errorf("something is lit in half %s before anything is pointed at: %d pixels", half, n)
		}
	}
	p.Must("point at a chip", chromedp.Focus(chromedp.CSS(chip)))
	p.Until("it lights both", lit+`("a") > 0 && `+lit+`("b") > 0`)
	p.Press(kb.Enter)
	p.Until("it is chosen, in the list too", `document.querySelector('[data-differences-told] [data-chosen][data-kind="diff-received"]')?.checkVisibility()`)
	p.Until("its receives are selected on both", `(({ first, second }) => [["a", first], ["b", second]].every(([half, target]) => target && document.querySelector('[data-half-stage="' + half + '"] [data-timeline]').dataset.selected === target))(document.querySelector("[data-difference-chips] [data-kind=diff-received] button").dataset)`)
	const inView = `(async () => {
		const query = new URLSearchParams(location.search);
		for (const half of ["a", "b"]) {
			const run = await (await fetch("/api/runs/" + query.get(half + ".ran"))).json();
			const points = document.querySelector("[data-difference-chips] [data-kind=diff-received] button").dataset;
			const word = half === "a" ? points.first : points.second;
			const { start, end } = run.events[Number(word.slice("event.".length)) - 1];
			const { from, to } = document.querySelector('[data-half-stage="' + half + '"] [data-timeline]').dataset;
			if (start < Number(from) || end > Number(to) || to - from >= run.events.at(-1).end) return half + ": " + [word, start, end, from, to];
		}
		return "";
	})()`
	p.Until("both are still to one scale", axes)
	if wrong := browser.Await[string](p, inView); wrong != "" {
		t.Errorf("what differs is not brought near: %s", wrong)
	}
	p.Click(`[data-differences-told] .point[data-second^="event."]:not([data-second=""])`)
	p.Until("a link leads to the event of one run", `document.querySelector('[data-half-stage="b"] [data-timeline]').dataset.selected === document.querySelector('[data-differences-told] .point[data-second^="event."]').dataset.second`)
	p.Click(`[data-half-stage="a"] canvas:last-of-type`)
	p.Press(kb.End)
	p.SaysSoon(`[data-half-inspector="a"] h3`, "close")
	bothReplayed(p)
}

// bothReplayed: a replay shows both runs at one moment, when what differs is not known
// yet.
func bothReplayed(p *browser.Tab) {
	p.T.Helper()
	const (
		pictures = `JSON.stringify([..."ab"].map((half) => document.querySelector('[data-half-stage="' + half + '"] canvas').toDataURL()))`
		told     = `document.querySelector("[data-differences-told]").checkVisibility({ visibilityProperty: true })`
	)
	p.Click(`[data-tab="differences"]`)
	p.Click("[data-fit]")
	p.Until("both can be replayed", `!document.querySelector("[data-play]").disabled && `+told)
	p.Frames(3)
	p.Must("remember what both show", chromedp.Evaluate[chromedp.Void](`window.whole = JSON.parse(`+pictures+`)`))
	p.Click(`[data-step-to="first"]`)
	p.Until("both show less", `JSON.parse(`+pictures+`).every((picture, n) => picture !== window.whole[n])`)
	p.Until("nothing is told of both", `!`+told)
	p.Click("[data-replay-leave]")
	p.Until("what differs is told again", told)
}

// comparisonIsKept: a reload, the way back, another theme and another language
// bring both runs again; of a run that is gone it is said.
func comparisonIsKept(t *testing.T, p *browser.Tab) {
	p.Open("/compare?pair=nodelay")
	p.Click("[data-run-both]")
	bothDrawn(p)
	p.SaysSoon("[data-differences-told]", "只是时间不同")
	if mode := browser.Read[string](p, `document.querySelector('[data-mode][aria-pressed="true"]').dataset.mode`); mode != "folded" {
		t.Errorf("where only when differs the axis is by %s, want time without idle", mode)
	}
	ids := browser.Read[string](p, `location.search.replace(/&(lang|theme)=\w+/g, "")`)
	same := `location.search.replace(/&(lang|theme)=\w+/g, "") === ` + browser.Quote(ids)
	told := strings.Join(p.Text("[data-differences-told] .told-row"), "\n")
	p.Reload()
	bothDrawn(p)
	if again := strings.Join(p.Text("[data-differences-told] .told-row"), "\n"); again != told || !p.Holds(same) {
		t.Errorf("after a reload the runs differ in %q, they differed in %q", again, told)
	}
	p.Click(`a[data-setting="theme"][data-value="dark"]`)
	p.Until("it is dark, and both are there", `document.documentElement.dataset.theme === "dark" && document.querySelector(".difference") && `+same)
	p.Open("/fidelity")
	p.Back()
	p.Landed("the way back leads to both", `location.pathname === "/compare" && `+same)
	bothDrawn(p)
	p.Click(`a[data-setting="lang"][data-value="en"]`)
	p.Landed("the page is English", `document.documentElement.lang === "en" && `+same)
	bothDrawn(p)
	p.SaysSoon("[data-differences-told]", "Same bytes, same errors; only when differs")

	p.Open("/compare?pair=nodelay&lang=en&a.ran=0000000000000000&b.ran=" + ids[strings.LastIndex(ids, "=")+1:])
	p.SaysSoon(`[data-half-stage="a"] [data-gone]`, "does not have this run any more")
	p.Until("the other one is drawn", browser.Drawn(`[data-half-stage="b"]`))
	p.Click("[data-run-both]")
	bothDrawn(p)
	p.Until("both are there again", `!document.querySelector("[data-gone]").checkVisibility()`)
}

// comparedFromALesson: before and after an option, from the lesson's page, and
// a kept run with another from a run's page.
func comparedFromALesson(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?set=client.cork.1&lang=en")
	p.Run()
	p.Follow(`[data-compare-link][href*="b.set=client.cork.1"]`)
	p.Landed("the comparison is open", `location.pathname === "/compare"`)
	p.Click("[data-run-both]")
	p.SaysSoon("[data-differences]", "TCP_CORK is not set in run 1, on in run 2.")

	bothDrawn(p)
	p.Click(`[data-tab="findings"]`)
	p.Follow(`[data-half-run="b"]`)
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
	p.Open("/compare")
	p.Click(`.both [data-pair][value="udp"]`)
	p.Until("both runs are named by the address", `/^\?a.ran=[a-z0-9]{16}&b.ran=[a-z0-9]{16}&pair=udp$/.test(location.search)`)
	p.SaysSoon("[data-differences]", "甲：b'hellofeng'，b''。乙：b'hello'，b'feng'。")
	p.SaysSoon(`[data-half-told="a"]`, "粘在接收队列")
}

// comparedNarrow: nothing sticks out on a telephone.
func comparedNarrow(_ *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	for _, look := range []string{"lang=zh&theme=light", "lang=en&theme=dark"} {
		p.Open("/compare?" + look)
		p.MustFit("/compare")
		p.Open("/compare?a=head-and-body&b=head-and-body&b.set=client.nodelay.1&" + look)
		p.Click("[data-run-both]")
		p.Until("differences are named", `document.querySelectorAll("[data-differences-told] .told-row").length > 1`)
		p.Until("the timelines are in sight", browser.Find(`[data-half-stage="b"] canvas`)+`.checkVisibility()`)
		p.MustFit("a comparison")
		p.Open("/lessons/tcp-echo?set=client.nodelay.1&" + look)
		p.MustFit("a lesson with options")
	}
}
