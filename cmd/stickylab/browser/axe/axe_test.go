// Package axe holds every page and state to the rules of axe-core: WCAG 2.2 A and AA
// and its best practices. Each is looked at four times, so that any two of languages,
// themes and widths meet.
package axe

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// looks holds a state of a page to the rules: all of it, or what of it has changed.
type looks func(state string, within ...string)

// walk goes through the states of one page.
type walk struct {
	name     string
	do       func(p *browser.Tab, lang string, look looks)
	expected []string // words of console messages that belong to it
}

func TestAxe(t *testing.T) {
	program := browser.Build(t)
	base := program.Serve(t, "-door", browser.FreeAddress(t))
	chromium := browser.New(t)
	for _, w := range walks {
		t.Run(w.name, func(t *testing.T) {
			for _, lang := range []string{"zh", "en"} {
				p := browser.NewTab(t, chromium, base, w.expected...)
				axe := browser.NewAxe(t)
				w.do(p, lang, func(state string, within ...string) { axe.Look(p, lang, state, within...) })
				axe.Report(t)
			}
		})
	}
	t.Run("a tap", func(t *testing.T) { aTap(t, program) })
}
