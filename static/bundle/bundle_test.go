package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestCommittedBundlesAreCurrent(t *testing.T) {
	made, err := bundle("..")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range made {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("static/%s is not current (%v): go generate ./static, then commit it", name, err)
		}
	}
	committed, err := filepath.Glob("../dist/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range committed {
		if _, ok := made["dist/"+filepath.Base(file)]; !ok {
			t.Errorf("%s is made of nothing: go generate ./static removes it", file)
		}
	}
}

func TestModulesThatEntriesShareLieOnShelves(t *testing.T) {
	root := t.TempDir()
	for name, source := range map[string]string{
		"js/pages/problem.js":         `import { start } from "../app/start.js"; start();`,
		"js/pages/home.js":            `import { start } from "../app/start.js"; import "../app/timeline/timeline.js"; import "../app/card.js"; start();`,
		"js/pages/lesson.js":          `import { start } from "../app/start.js"; import "../app/run/parts.js"; import "../app/card.js"; start();`,
		"js/pages/run.js":             `import { start } from "../app/start.js"; import "../app/run/parts.js"; start();`,
		"js/app/start.js":             `import { text } from "./text.js"; export function start() { console.log(text); }`,
		"js/app/text.js":              `export const text = "words";`,
		"js/app/timeline/timeline.js": `import { text } from "../text.js"; console.log("timeline", text);`,
		"js/app/card.js":              `console.log("card");`,
		"js/app/run/parts.js":         `import "../timeline/timeline.js"; import("../why.js").then((m) => m.open()); import("../how.js");`,
		"js/app/why.js":               `import { text } from "./text.js"; import { rows } from "./rows.js"; import { why } from "./both.js"; export const open = () => console.log(rows, text, why);`,
		"js/app/how.js":               `import { how } from "./both.js"; import "./twice.js"; console.log(how); import("./then.js");`,
		"js/app/then.js":              `import "./twice.js"; console.log("then");`,
		"js/app/both.js":              `import "./under.js"; export const why = "why and how"; export const how = 1;`,
		"js/app/under.js":             `console.log("under both");`,
		"js/app/twice.js":             `console.log("twice");`,
		"js/app/rows.js":              `export const rows = "rows of why alone";`,
		"css/pages/base.css":          `@import "../page.css";`,
		"css/page.css":                `body { margin: 0 0 0 0; }`,
		"icon.svg":                    `<svg/>`,
		"icons.svg":                   `<svg/>`,
	} {
		mustWrite(t, filepath.Join(root, name), source)
	}
	scripts, err := bundleScripts(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"problem.js": {"base.js"},
		"home.js":    {"base.js", "stage.js"},
		"lesson.js":  {"base.js", "desk.js", "stage.js"},
		"run.js":     {"base.js", "desk.js", "stage.js"},
	} {
		if got := withAll(scripts, name); !slices.Equal(got, want) {
			t.Errorf("%s loads %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"base.js": "words", "stage.js": "card", "why.js": "rows of why alone", "desk-later.js": "why and how"} {
		if !bytes.Contains(scripts[name].data, []byte(want)) {
			t.Errorf("%s lacks %q: %s", name, want, scripts[name].data)
		}
	}
	for _, want := range []string{"under both", "twice"} {
		if !bytes.Contains(scripts["desk-later.js"].data, []byte(want)) {
			t.Errorf("desk-later.js lacks %q: %s", want, scripts["desk-later.js"].data)
		}
	}
	if got := len(scripts); got != 11 {
		t.Errorf("%d scripts, want 4 pages, 3 shelves, what lies beside one, and 3 that are loaded later", got)
	}
	sheets, err := bundleSheets(root)
	if got := string(sheets["base.css"]); err != nil || got != "body{margin:0}\n" {
		t.Errorf("base.css is %q, error %v", got, err)
	}
}

func TestWhatIsWrongIsReported(t *testing.T) {
	for name, source := range map[string]string{
		"a module that is not there": `import "../app/none.js";`,
		"a package by its name":      `import "left-pad";`,
		"no script at all":           `import {`,
		"code from elsewhere":        `import "../../other/x.js";`,
		"a package's own file":       `import "../node_modules/x/x.js";`,
	} {
		root := t.TempDir()
		mustWrite(t, filepath.Join(root, "js/pages/lesson.js"), source)
		mustWrite(t, filepath.Join(root, "other/x.js"), `console.log("foreign");`)
		mustWrite(t, filepath.Join(root, "js/node_modules/x/x.js"), `console.log("foreign");`)
		if _, err := bundleScripts(root); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func mustWrite(t *testing.T, name, source string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
}
