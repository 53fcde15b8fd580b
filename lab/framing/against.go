package framing

import (
	"bytes"
	"iter"

	"stickylab/lab/frame"
)

// Limits of what is listed of two codecs.
const (
	// alikeBefore is how many parts are listed in front of the first difference,
	// differing how many from it on.
	alikeBefore = 2
	differing   = 6
	// maxAgainstBody is the most bytes that are kept of what a frame delivers.
	maxAgainstBody = 256
)

// Against is what two codecs make of the same bytes.
type Against struct {
	// Codecs are the two, Cuts what each makes of the stream.
	Codecs [2]frame.Codec
	Cuts   [2]*Cut
	// Alike counts the parts that both have from the beginning.
	Alike int
	// At is the byte from which they differ, -1 where they do not.
	At int
	// Parts are those around the first difference: the last ones that are alike, then
	// those of each.
	Common []Part
	Parts  [2][]Part
}

// CutAgainst cuts a stream by two codecs. The error is that of a codec.
func CutAgainst(a, b frame.Codec, stream []byte) (*Against, error) {
	v := &Against{Codecs: [2]frame.Codec{a, b}, At: -1}
	var next [2]func() (Part, bool)
	for i, codec := range v.Codecs {
		all, err := partsOf(codec, stream)
		if err != nil {
			return nil, err
		}
		if v.Cuts[i], err = CutBytes(codec, stream); err != nil {
			return nil, err
		}
		var stop func()
		next[i], stop = iter.Pull(all)
		defer stop()
	}
	v.compare(next, len(stream))
	return v, nil
}

// compare goes through both as long as they are alike, and a little further.
func (v *Against) compare(next [2]func() (Part, bool), size int) {
	for {
		a, hasA := next[0]()
		b, hasB := next[1]()
		switch {
		case !hasA && !hasB:
			return
		case hasA && hasB && a.same(b):
			v.Alike++
			if len(v.Common) == alikeBefore {
				v.Common = append(v.Common[:0], v.Common[1:]...)
			}
			v.Common = append(v.Common, kept(a))
			continue
		}
		v.At = size
		for i, first := range [2]Part{a, b} {
			if has := [2]bool{hasA, hasB}[i]; has {
				v.At = min(v.At, first.From)
				v.Parts[i] = append(v.Parts[i], kept(first))
				v.Parts[i] = append(v.Parts[i], nextParts(next[i])...)
			}
		}
		return
	}
}

// nextParts takes the next parts, as many as are listed.
func nextParts(next func() (Part, bool)) (all []Part) {
	for len(all) < differing-1 {
		p, has := next()
		if !has {
			return all
		}
		all = append(all, kept(p))
	}
	return all
}

// kept is a part whose body holds.
func kept(p Part) Part {
	p.Body = bytes.Clone(p.Body[:min(len(p.Body), maxAgainstBody)])
	return p
}
