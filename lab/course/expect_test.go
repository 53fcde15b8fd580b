package course

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/script"
)

func mustParse(t *testing.T, text string) lab.Experiment {
	t.Helper()
	e, err := script.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const twoPeers = "tcp\nserver:\n    listen 5\n    accept\n    recv 10\nclient:\n    connect\n    send \"hi\"\n"

// joinedTrace is a run in which hello and feng were received together.
func joinedTrace() record.Trace {
	return record.Trace{
		Header: record.Header{Transport: lab.TCP},
		End:    lab.End{Reason: lab.EndLimit},
		Events: []lab.Event{
			{Seq: 1, Peer: 1, Conn: 2, Call: lab.CallSend, End: 2, Asked: 5, Got: 5, Stream: 2, Data: []byte("hello")},
			{Seq: 2, Peer: 1, Conn: 2, Call: lab.CallSend, End: 3, Asked: 4, Got: 4, Stream: 2, Off: 5, Data: []byte("feng")},
			{
				Seq: 3, Peer: 0, Conn: 3, Call: lab.CallRecv, End: 5, Waited: true, Asked: 10, Got: 9, Stream: 2,
				Data: []byte("hellofeng"), Verdict: lab.Coalesced, Joined: lab.ReceiveQueue,
			},
		},
	}
}

func TestExpectationErrorsNameFileAndLine(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"choices only", "choice 1: end done", "f: claims nothing"},
		{"choices out of order", "choice 2: end done", "f:1: choice 2, want choice 1 next"},
		{"a choice without a colon", "choice 1 end done", `f:1: "end", want ":"`},
		{"a try of nothing", "try: end done", `f:1: want try "OLD" -> "NEW" before`},
		{"a try without an arrow", `try "listen" "accept"`, `want "-"`},
		{"a try of what is not there", `try "udp" -> "tcp"`, `f:1: the script has no "udp"`},
		{"a try that does not parse", `try "listen" -> "fly"`, "f:1: the variant: "},
		{"a second change of what is not there", `try "tcp" -> "udp", "tcp" -> ""`, `f:1: the script has no "tcp"`},
		{"a second change missing", `try "listen 5" -> "listen 4",`, "f:1: the end of the line, want a string"},
		{"a pause after a call", "end done\npause after server recv 1", `f:2: "after", want "before"`},
		{"a pause before no call", "end done\npause before server fly 1", `f:2: `},
		{"a pause before the call 0", "end done\npause before server recv 0", "f:2: want pause before PEER CALL N"},
		{"a second pause", "pause before server recv 1\npause before client send 1", "f:2: a second pause"},
		{"a show of nobody's lane", "end done\nshow carol calls", "f:2: want show PEER LANE"},
		{"a show of no lane", "end done\nshow server receive calls", "f:2: want show PEER LANE"},
		{"a show with a rest", "end done\nshow server calls client calls", `f:2: "client"`},
		{"a second show", "show server calls\nshow client calls", "f:2: a second show"},
		{"a try without claims", "end done\ntry \"listen 5\" -> \"listen 4\"", "f: a try claims nothing"},
	}
	e := mustParse(t, twoPeers)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseExpectation("f", tt.source, e, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestALessonNamesItsLanes(t *testing.T) {
	e := mustParse(t, twoPeers)
	x, err := parseExpectation("f", "end limit\nshow server receive queue and client send queue and client wire\n", e, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := (Lesson{expect: x}).Lanes(), "server receive, client send, client wire"; got != want {
		t.Errorf("lanes %q, want %q", got, want)
	}
}

func TestATryIsAVariantWithClaimsOfItsOwn(t *testing.T) {
	e := mustParse(t, twoPeers)
	source := "end limit\ntry \"recv 10\" -> \"recv 4\"\ntry: client send 1\ntry \"server:\" -> \"early:\\n    connect\\nserver:\"\ntry: early connect 1\n"
	x, err := parseExpectation("f", source, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	variants := Lesson{expect: x}.Variants()
	if len(variants) != 2 {
		t.Fatalf("%d variants, want 2", len(variants))
	}
	if got, want := variants[0].Script, strings.Replace(twoPeers, "recv 10", "recv 4", 1); got != want {
		t.Errorf("script %q, want %q", got, want)
	}
	if err := variants[0].Check(joinedTrace()); err != nil {
		t.Errorf("the first variant: %v", err)
	}
	if got := variants[1].Experiment.Peers[0].Name; got != "early" {
		t.Errorf("the first peer of the second variant is %q", got)
	}
	if err := variants[1].Check(joinedTrace()); err == nil {
		t.Error("the second variant: its claim holds without its event")
	}
}

func TestChoicesAndTriesTakeWaysToo(t *testing.T) {
	source := "end done\nchoice 1: either end limit or end done\ntry \"recv 10\" -> \"recv 4\"\ntry: either end done or end stopped\n"
	e := mustParse(t, twoPeers)
	x, err := parseExpectation("f", source, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := Lesson{Experiment: e, expect: x}
	if answers := l.Answers(joinedTrace()); len(answers) != 1 || !answers[0] {
		t.Errorf("answers %v, want one that is right", answers)
	}
	if err := l.Variants()[0].Check(joinedTrace()); err == nil {
		t.Error("the variant holds in a run that ended in neither way")
	}
}

func TestATryMayChangeSeveralPlaces(t *testing.T) {
	e := mustParse(t, twoPeers)
	source := "end limit\ntry \"10\" -> \"4\", \"listen 5\" -> \"listen 1\"\ntry: end done\n"
	x, err := parseExpectation("f", source, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("recv 10", "recv 4", "listen 5", "listen 1").Replace(twoPeers)
	if got := x.tries[0].script; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
