package order

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/frame"
	"stickylab/lab/script"
)

const (
	slug = "hello-feng"
	talk = "tcp\nserver:\n    listen 5\n    accept\n    recv 10\nclient:\n    connect\n    send \"hello\"\n"
)

// options reads options as orders write them.
func options(t *testing.T, texts ...string) []lab.PeerOption {
	t.Helper()
	all, err := ParseOptions(texts)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// edited are the literals of the lesson with one of them changed.
func edited(n int, value string) []string {
	lesson, _ := course.Shipped().Find(slug)
	literals := export.Literals(lesson.Experiment)
	literals[n] = value
	return literals
}

func TestMake(t *testing.T) {
	lesson, _ := course.Shipped().Find(slug)
	for _, tt := range []struct {
		name  string
		order lab.Order
		slug  string
		want  string // in the script
		added int
		kept  lab.Order
	}{
		{"a lesson", lab.Order{Slug: slug}, slug, lesson.Script, 0, lab.Order{Slug: slug}},
		{"a script", lab.Order{Script: talk}, "", talk, 0, lab.Order{Script: talk}},
		{
			"its literals as they are",
			lab.Order{Slug: slug, Literals: export.Literals(lesson.Experiment)},
			slug, lesson.Script, 0,
			lab.Order{Slug: slug},
		},
		{
			"a changed literal",
			lab.Order{Slug: slug, Literals: edited(2, "4")},
			slug, "recv 4\n", 0,
			lab.Order{Slug: slug, Literals: edited(2, "4")},
		},
		{
			"an option",
			lab.Order{Slug: slug, Options: options(t, "client.nodelay.1")},
			slug, "    connect\n    set nodelay on\n", 1,
			lab.Order{Slug: slug, Options: options(t, "client.nodelay.1")},
		},
		{
			"a literal, a transport and options",
			lab.Order{Slug: slug, Literals: edited(2, "4"), Transport: lab.UDP, Options: options(t, "server.rcvbuf.2304", "server.timeout.200")},
			"", "server:\n    timeout 200ms\n    set rcvbuf 2304\n    bind\n", 2,
			lab.Order{Slug: slug, Literals: edited(2, "4"), Transport: lab.UDP, Options: options(t, "server.rcvbuf.2304", "server.timeout.200")},
		},
		{
			"its own transport",
			lab.Order{Slug: slug, Transport: lab.TCP},
			slug, lesson.Script, 0,
			lab.Order{Slug: slug},
		},
		{
			"a script over another transport with an option",
			lab.Order{Script: talk, Transport: lab.UnixStream, Options: options(t, "client.sndbuf.4608")},
			"", "unix stream\n", 1,
			lab.Order{Script: talk, Transport: lab.UnixStream, Options: options(t, "client.sndbuf.4608")},
		},
		{
			"an exercise in framing",
			lab.Order{Framing: "preset=tls&codec=line&cut=each&at=9"},
			"", "    codec line\n", 0,
			lab.Order{Framing: "codec=line&cut=each&preset=tls"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Make(course.Shipped(), tt.order)
			if err != nil {
				t.Fatal(err)
			}
			if m.Slug != tt.slug || !strings.Contains(m.Experiment.Script, tt.want) || len(m.Experiment.Added()) != tt.added {
				t.Errorf("slug %q, %d added in\n%s\nwant %q, %d and %q", m.Slug, len(m.Experiment.Added()), m.Experiment.Script, tt.slug, tt.added, tt.want)
			}
			if !reflect.DeepEqual(m.Order, tt.kept) {
				t.Errorf("kept %+v, want %+v", m.Order, tt.kept)
			}
			again, err := Make(course.Shipped(), m.Order)
			if err != nil || again.Experiment.Script != m.Experiment.Script || !reflect.DeepEqual(again.Order, m.Order) {
				t.Errorf("made again: %v, %+v in\n%s", err, again.Order, again.Experiment.Script)
			}
		})
	}
}

func TestOrdersThatCannotBeMade(t *testing.T) {
	for _, tt := range []struct {
		name  string
		order lab.Order
		kind  string
		arg   string
	}{
		{"a lesson and a script", lab.Order{Slug: slug, Script: talk}, KindChoice, ""},
		{"a lesson and an exercise", lab.Order{Slug: slug, Framing: "preset=tls"}, KindChoice, ""},
		{"an exercise and a script", lab.Order{Framing: "preset=tls", Script: talk}, KindChoice, ""},
		{"literals of an exercise", lab.Order{Framing: "preset=tls", Literals: []string{"1"}}, KindChoice, ""},
		{"literals of a script", lab.Order{Script: talk, Literals: []string{"1"}}, KindChoice, ""},
		{"no such lesson", lab.Order{Slug: "none"}, KindLesson, "none"},
		{"too many literals", lab.Order{Slug: slug, Literals: make([]string, MaxLiterals+1)}, KindLiterals, ""},
		{"a foreign peer", lab.Order{Slug: slug, Options: options(t, "bob.nodelay.1")}, KindPeer, "bob"},
		{"an option nobody has", lab.Order{Slug: slug, Options: options(t, "client.turbo.1")}, KindName, "turbo"},
		{"an option of another transport", lab.Order{Slug: slug, Transport: lab.UDP, Options: options(t, "client.nodelay.1")}, KindName, "udp"},
		{"a value over the range", lab.Order{Slug: slug, Options: options(t, "client.nodelay.2")}, KindValue, "nodelay"},
		{"a value under the range", lab.Order{Slug: slug, Options: options(t, "client.timeout.0")}, KindValue, "timeout"},
		{"an option twice", lab.Order{Slug: slug, Options: options(t, "client.cork.1", "client.cork.0")}, KindTwice, "cork"},
		{"too many options", lab.Order{Slug: slug, Options: make([]lab.PeerOption, MaxOptions+1)}, KindMany, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Make(course.Shipped(), tt.order)
			var wrong *Error
			if !errors.As(err, &wrong) || wrong.Kind != tt.kind {
				t.Fatalf("error %v, want kind %s", err, tt.kind)
			}
			if tt.arg != "" && !slices.Contains(wrong.Args, any(tt.arg)) {
				t.Errorf("args %v, want %q among them", wrong.Args, tt.arg)
			}
		})
	}
	var syntax *script.Error
	if _, err := Make(course.Shipped(), lab.Order{}); !errors.As(err, &syntax) {
		t.Errorf("an empty script: %v, want the script's own error", err)
	}
	var codec *frame.Error
	if _, err := Make(course.Shipped(), lab.Order{Framing: "preset=tls&codec=lines"}); !errors.As(err, &codec) {
		t.Errorf("an exercise of a wrong codec: %v, want the codec's own error", err)
	}
	var edit *export.EditError
	if _, err := Make(course.Shipped(), lab.Order{Slug: slug, Literals: edited(1, "zap")}); !errors.As(err, &edit) || edit.Literal != 1 {
		t.Errorf("a wrong literal: %v, want an error of literal 1", err)
	}
}

func TestParseOptions(t *testing.T) {
	for _, tt := range []struct{ text, kind string }{
		{"<b>", KindOption},
		{"client.nodelay", KindOption},
		{"a.b.c.1", KindOption},
		{"", KindOption},
		{"client.sndbuf.big", KindValue},
		{"client.nodelay.", KindValue},
	} {
		var wrong *Error
		if got, err := ParseOptions([]string{tt.text}); !errors.As(err, &wrong) || wrong.Kind != tt.kind || wrong.Option != tt.text {
			t.Errorf("%q: got %v, %v, want kind %s", tt.text, got, err, tt.kind)
		}
	}
	if _, err := ParseOptions(make([]string, MaxOptions+1)); err == nil {
		t.Error("more than MaxOptions were read")
	}
	if got := options(t, "client.linger.-1"); len(got) != 1 || got[0] != (lab.PeerOption{Peer: "client", Option: "linger", Value: -1}) {
		t.Errorf("got %+v", got)
	}
}

func TestCarried(t *testing.T) {
	got := Carried(lab.UDP, options(t, "client.nodelay.1", "client.sndbuf.4608", "server.timeout.50"))
	if want := options(t, "client.sndbuf.4608", "server.timeout.50"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
