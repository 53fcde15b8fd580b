package repeat

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// TestRepeatInBrowser: what is luck is shown by running it many times.
func TestRepeatInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "twenty runs are counted, and one of them is looked at", Do: repeatAndLook},
		{Name: "what is repeated is what the page shows", Do: repeatEdited},
		{Name: "a number of runs that cannot be is refused", Do: repeatTooMany},
		{Name: "a long repeat is stopped and keeps what it has", Do: stopRepeat},
		{Name: "who leaves the page stops the repeat", Do: leaveRepeat},
		{Name: "with the keyboard alone", Do: repeatByKeyboard},
		{Name: "on a telephone", Do: repeatOnTelephone},
	})
}

// counted adds up the runs of all groups in the table.
const counted = `[...document.querySelectorAll("[data-repeat-list] td.number")].reduce((n, td) => n + Number(td.textContent), 0)`

// repeatEnded waits until the repeat has ended with so many runs in its table.
func repeatEnded(p *browser.Tab, runs string) {
	p.T.Helper()
	p.Until("the table has the runs", browser.Find("[data-repeat-summary]")+`.checkVisibility() && `+counted+` === `+runs)
	p.Until("another run may begin", browser.Available("[data-run]")+` && `+browser.Available("[data-repeat-run]"))
}

func repeatAndLook(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/as-written")
	p.Click("[data-repeat-run]")
	repeatEnded(p, "20")
	p.SaysSoon("[data-repeat-summary]", "重复 20 次")
	p.SaysSoon("[data-repeat-notes]", "95% 区间")
	shares := browser.Read[float64](p, `[...document.querySelectorAll("[data-repeat-list] .share-cell b")].reduce((n, b) => n + parseFloat(b.textContent), 0)`)
	if shares < 99 || shares > 101 {
		t.Errorf("the shares add up to %v%%", shares)
	}
	if bars := browser.Read[int](p, `document.querySelectorAll("[data-repeat-list] .repeat-bar .whisker").length`); bars < 3 {
		t.Errorf("%d strokes of whiskers, want 3 a group", bars)
	}
	for _, row := range browser.Read[[]string](p, `[...document.querySelectorAll("[data-repeat-list] th code")].map((e) => e.textContent)`) {
		if want := []string{"服务端：b'hellofeng', b''（流结束）", "服务端：b'hello', b'feng'"}; row != want[0] && row != want[1] {
			t.Errorf("outcome %q, want one of %q", row, want)
		}
	}

	p.Click("[data-repeat-list] .look-cell button")
	p.Until("the run is drawn", browser.Drawn("[data-stage]"))
	p.SaysSoon("[data-repeat-which]", "第 1 次")
	const shown = `[...document.querySelectorAll("[data-table] tbody tr")].filter((r) => r.textContent.includes("recv")).map((r) => r.textContent).join()`
	first := `document.querySelector("[data-repeat-list] [data-picked] th code").textContent`
	p.Until("it came out as its group says", shown+`.includes(`+first+`.includes("hellofeng") ? "b'hellofeng'" : "b'feng'")`)
	before := browser.Read[string](p, browser.Find("[data-repeat-page]")+`.href`)
	p.Click("[data-repeat-after]")
	p.SaysSoon("[data-repeat-which]", "第 2 次")
	p.Until("the link leads to the run that is shown", browser.Find("[data-repeat-page]")+`.href !== `+browser.Quote(before)+
		` && `+browser.Find("[data-export]")+`.href.endsWith(`+browser.Find("[data-repeat-page]")+`.href.split("/").pop())`)
	p.Click("[data-repeat-before]")
	p.SaysSoon("[data-repeat-which]", "第 1 次")
	p.Until("there is none before the first", `!(`+browser.Available("[data-repeat-before]")+`)`)

	p.Click("[data-repeat-page]")
	p.Until("the run's own page is open", `location.href === `+browser.Quote(before))
	p.Reload()
	p.Until("it survives a reload", `document.querySelectorAll("[data-table] tbody tr").length >= 8 && `+browser.Drawn("[data-stage]"))
}

func repeatEdited(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "4")
	chooseOwn(p, "7")
	p.Press(kb.Enter)
	repeatEnded(p, "7")
	p.SaysSoon("[data-repeat-list]", "b'hell', b'ofeng'")
	p.SaysSoon("[data-repeat-notes]", "All 7 runs came out alike")
	p.Until("nothing was run for the timeline", `!`+browser.Find("[data-stage] [data-timeline]")+`.checkVisibility()`)
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "5")
	p.Until("the results are of the program before", browser.Find("[data-repeat-stale]")+`.checkVisibility()`)
	p.Click("[data-repeat-run]")
	p.SaysSoon("[data-repeat-list]", "b'hello', b'feng'")
	p.Until("these are of this program", `!`+browser.Find("[data-repeat-stale]")+`.checkVisibility()`)
	// A single run takes the timeline; no run of the repeat is shown then.
	p.Click("[data-repeat-list] .look-cell button")
	p.Until("one of the runs is shown", browser.Find("[data-repeat-pick]")+`.checkVisibility()`)
	p.Run()
	p.Until("none of them is", `!`+browser.Find("[data-repeat-pick]")+`.checkVisibility() && !document.querySelector("[data-picked]")`)
}

// chooseOwn writes a number of runs that is not in the list.
func chooseOwn(p *browser.Tab, n string) {
	p.T.Helper()
	p.Until("the list is there", browser.Find("[data-repeat-n]")+`?.checkVisibility()`)
	p.Must("choose another number", chromedp.Evaluate[chromedp.Void](`(() => {
		const list = document.querySelector("[data-repeat-n]");
		list.value = "";
		list.dispatchEvent(new Event("change", { bubbles: true }));
	})()`))
	p.Write("[data-repeat-own]", n)
}

func repeatTooMany(_ *testing.T, p *browser.Tab) {
	p.Open("/script?lang=en")
	for _, n := range []string{"1001", "0"} {
		chooseOwn(p, n)
		p.Click("[data-repeat-run]")
		p.SaysSoon("[data-error]", "from 1 to 1000")
		p.Until("the field is marked and has the focus", `document.activeElement.matches('[data-repeat-own][aria-invalid="true"]')`)
	}
	p.Until("no table is shown", `!`+browser.Find("[data-repeat]")+`.checkVisibility()`)
}

// slow is a script whose runs take long enough to see them go by.
const slow = "udp\nserver:\n    bind\n    sleep 20ms\n"

func choose(p *browser.Tab, n string) {
	p.T.Helper()
	p.Until("the list is there", browser.Find("[data-repeat-n]")+`?.checkVisibility()`)
	p.Must("choose a number", chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-repeat-n]").value = `+browser.Quote(n)))
}

func stopRepeat(t *testing.T, p *browser.Tab) {
	p.Open("/script")
	p.Write("#script", slow)
	choose(p, "1000")
	p.Click("[data-repeat-run]")
	p.Until("it says how far it is and how long it will take", `/[1-9]\d* \/ 1000，大约还要 \d+ 秒/.test(`+browser.Find("[data-repeat-progress]")+`.innerText)`)
	p.Click("[data-stop]")
	p.Until("it has stopped", browser.Find("[data-repeat-summary]")+`.innerText.includes("原定 1000 次")`)
	p.Until("what it had is in the table", counted+` > 0 && `+browser.Find("[data-repeat-summary]")+`.innerText.includes("停在第 " + `+counted+` + " 次")`)
	p.Until("another run may begin", browser.Available("[data-run]")+` && !(`+browser.Available("[data-stop]")+`)`)
	choose(p, "20")
	p.Click("[data-repeat-run]")
	repeatEnded(p, "20")
	if again := browser.Read[int](p, `document.querySelectorAll("[data-repeat-list] tr").length`); again != 1 {
		t.Errorf("%d outcomes of a program that does nothing, want 1", again)
	}
}

func leaveRepeat(_ *testing.T, p *browser.Tab) {
	p.Open("/script")
	p.Write("#script", strings.Join([]string{"tcp", "server:", "    listen 1", "    accept", ""}, "\n"))
	p.Click("[data-repeat-run]")
	p.Until("the first run waits", browser.Find("[data-repeat-progress]")+`.checkVisibility()`)
	p.Open("/lessons/unix-stream")
	p.Click("[data-repeat-run]") // refused while the other one goes on
	repeatEnded(p, "20")
}

func repeatByKeyboard(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/unix-stream?lang=en")
	p.TabTo("[data-repeat-run]")
	p.Press(kb.Tab)
	p.Press(kb.ArrowDown)
	p.Until("the next number is chosen", browser.Find("[data-repeat-n]")+`.value === "100"`)
	p.Press(kb.ArrowUp)
	p.TabBack("[data-repeat-run]")
	p.Press(kb.Enter)
	repeatEnded(p, "20")
	p.Until("the button has kept the focus", `document.activeElement.matches("[data-repeat-run]")`)
	p.Until("the end is said once", `[...document.querySelectorAll('[role="status"]')].some((e) => e.textContent.includes("20 runs, 1 outcome."))`)
	p.TabTo("[data-repeat-list] button")
	p.Press(kb.Enter)
	p.Until("a run is shown", browser.Drawn("[data-stage]"))
	p.TabTo("[data-repeat-after]")
	p.Press(kb.Enter)
	p.SaysSoon("[data-repeat-which]", "run 2 of 20")
}

func repeatOnTelephone(t *testing.T, p *browser.Tab) {
	for _, lang := range []string{"zh", "en"} {
		p.Open("/lessons/as-written?lang=" + lang)
		p.Resize(390, 844)
		p.Click("[data-repeat-run]")
		repeatEnded(p, "20")
		p.Click("[data-repeat-list] .look-cell button")
		p.Until("a run is shown", browser.Drawn("[data-stage]"))
		if wide := browser.Read[int](p, `document.documentElement.scrollWidth`); wide > 390 {
			t.Errorf("%s: the page is %d wide", lang, wide)
		}
		if cut := browser.Read[[]string](p, `[...document.querySelectorAll("[data-repeat] *")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && !e.closest("svg, thead")).map((e) => e.outerHTML.slice(0, 90))`); len(cut) > 0 {
			t.Errorf("%s: cut off: %q", lang, cut)
		}
	}
}
