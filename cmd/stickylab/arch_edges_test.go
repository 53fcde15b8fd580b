package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// contributing holds the table of packages: which floor each stands on, what
// it is for, and which packages of the module it may import. The table is the
// rule: a new import is a decision, made by entering it there.
const contributing = "../../CONTRIBUTING.md"

// The marks around the table.
const (
	tableBegin = "<!-- packages -->\n"
	tableEnd   = "<!-- /packages -->\n"
)

// TestPackageTable holds the code against the table of CONTRIBUTING.md. With
// -update it writes the table, for the one who changes it to read.
func TestPackageTable(t *testing.T) {
	text, err := os.ReadFile(contributing)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := strings.Cut(string(text), tableBegin)
	table, after, ended := strings.Cut(rest, tableEnd)
	if !begun || !ended {
		t.Fatalf("CONTRIBUTING.md has no table between %q and %q", tableBegin, tableEnd)
	}
	got := packageTable(t, os.DirFS("../.."))
	if *update {
		if err := os.WriteFile(contributing, []byte(before+tableBegin+got+tableEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, complaint := range tableComplaints(table, got) {
		t.Error(complaint)
	}
}

// tableComplaints lists the rows in which the code differs from the table.
func tableComplaints(table, code string) []string {
	var complaints []string
	written, is := tableRows(table), tableRows(code)
	for _, name := range slices.Sorted(maps.Keys(is)) {
		switch row, known := written[name]; {
		case !known:
			complaints = append(complaints, fmt.Sprintf("package %s is not in the table of CONTRIBUTING.md; go test ./cmd/stickylab -run TestPackageTable -update writes:\n%s", name, is[name]))
		case row != is[name]:
			complaints = append(complaints, fmt.Sprintf("package %s is, by CONTRIBUTING.md,\n%s\nand by its code\n%s", name, row, is[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(written)) {
		if _, there := is[name]; !there {
			complaints = append(complaints, fmt.Sprintf("CONTRIBUTING.md has a package %s, which is not there", name))
		}
	}
	return complaints
}

// tableRows are the rows of packages by their names.
func tableRows(table string) map[string]string {
	rows := map[string]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) > 3 && strings.Contains(cells[2], "`") {
			rows[strings.Trim(cells[2], " `")] = strings.TrimSpace(line)
		}
	}
	return rows
}

func TestTableComplaints(t *testing.T) {
	const head = "| floor | package | its one job | may import |\n|---|---|---|---|\n"
	row := func(name, imports string) string { return "| 1 | `" + name + "` | A job. | " + imports + " |\n" }
	for name, c := range map[string]struct{ table, code, want string }{
		"the same":         {row("lab/a", "`pack`"), row("lab/a", "`pack`"), ""},
		"a new edge":       {row("lab/a", "–"), row("lab/a", "`pack`"), "by its code"},
		"an edge gone":     {row("lab/a", "`pack`"), row("lab/a", "–"), "by its code"},
		"a new package":    {"", row("lab/a", "–"), "not in the table"},
		"a package gone":   {row("lab/a", "–"), "", "which is not there"},
		"another floor":    {row("lab/a", "–"), "| 2 | `lab/a` | A job. | – |\n", "by its code"},
		"another sentence": {row("lab/a", "–"), "| 1 | `lab/a` | Two jobs. | – |\n", "by its code"},
	} {
		got := strings.Join(tableComplaints(head+c.table, head+c.code), "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// packageTable is the table that the code would have: a row a package, by
// floor and name, with the first sentence of its comment and what its files,
// tests left out, import of the module.
func packageTable(t *testing.T, root fs.FS) string {
	t.Helper()
	packages := map[string]*packageRow{}
	for _, f := range mustGoFiles(t, root) {
		dir := path.Dir(f.path)
		if strings.HasSuffix(f.path, "_test.go") || strings.HasSuffix(f.path, "_templ.go") {
			continue
		}
		row := packages[dir]
		if row == nil {
			row = &packageRow{name: dir, floor: goFloors()[dir], imports: map[string]bool{}}
			packages[dir] = row
		}
		row.add(t, root, f)
	}
	rows := slices.SortedFunc(maps.Values(packages), func(a, b *packageRow) int {
		return cmp.Or(cmp.Compare(a.floor, b.floor), cmp.Compare(a.name, b.name))
	})
	var table strings.Builder
	table.WriteString("| floor | package | its one job | may import |\n|---|---|---|---|\n")
	for _, row := range rows {
		fmt.Fprintf(&table, "| %d | `%s` | %s | %s |\n", row.floor, row.name, row.job, row.importing())
		if row.job == "" {
			t.Errorf("%s has no package comment that says its one job", row.name)
		}
	}
	return table.String()
}

// packageRow is a row of the table.
type packageRow struct {
	name    string
	floor   int
	job     string
	imports map[string]bool
}

func (p *packageRow) add(t *testing.T, root fs.FS, f goFile) {
	t.Helper()
	for _, imported := range f.imports {
		if name, ours := strings.CutPrefix(imported, module+"/"); ours {
			p.imports[name] = true
		}
	}
	source, err := fs.ReadFile(root, f.path)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), f.path, source, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if job := jobOf(parsed); job != "" {
		p.job = job
	}
}

// jobOf is the first sentence of a package comment, without the package's name.
func jobOf(file *ast.File) string {
	if file.Doc == nil {
		return ""
	}
	sentence := new(doc.Package).Synopsis(file.Doc.Text())
	for _, word := range []string{"Package ", "Command "} {
		if rest, ok := strings.CutPrefix(sentence, word); ok {
			_, sentence, _ = strings.Cut(rest, " ")
		}
	}
	return strings.ReplaceAll(sentence, "|", `\|`)
}

func (p *packageRow) importing() string {
	if len(p.imports) == 0 {
		return "–"
	}
	return "`" + strings.Join(slices.Sorted(maps.Keys(p.imports)), "` `") + "`"
}
