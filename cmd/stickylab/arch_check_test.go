package main

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestCheckGoFindsBrokenFloors(t *testing.T) {
	tests := []struct {
		name string
		file goFile
		want string // part of the only complaint; "" for none
	}{
		{"downward is allowed", goFile{"lab/session/run.go", "session", []string{"stickylab/lab/sock", "time"}}, ""},
		{"an external test of the own package", goFile{"lab/pack/pack_test.go", "pack_test", []string{"stickylab/lab/pack"}}, ""},
		{"a foreign module is not ours to judge", goFile{"web/feed.go", "web", []string{"example.org/stickylab/lab/session"}}, ""},
		{"upward", goFile{"lab/pack/pack.go", "pack", []string{"stickylab/lab"}}, "lab/pack (floor 0) imports lab (floor 2)"},
		{"sideways", goFile{"lab/script/parse.go", "script", []string{"stickylab/lab/record"}}, "only packages on lower floors"},
		{"a test file is held too", goFile{"lab/frame/frame_test.go", "frame", []string{"stickylab/lab/script"}}, "lab/frame (floor 1) imports lab/script (floor 4)"},
		{"web must not know the session", goFile{"web/runs.go", "web", []string{"stickylab/lab/session"}}, "web declares the runner it needs"},
		{"a package without a floor", goFile{"lab/extra/extra.go", "extra", nil}, "has no floor"},
		{"an import without a floor", goFile{"web/web.go", "web", []string{"stickylab/lab/extra"}}, "has no floor in goFloors"},
		{"the top folder holds no package", goFile{"main.go", "main", nil}, "package . has no floor"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { oneComplaint(t, checkGo([]goFile{tt.file}), tt.want) })
	}
}

func TestCheckGoFindsHomelessNames(t *testing.T) {
	for _, name := range homelessNames() {
		got := checkGo([]goFile{{"lab/" + name + "/x.go", name, nil}})
		if len(got) != 2 || !strings.Contains(strings.Join(got, "\n"), "says nothing about what is inside") {
			t.Errorf("package %s: got %q, want a complaint about its name and one about its floor", name, got)
		}
	}
	got := checkGo([]goFile{{"lab/pack/x.go", "util", nil}})
	oneComplaint(t, got, "a helper without a home")
}

func TestCheckJSFindsBrokenFloors(t *testing.T) {
	tests := []struct {
		name, path, source, want string
	}{
		{"downward is allowed", "layout/lanes.js", `import { Trace } from "../model/trace.js";`, ""},
		{"the own folder", "net/feed.js", `import { decode } from './wire.js'`, ""},
		{"a page knows everybody", "pages/lesson.js", `import { createTimeline } from "../app/timeline/timeline.js";`, ""},
		{"upward", "model/trace.js", `import { view } from "../state/view.js";`, "model (floor 0) imports state (floor 1)"},
		{"sideways", "layout/lanes.js", `import { v } from "../state/view.js";`, "only folders on lower floors"},
		{"over several lines", "scale/time.js", "import {\n  a,\n  b,\n} from '../layout/hit.js';", "scale (floor 0) imports layout"},
		{"exported again", "state/view.js", `export * from "../app/loop.js";`, "state (floor 1) imports app (floor 3)"},
		{"for its effects", "app/loop.js", `import "../pages/lesson.js";`, "app (floor 3) imports pages (floor 4)"},
		{"at run time", "input/keys.js", `const m = await import("../app/loop.js");`, "input (floor 2) imports app"},
		{"a type only", "model/trace.js", `/** @typedef {import('../render/painter.js').Ctx} Ctx */`, "model (floor 0) imports render"},
		{"a folder that is not known", "extra/thing.js", ``, "folder extra has no floor"},
		{"an import of a folder that is not known", "app/loop.js", `import "../extra/thing.js";`, "extra, which has no floor"},
		{"a loose file at the top", "other.js", ``, "file other.js has no floor"},
		{"a package by its name", "net/wire.js", `import x from "left-pad";`, "only relative imports"},
		{"another site", "net/wire.js", `import x from "https://example.org/x.js";`, "only relative imports"},
		{"out of the folder", "net/wire.js", `import x from "../../css/x.js";`, "leaves static/js"},
		{"node in a test", "net/wire.test.js", `import test from "node:test";`, ""},
		{"node in the browser", "net/wire.js", `import fs from "node:fs";`, "only relative imports"},
		{"a file without its ending", "net/feed.js", `import { decode } from "./wire";`, "browsers want the file's whole name"},
		{"render sees shapes only", "render/data.js", `import { Trace } from "../model/trace.js";`, "never the trace"},
		{"input makes intents only", "input/wheel.js", `import { Trace } from "../model/trace.js";`, "neither ctx nor trace"},
		{"layout draws nothing", "layout/labels.js", `canvas.getContext("2d")`, "never sees a ctx"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			oneComplaint(t, checkJS([]jsFile{{tt.path, tt.source}}), tt.want)
		})
	}
}

func TestWalksLeaveForeignCodeAlone(t *testing.T) {
	root := fstest.MapFS{
		"lab/pack/pack.go":                     {Data: []byte("package pack\n\nimport \"math\"\n")},
		"lab/pack/testdata/odd.go":             {Data: []byte("not go at all")},
		"static/js/node_modules/x/x.go":        {Data: []byte("not go at all")},
		"static/js/node_modules/x/index.js":    {Data: []byte("import 'y'")},
		"static/js/model/trace.js":             {Data: []byte("import 'y'")},
		"static/js/model/testdata/recorded.js": {Data: []byte("import 'y'")},
		".bin/tool.go":                         {Data: []byte("not go at all")},
	}
	files := mustGoFiles(t, root)
	if len(files) != 1 || files[0].path != "lab/pack/pack.go" || files[0].imports[0] != "math" {
		t.Errorf("Go files: got %+v, want lab/pack/pack.go with its import alone", files)
	}
	scripts := mustJSFiles(t, root)
	if len(scripts) != 1 || scripts[0].path != "model/trace.js" {
		t.Errorf("JS files: got %+v, want model/trace.js alone", scripts)
	}
}

// oneComplaint wants exactly one complaint with want in it, or none for "".
func oneComplaint(t *testing.T, got []string, want string) {
	t.Helper()
	if want == "" {
		if len(got) != 0 {
			t.Errorf("got complaints %q, want none", got)
		}
		return
	}
	if len(got) != 1 || !strings.Contains(got[0], want) {
		t.Errorf("got complaints %q, want one with %q", got, want)
	}
}
