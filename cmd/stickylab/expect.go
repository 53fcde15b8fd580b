package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"stickylab/lab"
	"stickylab/lab/catalog"
	"stickylab/lab/claims"
	"stickylab/lab/record"
)

// maxExpectation bounds a file of claims in bytes.
const maxExpectation = 256 << 10

// expecting holds runs of one experiment against claims.
type expecting struct {
	program
	peers  []string
	claims claims.Claims
	runs   int
	failed int // runs in which something that was claimed was not so
}

// peersOf lists the names of the experiment's peers in their order.
func peersOf(e lab.Experiment) []string {
	names := make([]string, len(e.Peers))
	for i, peer := range e.Peers {
		names[i] = peer.Name
	}
	return names
}

// expectFile reads a file of claims about the experiment.
func (p program) expectFile(name string, e lab.Experiment) (*expecting, error) {
	text, err := readText(name, maxExpectation)
	if errors.Is(err, os.ErrNotExist) {
		p.sayf("cli.no-file", name)
		return nil, errUsage
	}
	if err != nil {
		return nil, err
	}
	return p.expect(filepath.Base(name), text, e)
}

// expect reads claims about the experiment; what is wrong in them is printed.
func (p program) expect(name, text string, e lab.Experiment) (*expecting, error) {
	peers := peersOf(e)
	all, err := claims.Parse(name, text, peers)
	if err != nil {
		fmt.Fprintln(p.err, p.inLanguage(err))
		return nil, errUsage
	}
	return &expecting{program: p, peers: peers, claims: all}, nil
}

// check holds one run against the claims.
func (x *expecting) check(t record.Trace) { x.add(t, x.claims.Check(claims.NewRun(t, x.peers))) }

// add counts a run and prints what was not as claimed, nil when all was. A run
// that was interrupted shows nothing.
func (x *expecting) add(t record.Trace, err error) {
	if t.End.Reason == lab.EndStopped {
		return
	}
	x.runs++
	if err != nil {
		x.failed++
		fmt.Fprintln(x.program.err, x.text("cli.not-so", x.runs, x.inLanguage(err)))
	}
}

// result prints how many runs were as claimed; the error is errRun when not
// all were, or none ended by itself.
func (x *expecting) result(what string) error {
	fmt.Fprintln(x.program.out, x.text("cli.expected", what, x.runs-x.failed, x.runs))
	if x.failed > 0 || x.runs == 0 {
		return errRun
	}
	return nil
}

// words returns an error's text in the reader's language, where it has one.
func (p program) inLanguage(err error) string {
	if words, ok := err.(catalog.InLanguage); ok {
		return words.In(p.lang)
	}
	return err.Error()
}

// readText reads a file of at most that many bytes.
func readText(name string, most int64) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }()
	var text strings.Builder
	n, err := io.Copy(&text, io.LimitReader(file, most+1))
	if err == nil && n > most {
		err = fmt.Errorf("%s: %w", name, &lab.LimitError{Name: "file-bytes", Max: int(most)})
	}
	return text.String(), err
}
