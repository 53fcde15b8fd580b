package main

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// jsFloors gives each folder of static/js the floor it stands on. The same
// rule as for Go: a folder imports only folders on lower floors.
func jsFloors() map[string]int {
	return map[string]int{
		"model": 0, "scale": 0,
		"state": 1, "layout": 1,
		"render": 2, "input": 2, "a11y": 2, "net": 2,
		"app":     3,
		"pages":   4,
		"guest":   0,
		"soon.js": 0,
	}
}

// jsWall is something that a folder never mentions, and why. Tests are free.
type jsWall struct {
	folder string
	never  *regexp.Regexp
	why    string
}

func jsWalls() []jsWall {
	trace := regexp.MustCompile(`model/trace\.js`)
	ctx := regexp.MustCompile(`getContext\(|CanvasRenderingContext2D`)
	return []jsWall{
		{"layout", ctx, "layout makes shapes from data and never sees a ctx"},
		{"render", trace, "render draws shapes and never the trace"},
		{"input", trace, "input turns DOM events into intents and knows neither ctx nor trace"},
		{"input", ctx, "input turns DOM events into intents and knows neither ctx nor trace"},
	}
}

// jsFile is one file of static/js.
type jsFile struct {
	path   string // from static/js, with slashes
	source string
}

func TestJSFloors(t *testing.T) {
	files := mustJSFiles(t, repo(t))
	if len(files) == 0 {
		t.Fatal("static/js has no file: the walk is broken")
	}
	for _, complaint := range checkJS(files) {
		t.Error(complaint)
	}
}

// checkJS holds files against the floors and returns what is wrong, sorted.
func checkJS(files []jsFile) []string {
	var complaints []string
	for _, f := range files {
		from := jsPlace(f.path)
		floor, known := jsFloors()[from]
		if !known {
			complaints = append(complaints, fmt.Sprintf(
				"%s: %s has no floor; every folder of static/js is entered in jsFloors", f.path, describeJSPlace(from)))
			continue
		}
		for _, imported := range jsImports(f.source) {
			if why := checkJSImport(f.path, floor, imported); why != "" {
				complaints = append(complaints, f.path+": "+why)
			}
		}
		complaints = append(complaints, checkJSWalls(f)...)
	}
	slices.Sort(complaints)
	return slices.Compact(complaints)
}

// checkJSImport says why the file may not import another, or "".
func checkJSImport(file string, floor int, imported string) string {
	if isJSTest(file) && strings.HasPrefix(imported, "node:") {
		return ""
	}
	if !strings.HasPrefix(imported, "./") && !strings.HasPrefix(imported, "../") {
		return fmt.Sprintf("imports %q; only relative imports work in node and in a browser alike", imported)
	}
	if path.Ext(imported) != ".js" {
		return fmt.Sprintf("imports %q; browsers want the file's whole name", imported)
	}
	target := path.Join(path.Dir(file), imported)
	if strings.HasPrefix(target, "../") {
		return fmt.Sprintf("imports %q, which leaves static/js", imported)
	}
	from, to := jsPlace(file), jsPlace(target)
	below, known := jsFloors()[to]
	switch {
	case !known:
		return fmt.Sprintf("imports %s, which has no floor in jsFloors", to)
	case from != to && below >= floor:
		return fmt.Sprintf("%s (floor %d) imports %s (floor %d); a folder imports only folders on lower floors", from, floor, to, below)
	}
	return ""
}

func checkJSWalls(f jsFile) []string {
	if isJSTest(f.path) {
		return nil
	}
	for _, wall := range jsWalls() {
		if wall.folder == jsPlace(f.path) && wall.never.MatchString(f.source) {
			return []string{fmt.Sprintf("%s: %s", f.path, wall.why)}
		}
	}
	return nil
}

// jsPlace is what has a floor: a folder, or a file at the top of static/js.
func jsPlace(file string) string {
	place, _, _ := strings.Cut(file, "/")
	return place
}

func describeJSPlace(place string) string {
	if path.Ext(place) != "" {
		return "file " + place
	}
	return "folder " + place
}

func isJSTest(file string) bool { return strings.HasSuffix(file, ".test.js") }

// jsImports lists what a module imports: by import and export statements, by
// import() at run time and by import() in a type comment.
func jsImports(source string) []string {
	patterns := []*regexp.Regexp{
		regexp.MustCompile(`(?m)^\s*(?:import|export)\b[^'";()]*?\bfrom\s*['"]([^'"]+)['"]`),
		regexp.MustCompile(`(?m)^\s*import\s*['"]([^'"]+)['"]`),
		regexp.MustCompile(`\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)`),
		regexp.MustCompile(`(?m)^[\s/*]*@import\b[^'"]*\bfrom\s*['"]([^'"]+)['"]`),
	}
	var found []string
	for _, p := range patterns {
		for _, match := range p.FindAllStringSubmatch(source, -1) {
			found = append(found, match[1])
		}
	}
	return found
}

func mustJSFiles(t *testing.T, root fs.FS) []jsFile {
	t.Helper()
	const top = "static/js"
	var files []jsFile
	err := fs.WalkDir(root, top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skipForeign(name)
		}
		if path.Ext(name) != ".js" {
			return nil
		}
		source, err := fs.ReadFile(root, name)
		files = append(files, jsFile{strings.TrimPrefix(name, top+"/"), string(source)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
