package view

import (
	"strings"

	"stickylab/lab/words"

	"stickylab/lab"
	"stickylab/lab/record"
)

// HomePage says what the lab is and maps the course.
type HomePage struct {
	Chrome Chrome
	Demo   Demo
}

// Demo is the lesson that can be run on the first page, without a Slug for none; Lanes
// and Pause as those of its page.
type Demo struct{ Slug, Lanes, Pause string }

// LessonPage is one lesson. Its form posts slug and literal.N to /runs; with
// JavaScript it asks the API instead. A link that shares changed values and
// options is the lesson's own path with literal.N and set in the query: the
// Programs are then the changed ones.
type LessonPage struct {
	Chrome Chrome
	Slug   string
	Title  string
	Lead   string
	// Script is the text form of the experiment.
	Script string
	// Transport is the script's word: "tcp", "unix stream".
	Transport string
	Programs  []Program
	// Question is asked before the run, Choices are its answers in the order
	// of course.Lesson.Answers.
	Question string
	// Pause is where a run that is shown again stops for the question, as in
	// course.Pause; empty where it does not.
	Pause   string
	Choices []string
	// Lanes are those of the timeline that it is about, as course.Lesson.Lanes.
	Lanes string
	// Watch, Why and Try are safe HTML; Try stands below Tries.
	Watch, Why, Try string
	Tries           []Tried
	// Compare is what is run and shown beside this lesson's own, if anything.
	Compare *Compare
	Options OptionsPanel
	Cure    CureCard
	// Problem is set when the form was sent with a value that cannot be.
	Problem *LiteralProblem
}

// leastCrowd is from how many peers on the timeline needs the room of the dock.
const leastCrowd = 4

func crowded(peers int) bool { return peers >= leastCrowd }

// Compare is a second experiment run by the same button, shown below the page's
// own: a lesson, or a Script with its Programs.
type Compare struct {
	Slug, Title string
	Script      string
	Programs    []Program
	// Cure tells that it is the cured one; else it is the uncured one.
	Cure bool
}

// Program is a peer's program as Python; the shape of export.Program.
type Program struct {
	Peer, File string
	Lines      []Line
	// Source is the whole file, with the imports and functions that the
	// lines need.
	Source []Token
}

// Line is one line of a Program. Events of Step whose call is one of Calls
// light it.
type Line struct {
	Step   int
	Calls  []lab.Call
	Indent int
	Tokens []Token
	// Added tells that it is there because an option was set.
	Added bool
}

// Token is a piece of a Line. Literal is the index of an editable literal
// over all programs, or -1. Own is the program's own text where Text is another
// that was put in its place.
type Token struct {
	Kind    string
	Text    string
	Literal int
	Own     string
}

// LiteralProblem is what is wrong with the value of one literal. The Text of
// its token is what was sent.
type LiteralProblem struct {
	Literal int
	Message string
}

// RunPage is one stored run; its table needs no JavaScript.
type RunPage struct {
	Chrome Chrome
	ID     string
	// Slug and Title are of the lesson that was run, empty for a script; Lanes and
	// Pause as those of its page.
	Slug, Title, Lanes, Pause string
	Script                    string
	// Source says who made the calls, one of the lab.SourceX words; then the Script is
	// the command that was given.
	Source string
	// Observer is of programs that were watched.
	Observer  lab.Observer
	Transport lab.Transport
	// Conns are those of the run; nil where all have the Transport.
	Conns    lab.Conns
	Env      lab.Env
	Peers    []string
	Programs []Program
	// Stored are the files that the run came from, the latest last; none for a run
	// that was made here.
	Stored []record.Stored
	// Door is of a program of the user's own that plays a peer; nil without one.
	Door *Door
	// CanRun tells that the run can be made once more; of a stored trace that is
	// what its order asks for, whose script is Ordered.
	CanRun  bool
	Ordered string
	// Python is where a run that has programs of somebody's own is made once more.
	Python string
	// Again is how a lesson is run as it was; nil runs the script.
	Again *Again
	// FirstEvent and FirstSegment are the first ones that are listed, from 1.
	FirstEvent, FirstSegment int
	// Lists are what List read.
	Lists RunLists
	// End is nil while the run goes on.
	End *lab.End
	// Findings are what may be said about the run, in the reader's language.
	Findings []words.Told
}

// traced reports whether the calls are of programs of somebody's own.
func (p RunPage) traced() bool { return p.Source == lab.SourceTrace }

// scriptLabel names what the Script is.
func (p RunPage) scriptLabel() string {
	if p.Source != "" {
		return "run.command"
	}
	return "run.script"
}

// transports names the transports of the run's sockets.
func (p RunPage) transports() string {
	if len(p.Lists.transports) == 0 { // nothing was listed
		return p.Transport.String()
	}
	return strings.Join(p.Lists.transports, " · ")
}

// stream reports whether a conn of the run has a byte stream.
func (p *RunPage) stream(conn int) bool {
	return p.conns().ConnOf(conn).Transport.Stream()
}

// conns are those of the run: without any, all have its transport.
func (p *RunPage) conns() lab.Conns {
	if p.Conns == nil {
		return p.Transport
	}
	return p.Conns
}

// Again is what a lesson was run with.
type Again struct{ Literals, Options []string }

// ScriptPage is the grammar of scripts and a bench to run one.
type ScriptPage struct {
	Chrome  Chrome
	Grammar string
	// Codecs is the grammar of what stands behind codec.
	Codecs string
	// Examples are shown ready to be taken to the bench.
	Examples []Example
	// Text is what stands on the bench: the query's "text", or what was sent
	// and could not be run.
	Text string
	// Problem is what is wrong with Text, if anything.
	Problem *ScriptProblem
	// Door is of a program of the user's own, nil where no door is open.
	Door *Door
}

// Example is a script to start from.
type Example struct {
	Slug, Title, Script string
}

// ScriptProblem is an error of a script. Line and Col count from 1.
type ScriptProblem struct {
	Line, Col int
	Message   string
	// More are the errors of the lines behind, each with its place.
	More []string
}

// ProblemPage tells a person what went wrong.
type ProblemPage struct {
	Chrome Chrome
	Status int
	// Title and Detail are in the reader's language.
	Title, Detail string
}
