package spoken

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

const (
	list = `document.querySelector("dialog[data-keys-list]")`
	// mostTabs is how many times one presses Tab at most, from the top of a page to Run.
	mostTabs = 12
)

// alive waits until a page listens to keys.
func alive(p *browser.Tab) {
	p.T.Helper()
	p.Until("the page is alive", `document.querySelector("[data-keys]:not(:disabled)")`)
}

// listOfKeys: a question mark or a button opens the list of keys, which has the keys of
// the page and no others; closed, the focus is back where it was.
func listOfKeys(t *testing.T, p *browser.Tab) {
	for _, lang := range []string{"zh", "en"} {
		p.Open("/lessons/hello-feng?lang=" + lang)
		alive(p)
		p.TabTo(`[name="guess"]`)
		p.Press("?")
		p.Until("the list is open", list+`?.open && getComputedStyle(`+list+`).borderRadius !== "0px"`)
		said := browser.Read[string](p, list+`.innerText`)
		if regexp.MustCompile(`keys\.[a-z]`).MatchString(said) || !strings.Contains(said, "Ctrl Enter") || !strings.Contains(said, "Shift ←") {
			t.Errorf("the list in %s: %s", lang, said)
		}
		for where, least := range map[string]int{"page": 4, "run": 5, "timeline": 20} {
			if n := browser.Read[int](p, list+`.querySelectorAll('[data-keys-of="`+where+`"] dt').length`); n < least {
				t.Errorf("%s: %d keys on the %s, want at least %d", lang, n, where, least)
			}
		}
		p.Press("c") // the dialog has the keyboard to itself
		if p.Holds(`document.querySelector("dialog[data-drawer]").open`) {
			t.Error("a key of the page opens the drawer under the list")
		}
		p.Press(kb.Escape)
		p.Until("it is closed, and the focus is back", `!`+list+` && document.activeElement.matches('[name="guess"]')`)
		p.Click("[data-keys]")
		p.Until("the button opens it too", list+`?.open`)
		for _, size := range [][2]int64{{390, 844}, {1366, 768}} {
			p.Resize(size[0], size[1])
			p.MustFit("the list of keys")
			p.Until("all of it can be reached", list+`.scrollWidth <= `+list+`.clientWidth`)
			if apart := browser.Read[[]string](p, `[...`+list+`.querySelectorAll("section")].filter((part) => {
				const [heading, first] = ["h3", "dt"].map((name) => part.querySelector(name).getBoundingClientRect());
				return Math.abs(heading.left - first.left) > 2 || first.top - heading.bottom > 20 || first.top < heading.bottom;
			}).map((part) => part.dataset.keysOf)`); len(apart) > 0 {
				t.Errorf("%d wide in %s: the headings of %q do not stand above their keys", size[0], lang, apart)
			}
		}
		p.Press(kb.Escape)
		p.Until("and the focus is on the button", `!`+list+` && document.activeElement.matches("[data-keys]")`)
	}
	p.Open("/struct")
	alive(p)
	p.Press("?")
	p.Until("a page without a timeline has no keys of one", list+`?.open && `+list+`.querySelectorAll("[data-keys-of]").length === 1`)
}

// signsOff: letters and signs can be turned off as keys, which is remembered.
func signsOff(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	alive(p)
	p.Press("?")
	p.TabTo("[data-keys-signs]")
	p.Press(" ")
	p.Press(kb.Escape)
	p.Until("the list is closed", `!`+list)
	for _, when := range []string{"at once", "after a reload"} {
		p.Press("c")
		p.Press("?")
		p.Frames(3)
		if p.Holds(`document.querySelector("dialog[open]")`) {
			t.Errorf("%s: letters and signs are turned off, and are keys", when)
		}
		p.Reload()
		alive(p)
	}
	p.Must("Ctrl and Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	p.Ended() // that still runs
	p.Click("[data-keys]")
	p.TabTo("[data-keys-signs]")
	p.Press(" ")
	p.Press(kb.Escape)
	p.Press("c")
	p.Until("turned on again, they are keys", `document.querySelector("dialog[data-drawer]").open`)
}

// nearRun: few Tabs lead from the top of each page to what runs it, and Ctrl with Enter
// runs it from anywhere.
func nearRun(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	pages := []string{
		"/", "/lessons/hello-feng", "/lessons/length-header", "/script", "/framing", "/compare?pair=nodelay", "/runs/" + p.RunID(),
	}
	for _, page := range pages {
		p.Open(page)
		alive(p)
		here := browser.Read[string](p, "location.pathname")
		n := 1
		for p.Press(kb.Tab); !p.Holds(`document.activeElement.matches('[href="#to-run"]')`) && n < mostTabs; n++ {
			p.Press(kb.Tab)
		}
		p.Press(kb.Enter) // the key must not press what it leads to
		p.Until(page+": a link leads to where Run is", `document.activeElement.id === "to-run"`)
		for ; !p.Holds(`document.activeElement.id === "run"`) && n < mostTabs; n++ {
			p.Press(kb.Tab)
		}
		if !p.Holds(`document.activeElement.id === "run" && location.pathname === ` + browser.Quote(here)) {
			t.Errorf("%s: after %d Tabs Run does not have the focus; %s", page, n, p.State())
		}
		p.MustFit(page)
	}
	for _, page := range pages[1:] {
		p.Open(page)
		alive(p)
		p.Until("what runs can be pressed", `!document.querySelector("#run").matches(":disabled")`)
		const orders = `performance.getEntriesByType("resource").filter(({ name }) => new URL(name).pathname === "/api/runs").length`
		before := browser.Read[int](p, orders)
		p.Must("Ctrl and Enter", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		if strings.HasPrefix(page, "/runs/") {
			p.Landed(page+" is run again", `location.pathname.startsWith("/runs/") && location.pathname !== `+browser.Quote(page))
			continue
		}
		p.Until(page+" is run", orders+` > `+strconv.Itoa(before))
	}
}

// narrowTop: with everything in it the bar on top fits from the width on at which it is
// one row.
func narrowTop(_ *testing.T, p *browser.Tab) {
	for _, lang := range []string{"en", "zh"} {
		p.Open("/lessons/hello-feng?lang=" + lang)
		for _, width := range []int64{360, 390, 721, 960, 961, 1024, 1101, 1280, 1366, 1440} {
			p.Resize(width, 800)
			p.Until("the bar on top fits and is one row", `(() => {
				const { right } = document.querySelector(".top").lastElementChild.getBoundingClientRect();
				const bar = document.querySelector(".top");
				return right <= innerWidth && bar.scrollWidth <= bar.clientWidth && bar.clientHeight <= 60 && document.scrollingElement.scrollWidth <= innerWidth;
			})()`)
		}
	}
}
