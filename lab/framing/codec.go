package framing

import (
	"stickylab/lab"
	"stickylab/lab/frame"
)

// CodecOf returns the codec of a peer's program; nil without one, and with
// several, where the events do not say which was in use.
func CodecOf(steps []lab.Step) (c frame.Codec) {
	for _, do := range codecsIn(steps) {
		if c != nil && do.String() != c.String() {
			return nil
		}
		c = do.Codec
	}
	return c
}

// codecsIn lists the codecs of steps, those within loops too.
func codecsIn(steps []lab.Step) (all []lab.Codec) {
	for _, step := range steps {
		switch do := step.Do.(type) {
		case lab.Codec:
			all = append(all, do)
		case lab.Loop:
			all = append(all, codecsIn(do.Body)...)
		}
	}
	return all
}
