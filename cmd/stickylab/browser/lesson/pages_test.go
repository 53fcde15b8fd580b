package lesson

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

func languageAndTheme(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Until("Chinese comes first", `document.documentElement.lang.startsWith("zh")`)
	chinese := p.Text("h1")
	p.Click(`.top a[lang="en"]`)
	p.Until("the page is English", `document.documentElement.lang === "en" && document.querySelector("h1") !== null`)
	if english := p.Text("h1"); english[0] == chinese[0] {
		t.Errorf("the heading is %q in both languages", english[0])
	}
	light := browser.Read[string](p, `getComputedStyle(document.body).backgroundColor`)
	p.Click(`.top a[href*="theme=dark"]`)
	p.Until("the page is dark", `document.documentElement.dataset.theme === "dark" && getComputedStyle(document.body).backgroundColor !== `+browser.Quote(light))
	p.Open("/script")
	p.Until("the next page is English and dark", `document.documentElement.lang === "en" && document.documentElement.dataset.theme === "dark"`)
	p.Reload()
	p.Until("a reload keeps both", `document.documentElement.lang === "en" && document.documentElement.dataset.theme === "dark"`)
}

func withoutJavaScript(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/lessons/hello-feng")
	p.SaysSoon("[data-guess] legend", "")
	p.Until("nothing is offered that needs scripts", `[...document.querySelectorAll(".js-only")].every((e) => !e.checkVisibility())`)
	p.Click("[data-run]")
	p.Until("the run's page is open", `location.pathname.startsWith("/runs/")`)
	p.SaysSoon("[data-table] tbody", "b'hellofeng'")
	p.SaysSoon(`[data-told] [data-kind="answer"]`, "b'hellofeng'")
	p.Unfold()
	p.Until("its sentence is there", `document.querySelector('[data-told] [data-kind="coalesced"]').checkVisibility()`)
}

func missingPage(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/no-such-lesson?lang=en")
	p.SaysSoon("main", "404")
	p.Open("/runs/no-such-run")
	p.SaysSoon("main", "404")
}

func narrowPages(t *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	p.Open("/lessons/length-header")
	p.Run()
	p.Until("the run has an address", browser.Find("[data-export]")+`?.href.includes("/api/runs/")`)
	id := browser.Read[string](p, browser.Find("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`)
	pages := []string{"/", "/script", "/runs/" + id, "/lessons/no-such-lesson"} // lessons themselves: TestLessons
	for _, look := range []string{"?lang=zh&theme=light", "?lang=en&theme=dark"} {
		for _, page := range pages {
			p.Open(page + look)
			p.MustFit(page + look)
		}
	}
	p.Open("/lessons/length-header")
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.MustFit("a lesson with its run")
}
