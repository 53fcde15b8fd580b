package exercise

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/script"
)

// maxTime ends a run of an exercise, and so does a shorter limit of its own.
const maxTime = 3 * time.Second

// Runs returns the scripts that are to be run to check what a learner wrote: that
// alone, or each case with the learner's programs in it. The error is a
// *script.Error.
func (x Exercise) Runs(text string) (written lab.Experiment, scripts []string, err error) {
	if written, err = script.Parse(text); err != nil {
		return lab.Experiment{}, nil, err
	}
	if len(x.cases) == 0 {
		return written, []string{limited(written)}, nil
	}
	for _, one := range x.cases {
		one.Peers = slices.Clone(one.Peers)
		for i, p := range one.Peers {
			if own, ok := peerOf(written, p.Name); ok && slices.Contains(x.yours, p.Name) {
				one.Peers[i].Steps = own.Steps
			}
		}
		scripts = append(scripts, limited(one))
	}
	return written, scripts, nil
}

// limited writes an experiment whose run ends by itself.
func limited(e lab.Experiment) string {
	e.Limit = min(cmp.Or(e.Limit, maxTime), maxTime)
	return script.Print(e)
}

func peerOf(e lab.Experiment, name string) (lab.Peer, bool) {
	i := slices.IndexFunc(e.Peers, func(p lab.Peer) bool { return p.Name == name })
	if i < 0 {
		return lab.Peer{}, false
	}
	return e.Peers[i], true
}

// keeps reports whether the programs of peers are as they were.
func keeps(peers []string) condition {
	return func(x *Exercise, e lab.Experiment) bool {
		return e.Transport == x.start.Transport && !slices.ContainsFunc(peers, func(name string) bool {
			was, _ := peerOf(x.start, name)
			is, ok := peerOf(e, name)
			return !ok || program(was) != program(is)
		})
	}
}

// program writes the program of a peer, without comments.
func program(p lab.Peer) string { return script.Print(lab.Experiment{Peers: []lab.Peer{p}}) }

// without reports whether no line of the programs begins with one of the words.
func without(words []string) condition {
	return func(_ *Exercise, e lab.Experiment) bool {
		return !slices.ContainsFunc(lines(e), func(line string) bool {
			return slices.ContainsFunc(strings.Fields(line), func(word string) bool { return slices.Contains(words, word) })
		})
	}
}

// changes reports whether at most so many lines were changed, put in or left out.
func changes(most int) condition {
	return func(x *Exercise, e lab.Experiment) bool {
		was, is := lines(x.start), lines(e)
		return max(len(was), len(is))-common(was, is) <= most
	}
}

func lines(e lab.Experiment) []string {
	all := strings.Split(strings.TrimSpace(script.Print(e)), "\n")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return all
}

// common counts the lines of the longest common subsequence.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for i := range a {
		before := 0 // the number for i-1 and j-1
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			before = above
		}
	}
	return row[len(b)]
}
