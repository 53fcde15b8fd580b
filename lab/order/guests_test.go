package order

import (
	"errors"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
)

func TestProgramsOfOnesOwn(t *testing.T) {
	helper := lab.File{Name: "helper.py", Text: "x = 1\n"}
	m, err := Make(course.Shipped(), lab.Order{Programs: []lab.OwnProgram{
		{Name: "server.py", Text: "import socket\n", Files: []lab.File{helper}}, {Name: "client.py"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	e := m.Experiment
	if len(e.Peers) != 2 || e.Peers[0].Name != "server.py" || e.Peers[0].Kind != lab.Guest || e.Peers[0].Files[1] != helper || !e.Probes || e.Transport != lab.TCP {
		t.Errorf("the experiment is %+v", e)
	}
}

// A program of one's own takes the place of a peer, which no script hurries.
func TestAPeerOfOnesOwn(t *testing.T) {
	lesson, _ := course.Shipped().Find("tcp-echo")
	if lesson.Experiment.Limit == 0 {
		t.Fatal("the lesson has no limit that could be taken away")
	}
	m, err := Make(course.Shipped(), lab.Order{Slug: "tcp-echo", Own: map[string]string{"client": "import socket\n"}})
	if err != nil {
		t.Fatal(err)
	}
	e := m.Experiment
	if e.Limit != 0 || e.Peers[0].Kind != lab.Scripted || len(e.Peers[0].Steps) == 0 || m.Slug != "tcp-echo" {
		t.Errorf("the experiment is %+v", e)
	}
	if p := e.Peers[1]; p.Kind != lab.Guest || p.Name != "client" || len(p.Steps) > 0 || p.Files[0].Name != "client.py" {
		t.Errorf("the client is %+v", p)
	}
	if lesson.Experiment.Peers[1].Kind != lab.Scripted {
		t.Error("the lesson itself has changed")
	}
}

func TestProgramsThatCannotBe(t *testing.T) {
	one := func(name string, size int) lab.OwnProgram {
		return lab.OwnProgram{Name: name, Text: strings.Repeat("x", size)}
	}
	many := func(n int) (all []lab.File) {
		for i := range n {
			all = append(all, lab.File{Name: string(rune('a'+i)) + ".py"})
		}
		return all
	}
	for _, test := range []struct {
		name  string
		order lab.Order
		kind  string
	}{
		{"five", lab.Order{Programs: []lab.OwnProgram{one("a", 1), one("b", 1), one("c", 1), one("d", 1), one("e", 1)}}, KindPrograms},
		{"four", lab.Order{Programs: []lab.OwnProgram{one("a", 1), one("b", 1), one("c", 1), one("d", 1)}}, ""},
		{"twice", lab.Order{Programs: []lab.OwnProgram{one("a", 1), one("a", 1)}}, KindProgram},
		{"a path", lab.Order{Programs: []lab.OwnProgram{one("a/b", 1)}}, KindProgram},
		{"the largest", lab.Order{Programs: []lab.OwnProgram{one("a", lab.MaxFile)}}, ""},
		{"larger", lab.Order{Programs: []lab.OwnProgram{one("a", lab.MaxFile+1)}}, KindProgramSize},
		{"eight files", lab.Order{Programs: []lab.OwnProgram{{Name: "main.py", Files: many(lab.MaxFiles - 1)}}}, ""},
		{"nine files", lab.Order{Programs: []lab.OwnProgram{{Name: "main.py", Files: many(lab.MaxFiles)}}}, KindProgramSize},
		{"a file twice", lab.Order{Programs: []lab.OwnProgram{{Name: "a.py", Files: many(1)}}}, KindProgram},
		{"with a script", lab.Order{Script: talk, Programs: []lab.OwnProgram{one("a", 1)}}, KindChoice},
		{"nobody", lab.Order{Slug: "tcp-echo", Own: map[string]string{"nobody": ""}}, KindOwnPeer},
	} {
		_, err := Make(course.Shipped(), test.order)
		var wrong *Error
		if errors.As(err, &wrong) != (test.kind != "") || wrong != nil && wrong.Kind != test.kind {
			t.Errorf("%s: %v, want %q", test.name, err, test.kind)
		}
	}
}
