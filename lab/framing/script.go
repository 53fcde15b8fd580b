package framing

import (
	"encoding/hex"
	"strconv"
	"strings"

	"stickylab/lab/cure"
	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// The pauses between two pieces, so that they arrive apart; of single bytes
// there are many.
const (
	apart     = "10ms"
	apartEach = "1ms"
	apartMany = "200us" // so that a long stream comes to its end
	manyBytes = 600
)

// Script returns the experiment that shows the exercise; empty when its codec
// is wrong.
func (e Exercise) Script() string {
	if e.Err != nil {
		return ""
	}
	lines := []string{"tcp", "server:", "    listen 1", "    accept", "    codec " + script.CodecText(e.Codec)}
	if e.Cut == CutWhole {
		lines = append(lines, "    wait client end")
	}
	lines = append(lines, "    loop until empty:", "        recv frame by "+strconv.Itoa(e.By), "client:")
	if e.Preset.Encoded {
		lines = append(lines, "    codec "+e.Preset.Codec)
	}
	lines = append(lines, "    connect")
	lines = append(lines, e.sends()...)
	return strings.Join(append(lines, "    close"), "\n") + "\n"
}

// sends are the lines that send the bytes in their pieces.
func (e Exercise) sends() []string {
	if e.Cut == CutRandom {
		stream := e.Preset.Stream()
		return []string{"    send " + script.Quote(stream) + cure.CutText(cure.RandomPieces(len(stream), e.Seed), apart)}
	}
	var lines []string
	for i, data := range e.Preset.Frames {
		line := "    send " + script.Quote(data)
		if e.Preset.Encoded {
			line = "    send frame " + script.Quote(e.Preset.Bodies[i])
		}
		if e.Cut == CutHeader && i > 0 {
			lines = append(lines, "    sleep "+apart)
		}
		lines = append(lines, line+e.cutOf(len(data)))
	}
	return lines
}

// cutOf is how one frame of n bytes is cut.
func (e Exercise) cutOf(n int) string {
	switch {
	case e.Cut == CutEach:
		if len(e.Preset.Stream()) > manyBytes {
			return " cut each 1 gap " + apartMany
		}
		return " cut each 1 gap " + apartEach
	case e.Cut == CutHeader && e.At < n:
		return cure.CutText([]int{e.At, n - e.At}, apart)
	}
	return ""
}

// ScriptOf is the experiment that sends bytes as they are and decodes them.
func ScriptOf(codec frame.Codec, stream []byte) string {
	return "tcp\nserver:\n    listen 1\n    accept\n    codec " + script.CodecText(codec) +
		"\n    wait client end\n    loop until empty:\n        recv frame by " + strconv.Itoa(usualBy) +
		"\nclient:\n    connect\n    send hex \"" + hex.EncodeToString(stream) + "\"\n    close\n"
}
