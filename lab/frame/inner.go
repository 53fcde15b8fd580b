package frame

// Codecs that take a codec, and what they have in common.

// innerParameter is the codec that another one adds something to.
func innerParameter[C Codec](field func(*C) *Codec) Parameter {
	return innerOf(Parameter{Name: "codec"}, field)
}

// validateInner returns what is wrong with a codec within another.
func validateInner(c Codec) error {
	if c == nil {
		return codecError("codec", "")
	}
	return c.Validate()
}

// decoded returns the frame that framed is; the error is that of its decoder.
func decoded(c Codec, framed []byte) (Frame, error) {
	d, err := NewDecoder(c)
	if err != nil {
		return Frame{}, err
	}
	d.Feed(framed)
	f, ok, err := d.Next()
	switch {
	case err != nil:
		return Frame{}, err
	case !ok:
		if err := d.End(); err != nil {
			return Frame{}, err
		}
		return Frame{}, &Error{Kind: KindShort, Have: len(framed), Need: int64(len(framed) + 1)}
	case len(f.Raw) != len(framed):
		return Frame{}, &Error{Kind: KindDelimiter, Off: int64(len(f.Raw))}
	}
	return f, nil
}
