package lesson

import (
	"slices"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// loaded is one script or sheet that a page has loaded.
type loaded struct {
	Name  string
	Bytes int  // as sent
	Later bool // asked for when the first run was drawn, or after
}

const loadedScript = `performance.getEntriesByType("resource").filter((e) => /\.(js|css)$/.test(e.name))
	.map((e) => ({ Name: e.name.split("/").pop(), Bytes: e.encodedBodySize, Later: e.startTime >= performance.getEntriesByName("run-drawn")[0]?.startTime }))`

// firstVisit holds what a first visit loads up to the first run drawn, and that
// what is seldom opened is loaded when it is opened.
func firstVisit(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	later := func(name string) string {
		return `(` + loadedScript + `).filter(({ Name }) => Name === ` + browser.Quote(name) + `).length`
	}
	if n := browser.Read[int](p, later("tables.js")); n != 0 {
		t.Error("tables.js is loaded before there is a run")
	}
	p.Run()
	p.Until("the run is drawn", browser.Drawn("[data-stage]"))
	files := slices.DeleteFunc(browser.Read[[]loaded](p, loadedScript), func(f loaded) bool { return f.Later })
	size := 0
	for _, f := range files {
		size += f.Bytes
	}
	t.Logf("%d bytes in %d requests: %v", size, len(files), files)
	if size > 80<<10 || len(files) > 8 || size < 10<<10 {
		t.Errorf("%d bytes of scripts and sheets in %d requests: %v; want 10 to 80 KiB in at most 8", size, len(files), files)
	}
	for _, step := range []struct{ name, click, shows string }{
		{"inspector.js", `[data-step-to="first"]`, `document.querySelector("[data-inspector-body] h3")`},
		{"repeat.js", `[data-repeat-run]`, `!document.querySelector("[data-repeat]").hidden`},
	} {
		if n := browser.Read[int](p, later(step.name)); n != 0 {
			t.Errorf("%s is loaded before it is opened", step.name)
		}
		p.Click(step.click)
		p.Until(step.name+" shows what was opened", step.shows)
		if n := browser.Read[int](p, later(step.name)); n != 1 {
			t.Errorf("%s is loaded %d times, want once", step.name, n)
		}
	}
	p.Until("the table is there when the run has ended", `document.querySelector("[data-table] tbody tr")`)
}

// partGone: where a part of the page cannot be loaded when it is opened, for the
// lab was replaced by another version, the page says what to do.
func partGone(_ *testing.T, p *browser.Tab) {
	p.Block("*://*:*/static/*/inspector.js")
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	p.Ended()
	p.Click(`[data-step-to="first"]`)
	p.SaysSoon("[data-page-old]", "Load the page again")
	p.Until("the rest of the page goes on", `document.querySelector(".lit")`)
}
