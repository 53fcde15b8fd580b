package frame

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"
)

// naive decodes a whole stream at once, each codec by its definition and with
// nothing shared with the decoder. It gives the bodies and the kind of the
// error that it stops at.
func naive(c Codec, stream []byte) (bodies []string, kind string) {
	switch c := c.(type) {
	case LengthField:
		return naiveLength(c, stream)
	case Varint:
		return naiveVarint(c, stream)
	case Delimiter:
		return naiveDelimiter(c, stream)
	case Fixed:
		return naiveFixed(c, stream)
	case JSONHeader:
		return naiveJSON(c, stream)
	case RESP:
		return naiveRESP(c, stream)
	case HTTP:
		return naiveHTTP(c, stream)
	case WebSocket:
		return naiveWebSocket(c, stream)
	case Number:
		return naiveNumber(c, string(stream))
	case Headers:
		return naiveHeaders(c, string(stream))
	case BER:
		return naiveBER(c, stream)
	case COBS:
		return naiveCOBS(stream, c.Max)
	}
	if bodies, kind, ok := naiveWrapped(c, stream); ok {
		return bodies, kind
	}
	panic("no such codec")
}

// number reads digit by digit, in base 256.
func number(n Integer, p []byte) *big.Int {
	v := new(big.Int)
	if n.Text != 0 {
		if _, ok := v.SetString(string(p[:n.Size]), n.base()); !ok || strings.ContainsAny(string(p[:n.Size]), "+-_") {
			return big.NewInt(-1)
		}
		return v
	}
	for i := range n.Size {
		digit := p[i]
		if n.Little {
			digit = p[n.Size-1-i]
		}
		v.Add(v.Mul(v, big.NewInt(256)), big.NewInt(int64(digit)))
	}
	if half := new(big.Int).Lsh(big.NewInt(1), uint(8*n.Size-1)); n.Signed && v.Cmp(half) >= 0 {
		v.Sub(v, half.Lsh(half, 1))
	}
	return v
}

func naiveLength(c LengthField, s []byte) (bodies []string, kind string) {
	for {
		if len(s) < c.Offset+c.Length.Size {
			return bodies, ""
		}
		value := number(c.Length, s[c.Offset:])
		if c.Bits > 0 {
			value.Rsh(value, uint(c.Shift)).Mod(value, new(big.Int).Exp(big.NewInt(2), big.NewInt(int64(c.Bits)), nil))
		}
		if value.Sign() > 0 {
			value.Mul(value, big.NewInt(int64(max(1, c.Times)))).Add(value, big.NewInt(int64(max(1, c.Per)-1)))
			value.Quo(value, big.NewInt(int64(max(1, c.Per))))
		}
		total := new(big.Int).Add(value, big.NewInt(int64(c.Adjustment+c.Offset+c.Length.Size)))
		switch {
		case value.Sign() < 0 && c.Length.Text != 0:
			return bodies, KindProtocol
		case value.Sign() < 0:
			return bodies, KindNegative
		case total.Cmp(big.NewInt(int64(c.Max))) > 0:
			return bodies, KindTooLong
		case total.Cmp(big.NewInt(int64(max(c.Offset+c.Length.Size, c.Strip)))) < 0:
			return bodies, KindShort
		case total.Cmp(big.NewInt(int64(len(s)))) > 0:
			return bodies, ""
		}
		n := int(total.Int64())
		if c.Keep {
			bodies = append(bodies, string(s[:c.Offset])+string(s[c.Offset+c.Length.Size:n]))
		} else {
			bodies = append(bodies, string(s[c.Strip:n]))
		}
		s = s[n:]
	}
}

func naiveVarint(c Varint, s []byte) (bodies []string, kind string) {
	for {
		if len(s) < c.Offset {
			return bodies, ""
		}
		before := string(s[:c.Offset])
		if !c.Keep {
			before = ""
		}
		s = s[c.Offset:]
		value, n := new(big.Int), 0
		for {
			if n == len(s) {
				return bodies, ""
			}
			digit := new(big.Int).Lsh(big.NewInt(int64(s[n]&127)), uint(7*n))
			value.Add(value, digit)
			if n++; s[n-1] < 128 {
				break
			}
			if n == 5 {
				return bodies, KindVarint
			}
		}
		switch {
		case value.Cmp(big.NewInt(int64(c.Max))) > 0:
			return bodies, KindTooLong
		case n+int(value.Int64()) > len(s):
			return bodies, ""
		}
		end := n + int(value.Int64())
		bodies = append(bodies, before+string(s[n:end]))
		s = s[end:]
	}
}

// naiveDelimiter takes byte by byte and asks after each whether a delimiter
// has just ended.
func naiveDelimiter(c Delimiter, s []byte) (bodies []string, kind string) {
	var raw, body []byte
	var plain []bool // of raw: the byte may be part of a delimiter
	escaped := false
	longest := 0
	for _, by := range c.By {
		longest = max(longest, len(by))
	}
	for _, b := range s {
		raw = append(raw, b)
		plain = append(plain, !escaped)
		if c.Escaped && !escaped && b == c.Escape {
			escaped = true
		} else {
			escaped = false
		}
		best := 0
		for _, by := range c.By {
			at := len(raw) - len(by)
			if bytes.HasSuffix(raw, by) && plain[at] && len(by) > best {
				best = len(by)
			}
		}
		switch {
		case best > 0 && len(raw)-best > c.Max, best == 0 && len(raw) >= c.Max+longest:
			return bodies, KindNoDelimiter
		case best == 0:
			continue
		}
		body = body[:0]
		for i := 0; i < len(raw)-best; i++ {
			if c.Escaped && raw[i] == c.Escape && plain[i] && i+1 < len(raw)-best {
				i++
			}
			body = append(body, raw[i])
		}
		if c.Keep {
			body = append(body, raw[len(raw)-best:]...)
		}
		bodies = append(bodies, string(body))
		raw, plain = nil, nil
	}
	return bodies, ""
}

func naiveFixed(c Fixed, s []byte) (bodies []string, kind string) {
	for ; len(s) >= c.Size; s = s[c.Size:] {
		body := string(s[:c.Size])
		if c.Padded {
			body = strings.TrimRight(body, string([]byte{c.Pad}))
		}
		bodies = append(bodies, body)
	}
	return bodies, ""
}

func naiveJSON(c JSONHeader, s []byte) (bodies []string, kind string) {
	for len(s) >= c.Length.Size {
		n := number(c.Length, s)
		switch {
		case n.Sign() < 0:
			return bodies, KindNegative
		case n.Cmp(big.NewInt(int64(c.MaxHeader))) > 0:
			return bodies, KindTooLong
		case n.Cmp(big.NewInt(int64(len(s)-c.Length.Size))) > 0:
			return bodies, ""
		}
		head := c.Length.Size + int(n.Int64())
		size, ok := naiveSize(c, s[c.Length.Size:head])
		switch {
		case !ok:
			return bodies, KindJSON
		case size.Sign() < 0:
			return bodies, KindNegative
		case size.Cmp(big.NewInt(int64(c.Max))) > 0:
			return bodies, KindTooLong
		case size.Cmp(big.NewInt(int64(len(s)-head))) > 0:
			return bodies, ""
		}
		end := head + int(size.Int64())
		bodies = append(bodies, string(s[head:end]))
		s = s[end:]
	}
	return bodies, ""
}

func naiveSize(c JSONHeader, text []byte) (*big.Int, bool) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	members := map[string]any{}
	if err := decoder.Decode(&members); err != nil || decoder.More() {
		return nil, false
	}
	number, ok := members[c.Key].(json.Number)
	if !ok || strings.ContainsAny(string(number), ".eE") {
		return nil, false
	}
	return new(big.Int).SetString(string(number), 10)
}
