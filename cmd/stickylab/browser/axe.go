package browser

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeSource is where npm puts axe-core: tests use it, no page has it.
const axeSource = "static/js/node_modules/axe-core/axe.min.js"

// axeRules are those that pages are held to in a theme. Only what has to do with colours
// can come out otherwise in the dark.
var axeRules = map[string]string{
	"light": `{ type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }`,
	"dark":  `{ type: "rule", values: ["color-contrast", "link-in-text-block"] }`,
}

// look is a way in which a page is looked at.
type look struct {
	theme         string
	width, height int64
}

// looked is how pages are looked at in a language, so that any two of languages, themes
// and widths meet; what of them has changed, in the first of the ways.
var looked = map[string][]look{
	"zh": {{"light", 1440, 900}, {"dark", 390, 844}},
	"en": {{"dark", 1440, 900}, {"light", 390, 844}},
}

// Axe holds states of pages to the rules of axe-core: WCAG 2.2 A and AA and its best
// practices.
type Axe struct {
	script string
	found  map[string][]string // where rules are broken, and in which states
}

// NewAxe loads the rules.
func NewAxe(t testing.TB) *Axe {
	t.Helper()
	script, err := os.ReadFile(filepath.Join(ModuleRoot(t), filepath.FromSlash(axeSource)))
	if err != nil {
		t.Fatalf("axe-core is not installed: npm ci in static/js (%v)", err)
	}
	return &Axe{script: string(script), found: map[string][]string{}}
}

// Look looks at a page as it is, in a language: at all of it, or at what of it has changed.
func (a *Axe) Look(p *Tab, lang, state string, within ...string) {
	p.T.Helper()
	if !p.Holds(`window.axe !== undefined`) {
		p.Must("load axe", chromedp.Evaluate[chromedp.Void](a.script+"\n;undefined"))
	}
	looks, part := looked[lang], "document"
	if len(within) > 0 {
		looks, part = looks[:1], Quote(within[0])
	}
	for _, at := range looks {
		p.Resize(at.width, at.height)
		p.Must("choose the theme", chromedp.Evaluate[chromedp.Void](`void (document.documentElement.dataset.theme = `+Quote(at.theme)+`)`))
		p.Frames(2)
		broken := Await[[]string](p, `axe.run(`+part+`, {
			runOnly: `+axeRules[at.theme]+`, resultTypes: ["violations"], preload: false, iframes: false,
		}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
			nodes.map(({ target, html, any, all, none }) => id + ": " + target.join(" ") + "\n\t\t" + html.slice(0, 160) +
				"\n\t\t" + [...any, ...all, ...none].map(({ message }) => message).join("; ").slice(0, 240))))`)
		for _, one := range broken {
			a.found[one] = append(a.found[one], fmt.Sprintf("%s %s %s %d", state, lang, at.theme, at.width))
		}
	}
	p.Resize(1440, 900)
}

// Report fails the test for each rule that is broken.
func (a *Axe) Report(t testing.TB) {
	t.Helper()
	for _, broken := range slices.Sorted(maps.Keys(a.found)) {
		t.Errorf("%s\n\tin %s", broken, strings.Join(a.found[broken], ", "))
	}
}
