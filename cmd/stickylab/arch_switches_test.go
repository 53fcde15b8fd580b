package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// typeSwitch is a place that has to know every type of a sort: the types that
// have the marker as a method, in the files of a folder.
type typeSwitch struct {
	folder, marker string
	place          string   // the folder of the functions
	functions      []string // whose type switches have the types between them
	also           []string // cases beside the types
	without        []string // types that need no case
}

// typeSwitches are those places. An action or a term that is missing in one of
// them would be known to the rest of the lab only.
var typeSwitches = []typeSwitch{
	{folder: "lab", marker: "action", place: "lab/script", functions: []string{"PrintStep"}, also: []string{"Action"}, without: []string{"Accept", "Break"}},
	{folder: "lab", marker: "action", place: "lab/script", functions: []string{"verb"}, also: []string{"Action"}},
	{folder: "lab", marker: "action", place: "lab/player", functions: []string{"do", "doSeldom"}, also: []string{"Action"}},
	{folder: "lab", marker: "action", place: "lab/export", functions: []string{"act"}, also: []string{"Action"}, without: []string{"Try", "Branch"}},
	{folder: "lab", marker: "term", place: "lab/script", functions: []string{"termText"}},
	{folder: "lab", marker: "term", place: "lab/export", functions: []string{"term"}},
	{folder: "lab", marker: "term", place: "lab/player", functions: []string{"termBytes"}},
	{folder: "lab/export", marker: "op", place: "lab/export", functions: []string{"statement", "control"}},
}

func TestTypeSwitchesKnowEveryType(t *testing.T) {
	root := repo(t)
	for _, s := range typeSwitches {
		for _, complaint := range s.check(mustParseFolder(t, root, s.folder), mustParseFolder(t, root, s.place)) {
			t.Error(complaint)
		}
	}
}

// check lists the types that the functions have no case for.
func (s typeSwitch) check(declaring, switching []*ast.File) []string {
	types, cases := marked(declaring, s.marker), map[string]bool{}
	if len(types) == 0 {
		return []string{fmt.Sprintf("%s: no type has a method %s", s.folder, s.marker)}
	}
	for _, name := range s.functions {
		found := casesOf(switching, name)
		if len(found) == 0 {
			return []string{fmt.Sprintf("%s: %s has no type switch", s.place, name)}
		}
		maps.Copy(cases, found)
	}
	var complaints []string
	for _, name := range append(types, s.also...) {
		if !cases[name] && !slices.Contains(s.without, name) {
			complaints = append(complaints, fmt.Sprintf("%s: %s has no case for %s", s.place, strings.Join(s.functions, " and "), name))
		}
	}
	return complaints
}

// marked lists the types that have the marker as a method. Act is none of them:
// it is there to be embedded.
func marked(files []*ast.File, marker string) []string {
	var names []string
	for _, file := range files {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != marker {
				continue
			}
			if name := lastName(f.Recv.List[0].Type); name != "Act" {
				names = append(names, name)
			}
		}
	}
	return names
}

// casesOf returns the types in the cases of the type switches of the functions
// with a name.
func casesOf(files []*ast.File, name string) map[string]bool {
	cases := map[string]bool{}
	for _, file := range files {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Name.Name != name {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.TypeSwitchStmt); ok {
					for _, clause := range s.Body.List {
						for _, expr := range clause.(*ast.CaseClause).List {
							cases[lastName(expr)] = true
						}
					}
				}
				return true
			})
		}
	}
	return cases
}

// lastName is the name of a type, without its package.
func lastName(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// mustParseFolder parses the Go files of a folder, tests left out.
func mustParseFolder(t *testing.T, root fs.FS, folder string) []*ast.File {
	t.Helper()
	names, err := fs.Glob(root, path.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func TestATypeWithoutACaseIsNamed(t *testing.T) {
	parse := func(text string) []*ast.File {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+text, 0)
		if err != nil {
			t.Fatal(err)
		}
		return []*ast.File{file}
	}
	types := parse("func (One) mark() {}\nfunc (Two) mark() {}\nfunc (Act) mark() {}")
	s := typeSwitch{folder: "a", marker: "mark", place: "b", functions: []string{"f"}}
	for body, want := range map[string]string{
		"switch v := x.(type) { case a.One, a.Two: }": "",
		"switch v := x.(type) { case a.One: }":        "b: f has no case for Two",
		"switch x { case 1: }":                        "b: f has no type switch",
	} {
		if got := strings.Join(s.check(types, parse("func f() { "+body+" }")), "\n"); got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}
