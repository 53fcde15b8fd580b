package python

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// TestPageIsForEveryone holds the page in its states to the rules of axe-core.
func TestPageIsForEveryone(t *testing.T) {
	base, chromium := browser.Build(t).Serve(t, "-python", mustKit(t)), browser.New(t)
	for _, lang := range []string{"zh", "en"} {
		axe := browser.NewAxe(t)
		p := browser.NewTab(t, chromium, base, "/beat")
		p.Open("/python?start=echo&lang=" + lang)
		ready(p)
		axe.Look(p, lang, "on arrival")
		p.Run()
		p.Until("the run is drawn", browser.Drawn("[data-stage]"))
		axe.Look(p, lang, "a run")
		write(p, "name = input('who? ')\nprint('hello', name)\nopen('nothing.txt')\n")
		p.Click("[data-run]")
		p.Until("it asks", browser.Find("[data-ask]")+`.checkVisibility()`)
		axe.Look(p, lang, "it asks", ".pane")
		p.Write("[data-input]", "feng")
		p.Click("[data-send]")
		p.SaysSoon("[data-lines]", "FileNotFoundError")
		p.Ended()
		axe.Look(p, lang, "a traceback")
		axe.Report(t)
	}
}
