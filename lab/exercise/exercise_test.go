package exercise

import (
	"regexp"
	"testing"

	"stickylab/lab/script"
)

func TestExercisesAreWhole(t *testing.T) {
	all := Shipped()
	if len(all) < 12 {
		t.Errorf("%d exercises, want 12 at least", len(all))
	}
	parts := map[int]int{}
	for _, x := range all {
		parts[x.Part]++
		if len(x.Wrong) < 3 {
			t.Errorf("%s: %d wrong answers, want 3", x.Slug, len(x.Wrong))
		}
		for _, m := range x.musts {
			if m.unmet.In("zh") == "" || m.unmet.In("en") == "" || m.unmet.In("fr") != m.unmet.zh || len(m.claims)+len(m.programs) == 0 {
				t.Errorf("%s: a condition says %+v", x.Slug, m.unmet)
			}
		}
		for _, text := range append([]string{x.Answer, x.Start}, x.Wrong...) {
			if _, _, err := x.Runs(text); err != nil {
				t.Errorf("%s: %v\n%s", x.Slug, err, text)
			}
		}
		chinese := regexp.MustCompile(`\p{Han}`)
		if zh, en := x.Text("zh"), x.Text("en"); !chinese.MatchString(zh.Title+zh.Task) || zh.Title == en.Title || en.Why == "" || len(en.Hints) != hints {
			t.Errorf("%s: texts %+v, %+v", x.Slug, zh, en)
		}
	}
	for part := 1; part <= 5; part++ {
		if parts[part] < 2 {
			t.Errorf("part %d has %d exercises, want 2 at least", part, parts[part])
		}
	}
}

// What a learner writes can neither run for ever nor take the case's own programs.
func TestCasesRunWithTheLearnersProgramsOnly(t *testing.T) {
	x, ok := Find("header-in-pieces")
	if !ok {
		t.Fatal("header-in-pieces is not there")
	}
	written := "tcp\nlimit 50s\nserver:\n    listen 7\nclient:\n    sleep 7s\n"
	_, scripts, err := x.Runs(written)
	if err != nil || len(scripts) != len(x.cases) {
		t.Fatalf("%d scripts, %v", len(scripts), err)
	}
	for _, text := range scripts {
		e, err := script.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		own, _ := peerOf(e, "server")
		others, _ := peerOf(e, "client")
		wanted, _ := peerOf(x.cases[0], "client")
		if e.Limit > maxTime || len(own.Steps) != 1 || len(others.Steps) != len(wanted.Steps) {
			t.Errorf("is run as\n%s", text)
		}
	}
	if _, _, err := x.Runs("tcp\nserver:\n    fly\n"); err == nil {
		t.Error("what is no script has no error")
	}
}

func TestConditionsOnPrograms(t *testing.T) {
	x, _ := Find("find-the-line")
	for name, one := range map[string]struct {
		so   condition
		text string
		want bool
	}{
		"as it was":             {changes(0), x.Start, true},
		"a line changed":        {changes(1), x.Answer, true},
		"a line too many":       {changes(0), x.Answer, false},
		"a comment is no line":  {changes(0), "# why\n" + x.Start, true},
		"the client is kept":    {keeps([]string{"client"}), x.Answer, true},
		"the server is changed": {keeps([]string{"server"}), x.Answer, false},
		"there is a wait":       {without([]string{"sleep", "wait"}), x.Start, false},
		"there is no sleep":     {without([]string{"sleep"}), x.Start, true},
		"another transport":     {keeps(nil), "udp\nserver:\n    bind\n", false},
	} {
		e, err := script.Parse(one.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := one.so(&x, e); got != one.want {
			t.Errorf("%s: %v, want %v", name, got, one.want)
		}
	}
}
