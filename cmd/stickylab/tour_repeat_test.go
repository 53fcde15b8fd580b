package main

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestRepeatInBrowser: what is luck is shown by running it many times.
func TestRepeatInBrowser(t *testing.T) {
	base := newServer(t)
	browser := newBrowser(t)
	parts := []struct {
		name     string
		expected []string
		do       func(t *testing.T, p *tab)
	}{
		{"twenty runs are counted, and one of them is looked at", nil, repeatAndLook},
		{"what is repeated is what the page shows", nil, repeatEdited},
		{"a number of runs that cannot be is refused", nil, repeatTooMany},
		{"a long repeat is stopped and keeps what it has", nil, stopRepeat},
		{"who leaves the page stops the repeat", nil, leaveRepeat},
		{"with the keyboard alone", nil, repeatByKeyboard},
		{"on a telephone", nil, repeatOnTelephone},
	}
	for _, part := range parts {
		t.Run(part.name, func(t *testing.T) {
			p := newTab(t, browser, base, part.expected...)
			p.calm()
			part.do(t, p)
		})
	}
}

// calm makes the page scroll at once, as for a reader who wants no motion: a
// click does not aim at what is on its way.
func (p *tab) calm() {
	p.t.Helper()
	p.must("ask for no motion", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
		})
		return err
	}))
}

// counted adds up the runs of all groups in the table.
const counted = `[...document.querySelectorAll("[data-repeat-list] td.number")].reduce((n, td) => n + Number(td.textContent), 0)`

// repeatEnded waits until the repeat has ended with so many runs in its table.
func (p *tab) repeatEnded(runs string) {
	p.t.Helper()
	p.until("the table has the runs", jsFind("[data-repeat-summary]")+`.checkVisibility() && `+counted+` === `+runs)
	p.until("another run may begin", available("[data-run]")+` && `+available("[data-repeat-run]"))
}

func repeatAndLook(t *testing.T, p *tab) {
	p.open("/lessons/as-written")
	p.click("[data-repeat-run]")
	p.repeatEnded("20")
	p.saysSoon("[data-repeat-summary]", "重复 20 次")
	p.saysSoon("[data-repeat-notes]", "95% 区间")
	shares := read[float64](p, `[...document.querySelectorAll("[data-repeat-list] .share-cell b")].reduce((n, b) => n + parseFloat(b.textContent), 0)`)
	if shares < 99 || shares > 101 {
		t.Errorf("the shares add up to %v%%", shares)
	}
	if bars := read[int](p, `document.querySelectorAll("[data-repeat-list] .repeat-bar .whisker").length`); bars < 3 {
		t.Errorf("%d strokes of whiskers, want 3 a group", bars)
	}
	for _, row := range read[[]string](p, `[...document.querySelectorAll("[data-repeat-list] th code")].map((e) => e.textContent)`) {
		if want := []string{"服务端：b'hellofeng', b''（流结束）", "服务端：b'hello', b'feng'"}; row != want[0] && row != want[1] {
			t.Errorf("outcome %q, want one of %q", row, want)
		}
	}

	p.click("[data-repeat-list] .look-cell button")
	p.until("the run is drawn", drawn("[data-stage]"))
	p.saysSoon("[data-repeat-which]", "第 1 次")
	const shown = `[...document.querySelectorAll("[data-table] tbody tr")].filter((r) => r.textContent.includes("recv")).map((r) => r.textContent).join()`
	first := `document.querySelector("[data-repeat-list] [data-picked] th code").textContent`
	p.until("it came out as its group says", shown+`.includes(`+first+`.includes("hellofeng") ? "b'hellofeng'" : "b'feng'")`)
	before := read[string](p, jsFind("[data-repeat-page]")+`.href`)
	p.click("[data-repeat-after]")
	p.saysSoon("[data-repeat-which]", "第 2 次")
	p.until("the link leads to the run that is shown", jsFind("[data-repeat-page]")+`.href !== `+quoteJS(before)+
		` && `+jsFind("[data-export]")+`.href.endsWith(`+jsFind("[data-repeat-page]")+`.href.split("/").pop())`)
	p.click("[data-repeat-before]")
	p.saysSoon("[data-repeat-which]", "第 1 次")
	p.until("there is none before the first", `!(`+available("[data-repeat-before]")+`)`)

	p.click("[data-repeat-page]")
	p.until("the run's own page is open", `location.href === `+quoteJS(before))
	p.reload()
	p.until("it survives a reload", `document.querySelectorAll("[data-table] tbody tr").length >= 8 && `+drawn("[data-stage]"))
}

func repeatEdited(_ *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv?lang=en")
	p.write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.chooseOwn("7")
	p.press(kb.Enter)
	p.repeatEnded("7")
	p.saysSoon("[data-repeat-list]", "b'hell', b'ofeng'")
	p.saysSoon("[data-repeat-notes]", "All 7 runs came out alike")
	p.until("nothing was run for the timeline", `!`+jsFind("[data-stage] [data-timeline]")+`.checkVisibility()`)
	p.write(`[data-peer="server"] input.literal[value="10"]`, "5")
	p.until("the results are of the program before", jsFind("[data-repeat-stale]")+`.checkVisibility()`)
	p.click("[data-repeat-run]")
	p.saysSoon("[data-repeat-list]", "b'hello', b'feng'")
	p.until("these are of this program", `!`+jsFind("[data-repeat-stale]")+`.checkVisibility()`)
	// A single run takes the timeline; no run of the repeat is shown then.
	p.click("[data-repeat-list] .look-cell button")
	p.until("one of the runs is shown", jsFind("[data-repeat-pick]")+`.checkVisibility()`)
	p.run()
	p.until("none of them is", `!`+jsFind("[data-repeat-pick]")+`.checkVisibility() && !document.querySelector("[data-picked]")`)
}

// chooseOwn writes a number of runs that is not in the list.
func (p *tab) chooseOwn(n string) {
	p.t.Helper()
	p.until("the list is there", jsFind("[data-repeat-n]")+`?.checkVisibility()`)
	p.must("choose another number", chromedp.Evaluate[chromedp.Void](`(() => {
		const list = document.querySelector("[data-repeat-n]");
		list.value = "";
		list.dispatchEvent(new Event("change", { bubbles: true }));
	})()`))
	p.write("[data-repeat-own]", n)
}

func repeatTooMany(_ *testing.T, p *tab) {
	p.open("/script?lang=en")
	for _, n := range []string{"1001", "0"} {
		p.chooseOwn(n)
		p.click("[data-repeat-run]")
		p.saysSoon("[data-error]", "from 1 to 1000")
		p.until("the field is marked and has the focus", `document.activeElement.matches('[data-repeat-own][aria-invalid="true"]')`)
	}
	p.until("no table is shown", `!`+jsFind("[data-repeat]")+`.checkVisibility()`)
}

// slow is a script whose runs take long enough to see them go by.
const slow = "udp\nserver:\n    bind\n    sleep 20ms\n"

func (p *tab) choose(n string) {
	p.t.Helper()
	p.until("the list is there", jsFind("[data-repeat-n]")+`?.checkVisibility()`)
	p.must("choose a number", chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-repeat-n]").value = `+quoteJS(n)))
}

func stopRepeat(t *testing.T, p *tab) {
	p.open("/script")
	p.write("#script", slow)
	p.choose("1000")
	p.click("[data-repeat-run]")
	p.until("it says how far it is and how long it will take", `/[1-9]\d* \/ 1000，大约还要 \d+ 秒/.test(`+jsFind("[data-repeat-progress]")+`.innerText)`)
	p.click("[data-stop]")
	p.until("it has stopped", jsFind("[data-repeat-summary]")+`.innerText.includes("原定 1000 次")`)
	p.until("what it had is in the table", counted+` > 0 && `+jsFind("[data-repeat-summary]")+`.innerText.includes("停在第 " + `+counted+` + " 次")`)
	p.until("another run may begin", available("[data-run]")+` && !(`+available("[data-stop]")+`)`)
	p.choose("20")
	p.click("[data-repeat-run]")
	p.repeatEnded("20")
	if again := read[int](p, `document.querySelectorAll("[data-repeat-list] tr").length`); again != 1 {
		t.Errorf("%d outcomes of a program that does nothing, want 1", again)
	}
}

func leaveRepeat(_ *testing.T, p *tab) {
	p.open("/script")
	p.write("#script", strings.Join([]string{"tcp", "server:", "    listen 1", "    accept", ""}, "\n"))
	p.click("[data-repeat-run]")
	p.until("the first run waits", jsFind("[data-repeat-progress]")+`.checkVisibility()`)
	p.open("/lessons/unix-stream")
	p.click("[data-repeat-run]") // refused while the other one goes on
	p.repeatEnded("20")
}

func repeatByKeyboard(_ *testing.T, p *tab) {
	p.open("/lessons/unix-stream?lang=en")
	p.tabTo("[data-repeat-run]")
	p.press(kb.Tab)
	p.press(kb.ArrowDown)
	p.until("the next number is chosen", jsFind("[data-repeat-n]")+`.value === "100"`)
	p.press(kb.ArrowUp)
	p.tabBack("[data-repeat-run]")
	p.press(kb.Enter)
	p.repeatEnded("20")
	p.until("the button has kept the focus", `document.activeElement.matches("[data-repeat-run]")`)
	p.until("the end is said once", `[...document.querySelectorAll('[role="status"]')].some((e) => e.textContent.includes("20 runs, 1 outcome."))`)
	p.tabTo("[data-repeat-list] button")
	p.press(kb.Enter)
	p.until("a run is shown", drawn("[data-stage]"))
	p.tabTo("[data-repeat-after]")
	p.press(kb.Enter)
	p.saysSoon("[data-repeat-which]", "run 2 of 20")
}

// tabBack presses Shift and Tab until the element has the focus.
func (p *tab) tabBack(selector string) {
	p.t.Helper()
	p.must("go back with Tab", chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	p.until(selector+" has the focus", `document.activeElement.matches(`+quoteJS(selector)+`)`)
}

func repeatOnTelephone(t *testing.T, p *tab) {
	for _, lang := range []string{"zh", "en"} {
		p.open("/lessons/as-written?lang=" + lang)
		p.resize(390, 844)
		p.click("[data-repeat-run]")
		p.repeatEnded("20")
		p.click("[data-repeat-list] .look-cell button")
		p.until("a run is shown", drawn("[data-stage]"))
		if wide := read[int](p, `document.documentElement.scrollWidth`); wide > 390 {
			t.Errorf("%s: the page is %d wide", lang, wide)
		}
		if cut := read[[]string](p, `[...document.querySelectorAll("[data-repeat] *")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && !e.closest("svg, thead")).map((e) => e.outerHTML.slice(0, 90))`); len(cut) > 0 {
			t.Errorf("%s: cut off: %q", lang, cut)
		}
	}
}
