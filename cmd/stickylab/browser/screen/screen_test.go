// Package screen measures pages as they stand on a screen: what is in sight
// when one arrives and after a run, and that nothing but the panes scrolls.
package screen

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// size is one screen that pages are held to.
type size struct {
	name          string
	width, height int64
	desk          bool // the document must not scroll up and down either
}

var (
	laptop    = size{"a laptop", 1366, 768, true}
	projector = size{"a projector", 1280, 720, true}
	desk      = size{"a desk", 1440, 900, true}
	telephone = size{"a telephone", 390, 844, false}
	sizes     = []size{laptop, projector, desk, telephone}
)

const (
	// outside lists what is wrong with where an element stands: empty for one that is
	// wholly in the window and that a click would reach.
	outside = `((selector) => {
		const element = document.querySelector(selector);
		if (!element?.checkVisibility()) return selector + " is not shown";
		const box = element.getBoundingClientRect();
		if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth)
			return selector + " is at " + [box.left, box.top, box.right, box.bottom].map(Math.round);
		const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		return element.contains(top) ? "" : selector + " lies under " + top?.outerHTML.slice(0, 80);
	})`
	// scrolls says by how much the page itself can be scrolled, each way.
	scrolls = `[document.scrollingElement.scrollWidth - innerWidth, document.scrollingElement.scrollHeight - innerHeight]`
	// switches names the settings in the top bar that are not in the window or are
	// written in two lines.
	switches = `[...document.querySelectorAll(".top [data-setting]")].filter((e) => e.checkVisibility()).flatMap((e) => {
		const { left, right, height } = e.getBoundingClientRect();
		return left < 0 || right > innerWidth || height > 40 ? e.dataset.value + " at " + [left, right, height].map(Math.round) : [];
	}).join(", ")`
	// widest names what sticks out of the window at the right.
	widest = `[...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map((e) => e.tagName + "." + e.getAttribute("class")).join(" ")`
	// seen is the part of the timeline's box that is in the window, times what is
	// of it in the boxes around it.
	seenOf = `((root) => {
		const box = root.getBoundingClientRect();
		let [left, top, right, bottom] = [Math.max(0, box.left), Math.max(0, box.top), Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)];
		for (let around = root.parentElement; around; around = around.parentElement) {
			if (getComputedStyle(around).overflow === "visible") continue;
			const own = around.getBoundingClientRect();
			[left, top, right, bottom] = [Math.max(left, own.left), Math.max(top, own.top), Math.min(right, own.right), Math.min(bottom, own.bottom)];
		}
		return Math.max(0, right - left) * Math.max(0, bottom - top) / (box.width * box.height);
	})`
	alive = `document.documentElement.classList.contains("js")`
)

func TestScreen(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "two runs compared", Do: comparisons},
		{Name: "a parameter of a codec and its verdict", Do: framingInSight},
		{Name: "the first page", Do: firstPage},
		{Name: "an exercise can be checked", Do: exerciseInReach},
		{Name: "words are there in full", Do: wordsInFull},
		{Name: "nothing is wider than its window", Do: widths, Expected: []string{"404"}},
	})
}

// held checks a page on one screen: Run in sight and in reach, nothing to scroll.
func held(t *testing.T, p *browser.Tab, at string, s size) {
	t.Helper()
	heldBy(t, p, at, s, "[data-run]")
}

// heldBy is held for a page whose Run is another button. On a telephone it is in
// reach on every tab.
func heldBy(t *testing.T, p *browser.Tab, at string, s size, run string) {
	t.Helper()
	if wrong := browser.Read[string](p, outside+`(`+browser.Quote(run)+`)`); wrong != "" {
		t.Errorf("%s on %s: %s", at, s.name, wrong)
	}
	if over := browser.Read[[]float64](p, scrolls); over[0] > 0 || s.desk && over[1] > 0 {
		t.Errorf("%s on %s: the page scrolls %v sideways and %v down", at, s.name, over[0], over[1])
	}
}

// comparisons compares at one click, on every screen in both languages.
func comparisons(t *testing.T, p *browser.Tab) {
	for i, s := range sizes {
		lang := []string{"zh", "en"}[i%2]
		p.Resize(s.width, s.height)
		p.Open("/compare?pair=udp&lang=" + lang)
		p.Until("the page is alive", alive)
		at := "/compare in " + lang
		heldBy(t, p, at, s, "[data-run-both]")
		p.Click("[data-run-both]")
		p.Until("both have ended", `document.querySelectorAll("[data-differences-told] .difference").length > 1 && `+browser.Find("[data-run-both]")+`.getAttribute("aria-disabled") === "false"`)
		p.Frames(2)
		heldBy(t, p, at+" after a run", s, "[data-run-both]")
		if raw := browser.Read[bool](p, `[...document.querySelectorAll("[data-difference-chips] .chip button")].some((button) => getComputedStyle(button).borderTopWidth !== "0px")`); raw {
			t.Errorf("%s on %s: the chips have no style", at, s.name)
		}
		for _, half := range []string{"a", "b"} {
			box := `[data-half-stage="` + half + `"] [data-timeline]`
			if part := browser.Read[float64](p, seenOf+`(document.querySelector('`+box+`'))`); part < 0.95 {
				t.Errorf("%s on %s: %.0f%% of the timeline of %s is in sight", at, s.name, 100*part, half)
			}
			// Where the lanes scroll, what is drawn fills the box.
			if free := browser.Read[float64](p, `((box) => box.scrollHeight > box.clientHeight ? box.clientHeight - box.querySelector("canvas").offsetHeight : 0)(`+browser.Find(box)+`)`); free > 1 {
				t.Errorf("%s on %s: %.0f pixels below the timeline of %s are empty", at, s.name, free, half)
			}
			// Calls of the client and of the server: what the comparison is about.
			if lanes := browser.Read[float64](p, browser.Find(box)+`.clientHeight`); lanes < 220 {
				t.Errorf("%s on %s: the timeline of %s is %.0f pixels tall, want room for both programs", at, s.name, half, lanes)
			}
		}
	}
}

// framingInSight: who changes a parameter sees the verdict beside it, and the
// first frame that is broken.
func framingInSight(t *testing.T, p *browser.Tab) {
	const broken = `((row, list) => {
		if (!row?.checkVisibility()) return "no broken frame is shown";
		const [own, box] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
		return own.top >= box.top - 1 && own.top < box.bottom - 24 ? "" : "it is at " + [own.top, box.top, box.bottom].map(Math.round);
	})(document.querySelector("[data-after] .framed-row:not([data-good])"), document.querySelector("[data-after]"))`
	for i, s := range []size{laptop, projector, desk, telephone} {
		lang := []string{"zh", "en"}[i%2]
		p.Resize(s.width, s.height)
		p.Open("/framing?preset=tls&lang=" + lang)
		p.Until("the verdict is there", `document.querySelector("[data-verdict][data-good]")`)
		if s == telephone {
			p.Click(`[data-tab="program"]`)
		}
		held(t, p, "/framing in "+lang, s)
		p.Write(`[id="f.offset"]`, "2")
		p.Press("\t")
		p.Until("the verdict is another", `document.querySelector("[data-verdict][data-bad]")`)
		if wrong := browser.Read[string](p, outside+`("[data-verdict]")`); wrong != "" {
			t.Errorf("/framing in %s on %s: %s", lang, s.name, wrong)
		}
		p.Until("so is the first broken frame", broken+` === ""`)
		if s.desk {
			if wrong := browser.Read[string](p, outside+`("[id='f.offset']")`); wrong != "" {
				t.Errorf("/framing in %s on %s: the field that is changed is not beside the verdict: %s", lang, s.name, wrong)
			}
		}
	}
}

// firstPage runs the first page's run at one click, on one screen.
func firstPage(t *testing.T, p *browser.Tab) {
	for i, s := range sizes {
		lang := []string{"zh", "en"}[i%2]
		p.Resize(s.width, s.height)
		p.Open("/?lang=" + lang)
		p.Until("the page is alive", alive)
		if s.desk {
			if wrong := browser.Read[string](p, outside+`("#demo [data-run]")`); wrong != "" {
				t.Errorf("the first page on %s: %s", s.name, wrong)
			}
		}
		p.Click("#demo [data-run]")
		p.Until("the run has ended", `document.querySelector("#demo [data-told] .told-row")`)
		part := browser.Read[float64](p, seenOf+`(document.querySelector("#demo [data-timeline]"))`)
		if s.desk && part < 0.95 {
			t.Errorf("the first page on %s: %.0f%% of its timeline is in sight", s.name, 100*part)
		}
		if cut := browser.Read[string](p, `[...document.querySelectorAll("#demo .stage-bar, #demo .timeline, #demo .dock")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > document.querySelector("#demo").getBoundingClientRect().right).map((e) => e.className).join()`); cut != "" {
			t.Errorf("the first page on %s: %s are cut off", s.name, cut)
		}
		if tall := browser.Read[float64](p, `document.scrollingElement.scrollHeight / innerHeight`); tall > 3 && s.desk || tall > 4 {
			t.Errorf("the first page on %s is %.1f screens tall", s.name, tall)
		}
	}
	homeInstrument(t, p)
	numbers := browser.Read[string](p, `[...document.querySelectorAll("#map .number")].map((e) => e.textContent).join()`)
	if !strings.HasPrefix(numbers, "1,2,3,") {
		t.Errorf("the lessons have the numbers %s", numbers)
	}
	p.Resize(laptop.width, laptop.height)
	p.Open("/lessons/hello-feng?lang=zh") // lesson 7
	p.Run()
	p.Open("/?lang=zh")
	next := browser.Find(`#map [data-lesson-link="hello-feng"]`)
	p.Until("it goes on with the lesson after the one that was run", browser.Find("[data-start]")+`.pathname !== "/lessons/sockets" && `+
		browser.Find("[data-start]")+`.pathname === `+next+`.closest("li").nextElementSibling.querySelector("a").pathname`)
}

// homeInstrument: the run of the first page can be looked into, found in, shown again
// and compared as on any other page, and its address brings it back.
func homeInstrument(t *testing.T, p *browser.Tab) {
	p.Resize(laptop.width, laptop.height)
	p.Click("#demo [data-run]")
	p.Until("it has ended", browser.Available("#demo [data-run]")+` && document.querySelector("#demo [data-chips] .chip")`)
	p.Until("it can be compared with the run before", `document.querySelector('[data-tab="before"]')?.checkVisibility()`)
	p.Click("#demo [data-chips] .chip-main")
	p.SaysSoon("#demo [data-inspector]", "hellofeng")
	if copies := browser.Read[string](p, `[...document.querySelectorAll("#demo [data-copy]")].map((e) => e.dataset.copy).join()`); copies != "text,hex,python,link" {
		t.Errorf("on the first page one can copy %q of an event", copies)
	}
	p.Press("/")
	p.Until("a key opens find", `document.activeElement.matches("#demo .find-bar input")`)
	p.Press("feng")
	p.SaysSoon(".find-count", "/")
	p.Press(kb.Escape)
	p.Click(`#demo [data-step-to="first"]`)
	p.Until("it is shown again", `document.querySelector("#demo [data-replay-bar]").checkVisibility()`)
	p.Click(`#demo [data-replay-leave]`)
	p.Until("what was found is known again", `document.querySelector("#demo [data-chips] .chip")?.checkVisibility()`)
	p.Click("#demo [data-chips] .chip-main")
	p.SaysSoon("#demo [data-inspector]", "hellofeng")
	here := p.SettledAddress()
	p.Reload()
	p.Until("a reload shows the same run", browser.Drawn("#demo"))
	p.SaysSoon("#demo [data-inspector]", "hellofeng")
	if again := p.SettledAddress(); again != here {
		t.Errorf("after a reload the first page is at %s, before it was at %s", again, here)
	}
}

// widths looks at pages in windows of many widths, in both languages, before and
// after a run.
func widths(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	run := "/runs/" + p.RunID()
	for _, lang := range []string{"zh", "en"} {
		for _, page := range []string{"/", "/lessons/length-attack", "/script", run, "/framing", "/compare", "/compare?pair=nodelay", "/struct", "/fidelity", "/lessons/none"} {
			p.Open(settingOf(page, lang))
			p.Until("the page is alive", alive)
			fits(t, p, page, lang)
		}
		for _, ran := range []struct{ page, button, ended string }{
			{"/", "#demo [data-run]", `document.querySelector("#demo [data-told] .told-row")`},
			{"/lessons/cork", "[data-run]", `document.querySelector("[data-chips] .chip")`},
			{"/compare?pair=nodelay", "[data-run-both]", `document.querySelector("[data-difference-chips] .chip")`},
			{"/framing?preset=http-chunked", "[data-run]", `document.querySelector("[data-chips] .chip") && document.querySelector("[data-verdict][data-good]")`},
		} {
			p.Resize(laptop.width, laptop.height)
			p.Open(settingOf(ran.page, lang))
			p.Click(ran.button)
			p.Until("the run has ended", ran.ended)
			fits(t, p, ran.page+" after a run", lang)
		}
	}
}

func settingOf(page, lang string) string {
	if strings.Contains(page, "?") {
		return page + "&lang=" + lang
	}
	return page + "?lang=" + lang
}

// fits makes the window as wide as people's are, 853 pixels being 1280 at 150 %,
// and every width between at some distance.
func fits(t *testing.T, p *browser.Tab, page, lang string) {
	t.Helper()
	var wide []string
	for i, width := range []int64{360, 390, 440, 500, 560, 640, 720, 721, 768, 853, 960, 961, 1024, 1100, 1180, 1280, 1366, 1440, 1680, 1920} {
		if lang == "zh" && i%3 > 0 { // its words are the shorter ones
			continue
		}
		p.Resize(width, 800)
		if over := browser.Read[[]float64](p, scrolls); over[0] > 0 {
			wide = append(wide, fmt.Sprintf("%d (+%.0f: %s)", width, over[0], browser.Read[string](p, widest)))
		}
		if top := browser.Read[float64](p, browser.Find(".top")+`.getBoundingClientRect().height`); top > 47 {
			wide = append(wide, fmt.Sprintf("%d (top bar %.0f tall)", width, top))
		}
		if pushed := browser.Read[string](p, switches); pushed != "" {
			wide = append(wide, fmt.Sprintf("%d (%s)", width, pushed))
		}
	}
	if len(wide) > 0 {
		t.Errorf("%s in %s is too wide for windows of %s", page, lang, strings.Join(wide, ", "))
	}
}
