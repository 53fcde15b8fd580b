package view

import (
	"stickylab/lab/frame"
	"stickylab/lab/framing"
)

// stateTeller says what a decoder has. Of the codec it knows whether frames announce
// their length; size counts all bytes.
type stateTeller struct {
	lang      string
	announced bool
	size      int
}

func newStateTeller(lang string, codec frame.Codec, size int) (stateTeller, error) {
	begin, err := framing.States(codec, nil, 0, 0)
	if err != nil {
		return stateTeller{}, err
	}
	// A length that is known before any byte came is the codec's own.
	return stateTeller{lang: lang, announced: begin[0].State.Length < 0, size: size}, nil
}

// text says what it has after some bytes, what it needs, and why.
func (t stateTeller) text(at *framing.At) string {
	lang, said := t.lang, stateSoFar(t.lang, at)
	if !at.Stopped {
		said = T(lang, "own.then", said, t.need(at.State))
	}
	if at.Byte == t.size {
		said = T(lang, "own.then", said, T(lang, "study.at.all"))
	}
	return said
}

// stateSoFar says what came of the bytes so far.
func stateSoFar(lang string, at *framing.At) string {
	switch {
	case at.Stopped:
		return T(lang, "own.then", at.Fault.In(lang), T(lang, "study.at.stopped"))
	case at.Byte == 0:
		return T(lang, "study.at.none")
	case at.Ended():
		return T(lang, "study.at.ended", at.Frames, span(at.Last.From, at.Last.To-at.Last.From))
	case at.Fault != nil && (at.State.Have == 0 || at.State.Part == frame.PartSkip):
		return at.Fault.In(lang)
	case at.State.Have == 0:
		return T(lang, "study.at.between", at.Frames)
	}
	return T(lang, "study.at.under", at.Frames+1, at.State.Off, at.State.Have)
}

// need says what the decoder waits for.
func (t stateTeller) need(s frame.State) string {
	lang, missing := t.lang, s.Need-int64(s.Have)
	switch s.Part {
	case frame.PartDelimiter:
		if s.Have == 0 {
			return T(lang, "study.at.delimiter.first")
		}
		return T(lang, "study.at.delimiter", s.Have)
	case frame.PartSkip:
		if s.Need > 0 {
			return T(lang, "study.at.skip", s.Need)
		}
		return T(lang, "study.at.skip.open")
	case frame.PartBody:
		if s.Length >= 0 && t.announced {
			return T(lang, "study.at.length", s.Need, s.Have, missing, s.Length)
		}
		return T(lang, "study.at.body", s.Need, s.Have, missing)
	}
	return T(lang, "study.at.header", s.Need, s.Have, missing)
}
