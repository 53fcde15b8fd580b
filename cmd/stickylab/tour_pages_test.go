package main

import (
	"strconv"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

// drawn is an expression that is true when the timeline in the card has
// pixels of many colours: lanes, bytes and ribbons, not one empty surface.
// It reads a copy; reading a canvas itself makes the browser draw it slowly.
func drawn(card string) string {
	return `(() => {
		const colours = new Set();
		for (const canvas of document.querySelectorAll(` + quoteJS(card+" [data-timeline] canvas") + `)) {
			if (canvas.width === 0 || canvas.height === 0) continue;
			const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
			copy.drawImage(canvas, 0, 0);
			const pixels = new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
			for (let i = 0; i < pixels.length; i += 7) colours.add(pixels[i]);
		}
		return colours.size > 20;
	})()`
}

func languageAndTheme(t *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv")
	p.until("Chinese comes first", `document.documentElement.lang.startsWith("zh")`)
	chinese := p.text("h1")
	p.click(`.top a[lang="en"]`)
	p.until("the page is English", `document.documentElement.lang === "en" && document.querySelector("h1") !== null`)
	if english := p.text("h1"); english[0] == chinese[0] {
		t.Errorf("the heading is %q in both languages", english[0])
	}
	light := read[string](p, `getComputedStyle(document.body).backgroundColor`)
	p.click(`.top a[href*="theme=dark"]`)
	p.until("the page is dark", `document.documentElement.dataset.theme === "dark" && getComputedStyle(document.body).backgroundColor !== `+quoteJS(light))
	p.open("/script")
	p.until("the next page is English and dark", `document.documentElement.lang === "en" && document.documentElement.dataset.theme === "dark"`)
	p.reload()
	p.until("a reload keeps both", `document.documentElement.lang === "en" && document.documentElement.dataset.theme === "dark"`)
}

func withoutJavaScript(_ *testing.T, p *tab) {
	p.withoutScripts()
	p.open("/lessons/two-sends-one-recv")
	p.saysSoon("[data-guess] legend", "")
	p.until("nothing is offered that needs scripts", `[...document.querySelectorAll(".js-only")].every((e) => !e.checkVisibility())`)
	p.click("[data-run]")
	p.until("the run's page is open", `location.pathname.startsWith("/runs/")`)
	p.saysSoon("[data-table] tbody", "b'hellofeng'")
	p.until("its sentence is there", `document.querySelector('[data-told] [data-kind="coalesced"]').checkVisibility()`)
}

func missingPage(_ *testing.T, p *tab) {
	p.open("/lessons/no-such-lesson?lang=en")
	p.saysSoon("main", "404")
	p.open("/runs/no-such-run")
	p.saysSoon("main", "404")
}

func narrowPages(t *testing.T, p *tab) {
	p.resize(390, 844)
	p.open("/lessons/length-header")
	p.run()
	p.until("the run has an address", jsFind("[data-export]")+`?.href.includes("/api/runs/")`)
	id := read[string](p, jsFind("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`)
	pages := append([]string{"/", "/script", "/runs/" + id, "/lessons/no-such-lesson"},
		read[[]string](p, `[...new Set([...document.querySelectorAll("#menu a[href^='/lessons/']")].map((a) => a.getAttribute("href")))]`)...)
	if len(pages) < 10 {
		t.Fatalf("got the pages %q, want all lessons among them", pages)
	}
	for _, look := range []string{"?lang=zh&theme=light", "?lang=en&theme=dark"} {
		for _, page := range pages {
			p.open(page + look)
			p.mustFit(page + look)
		}
	}
	p.open("/lessons/length-header")
	p.run()
	p.until("the timeline is drawn", drawn("[data-stage]"))
	p.mustFit("a lesson with its run")
}

// mustFit fails when the page can be scrolled sideways, and names elements
// that stick out.
func (p *tab) mustFit(page string) {
	p.t.Helper()
	tooWide := read[string](p, `(() => {
		const width = document.scrollingElement.scrollWidth;
		if (width <= innerWidth) return "";
		const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
		return width + " px: " + out.slice(0, 4).map((e) => e.tagName + "." + e.className).join(" ");
	})()`)
	if tooWide != "" {
		p.t.Errorf("%s is wider than its window: %s", page, tooWide)
	}
}
