package view

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"stickylab/lab/words"

	"golang.org/x/net/html"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/catalog"
	"stickylab/static"
)

func TestPagesHaveNothingInline(t *testing.T) {
	for _, lang := range catalog.Languages {
		for name, page := range pages(lang) {
			root := mustParse(t, mustRender(t, page))
			for _, n := range find(root, func(n *html.Node) bool { return n.Data == "style" }) {
				t.Errorf("%s, %s: a style element: %s", name, lang, text(n))
			}
			for _, n := range find(root, func(n *html.Node) bool { return n.Data == "script" }) {
				if attr(n, "src") == "" && attr(n, "type") != "application/json" {
					t.Errorf("%s, %s: an inline script: %s", name, lang, text(n))
				}
			}
			for _, n := range find(root, func(*html.Node) bool { return true }) {
				for _, a := range n.Attr {
					if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
						t.Errorf("%s, %s: <%s %s=%q>", name, lang, n.Data, a.Key, a.Val)
					}
				}
			}
		}
	}
}

func TestPagesHaveOneHeadingAndUniqueIDs(t *testing.T) {
	for name, page := range pages("en") {
		root := mustParse(t, mustRender(t, page))
		if h1 := find(root, func(n *html.Node) bool { return n.Data == "h1" }); len(h1) != 1 {
			t.Errorf("%s: %d h1, want 1", name, len(h1))
		}
		seen := map[string]bool{}
		for _, n := range find(root, func(n *html.Node) bool { return attr(n, "id") != "" }) {
			if id := attr(n, "id"); seen[id] {
				t.Errorf("%s: id %q twice", name, id)
			} else {
				seen[id] = true
			}
		}
	}
}

func TestTextsOfTheModulesAreInThePage(t *testing.T) {
	root := mustParse(t, mustRender(t, Home(HomePage{Chrome: chrome("en")})))
	block := find(root, func(n *html.Node) bool { return attr(n, "id") == "texts" })[0]
	var texts map[string]string
	if err := json.Unmarshal([]byte(text(block)), &texts); err != nil {
		t.Fatal(err)
	}
	if got, want := texts["verdict.exact"], "exact"; got != want {
		t.Errorf("verdict.exact is %q, want %q", got, want)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	page := lesson("en")
	page.Title, page.Lead, page.Question, page.Slug = hostile, hostile, hostile, hostile
	page.Choices = []string{hostile}
	page.Programs[0].Peer = hostile
	page.Programs[0].Lines[0].Tokens[6].Text = hostile
	page.Problem = &LiteralProblem{Literal: 0, Message: hostile}
	page.Chrome.Path = "/lessons/" + hostile + "?x=" + hostile
	page.Script = hostile
	stored := run("en")
	stored.Peers = []string{hostile, hostile}
	stored.Title, stored.Script = hostile, hostile
	stored = stored.listing([]lab.Event{{Seq: 1, Call: lab.CallSend, Data: []byte(hostile), Text: hostile, Err: hostile}}, nil, 0)
	stored.Findings = []words.Told{{Kind: hostile, Title: hostile, Text: hostile}}
	stored.End = &lab.End{Reason: hostile, Detail: hostile}
	bench := ScriptPage{
		Chrome: chrome("en"), Grammar: hostile, Text: hostile,
		Examples: []Example{{hostile, hostile, hostile}}, Problem: &ScriptProblem{Line: 1, Col: 3, Message: hostile},
	}
	for name, got := range map[string]string{
		"lesson": mustRender(t, Lesson(page)),
		"run":    mustRender(t, Run(stored)),
		"script": mustRender(t, Script(bench)),
		"problem": mustRender(t, Problem(ProblemPage{
			Chrome: chrome("en"), Status: 400, Title: hostile, Detail: hostile,
		})),
	} {
		root := mustParse(t, got)
		if !strings.Contains(text(root), hostile) {
			t.Errorf("%s: the text is not shown as it was", name)
		}
		for _, n := range find(root, func(n *html.Node) bool { return n.Data == "img" }) {
			t.Errorf("%s: the text became an element: %v", name, n.Attr)
		}
		for _, n := range find(root, func(n *html.Node) bool { return n.Data == "script" }) {
			if strings.Contains(text(n), "alert(") {
				t.Errorf("%s: the text became a script: %s", name, text(n))
			}
		}
	}
}

// The buttons above drive the lesson's own run: it comes first, whichever of
// the two is the cured one.
func TestTheLessonsOwnRunComesFirst(t *testing.T) {
	for _, cure := range []bool{true, false} {
		page := lesson("en")
		page.Compare.Cure = cure
		root := mustParse(t, mustRender(t, Lesson(page)))
		var names []string
		for _, timeline := range find(root, func(n *html.Node) bool { return has(n, "data-timeline") }) {
			stage := timeline.Parent
			for attr(stage, "aria-label") == "" {
				stage = stage.Parent
			}
			names = append(names, attr(stage, "aria-label"))
		}
		other := map[bool]string{true: "lesson.cure", false: "lesson.uncured"}[cure]
		if want := []string{T("en", "stage.label"), T("en", other), T("en", "js.before.name"), T("en", "cure.stage")}; !slices.Equal(names, want) {
			t.Errorf("cure %v: the stages are called %q, want %q", cure, names, want)
		}
	}
}

func TestProgramsReadAsPython(t *testing.T) {
	root := mustParse(t, mustRender(t, Lesson(lesson("en"))))
	lines := find(root, func(n *html.Node) bool { return n.Data == "li" && attr(n, "data-step") == "3" })
	if len(lines) != 1 {
		t.Fatalf("%d lines of step 3, want 1", len(lines))
	}
	if got, want := strings.TrimSpace(text(lines[0])), "data1 = conn.recv()"; got != want {
		t.Errorf("around the input stands %q, want %q", got, want)
	}
	inputs := find(lines[0], func(n *html.Node) bool { return n.Data == "input" })
	if len(inputs) != 1 || attr(inputs[0], "name") != "literal.0" || attr(inputs[0], "value") != "10" {
		t.Errorf("inputs %v, want literal.0 = 10", inputs)
	}
	if got := attr(lines[0], "data-calls"); got != "recv" {
		t.Errorf("calls %q, want recv", got)
	}
}

func TestClientsComeFirst(t *testing.T) {
	ordered := clientsFirst([]Program{{Peer: "server"}, {Peer: "bob"}, {Peer: "alice"}})
	var got []string
	for _, p := range ordered {
		got = append(got, p.Peer)
	}
	if want := "bob alice server"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLanguageLinkKeepsTheQuery(t *testing.T) {
	got := chrome("zh").with("lang", "en")
	if want := "/lessons/hello-feng?lang=en&literal.1=7"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestALinkNeverLeavesTheLab(t *testing.T) {
	for _, path := range []string{"//evil.example/x", "https://evil.example/", "", "javascript:alert(1)", "\x7f"} {
		got := Chrome{Path: path}.with("lang", "en")
		if !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") {
			t.Errorf("path %q leads to %q", path, got)
		}
	}
}

func TestMarkUnder(t *testing.T) {
	for _, c := range []struct {
		name, line string
		col        int
		want       string
	}{
		{"the first column", "recv", 1, "^"},
		{"after a tab", "\trecv", 2, "\t^"},
		{"after a wide character", "你x", 2, "  ^"},
		{"beyond the end", "ab", 9, "  ^"},
		{"no column", "ab", 0, "^"},
	} {
		if got := markUnder(c.line, c.col); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEveryStepIsExplained(t *testing.T) {
	for _, step := range stepHelp {
		if !Has(step.key) {
			t.Errorf("%s has no explanation %q", step.form, step.key)
		}
	}
	for _, lang := range [...]string{"zh", "en"} {
		rows := stepRows(lang)
		for _, kind := range action.Kinds() {
			at := slices.Index(rows, stepRow{kind.Example, kind.Texts.Text(lang, "help")})
			if at < 1 {
				t.Errorf("%s in %s: %s is not explained", kind.Word, lang, kind.Example)
				continue
			}
			if before := slices.ContainsFunc(rows[:at], func(r stepRow) bool { return strings.HasPrefix(r.Form, kind.After) }); !before {
				t.Errorf("%s stands behind no %s", kind.Word, kind.After)
			}
		}
	}
}

func TestEveryScriptAndSheetOfAPageIsThere(t *testing.T) {
	linked := map[string]bool{}
	for _, page := range pages("en") {
		root := mustParse(t, mustRender(t, page))
		for _, n := range find(root, func(n *html.Node) bool { return n.Data == "link" || n.Data == "script" }) {
			name, ok := strings.CutPrefix(attr(n, "href")+attr(n, "src"), chrome("en").Assets+"/")
			if _, err := fs.Stat(static.Files(), name); ok && err != nil {
				t.Errorf("%s is linked and not there", name)
			}
			linked[name] = true
		}
	}
	sources, err := fs.Glob(os.DirFS("../../static"), "*/pages/*")
	if err != nil || len(sources) == 0 {
		t.Fatalf("pages of scripts and sheets: %q, error %v", sources, err)
	}
	for _, source := range sources {
		if !linked[path.Base(source)] {
			t.Errorf("%s is linked by no page", source)
		}
	}
}
