package frame

import (
	"math/big"
	"regexp"
	"strings"
)

// naiveNumber knows headers that are a number.
func naiveNumber(c Number, s string) (bodies []string, kind string) {
	base := 10
	if c.Hex {
		base = 16
	}
	for {
		text, rest, found := strings.Cut(s, string(c.By))
		if found && len(text)+len(c.By) > c.MaxHeader || !found && len(s) >= c.MaxHeader {
			return bodies, KindNoDelimiter
		}
		if !found {
			return bodies, ""
		}
		n, ok := new(big.Int).SetString(text, base)
		if !ok || strings.ContainsAny(text, "+-_") {
			return bodies, KindProtocol
		}
		n.Add(n, big.NewInt(int64(c.Adjustment)))
		switch {
		case n.Sign() < 0:
			return bodies, KindNegative
		case n.Cmp(big.NewInt(int64(c.Max))) > 0:
			return bodies, KindTooLong
		case int(n.Int64()) > len(rest):
			return bodies, ""
		}
		bodies, s = append(bodies, rest[:n.Int64()]), rest[n.Int64():]
	}
}

var decimal = regexp.MustCompile(`^[0-9]+$`)

// naiveHeaders takes the lines of a header one after another.
func naiveHeaders(c Headers, s string) (bodies []string, kind string) {
	for {
		length, at := "", 0
		for count := 1; ; count++ {
			line, _, found := strings.Cut(s[at:], "\n")
			if end := at + len(line) + 1; found && end > c.MaxHeader || !found && len(s) >= c.MaxHeader {
				return bodies, KindNoDelimiter
			}
			if !found {
				return bodies, ""
			}
			at += len(line) + 1
			line = strings.TrimSuffix(line, "\r")
			if line == "" && count == 1 {
				return bodies, KindProtocol
			}
			if line == "" {
				break
			}
			name, value, colon := strings.Cut(line, ":")
			if !colon && count > 1 {
				return bodies, KindProtocol
			}
			for _, field := range c.Fields {
				if colon && strings.EqualFold(strings.TrimSpace(name), string(field)) {
					value = strings.TrimSpace(value)
					if !decimal.MatchString(value) || length != "" && strings.TrimLeft(length, "0") != strings.TrimLeft(value, "0") {
						return bodies, KindProtocol
					}
					length = value
				}
			}
		}
		var end int
		switch n, ok := new(big.Int).SetString(length, 10); {
		case ok && n.Cmp(big.NewInt(int64(c.Max))) > 0:
			return bodies, KindTooLong
		case ok:
			end = at + int(n.Int64())
		case len(c.Until) == 0:
			end = at
		default:
			i := strings.Index(s[at:], string(c.Until))
			if i > c.Max || i < 0 && len(s)-at > c.Max {
				return bodies, KindNoDelimiter
			}
			if i < 0 {
				return bodies, ""
			}
			end = at + i
		}
		total := end + len(c.Until)
		if total > len(s) {
			return bodies, ""
		}
		if s[end:total] != string(c.Until) {
			return bodies, KindProtocol
		}
		bodies, s = append(bodies, s[at:end]), s[total:]
	}
}

// naiveBER takes value after value.
func naiveBER(c BER, s []byte) (bodies []string, kind string) {
	for {
		if len(s) == 0 {
			return bodies, ""
		}
		at := 1
		if s[0]%32 == 31 {
			for at < len(s) && s[at] >= 128 {
				at++
			}
			at++
		}
		if at > 6 {
			return bodies, KindProtocol
		}
		if len(s) <= at {
			return bodies, ""
		}
		n, head := big.NewInt(int64(s[at])), at+1
		if s[at] >= 128 {
			count := int(s[at]) - 128
			if count == 0 || count > 8 {
				return bodies, KindProtocol
			}
			if head += count; len(s) < head {
				return bodies, ""
			}
			n.SetBytes(s[at+1 : head])
		}
		if n.Cmp(big.NewInt(int64(c.Max))) > 0 {
			return bodies, KindTooLong
		}
		end := head + int(n.Int64())
		if end > len(s) {
			return bodies, ""
		}
		bodies, s = append(bodies, string(s[head:end])), s[end:]
	}
}
