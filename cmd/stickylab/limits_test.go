package main

import (
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/replay"
	"stickylab/lab/session"
	"stickylab/lab/words"
)

// TestLimitsOfTheBrowser: what the modules bound is bounded as the server has it. A run
// with more peers than a page takes would not be shown, and a list with fewer items than
// the server shows would say something else than the table beside it.
func TestLimitsOfTheBrowser(t *testing.T) {
	for module, limits := range map[string]map[string]int{
		"model/conns.js":  {"mostPeers": lab.MaxPeers, "mostConns": lab.MaxConns},
		"model/limits.js": {"mostListed": words.MaxListed},
		"net/control.js":  {"mostArgs": lab.MaxArgs, "mostFiles": lab.MaxFiles},
		"net/wire.js":     {"maxVia": lab.MaxVia},
		"app/struct/model.js": {
			"mostHexInRow": constant(t, "../../web/view/struct.go", "mostHexInTable"),
		},
	} {
		for name, want := range limits {
			if got := constant(t, "../../static/js/"+module, name); got != want {
				t.Errorf("static/js/%s has %s = %d, the server %d", module, name, got, want)
			}
		}
	}
}

// constant reads a whole number that a source names.
func constant(t *testing.T, path, name string) int {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^(?:export )?const ` + name + ` = ([0-9_]+);?$`).FindSubmatch(source)
	if found == nil {
		t.Fatalf("%s has no number called %s", path, name)
	}
	value, err := strconv.Atoi(strings.ReplaceAll(string(found[1]), "_", ""))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// The traces that are made of runs take turns with the runs themselves: both are of one list.
func TestTracesTakeTurnsWithTheRunsOfTheLab(t *testing.T) {
	l := session.New(session.Default)
	defer l.Close()
	if rota := (serving{}).config(program{err: io.Discard}, l, replay.Opener{}).Rota; rota == nil || rota != l.Rota() {
		t.Error("the server has turns of its own")
	}
}
