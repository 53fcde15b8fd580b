package browser

import (
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Open loads a page of the lab.
func (p *Tab) Open(path string) {
	p.T.Helper()
	p.Must("open "+path, chromedp.Navigate(p.base+path))
}

// Reload loads the page again.
func (p *Tab) Reload() {
	p.T.Helper()
	p.Must("reload", chromedp.Reload())
}

// Back goes to the page before. A page that the browser has kept is there without
// being loaded, so whoever goes back waits for what it shows. The page goes when it has
// answered.
func (p *Tab) Back() {
	p.T.Helper()
	p.Must("back", chromedp.Evaluate[chromedp.Void](`void setTimeout(() => history.back())`))
}

// Resize makes the window so many CSS pixels wide and high.
func (p *Tab) Resize(width, height int64) {
	p.T.Helper()
	p.Must("resize", chromedp.EmulateViewport(width, height))
}

// longText is from how many characters on a text is pasted and not typed.
const longText = 60

// Write replaces the text of a field by typing; a long one is pasted, as people do.
func (p *Tab) Write(selector, text string) {
	p.T.Helper()
	p.Until(selector+" can be written to", Find(selector)+`?.checkVisibility() && !`+Find(selector)+`.matches(":disabled")`)
	p.Must("write to "+selector, chromedp.Steps(
		chromedp.Focus(chromedp.CSS(selector)),
		chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`),
	))
	if len(text) >= longText {
		p.Must("paste", call(input.InsertText, input.InsertTextParams{Text: text}))
		return
	}
	p.Press(text)
}

// Choose picks an entry of a list, as a person does who opens it.
func (p *Tab) Choose(selector, value string) {
	p.T.Helper()
	p.Until("the list "+selector+" is there", Find(selector)+`?.checkVisibility() && !`+Find(selector)+`.matches(":disabled")`)
	p.Must("choose "+value, chromedp.Evaluate[chromedp.Void](`((list, value) => {
		list.value = value;
		for (const type of ["input", "change"]) list.dispatchEvent(new Event(type, { bubbles: true }));
	})(`+Find(selector)+`, `+Quote(value)+`)`))
}

// Press types keys, one after another, into whatever has the focus.
func (p *Tab) Press(keys string) {
	p.T.Helper()
	p.Must(fmt.Sprintf("press %q", keys), chromedp.KeyEvent(keys))
}

// TabTo presses Tab until the element has the focus.
func (p *Tab) TabTo(selector string) {
	p.T.Helper()
	const most = 120
	for range most {
		p.Press(kb.Tab)
		if p.Holds(hasFocus(selector)) {
			return
		}
	}
	p.T.Fatalf("%d times Tab and %s never had the focus; %s", most, selector, p.State())
}

// TabBack presses Shift and Tab once, which leads to the element.
func (p *Tab) TabBack(selector string) {
	p.T.Helper()
	p.Must("go back with Tab", chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	p.Until(selector+" has the focus", hasFocus(selector))
}

// Follow opens a link by its keyboard focus.
func (p *Tab) Follow(link string) {
	p.T.Helper()
	p.Until(link+" can be followed", Find(link)+`?.checkVisibility()`)
	p.Must("focus "+link, chromedp.Focus(chromedp.CSS(link)))
	p.Press(kb.Enter)
}

func hasFocus(selector string) string {
	return `document.activeElement.matches(` + Quote(selector) + `)`
}
