package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const maxLines = 400

// topLevel lists all that may stand at the top of the repository.
func topLevel() []string {
	return []string{
		"cmd", "web", "lab", "static", "go.mod", "go.sum", "Dockerfile",
		".ci", ".dockerignore", ".gitattributes", ".gitignore", ".golangci.yml", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
	}
}

func TestRepoHoldsToItsRules(t *testing.T) {
	root := repo(t)
	names := mustProjectFiles(t)
	for _, name := range names {
		source, err := fs.ReadFile(root, name)
		if err != nil {
			continue // deleted, and the deletion is not committed yet
		}
		for _, complaint := range checkFile(name, source) {
			t.Error(complaint)
		}
	}
}

// checkFile says what is wrong with one file of the repository.
func checkFile(name string, source []byte) []string {
	var complaints []string
	complain := func(format string, args ...any) {
		complaints = append(complaints, name+": "+fmt.Sprintf(format, args...))
	}
	if top, _, _ := strings.Cut(name, "/"); !slices.Contains(topLevel(), top) {
		complain("the top level holds cmd, web, lab, static and a few small files; %s is none of them", top)
	}
	if strings.Contains(name, "node_modules/") || strings.Contains(name, "vendor/") {
		complain("third-party code is never committed")
	}
	if bytes.IndexByte(source, 0) >= 0 {
		return complaints // not text
	}
	if hit := foreignPlaces().Find(source); hit != nil {
		complain("%q belongs to one machine; it means nothing elsewhere", bytes.TrimSpace(hit))
	}
	if strings.HasSuffix(name, "_test.go") {
		if hit := skips().Find(source); hit != nil {
			complain("%q checks nothing and says ok; what is missing is installed by make system, or fails the test", hit)
		}
	}
	if lines := bytes.Count(source, []byte("\n")); written(name) && lines > maxLines {
		complain("%d lines; one concept a file, above %d split it", lines, maxLines)
	}
	return complaints
}

// foreignPlaces finds hosts of package registries and paths of one machine.
// The pattern is put together from pieces, so that it does not find itself.
func foreignPlaces() *regexp.Regexp {
	hosts := strings.Join([]string{"registry\\.", "proxy\\.golang\\.", "sum\\.golang\\.", "deb\\.debian\\.", "archive\\.ubuntu\\."}, "|")
	paths := strings.Join([]string{"work", "root", "home/[a-z]+", "tmp/bash_jobs[^/]*"}, "|")
	return regexp.MustCompile(`(?m)https?://(?:` + hosts + `)[^\s"']*|(?:^|[\s"'=:(` + "`" + `])/(?:` + paths + `)/[\w.-]+`)
}

// skips finds tests that leave themselves out. (Which systems a test is for, its
// file's name or build line says.)
func skips() *regexp.Regexp { return regexp.MustCompile(`\b(?:t|b|tb|f)\.Skip(?:f|Now)?\(`) }

// written tells files that people write from those that tools write.
func written(name string) bool {
	if strings.HasSuffix(name, "_templ.go") || strings.Contains(name, "/testdata/") || strings.HasPrefix(name, "static/dist/") {
		return false
	}
	return slices.Contains([]string{".go", ".js", ".css", ".templ"}, path.Ext(name))
}

func TestCheckFileFindsBrokenRules(t *testing.T) {
	long := strings.Repeat("\n", maxLines+1)
	tests := []struct{ name, file, source, want string }{
		{"a plain file", "lab/pack/pack.go", "package pack\n", ""},
		{"a file as long as it may be", "lab/x.js", long[1:], ""},
		{"a file too long", "static/js/x.js", long, "401 lines"},
		{"a generated file may be long", "web/view/page_templ.go", long, ""},
		{"a bundle may be long", "static/dist/lesson.js", long, ""},
		{"a new folder at the top", "docs/x.md", "", "the top level holds"},
		{"a new file at the top", "notes.txt", "", "the top level holds"},
		{"foreign code", "static/js/node_modules/x/x.js", "", "never committed"},
		{"a registry", "static/js/package-lock.json", `"resolved": "https://` + `registry.npmjs.org/x.tgz"`, "belongs to one machine"},
		{"a module proxy", "Makefile", "GOPROXY=https://" + "proxy.golang.org,direct", "belongs to one machine"},
		{"somebody's folder", "lab/x.go", `const dir = "/` + `home/ada/lab"`, "belongs to one machine"},
		{"the folder of this machine", "README.md", "cd /" + "work/main", "belongs to one machine"},
		{"a path inside the project", "README.md", "static/" + "work/main and net" + "work/x", ""},
		{"a test that leaves itself out", "lab/x_test.go", "\tt." + "Skip(\"no strace\")\n", "checks nothing"},
		{"bytes are not read as text", "static/img/x.png", "\x00 /" + "root/x", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			oneComplaint(t, checkFile(tt.file, []byte(tt.source)), tt.want)
		})
	}
}

func TestPackagesSayWhatTheyAre(t *testing.T) {
	documented := map[string]bool{}
	root := repo(t)
	for _, f := range mustGoFiles(t, root) {
		if strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		source, err := fs.ReadFile(root, f.path)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.path, source, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		documented[path.Dir(f.path)] = documented[path.Dir(f.path)] || parsed.Doc != nil
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("package %s: no package comment says in one sentence what it is for", dir)
		}
	}
}

func TestModulePins(t *testing.T) {
	mod := mustRead(t, "go.mod")
	for _, want := range []string{
		`(?m)^module stickylab$`,
		`(?m)^go 1\.26(\.\d+)?$`,
		`(?m)^tool (\(\n\s*)?github\.com/a-h/templ/cmd/templ$`,
		`(?m)^(require |\t)github\.com/a-h/templ v0\.\d+\.\d+( // indirect)?$`,
	} {
		if !regexp.MustCompile(want).MatchString(mod) {
			t.Errorf("go.mod: no line matches %s", want)
		}
	}
	if regexp.MustCompile(`(?m)^(replace|exclude)\b`).MatchString(mod) {
		t.Error("go.mod: replace and exclude hold for this module alone; use what is released")
	}
	lock := mustRead(t, "static/js/package-lock.json")
	if strings.Contains(lock, `"resolved": "http`) {
		t.Error("static/js/package-lock.json: names hosts; write it with npm's omit-lockfile-registry-resolved")
	}
	makefile := mustRead(t, "Makefile")
	for _, tool := range []string{"GOFUMPT_VERSION", "GOLANGCI_VERSION"} {
		if !regexp.MustCompile(`(?m)^` + tool + ` := v\d+\.\d+\.\d+$`).MatchString(makefile) {
			t.Errorf("Makefile: %s is not pinned to one version", tool)
		}
	}
}

// mustProjectFiles lists what git holds or would take: ignored files do not
// count, files not added yet do.
func mustProjectFiles(t *testing.T) []string {
	t.Helper()
	list := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = "../.."
	out, err := list.Output()
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	names := strings.Split(strings.TrimRight(string(out), "\x00"), "\x00")
	if len(names) < 10 {
		t.Fatalf("git ls-files: got %d files, want the whole repository", len(names))
	}
	return names
}

func mustRead(t *testing.T, name string) string {
	t.Helper()
	source, err := fs.ReadFile(repo(t), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}
