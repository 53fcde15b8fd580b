package frame

import (
	"fmt"
	"strings"
)

// naiveOne returns the first frame of a stream: the shortest beginning of it in which
// the naive decoder of the codec finds one.
func naiveOne(c Codec, s []byte) (n int, body, kind string) {
	for n := range len(s) + 1 {
		switch bodies, kind := naive(c, s[:n]); {
		case kind != "":
			return 0, "", kind
		case len(bodies) > 0:
			return n, bodies[0], ""
		}
	}
	return 0, "", ""
}

// naiveWrapped decodes codecs that take a codec, frame by frame.
func naiveWrapped(c Codec, s []byte) (bodies []string, kind string, ok bool) {
	for at := 0; ; {
		n, body, kind := naiveFrame(c, s[at:])
		if kind != "" || n == 0 {
			return bodies, kind, true
		}
		if at += n; body != "" || !passedOver(c, s[at-n:at]) {
			bodies = append(bodies, body)
		}
	}
}

func passedOver(c Codec, s []byte) bool {
	skip, ok := c.(Skip)
	for _, over := range skip.Over {
		if string(over) == string(s) {
			return ok
		}
	}
	return false
}

func naiveFrame(c Codec, s []byte) (n int, body, kind string) {
	switch c := c.(type) {
	case Start:
		for i := range c.Mark {
			if len(s) < len(c.Mark) {
				return 0, "", ""
			}
			if s[i] != c.Mark[i] {
				return 0, "", KindProtocol
			}
		}
		return naiveOne(c.Codec, s)
	case End:
		n, body, kind = naiveOne(c.Codec, s)
		if n > 0 && !strings.HasSuffix(body, string(c.Mark)) {
			return 0, "", KindCheck
		}
		return n, strings.TrimSuffix(body, string(c.Mark)), kind
	case Skip:
		for _, over := range c.Over {
			if strings.HasPrefix(string(s), string(over)) {
				return len(over), "", ""
			}
			if len(s) > 0 && strings.HasPrefix(string(over), string(s)) {
				return 0, "", ""
			}
		}
		return naiveOne(c.Codec, s)
	case When: // of one byte at the front
		if len(s) == 0 {
			return 0, "", ""
		}
		for _, is := range c.Is {
			if s[c.At]&c.Mask[0] == is[0]&c.Mask[0] {
				return naiveOne(c.Codec, s)
			}
		}
		return naiveOne(c.Else, s)
	case Join:
		return naiveJoin(c, s)
	case Check:
		return naiveCheck(c, s)
	}
	panic(fmt.Sprintf("no naive %T", c))
}

// naiveJoin knows conditions on the first byte.
func naiveJoin(c Join, s []byte) (n int, message, kind string) {
	for parts := 0; ; {
		m, body, kind := naiveOne(c.Codec, s[n:])
		if kind != "" || m == 0 {
			return 0, "", kind
		}
		first, last := s[n], c.More
		for _, is := range c.Is {
			if len(c.Mask) > 0 && first&c.Mask[0] == is[0]&c.Mask[0] || len(c.Mask) == 0 && first == is[0] {
				last = !c.More
			}
		}
		if n += m; n > c.Max {
			return 0, "", KindTooLong
		}
		if len(c.Apart) > 0 && first&c.Apart[0] != 0 {
			if parts == 0 {
				return n, body, ""
			}
			continue
		}
		parts++
		message += body
		if last {
			return n, message, ""
		}
	}
}

// naiveCheck knows an exclusive or in one byte, and a sum in decimal digits.
func naiveCheck(c Check, s []byte) (n int, body, kind string) {
	n, body, kind = naiveOne(c.Codec, s)
	if n == 0 {
		return n, body, kind
	}
	end := len(body) - len(c.Label) - c.As.Size
	if end < c.From {
		return 0, "", KindShort
	}
	x, sum := byte(0), 0
	for i := c.From; i < end; i++ {
		x, sum = x^body[i], sum+int(body[i])
	}
	want := string([]byte{x})
	if c.Sum != "xor" {
		want = fmt.Sprintf("%s%03d", c.Label, sum%256)
	}
	if body[end:] != want {
		return 0, "", KindCheck
	}
	return n, body[:end], ""
}
