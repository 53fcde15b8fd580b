package order

import (
	"fmt"

	"stickylab/lab"
)

// The kinds of an Error, each with its Args.
const (
	KindChoice    = "choice"       // an order for nothing, or for two things
	KindLesson    = "lesson.gone"  // the slug of a lesson that is not there
	KindLiterals  = "literals"     // the most that may be set
	KindTransport = "transport"    // the word, the words of all transports
	KindOption    = "option"       // the text that is no option
	KindMany      = "option.many"  // the most that may be set
	KindTwice     = "option.twice" // the peer, the option
	KindPeer      = "option.peer"  // the text, the peer's name, the names of those there are
	KindName      = "option.name"  // the text, the transport, the option, the names of those it has
	KindValue     = "option.value" // the text, the option, the least and the largest value

	KindPrograms    = "programs"     // the most programs of one's own
	KindProgram     = "program"      // the name that a program or file cannot have, or not twice
	KindProgramSize = "program.size" // the most bytes of a file, or the most files, or the bytes of all
	KindOwnPeer     = "own.peer"     // the name that no peer has, the names of those there are
	KindDoor        = "door"         // the peer that is to be met where no door is open
	KindAlone       = "programs.alone"
)

// Error says why an order cannot be made. Who shows it has words for its Kind
// and sets the Args into them.
type Error struct {
	Kind string
	Args []any
	// Option is the text of the option that is at fault, where one is.
	Option string
}

// Error is for logs.
func (e *Error) Error() string { return fmt.Sprintf("order: %s %v", e.Kind, e.Args) }

// ParseTransport reads the word of a transport; an empty one is 0, the
// experiment's own. The error is an *Error.
func ParseTransport(word string) (lab.Transport, error) {
	t := lab.ParseTransport(word)
	if t == 0 && word != "" {
		return 0, &Error{Kind: KindTransport, Args: []any{word, TransportWords()}}
	}
	return t, nil
}

// Transports lists the transports that an experiment can be carried over to.
func Transports() []lab.Transport {
	return lab.Transports()
}

// TransportWords lists the transports as a script writes them.
func TransportWords() []string {
	var words []string
	for _, t := range Transports() {
		words = append(words, t.String())
	}
	return words
}
