// Package course holds the lessons of the lab, each a folder with a script,
// its text in Chinese and English, and its expectation: what the text claims
// about the run, in a form that is held against every real run.
//
// # Expectation
//
// A line of expect.txt is one of
//
//	CLAIM { and CLAIM }                  what every run of the script shows
//	choice N: CLAIM { and CLAIM }        when the N-th choice of the question is right
//	try "OLD" -> "NEW"                   a variant: the first OLD in the script becomes NEW
//	try: CLAIM { and CLAIM }             what every run of the variant above shows
//	# comment
//
// and a claim is
//
//	end REASON                           done, stopped, limit or error
//	sockets N                            so many sockets were opened or accepted
//	PEER CALL count N                    the peer completed the call so often
//	PEER CALL N { PROPERTY }             its N-th such call (from 1) was made and is so
//	PEER CALL N-M { PROPERTY }           all calls from the N-th to the M-th are so
//
// with calls named as events name them (send, recvfrom, setsockopt), strings
// written as in Go, and the properties
//
//	= "BYTES"                            the bytes sent or received
//	got N, asked N, datagram N           counts of bytes
//	exact, coalesced, split, truncated, lost    the verdict is these words and no other
//	joined "QUEUE"                       where the messages ran together
//	from PEER CALL N                     it has bytes of that send; given several times: of these and no other
//	on PEER CALL N                       it was made on the same socket as that call
//	waited, not waited                   it could not, could be done at once
//	eof                                  the end of the stream
//	err NAME                             it failed: an errno or timeout
//	stopped                              it still waited when the run was ended
//	text "TEXT"                          what else the event says
//	before PEER CALL N, after PEER CALL N    it ended earlier, later than that call ended
//	outq, unsent, inq, segs_out, segs_in, unacked, cwnd, mss, retrans, drops N
//	                                     what the kernel held right after the call; unknown for N where it cannot be measured
//
// A call of which neither eof nor err nor stopped is said must have none of
// them. Because on loopback a receive mostly ends before the send that fed it,
// before and after are for calls whose order the script itself makes sure of.
package course

import (
	"slices"
	"sync"

	"stickylab/lab"
)

// Lesson is one lesson of the course. It is read-only and may be shared.
type Lesson struct {
	Slug string
	// Part is the part of the course, from 1.
	Part int
	// Script is what the lesson ships, Experiment the same parsed.
	Script     string
	Experiment lab.Experiment
	// Cure is the slug of the lesson that cures what this one shows, Uncured
	// of the one that shows it without the cure: its run is compared with this
	// one's. Empty without one.
	Cure, Uncured string

	texts  map[string]Text
	expect expectation
}

// Text gives the lesson's text in "en", or in Chinese for any other language.
func (l Lesson) Text(lang string) Text {
	text, ok := l.texts[lang]
	if !ok {
		text = l.texts["zh"]
	}
	text.Choices = slices.Clone(text.Choices)
	return text
}

// embedded loads the lessons once. Tests load them too, so that a broken one
// never leaves the workshop.
var embedded = sync.OnceValues(func() ([]Lesson, error) { return load(files()) })

// All gives the lessons in the order of the course. It panics when an embedded
// lesson is broken, which says that the binary was built past its tests.
func All() []Lesson {
	lessons, err := embedded()
	if err != nil {
		panic(err)
	}
	return slices.Clone(lessons)
}

// Find gives the lesson with the slug.
func Find(slug string) (Lesson, bool) {
	lessons := All()
	i := slices.IndexFunc(lessons, func(l Lesson) bool { return l.Slug == slug })
	if i < 0 {
		return Lesson{}, false
	}
	return lessons[i], true
}
