package course

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/claims"
	"stickylab/lab/script"
)

// expectation is what an expect.txt says.
type expectation struct {
	claims  claims.Claims
	choices []claims.Claims
	mixed   []bool // of each choice, whether it is about many runs: it has no claims then
	tries   []try
	beside  claims.Claims
	pause   Pause
	lanes   []Lane
}

// Pause is a call before whose result a run that is shown again stops, for the
// lesson to ask its question: the N-th such call of the peer. N is 0 without one.
type Pause struct {
	Peer string
	Call lab.Call
	N    int
}

// String writes a pause as an expect.txt does, without its first words.
func (p Pause) String() string {
	if p.N == 0 {
		return ""
	}
	return fmt.Sprintf("%s %s %d", p.Peer, p.Call, p.N)
}

// Lane is a lane of the timeline that a lesson is about: it is not folded for
// want of room.
type Lane struct{ Peer, Kind string }

// String writes a lane as pages have it: its peer and its kind.
func (l Lane) String() string { return l.Peer + " " + l.Kind }

// laneWords are the words that lanes are named with, and their kinds on the page.
var laneWords = [...]struct{ words, kind string }{
	{"calls", "calls"},
	{"send queue", "send"},
	{"receive queue", "receive"},
	{"accept queue", "accept"},
	{"wire", "wire"},
	{"decoder", "decoder"},
	{"sockets", "sockets"}, // no lane: the numbers of the sockets stand on the peer's calls
}

// try is a variant of the script and what its runs show.
type try struct {
	script     string
	experiment lab.Experiment
	claims     claims.Claims
}

// parseExpectation reads an expect.txt about the experiment, and about the one
// beside it if there is one. Its errors begin with the file and the line.
func parseExpectation(file, source string, e lab.Experiment, beside *Beside) (expectation, error) {
	var x expectation
	n := 0
	for line := range strings.Lines(source) {
		n++
		if err := x.readLine(line, e, beside); err != nil {
			return expectation{}, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	if len(x.claims) == 0 {
		return expectation{}, fmt.Errorf("%s: claims nothing", file)
	}
	if beside != nil && len(x.beside) == 0 {
		return expectation{}, fmt.Errorf("%s: claims nothing of %s.txt", file, beside.word())
	}
	for _, t := range x.tries {
		if len(t.claims) == 0 {
			return expectation{}, fmt.Errorf("%s: a try claims nothing", file)
		}
	}
	return x, nil
}

func (x *expectation) readLine(line string, e lab.Experiment, beside *Beside) error {
	l := claims.NewLine(line, names(e))
	switch {
	case l.Done():
		return l.Finish()
	case l.Take("choice"):
		if n := l.Number(); l.Err() == nil && n != len(x.choices)+1 {
			return fmt.Errorf("choice %d, want choice %d next", n, len(x.choices)+1)
		}
		l.Want(":")
		return x.readChoice(l)
	case l.Take("try"):
		return x.readTry(l, e)
	case l.Take("pause"):
		return x.readPause(l, e)
	case l.Take("show"):
		return x.readShow(l, e)
	case beside != nil && l.Take(beside.word()):
		l.About(names(beside.Experiment))
		l.Want(":")
		x.beside = append(x.beside, l.Claims()...)
	default:
		x.claims = append(x.claims, l.Claims()...)
	}
	return l.Finish()
}

// readChoice reads CLAIMS, or the word mixed.
func (x *expectation) readChoice(l *claims.Line) error {
	mixed := l.Take("mixed")
	var held claims.Claims
	if !mixed {
		held = l.Claims()
	} else if slices.Contains(x.mixed, true) {
		return errors.New("a second mixed choice")
	}
	x.choices, x.mixed = append(x.choices, held), append(x.mixed, mixed)
	return l.Finish()
}

// readPause reads before PEER CALL N.
func (x *expectation) readPause(l *claims.Line, e lab.Experiment) error {
	l.Want("before")
	if x.pause.N > 0 {
		return errors.New("a second pause")
	}
	for _, peer := range names(e) {
		if l.Take(peer) {
			x.pause.Peer = peer
			break
		}
	}
	for _, call := range []lab.Call{lab.CallRecv, lab.CallRecvFrom, lab.CallSend, lab.CallSendTo, lab.CallAccept, lab.CallConnect} {
		if l.Take(call.String()) {
			x.pause.Call = call
			break
		}
	}
	x.pause.N = l.Number()
	if l.Err() == nil && (x.pause.Peer == "" || x.pause.Call == 0 || x.pause.N == 0) {
		return errors.New("want pause before PEER CALL N, N from 1")
	}
	return l.Finish()
}

// readShow reads PEER LANE { and PEER LANE }.
func (x *expectation) readShow(l *claims.Line, e lab.Experiment) error {
	if len(x.lanes) > 0 {
		return errors.New("a second show")
	}
	for {
		lane, ok := readLane(l, names(e))
		if !ok {
			return errors.New("want show PEER LANE, LANE being calls, send queue, receive queue, accept queue, wire, decoder or sockets")
		}
		x.lanes = append(x.lanes, lane)
		if !l.Take("and") {
			return l.Finish()
		}
	}
}

// readLane reads PEER LANE.
func readLane(l *claims.Line, peers []string) (Lane, bool) {
	i := slices.IndexFunc(peers, l.Take)
	if i < 0 {
		return Lane{}, false
	}
	for _, lane := range laneWords {
		first, second, _ := strings.Cut(lane.words, " ")
		if l.Take(first) {
			return Lane{peers[i], lane.kind}, second == "" || l.Take(second)
		}
	}
	return Lane{}, false
}

// readTry reads what follows the word try: a variant, or claims of the last.
func (x *expectation) readTry(l *claims.Line, e lab.Experiment) error {
	if l.Take(":") {
		if len(x.tries) == 0 {
			return errors.New(`want try "OLD" -> "NEW" before the claims of a try`)
		}
		last := &x.tries[len(x.tries)-1]
		l.About(names(last.experiment))
		last.claims = append(last.claims, l.Claims()...)
		return l.Finish()
	}
	t := try{script: e.Script}
	var err error
	if t.script, err = changed(l, t.script); err != nil {
		return err
	}
	if t.experiment, err = script.Parse(t.script); err != nil {
		return fmt.Errorf("the variant: %w", err)
	}
	x.tries = append(x.tries, t)
	return nil
}

// changed reads "OLD" -> "NEW" { , "OLD" -> "NEW" } and makes the changes.
func changed(l *claims.Line, text string) (string, error) {
	for first := true; first || l.Take(","); first = false {
		from := l.Quoted()
		l.Want("-")
		l.Want(">")
		to := l.Quoted()
		if err := l.Err(); err != nil {
			return "", err
		}
		if from == "" || !strings.Contains(text, from) {
			return "", fmt.Errorf("the script has no %q", from)
		}
		text = strings.Replace(text, from, to, 1)
	}
	return text, l.Finish()
}
