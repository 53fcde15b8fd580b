package view

import (
	"context"
	"iter"
	"strings"
	"testing"

	"stickylab/lab/words"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
)

// hostile is a text that would become markup if it were not escaped.
const hostile = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&`

func chrome(lang string) Chrome {
	return Chrome{
		Lang: lang, Path: "/lessons/hello-feng?literal.1=7", Kernel: "Linux 6.18", Assets: "/static/abc",
		Current: "hello-feng",
		Course: []Part{
			{Number: 1, Lessons: []LessonLink{{Slug: "tcp-echo", Title: "TCP", Lead: "Lead of echo"}}},
			{Number: 2, Lessons: []LessonLink{{Slug: "hello-feng", Title: "Two sends", Lead: "Lead"}}},
			{Number: 3, Lessons: []LessonLink{{Slug: "length-header", Title: "Header", Lead: "Lead"}}},
		},
	}
}

func programs() []Program {
	name := func(text string) Token { return Token{Kind: "name", Text: text, Literal: -1} }
	plain := func(text string) Token { return Token{Text: text, Literal: -1} }
	return []Program{
		{Peer: "server", File: "server.py", Lines: []Line{
			{Step: 3, Calls: []lab.Call{lab.CallRecv}, Tokens: []Token{
				name("data1"), plain(" = "), name("conn"), plain("."), name("recv"), plain("("),
				{Kind: "number", Text: "10", Literal: 0},
				plain(")"),
			}},
		}},
		{Peer: "client", File: "client.py", Lines: []Line{
			{Step: 6, Calls: []lab.Call{lab.CallSend}, Indent: 1, Tokens: []Token{
				name("s"), plain("."), name("send"), plain("("), {Kind: "string", Text: "b'hello'", Literal: 1}, plain(")"),
			}},
		}},
	}
}

func lesson(lang string) LessonPage {
	return LessonPage{
		Chrome: chrome(lang), Slug: "hello-feng", Title: "Two sends", Lead: "Lead", Script: "tcp\n",
		Transport: "tcp", Programs: programs(), Question: "data1?", Choices: []string{"b'hello'", "b'hellofeng'"},
		Watch: "<p>watch</p>", Why: "<p>why</p>", Try: "<p>try</p>",
		Compare: &Compare{Slug: "length-header", Title: "Header", Cure: true},
	}
}

func run(lang string) RunPage {
	page := RunPage{
		Chrome: chrome(lang), ID: "r1", Slug: "hello-feng", Title: "Two sends", Script: "tcp\n",
		Transport: lab.TCP, Env: lab.Env{OS: "linux", Arch: "amd64", Kernel: "6.18", Address: "127.1.2.3"},
		Peers: []string{"server", "client"}, Programs: programs(),
		End:      &lab.End{Reason: lab.EndDone},
		Findings: []words.Told{{Kind: "coalesced", Title: "Joined", Text: "in the queue"}},
	}
	return page.listing([]lab.Event{
		{Seq: 1, Peer: 1, Conn: 2, Stream: 2, Call: lab.CallSend, Step: 6, Start: 800, End: 12_800, Asked: 5, Got: 5, Data: []byte("hello")},
		{Seq: 2, Peer: 1, Conn: 2, Stream: 2, Call: lab.CallSend, Step: 7, Start: 20_000, End: 21_000, Asked: 4, Got: 4, Off: 5, Data: []byte("feng")},
		{
			Seq: 3, Call: lab.CallRecv, Conn: 3, Step: 3, Start: 50_000_000, End: 50_001_000, Waited: true, Asked: 10, Got: 9,
			Stream: 2, Data: []byte("hellofeng"), Verdict: lab.Coalesced, Joined: lab.ReceiveQueue,
		},
		{Seq: 4, Call: lab.CallRecv, Conn: 3, Step: 4, Start: 51_000_000, End: 51_001_000, Asked: 10, EOF: true},
	}, nil, 0)
}

// inMemory is a trace as the run of a page.
type inMemory struct{ record.Trace }

func (r *inMemory) Len() int { return len(r.Trace.Events) }

func (r *inMemory) Segments(ctx context.Context) iter.Seq2[*lab.Segment, error] {
	return findings.List{Captured: r.Trace.Segments}.Segments(ctx)
}

// listing is the page of a run of these events and segments.
func (p RunPage) listing(events []lab.Event, segments []lab.Segment, lost int) RunPage {
	head := record.Header{Transport: p.Transport, Peers: p.Peers}
	run := &inMemory{record.Trace{Header: head, Events: events, Segments: segments, SegmentsLost: lost}}
	if err := p.List(context.Background(), run); err != nil {
		panic(err) // the context is never over
	}
	return p
}

func pages(lang string) map[string]templ.Component {
	edited := lesson(lang)
	edited.Problem = &LiteralProblem{Literal: 0, Message: "no number"}
	edited.Compare.Cure = false
	return map[string]templ.Component{
		"home":            Home(HomePage{Chrome: chrome(lang), Demo: Demo{Slug: "hello-feng"}}),
		"lesson":          Lesson(lesson(lang)),
		"lesson, problem": Lesson(edited),
		"run":             Run(run(lang)),
		"run of a script": Run(RunPage{Chrome: chrome(lang), ID: "r2", Script: "tcp\n", Transport: lab.TCP}),
		"script": Script(ScriptPage{
			Chrome: chrome(lang), Grammar: "line = word", Text: "tcp\nx",
			Examples: []Example{{Slug: "a", Title: "A", Script: "udp\n"}},
			Problem:  &ScriptProblem{Line: 2, Col: 1, Message: "x is no step"},
		}),
		"fidelity":         Fidelity(fidelity(lang)),
		"struct":           Struct(structPage(lang)),
		"python":           Python(pythonPage(lang, true)),
		"python, missing":  Python(pythonPage(lang, false)),
		"licenses":         Licenses(chrome(lang), "MIT"),
		"struct, refused":  Struct(refused(lang)),
		"framing":          Framing(framingOf(lang)),
		"framing, wrong":   Framing(framingWrong(lang)),
		"own":              Own(ownPage(lang)),
		"own, wrong":       Own(ownWrong(lang)),
		"cure":             Cure(curedOf(lang)),
		"compare":          ComparePair(comparison(lang)),
		"compare, kept":    ComparePair(kept(lang)),
		"compare, nothing": ComparePair(ComparePage{Chrome: chrome(lang), Halves: [2]CompareHalf{{Letter: "a"}, {Letter: "b"}}}),
		"exercises":        Exercises(ExercisesPage{Chrome: chrome(lang), Exercises: []ExerciseLink{{Slug: "a", Title: "A", Part: 1}}}),
		"exercise":         Exercise(exercisePage(lang, "")),
		"exercise, unmet":  Exercise(exercisePage(lang, "<b>not met</b>")),
		"quiz":             Quiz(QuizPage{Chrome: chrome(lang), Part: 1, Judged: true, Questions: []Question{{Text: hostile, Choices: []string{hostile, "b"}, Right: 1, Chosen: 0, Why: "x", Lesson: "a", LessonTitle: hostile}}}),
		"interview":        Interview(InterviewPage{Chrome: chrome(lang), Questions: []Question{{Text: hostile, Why: hostile, Lesson: "a", LessonTitle: hostile}}}),
		"glossary":         Glossary(GlossaryPage{Chrome: chrome(lang), Terms: []Term{{Name: "a", Word: hostile, English: "a", Means: hostile, Lesson: "a", LessonTitle: "A"}}}),
		"handout":          Handout(HandoutPage{Chrome: chrome(lang), Path: "/handout/1", Sheet: AnswerSheet, Part: 1, Lessons: []HandoutLesson{{Title: hostile, Lead: hostile, Question: hostile, Choices: []string{hostile}, Notes: []string{hostile}, Right: 0, Programs: []HandoutProgram{{File: "a", Text: hostile}}}}}),
		"problem":          Problem(ProblemPage{Chrome: chrome(lang), Status: 404, Title: "Gone", Detail: "Not here"}),
	}
}

func mustRender(t *testing.T, c templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := c.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// find gives the elements for which is holds.
func find(n *html.Node, is func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			found = append(found, d)
		}
	}
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}

func mustParse(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}
