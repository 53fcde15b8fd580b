package cure

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/script"
)

// Messages gives what an experiment sends as messages: what is written in the
// sends of the peer that sends most, without headers, which are a cure
// already. A loop counts for as often as it goes round. Of two that send as
// many it is the one with more bytes, then the later one: clients mostly.
func Messages(exp lab.Experiment) [][]byte {
	var most [][]byte
	for _, peer := range exp.Peers {
		said := sent(peer.Steps, nil)
		if len(said) > len(most) || len(said) == len(most) && size(said) >= size(most) {
			most = said
		}
	}
	return most
}

func size(messages [][]byte) int { return len(slices.Concat(messages...)) }

// sent adds the messages of steps to those there are, until there are enough.
func sent(steps []lab.Step, all [][]byte) [][]byte {
	for _, step := range steps {
		switch do := step.Do.(type) {
		case lab.Try:
			all = sent([]lab.Step{{Do: do.Do}}, all)
		case lab.Loop:
			all = repeated(do, all)
		case lab.Branch, lab.Thread:
			all = sent(lab.BlockOf(do), all)
		case lab.Send:
			if m, ok := written(do.Terms); ok && len(all) <= MaxMessages {
				all = append(all, m)
			}
		}
	}
	return all
}

func repeated(loop lab.Loop, all [][]byte) [][]byte {
	before := -1
	for round := 0; len(all) > before && len(all) <= MaxMessages && (loop.Count == 0 || round < loop.Count); round++ {
		before = len(all)
		all = sent(loop.Body, all)
	}
	return all
}

// written joins what stands in a send as it is; false when nothing does.
func written(terms []lab.Term) (m []byte, ok bool) {
	for _, term := range terms {
		if l, is := term.(lab.Literal); is && l.Count == nil {
			ok = true
			times := min(l.Times, MaxMessage/max(len(l.Bytes), 1)+1)
			m = append(m, bytes.Repeat(l.Bytes, times)...)
		}
	}
	return m, ok
}

// Text writes messages as ParseMessages reads them, one a line.
func Text(messages [][]byte) string {
	lines := make([]string, len(messages))
	for i, m := range messages {
		lines[i] = line(m)
	}
	return strings.Join(lines, "\n")
}

// line writes one message; many times the same byte is short.
func line(m []byte) string {
	const usual = 24
	if len(m) > usual && len(bytes.Trim(m, string(m[:1]))) == 0 && m[0] < 0x80 {
		return fmt.Sprintf("%s * %d", script.Quote(m[:1]), len(m))
	}
	return script.Quote(m)
}

// head is the script that ParseMessages reads messages in.
const (
	head      = "tcp\nclient:\n    connect\n"
	headLines = 3
)

// ParseMessages reads messages, one a line, written as what a script sends:
// "hello", "x" * 300. Blank lines count for nothing. The error is a
// *script.Error whose Line is that of the text.
func ParseMessages(text string) ([][]byte, error) {
	var b strings.Builder
	b.WriteString(head)
	for line := range strings.SplitSeq(strings.TrimRight(text, " \r\n"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString("    send " + line)
		}
		b.WriteByte('\n')
	}
	exp, err := script.Parse(b.String())
	if err != nil {
		return nil, moved(err)
	}
	return sent(exp.Peers[0].Steps, nil), nil
}

// indent is what stands before a message in that script.
const indent = len("    send ")

// moved gives an error the place that it has in the text.
func moved(err error) error {
	var wrong *script.Error
	if !errors.As(err, &wrong) {
		return err
	}
	there := *wrong
	there.Line, there.Col = max(1, wrong.Line-headLines), max(1, wrong.Col-indent)
	return &there
}
