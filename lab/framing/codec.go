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
		if do, ok := step.Do.(lab.Codec); ok {
			all = append(all, do)
		}
		all = append(all, codecsIn(lab.BlockOf(step.Do))...)
	}
	return all
}
