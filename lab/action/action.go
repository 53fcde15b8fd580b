// Package action holds actions of the script language that say all about
// themselves: one file an action, with its word and grammar, how it is read and
// printed, what it does in a run, how it is written in Python, and the texts that
// explain it. The language, the player, the export and the pages take every
// action that is here and know none of them.
package action

import (
	"slices"
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/catalog"
)

// Action is a lab.Action of this package. Its type embeds lab.Act.
type Action interface {
	lab.Action
	// Kind returns what all actions of the type have in common.
	Kind() *Kind
	// String returns what a script has behind the word, empty for nothing.
	String() string
	// Play does the action in a run. The error is one that the Doer returned.
	Play(d Doer) error
	// Python writes the lines of the action.
	Python(w Python)
}

// Editable is an Action with literals that a reader of its Python may edit.
type Editable interface {
	Action
	// With returns the action with the value in place of a literal: the part is
	// the one that the literal was written with, the value has its type.
	With(part int, value any) lab.Action
}

// Pausing is an Action that lets time pass.
type Pausing interface {
	Action
	// Pause returns how long.
	Pause() time.Duration
}

// Kind is what the actions of one type have in common.
type Kind struct {
	// Word begins the step.
	Word string
	// Grammar is what stands behind the word, in EBNF; empty for nothing.
	Grammar string
	// Example is a right line.
	Example string
	// After is the word of the steps behind which the page explains this one.
	After string
	// Call is what the action makes, once at the most, or once a socket.
	Call lab.Call

	// What it needs and may do.
	OnSocket   bool // it works on the socket in use; a stream must be connected
	StreamOnly bool // it is left out where an experiment is carried over to datagrams
	Fails      bool // its call may fail: "try" may stand before it
	// Raises is the exception that it then fails with, where that is no OSError.
	Raises  string
	Ends    bool // the program ends with it: no step may stand behind it
	Awaited bool // "wait" may wait for its call, which has the name of the word

	// Texts has "help", which explains the step, and the errors that Read
	// reports with Args.Fail, by their keys.
	Texts *catalog.Catalog
	// Read reads what stands behind the word.
	Read func(Args) Action
}

// kinds are those that there are, in the order of their words.
var kinds []*Kind

// add enters a kind. Each file of an action does so with its own.
func add(kind Kind) *Kind {
	at, twice := slices.BinarySearchFunc(kinds, kind.Word, func(k *Kind, word string) int { return strings.Compare(k.Word, word) })
	if twice {
		panic("action: two kinds have the word " + kind.Word)
	}
	kinds = slices.Insert(kinds, at, &kind)
	return &kind
}

// Kinds returns the kinds that there are, in the order of their words.
func Kinds() []*Kind { return slices.Clone(kinds) }

// Named returns the kind whose steps begin with the word, nil if there is none.
func Named(word string) *Kind {
	for _, kind := range kinds {
		if kind.Word == word {
			return kind
		}
	}
	return nil
}

// Words returns the words of the kinds that keep reports true for.
func Words(keep func(*Kind) bool) []string {
	var words []string
	for _, kind := range kinds {
		if keep(kind) {
			words = append(words, kind.Word)
		}
	}
	return words
}
