package cure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// pause is what lies between two pieces of a run, so that they arrive apart.
const pause = "10ms"

// Script gives the experiment that delivers the case on real sockets.
func (c Case) Script(codec frame.Codec) string {
	var b writer
	b.line(0, "tcp")
	b.line(0, "server:")
	b.line(1, "listen 1")
	b.line(1, "accept")
	c.server(&b, codec)
	b.line(0, "client:")
	b.line(1, "connect")
	c.client(&b, codec)
	b.line(1, "close")
	return b.String()
}

// server takes all at once where the case is whole, every byte on its own
// where it is cut so, and else what comes.
func (c Case) server(b *writer, codec frame.Codec) {
	if c.Cutting.Kind == Whole {
		b.line(1, "wait client end")
	}
	if codec == nil {
		b.line(1, "loop until empty:")
		b.line(2, "recv 65536")
		return
	}
	by := "by 65536"
	if c.eachRun() {
		by = "by 1"
	}
	b.line(1, "codec "+script.CodecText(codec))
	b.line(1, "loop until empty:")
	b.line(2, "recv frame "+by)
}

// client sends the messages, cut as the case is where the cuts are within
// messages, and else as one.
func (c Case) client(b *writer, codec frame.Codec) {
	framed := codec != nil && !c.Careless
	if framed {
		b.line(1, "codec "+script.CodecText(codec))
	}
	switch {
	case framed && c.Cutting.Kind == Each:
		for i, m := range c.Messages {
			b.line(1, "send frame "+script.Quote(slices.Concat(c.Lead, m))+c.singly(i))
		}
	case c.Cutting.Kind == Whole && framed:
		for _, m := range c.Messages {
			b.line(1, "send frame "+script.Quote(slices.Concat(c.Lead, m)))
		}
	case c.Cutting.Kind == Whole:
		for _, data := range c.Frames {
			b.line(1, "send "+script.Quote(data))
		}
	default:
		b.line(1, "send "+script.Quote(c.Stream())+CutText(c.Cutting.Pieces, pause))
	}
}

// singly cuts each byte of a frame off or, of a long one, those of its header.
func (c Case) singly(i int) string {
	if c.eachRun() {
		return " cut each 1 gap 1ms"
	}
	return CutText(append(slices.Repeat([]int{1}, c.Heads[i]), len(c.Frames[i])-c.Heads[i]), "1ms")
}

// Singly reports whether the run of a case of single bytes sends and takes each
// of them on its own: of a long stream it does so only with the headers.
func (c Case) Singly() bool { return c.eachRun() }

// eachRun reports whether the run sends every byte on its own.
func (c Case) eachRun() bool {
	return c.Cutting.Kind == Each && len(c.Stream()) <= maxEachRun
}

// CutText writes how a send is cut into pieces of these sizes; of too many the
// last ones stay together.
func CutText(pieces []int, gap string) string {
	if len(pieces) < 2 {
		return ""
	}
	sizes := make([]string, 0, len(pieces)-1)
	for _, size := range pieces[:min(len(pieces)-1, maxPiecesRun)] {
		sizes = append(sizes, strconv.Itoa(size))
	}
	return fmt.Sprintf(" cut %s gap %s", strings.Join(sizes, ", "), gap)
}

// writer writes a script line by line.
type writer struct{ strings.Builder }

func (w *writer) line(depth int, text string) {
	w.WriteString(strings.Repeat("    ", depth) + text + "\n")
}
