package frame

import (
	"strconv"
	"strings"
)

// String writes the struct format, or the prefix and the number of bytes.
func (n Integer) String() string {
	const signed = "?bh?i???q"
	code := string(signed[n.Size])
	if code == "?" {
		code = strconv.Itoa(n.Size)
	} else if !n.Signed {
		code = strings.ToUpper(code)
	}
	switch {
	case n.Size == 1:
		return code
	case n.Little:
		return "<" + code
	}
	return "!" + code
}

// text writes a codec word by word.
type text struct{ words []string }

func (t *text) add(words ...string) { t.words = append(t.words, words...) }

// number adds a parameter unless it is the usual one.
func (t *text) number(name string, value, usual int) {
	if value != usual {
		t.add(name, strconv.Itoa(value))
	}
}

func (t *text) flag(name string, set bool) {
	if set {
		t.add(name)
	}
}

func (t *text) String() string { return strings.Join(t.words, " ") }

// String writes the codec as Parse reads it.
func (c LengthField) String() string {
	var t text
	t.add("length", strconv.Quote(c.Length.String()))
	t.number("offset", c.Offset, 0)
	t.number("adjust", c.Adjustment, 0)
	t.number("strip", c.Strip, c.head())
	t.number("max", c.Max, DefaultMax)
	t.flag("late", c.Late)
	return t.String()
}

// String writes the codec as Parse reads it.
func (c Varint) String() string {
	var t text
	t.add("varint")
	t.number("offset", c.Offset, 0)
	t.number("max", c.Max, DefaultMax)
	t.flag("late", c.Late)
	return t.String()
}

// String writes the codec as Parse reads it.
func (c Delimiter) String() string {
	var t text
	if c.lines() {
		t.add("line")
	} else {
		t.add("delimiter")
		for _, by := range c.By {
			t.add(strconv.Quote(string(by)))
		}
	}
	if c.Escaped {
		t.add("escape", strconv.Quote(string([]byte{c.Escape})))
	}
	t.flag("keep", c.Keep)
	t.number("max", c.Max, DefaultMax)
	t.flag("late", c.Late)
	return t.String()
}

// lines reports whether the codec is that of Line.
func (c Delimiter) lines() bool {
	return len(c.By) == 2 && string(c.By[0]) == "\r\n" && string(c.By[1]) == "\n" && !c.Escaped && !c.Keep
}

// String writes the codec as Parse reads it.
func (c Fixed) String() string {
	var t text
	t.add("fixed", strconv.Itoa(c.Size))
	if c.Pad != 0 {
		t.add("pad", strconv.Quote(string([]byte{c.Pad})))
	}
	return t.String()
}

// String writes the codec as Parse reads it.
func (c JSONHeader) String() string {
	var t text
	t.add("json", strconv.Quote(c.Length.String()))
	if c.Key != "size" {
		t.add("key", strconv.Quote(c.Key))
	}
	t.number("header", c.MaxHeader, defaultMaxHeader)
	t.number("max", c.Max, DefaultMax)
	return t.String()
}

// String writes the codec as Parse reads it.
func (c RESP) String() string {
	var t text
	t.add("resp")
	t.number("max", c.Max, DefaultMax)
	return t.String()
}

// String writes the codec as Parse reads it.
func (c HTTP) String() string {
	var t text
	t.add("http")
	t.flag("chunked", c.Chunked)
	t.number("header", c.MaxHeader, defaultMaxHeader)
	t.number("max", c.Max, DefaultMax)
	return t.String()
}

// String writes the codec as Parse reads it.
func (c WebSocket) String() string {
	var t text
	t.add("websocket")
	if c.Mask != "" {
		t.add("mask", strconv.Quote(c.Mask))
	}
	t.number("max", c.Max, DefaultMax)
	return t.String()
}
