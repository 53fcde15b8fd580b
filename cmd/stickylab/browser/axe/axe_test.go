// Package axe holds every page and state to the rules of axe-core: WCAG 2.2 A and AA
// and its best practices. Each is looked at four times, so that any two of languages,
// themes and widths meet.
package axe

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

// source is where npm puts axe-core: tests use it, no page has it.
const source = "../../../../static/js/node_modules/axe-core/axe.min.js"

// rules are those that pages are held to in a theme. Only what has to do with colours
// can come out otherwise in the dark.
var rules = map[string]string{
	"light": `{ type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }`,
	"dark":  `{ type: "rule", values: ["color-contrast", "link-in-text-block"] }`,
}

// looks holds a state of a page to the rules: all of it, or what of it has changed.
type looks func(state string, within ...string)

// walk goes through the states of one page.
type walk struct {
	name     string
	do       func(p *browser.Tab, lang string, look looks)
	expected []string // words of console messages that belong to it
}

func TestAxe(t *testing.T) {
	script, err := os.ReadFile(filepath.FromSlash(source))
	if err != nil {
		t.Fatalf("axe-core is not installed: npm ci in static/js (%v)", err)
	}
	program := browser.Build(t)
	base := program.Serve(t)
	chromium := browser.New(t)
	for _, w := range walks {
		t.Run(w.name, func(t *testing.T) {
			for _, lang := range []string{"zh", "en"} {
				p := browser.NewTab(t, chromium, base, w.expected...)
				found := findings{}
				w.do(p, lang, func(state string, within ...string) {
					at := looked[lang]
					if len(within) == 0 {
						within = []string{"html"}
					} else {
						at = at[:1]
					}
					found.add(p, string(script), within[0], state+" "+lang, at)
				})
				found.report(t)
			}
		})
	}
}

// findings are where rules are broken, and in which states.
type findings map[string][]string

// look is a way in which a page is looked at.
type look struct {
	theme         string
	width, height int64
}

// looked is how pages are looked at in a language; what of them has changed, in the first
// of the ways.
var looked = map[string][]look{
	"zh": {{"light", 1440, 900}, {"dark", 390, 844}},
	"en": {{"dark", 1440, 900}, {"light", 390, 844}},
}

// add looks at a page as it is.
func (f findings) add(p *browser.Tab, script, within, state string, looks []look) {
	p.T.Helper()
	if !p.Holds(`window.axe !== undefined`) {
		p.Must("load axe", chromedp.Evaluate[chromedp.Void](script+"\n;undefined"))
	}
	for _, at := range looks {
		p.Resize(at.width, at.height)
		p.Must("choose the theme", chromedp.Evaluate[chromedp.Void](`void (document.documentElement.dataset.theme = `+browser.Quote(at.theme)+`)`))
		p.Frames(2)
		broken := browser.Await[[]string](p, `axe.run(`+browser.Quote(within)+` === "html" ? document : `+browser.Quote(within)+`, {
			runOnly: `+rules[at.theme]+`, resultTypes: ["violations"], preload: false, iframes: false,
		}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
			nodes.map(({ target, html, any, all, none }) => id + ": " + target.join(" ") + "\n\t\t" + html.slice(0, 160) +
				"\n\t\t" + [...any, ...all, ...none].map(({ message }) => message).join("; ").slice(0, 240))))`)
		for _, one := range broken {
			f[one] = append(f[one], fmt.Sprintf("%s %s %d", state, at.theme, at.width))
		}
	}
	p.Resize(1440, 900)
}

func (f findings) report(t *testing.T) {
	for _, broken := range slices.Sorted(maps.Keys(f)) {
		t.Errorf("%s\n\tin %s", broken, strings.Join(f[broken], ", "))
	}
}
