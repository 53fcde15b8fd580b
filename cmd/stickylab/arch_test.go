package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "stickylab"

// goFloors gives each package of the module the floor it stands on. A package
// imports only packages on lower floors, so this table and not the import
// statements decides what may know what. A new package is entered here in the
// change that brings it.
func goFloors() map[string]int {
	return map[string]int{
		"lab/pack":                0,
		"lab/pyodide":             0,
		"lab/shim":                1, // its tests run the programs of lab/students
		"lab/starter":             0,
		"lab/catalog":             0,
		"lab/students":            0,
		"static":                  0,
		"static/bundle":           0,
		"lab/ratio":               0,
		"lab/share":               0,
		"lab/chunks":              0,
		"lab/few":                 0,
		"lab/paste":               1,
		"lab/frame":               1,
		"lab":                     2,
		"lab/repr":                3,
		"lab/protocol":            3,
		"lab/action":              3,
		"lab/script":              4,
		"lab/boundary":            3,
		"lab/capture":             3,
		"lab/tally":               3,
		"lab/watch":               4,
		"lab/traced":              5,
		"lab/hook":                5,
		"lab/diff":                3,
		"lab/diag":                3,
		"lab/findings":            4,
		"lab/record":              4, // its Log asks boundary for the verdict before it encodes an event
		"lab/sock":                4,
		"lab/cure":                5,
		"lab/export":              5,
		"lab/claims":              5,
		"lab/session":             5,
		"lab/framing":             6,
		"lab/glossary":            1,
		"lab/quiz":                7,
		"lab/exercise":            7,
		"lab/guess":               4,
		"lab/follow":              1,
		"lab/own":                 5,
		"lab/tap":                 5,
		"lab/structs":             6,
		"lab/words":               6,
		"lab/guest":               6,
		"lab/course":              6,
		"lab/order":               7,
		"lab/player":              7,
		"lab/player/lessons":      8, // tests only: what each lesson claims, many times
		"lab/fidelity":            8,
		"lab/replay":              8, // its tests play every lesson
		"web/view":                7,
		"web":                     8,
		"cmd/stickylab":           9,
		"cmd/stickylab/elsewhere": 0, // it holds a test only
		"cmd/stickylab/class":     0, // for tests of the program as it is served
		"cmd/stickylab/docker":    1, // tests only, which make docker-test builds

		"cmd/stickylab/browser":          0, // it builds the program and imports none of it
		"cmd/stickylab/browser/codec":    1, // these and repeat hold tests only
		"cmd/stickylab/browser/axe":      1,
		"cmd/stickylab/browser/everyone": 1,
		"cmd/stickylab/browser/lesson":   1,
		"cmd/stickylab/browser/proxied":  1,
		"cmd/stickylab/browser/repeat":   9, // and serves the pages with a meter that it holds
		"cmd/stickylab/browser/find":     1,
		"cmd/stickylab/browser/out":      1,
		"cmd/stickylab/browser/python":   1,
		"cmd/stickylab/browser/run":      1,
		"cmd/stickylab/browser/traced":   1,
		"cmd/stickylab/browser/screen":   1,
		"cmd/stickylab/browser/spoken":   1,
	}
}

// goWalls are imports that the floors would allow and that are wrong all the
// same, each with its reason.
func goWalls() map[[2]string]string {
	return map[[2]string]string{
		{"web", "lab/session"}:        "web declares the runner it needs as an interface; cmd/stickylab passes the real one, tests pass a fake",
		{"lab/session", "lab/script"}: "the host of runs knows no script; actors play programs",
	}
}

// homelessNames are package names that say nothing about what is inside.
func homelessNames() []string {
	return []string{"util", "utils", "common", "helper", "helpers", "types", "model", "models", "misc", "base"}
}

// goFile is what the rules need to know of one Go file.
type goFile struct {
	path    string // from the top of the repository, with slashes
	pkg     string // the name in its package clause
	imports []string
}

func TestGoFloors(t *testing.T) {
	files := mustGoFiles(t, repo(t))
	if len(files) == 0 {
		t.Fatal("no Go file was found: the walk is broken")
	}
	for _, complaint := range checkGo(files) {
		t.Error(complaint)
	}
}

// checkGo holds files against the floors and returns what is wrong, sorted.
func checkGo(files []goFile) []string {
	var complaints []string
	for _, f := range files {
		complaints = append(complaints, checkGoName(f)...)
		dir := path.Dir(f.path)
		floor, known := goFloors()[dir]
		if !known {
			complaints = append(complaints, fmt.Sprintf(
				"%s: package %s has no floor; every package is entered in goFloors with the floor it stands on", f.path, dir))
			continue
		}
		for _, imported := range f.imports {
			if why := checkGoImport(dir, floor, imported); why != "" {
				complaints = append(complaints, f.path+": "+why)
			}
		}
	}
	slices.Sort(complaints)
	return slices.Compact(complaints)
}

func checkGoName(f goFile) []string {
	for _, name := range []string{path.Base(path.Dir(f.path)), strings.TrimSuffix(f.pkg, "_test")} {
		if slices.Contains(homelessNames(), name) {
			return []string{fmt.Sprintf(
				"%s: %q says nothing about what is inside; a helper without a home belongs to its only caller", f.path, name)}
		}
	}
	return nil
}

// checkGoImport says why a package at dir may not import another, or "".
func checkGoImport(dir string, floor int, imported string) string {
	target, ours := strings.CutPrefix(imported, module+"/")
	if !ours || target == dir {
		return ""
	}
	if why, walled := goWalls()[[2]string{dir, target}]; walled {
		return fmt.Sprintf("%s imports %s: %s", dir, target, why)
	}
	below, known := goFloors()[target]
	if !known {
		return fmt.Sprintf("%s imports %s, which has no floor in goFloors", dir, target)
	}
	if below >= floor {
		return fmt.Sprintf("%s (floor %d) imports %s (floor %d); a package imports only packages on lower floors",
			dir, floor, target, below)
	}
	return ""
}

// mustGoFiles reads the package clause and the imports of every Go file. It
// parses the files itself: what `go list` says inside a test is cached.
func mustGoFiles(t *testing.T, root fs.FS) []goFile {
	t.Helper()
	var files []goFile
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skipForeign(name)
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		f, err := readGoFile(root, name)
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func readGoFile(root fs.FS, name string) (goFile, error) {
	source, err := fs.ReadFile(root, name)
	if err != nil {
		return goFile{}, err
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		return goFile{}, err
	}
	f := goFile{path: name, pkg: parsed.Name.Name}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return goFile{}, fmt.Errorf("%s: %w", name, err)
		}
		f.imports = append(f.imports, imported)
	}
	return f, nil
}

// skipForeign keeps a walk out of folders that hold no code of the project.
func skipForeign(dir string) error {
	base := path.Base(dir)
	if base == "node_modules" || base == "testdata" || (base != "." && base[0] == '.') {
		return fs.SkipDir
	}
	return nil
}

// repo is the repository's top folder.
func repo(t *testing.T) fs.FS {
	t.Helper()
	if _, err := os.Stat("../../go.mod"); err != nil {
		t.Fatalf("the tests of cmd/stickylab run two folders below go.mod: %v", err)
	}
	return os.DirFS("../..")
}
