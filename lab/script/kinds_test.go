package script

import (
	"strings"
	"testing"

	"stickylab/lab/action"
)

// TestKinds: the example of each action of lab/action is read, prints as it is,
// and stands in the grammar; a peer cannot have its word as a name.
func TestKinds(t *testing.T) {
	for _, kind := range action.Kinds() {
		text := "tcp\nserver:\n    listen 5\n    accept\n    recv 4\n    " + kind.Example + "\nother:\n    connect\n"
		if got := Print(mustParse(t, text)); got != text {
			t.Errorf("%s: printed\n%s", kind.Word, got)
		}
		if !strings.Contains(Grammar, "\n          | \""+kind.Word+"\"") {
			t.Errorf("%s: the grammar lacks it", kind.Word)
		}
		if _, err := Parse("tcp\n" + kind.Word + ":\n    connect\n"); err == nil {
			t.Errorf("%s is the name of a peer", kind.Word)
		}
		_, err := Parse(strings.Replace(text, kind.Example, "try "+kind.Example, 1))
		if tried := err == nil; tried != kind.Fails {
			t.Errorf("%s: try before it gave %v", kind.Word, err)
		}
		_, err = Parse(text + "    wait server " + kind.Word + "\n")
		if awaited := err == nil; awaited != kind.Awaited {
			t.Errorf("%s: a wait for it gave %v", kind.Word, err)
		}
		if _, err = Parse(text + "    wait server " + kind.Word + " 2\n"); err == nil {
			t.Errorf("%s: a wait for two of one was taken", kind.Word)
		}
	}
}

func TestTheGrammarHasNoOpenPlaces(t *testing.T) {
	for _, place := range []string{"OTHER", "WORD"} {
		if strings.Contains(Grammar, place) || !strings.Contains(frameOfGrammar, place) {
			t.Errorf("%s in\n%s", place, Grammar)
		}
	}
}
