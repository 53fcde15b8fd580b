package screen

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

// controls are the roles of what a reader operates.
var controls = []string{
	"button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "slider",
	"spinbutton", "tab", "menuitem", "splitter", "DisclosureTriangle",
}

// control is one of a page's controls as a screen reader has it.
type control struct {
	role, name string
	node       cdp.BackendNodeID
}

// chipped tells that the findings of a run have their chips, if it shows more than its answer.
const chipped = `(document.querySelector("[data-chips] .chip") || document.querySelector("[data-told] .told-row") && !document.querySelector("[data-told] .told-more"))`

// named holds a page to one name for one thing: two controls with the same name are the
// same control in two places.
func named(t *testing.T, p *browser.Tab, at string) {
	t.Helper()
	p.Resize(desk.width, desk.height)
	p.Until("chips and strip are there", chipped+` && document.querySelector("[data-minimap] canvas") && document.querySelector("[data-views] button")`)
	p.Must("unfold all that is folded", chromedp.Evaluate[chromedp.Void](`for (const details of document.querySelectorAll("main details")) details.open = true`))
	all := controlsOf(p)
	if len(all) < 25 {
		t.Errorf("%s: %d controls, want those of a lesson", at, len(all))
	}
	for _, wrong := range sameNames(p, all) {
		t.Errorf("%s: %s", at, wrong)
	}
}

// controlsOf lists the controls of a page that a screen reader finds.
func controlsOf(p *browser.Tab) []control {
	p.T.Helper()
	var found []control
	p.Must("read the accessibility tree", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		tree, err := cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			return err
		}
		for _, node := range tree.Nodes {
			if node.Ignored || node.Role == nil || !slices.Contains(controls, said(node.Role)) {
				continue
			}
			found = append(found, control{said(node.Role), strings.TrimSpace(said(node.Name)), node.BackendDOMNodeID})
		}
		return nil
	}))
	return found
}

func said(value *accessibility.Value) string {
	if value == nil {
		return ""
	}
	var text string
	if err := json.Unmarshal(value.Value, &text); err != nil {
		return ""
	}
	return text
}

// sameNames says which controls have no name, and which have the name of another
// that does something else.
func sameNames(p *browser.Tab, all []control) []string {
	p.T.Helper()
	var wrong []string
	byName := map[string][]control{}
	for _, c := range all {
		if c.name == "" {
			wrong = append(wrong, fmt.Sprintf("a %s without a name: %s", c.role, does(p, c)))
		}
		byName[c.name] = append(byName[c.name], c)
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		if len(byName[name]) < 2 || name == "" {
			continue
		}
		what := map[string]bool{}
		for _, c := range byName[name] {
			what[does(p, c)] = true
		}
		if len(what) > 1 {
			wrong = append(wrong, fmt.Sprintf("%d controls are called %q: %s", len(what), name, strings.Join(slices.Sorted(maps.Keys(what)), " | ")))
		}
	}
	return wrong
}

// does is what tells a control from another that does something else: where it leads,
// or what its module knows it by.
func does(p *browser.Tab, c control) string {
	p.T.Helper()
	var about string
	p.Must("look at a control", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		answer, err := cdp.Call(ctx, target, dom.DescribeNode, dom.DescribeNodeParams{BackendNodeID: c.node})
		if err != nil {
			return err
		}
		attributes := map[string]string{}
		for i := 0; i+1 < len(answer.Node.Attributes); i += 2 {
			attributes[answer.Node.Attributes[i]] = answer.Node.Attributes[i+1]
		}
		for _, key := range slices.Sorted(maps.Keys(attributes)) {
			if key == "href" || key == "name" || key == "value" || strings.HasPrefix(key, "data-") && key != "data-lit" && key != "data-chosen" {
				about += key + "=" + attributes[key] + " "
			}
		}
		if about == "" {
			about = fmt.Sprintf("<%s> %d", strings.ToLower(answer.Node.NodeName), c.node)
		}
		return nil
	}))
	return about
}
