package frame

// How a LengthField reads its field, and writes it.

// plain reports whether the field is all of the length, in bytes: then a decoder can
// search for the mistake in it, as reading does.
func (c LengthField) plain() bool {
	return c.Length.Text == 0 && c.Bits == 0 && c.Times == 0 && c.Per == 0 && !c.Keep
}

// value reads the length in bytes; -1 of digits that are none.
func (c LengthField) value(field []byte) int64 {
	v := c.Length.read(field)
	if c.Bits > 0 {
		v = int64(c.Length.bits(field) >> c.Shift & (1<<c.Bits - 1))
	}
	if v <= 0 || c.Times == 0 && c.Per == 0 {
		return v
	}
	if v = min(v, tooLarge/MaxFrame) * int64(max(c.Times, 1)); c.Per > 0 {
		v = (v + int64(c.Per) - 1) / int64(c.Per)
	}
	return v
}

// units is the length of so many bytes as it is written; false where they are no
// whole number of units.
func (c LengthField) units(bytes int64) (length int64, even bool) {
	length = bytes * int64(max(c.Per, 1))
	return length / int64(max(c.Times, 1)), length%int64(max(c.Times, 1)) == 0
}

// most is the largest length that there is room for.
func (c LengthField) most() int64 {
	if c.Bits > 0 {
		return 1<<c.Bits - 1
	}
	return c.Length.max()
}
