package web

import (
	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// codecOf finds the codec of a peer in a script; nil without one, and with
// several, of which the events do not tell which was in use.
func codecOf(text, peer string) (c frame.Codec) {
	exp, err := script.Parse(text)
	if err != nil {
		return nil
	}
	for _, p := range exp.Peers {
		if p.Name != peer {
			continue
		}
		for _, do := range codecsIn(p.Steps) {
			if c != nil && do.String() != c.String() {
				return nil
			}
			c = do.Codec
		}
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
