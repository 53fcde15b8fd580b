package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// graph is which module imports which.
type graph struct {
	// Inputs has each module by its path from the root.
	Inputs map[string]struct {
		Imports []struct {
			Path string
			Kind string
		}
	}
}

const dynamicImport = "dynamic-import"

func newGraph(metafile string) (graph, error) {
	var g graph
	if err := json.Unmarshal([]byte(metafile), &g); err != nil {
		return g, err
	}
	for _, m := range slices.Sorted(maps.Keys(g.Inputs)) {
		if !strings.HasPrefix(m, "js/") || strings.Contains(m, "node_modules/") {
			return g, fmt.Errorf("%s is none of the modules in js: only those are bundled", m)
		}
	}
	return g, nil
}

// reach gives the modules that come with a module: what it imports, and what
// those import. What is loaded when it is opened is not among them.
func (g graph) reach(module string) map[string]bool {
	return g.walk(module, func(kind string) bool { return kind != dynamicImport })
}

// reachLater is reach with what is loaded when it is opened.
func (g graph) reachLater(module string) map[string]bool {
	return g.walk(module, func(string) bool { return true })
}

func (g graph) walk(module string, follows func(kind string) bool) map[string]bool {
	seen := map[string]bool{}
	var visit func(string)
	visit = func(m string) {
		if seen[m] {
			return
		}
		seen[m] = true
		for _, i := range g.Inputs[m].Imports {
			if follows(i.Kind) {
				visit(i.Path)
			}
		}
	}
	visit(module)
	return seen
}

// later lists the modules that are loaded when they are opened, sorted, with
// those that load them.
func (g graph) later() map[string][]string {
	found := map[string][]string{}
	for _, m := range slices.Sorted(maps.Keys(g.Inputs)) {
		for _, i := range g.Inputs[m].Imports {
			if i.Kind == dynamicImport {
				found[i.Path] = append(found[i.Path], m)
			}
		}
	}
	return found
}

// shelf is one of the chunks that pages share. Each page has the first, and a
// page that has one has those before it too.
type shelf struct {
	name string
	// anchor is the module whose pages have this shelf.
	anchor string
}

// shelves: what every page needs, what draws a run, and what stands around
// the page's own run.
func shelves() []shelf {
	return []shelf{
		{"base", "js/app/start.js"},
		{"stage", "js/app/timeline/timeline.js"},
		{"desk", "js/app/run/parts.js"},
	}
}

// plan says which modules lie on which shelf, and up to which shelf a page or
// a module that is loaded later may count on them.
type plan struct {
	// top has the number of shelves by entry.
	top map[string]int
	// lying has the modules on each shelf, sorted.
	lying [][]string
	// aside has the modules beside each shelf, sorted: no page needs them at
	// once, several modules that are loaded later do.
	aside [][]string
	graph graph
}

// newPlan puts every module that two entries need on the lowest shelf that
// all of them have, or beside it. So there are at most two chunks a shelf,
// whatever imports what.
func newPlan(g graph, pages []string) plan {
	p := plan{
		top:   map[string]int{},
		lying: make([][]string, len(shelves())),
		aside: make([][]string, len(shelves())),
		graph: g,
	}
	for _, page := range pages {
		p.top[page] = topOf(g.reachLater(page)) // what is loaded later finds its shelves there
	}
	p.placeLater(g, pages)
	users := map[string][]string{}
	for entry := range p.top {
		for m := range g.reach(entry) {
			users[m] = append(users[m], entry)
		}
	}
	for _, m := range slices.Sorted(maps.Keys(users)) {
		if _, isEntry := p.top[m]; isEntry || len(users[m]) < 2 {
			continue
		}
		least := len(shelves())
		for _, entry := range users[m] {
			least = min(least, p.top[entry])
		}
		at := p.aside
		if slices.ContainsFunc(users[m], isPage) {
			at = p.lying
		}
		at[least-1] = append(at[least-1], m)
	}
	return p
}

// placeLater gives each module that is loaded later the shelves that are there
// wherever it is loaded from.
func (p *plan) placeLater(g graph, pages []string) {
	later := g.later()
	loaders := slices.Clone(pages)
	for range later { // one may load another
		for m, by := range later {
			least := len(shelves())
			for _, entry := range loaders {
				reached := g.reach(entry)
				if slices.ContainsFunc(by, func(b string) bool { return reached[b] }) {
					least = min(least, p.top[entry])
				}
			}
			p.top[m] = least
		}
		loaders = append(slices.Clone(pages), slices.Collect(maps.Keys(later))...)
	}
}

// topOf counts the shelves that go with a set of modules.
func topOf(modules map[string]bool) int {
	top := 1
	for i, s := range shelves() {
		if modules[s.anchor] {
			top = i + 1
		}
	}
	return top
}

// prefix lists what an entry imports beside its own, so that the bundler sees
// each shelf needed by every entry that has it, and what lies beside a shelf
// whole wherever some of it is needed.
func (p plan) prefix(entry string) []string {
	found := slices.Concat(p.lying[:p.top[entry]]...)
	needed := p.graph.reach(entry)
	for _, aside := range slices.Backward(p.aside[:p.top[entry]]) { // none imports from those above it
		if !slices.ContainsFunc(aside, func(m string) bool { return needed[m] }) {
			continue
		}
		for _, m := range aside {
			maps.Copy(needed, p.graph.reach(m))
		}
		found = append(found, aside...)
	}
	return found
}

// nameOf is the name of the shelf that holds a module.
func (p plan) nameOf(module string) (string, bool) {
	for i, s := range shelves() {
		if slices.Contains(p.lying[i], module) {
			return s.name, true
		}
		if slices.Contains(p.aside[i], module) {
			return s.name + "-later", true
		}
	}
	if _, later := p.top[module]; later {
		base := path.Base(module)
		return base[:len(base)-len(path.Ext(base))], true
	}
	return "", false
}
