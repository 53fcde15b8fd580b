package frame

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// JSONHeader frames a message by two headers: the length of a JSON object, the
// object, which says how long the body is and whatever else the peers agree
// on, and the body.
//
//	+---------------+----------------------------+------------------+
//	| Length        | {"size":5,"name":"a.txt"}  | size bytes       |
//	+---------------+----------------------------+------------------+
type JSONHeader struct {
	// Length is how the length of the JSON text is written.
	Length Integer
	// Key is the name of the member that has the size of the body.
	Key string
	// MaxHeader bounds the JSON text, Max the body.
	MaxHeader, Max int
}

// Validate implements Codec.
func (c JSONHeader) Validate() error {
	switch {
	case !c.Length.valid():
		return codecError("size", c.Length.Size)
	case c.Key == "":
		return codecError("key", c.Key)
	case c.MaxHeader < 2 || c.MaxHeader > MaxFrame:
		return codecError("max-header", c.MaxHeader)
	case c.Max < 0 || c.Max > MaxFrame:
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec with a header that has nothing but the size.
func (c JSONHeader) Encode(dst, body []byte) ([]byte, error) {
	return c.EncodeWith(dst, nil, body)
}

// EncodeWith appends the frame of a body and of what else its header says. The
// size in the header is that of the body, whatever members has there.
func (c JSONHeader) EncodeWith(dst []byte, members map[string]any, body []byte) ([]byte, error) {
	header := map[string]any{}
	for key, value := range members {
		header[key] = value
	}
	header[c.Key] = len(body)
	text, err := json.Marshal(header)
	switch {
	case err != nil:
		return nil, &Error{Kind: KindJSON, Why: err.Error()}
	case len(text) > c.MaxHeader || int64(len(text)) > c.Length.max():
		return nil, &Error{Kind: KindTooLong, Length: int64(len(text)), Max: int(min(int64(c.MaxHeader), c.Length.max()))}
	case len(body) > c.Max:
		return nil, &Error{Kind: KindTooLong, Length: int64(len(body)), Max: c.Max}
	}
	dst = c.Length.append(dst, int64(len(text)))
	return append(append(dst, text...), body...), nil
}

func (c JSONHeader) look(buf []byte, _ *progress) step {
	size := c.Length.Size
	if len(buf) < size {
		return more(int64(size), PartHeader, noLength)
	}
	n := c.Length.read(buf)
	fault := &Error{Length: n, Max: c.MaxHeader, Field: append([]byte(nil), buf[:size]...), length: c.Length}
	switch {
	case n < 0:
		fault.Kind = KindNegative
		return fatal(fault)
	case n > int64(c.MaxHeader):
		fault.Kind = KindTooLong
		return fatal(fault)
	}
	head := size + int(n)
	if len(buf) < head {
		return more(int64(head), PartJSON, n)
	}
	body, why := c.bodySize(buf[size:head])
	switch {
	case why != "":
		return fatal(&Error{Kind: KindJSON, Length: n, Field: append([]byte(nil), buf[size:head]...), Why: why})
	case body < 0:
		return fatal(&Error{Kind: KindNegative, Length: body, Field: append([]byte(nil), buf[size:head]...)})
	case body > int64(c.Max):
		return fatal(&Error{Kind: KindTooLong, Length: body, Max: c.Max, Field: append([]byte(nil), buf[size:head]...)})
	}
	total := int64(head) + body
	if int64(len(buf)) < total {
		return more(total, PartBody, body)
	}
	return step{need: total, length: body, frame: Frame{
		Raw: buf[:total], Head: head, Header: buf[size:head], Body: buf[head:total],
	}}
}

// bodySize reads the size out of the JSON text, or says why it cannot.
func (c JSONHeader) bodySize(text []byte) (size int64, why string) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return 0, err.Error()
	}
	value, ok := members[c.Key]
	if !ok {
		return 0, strconv.Quote(c.Key) + "?"
	}
	size, err := strconv.ParseInt(string(value), 10, 64)
	if err != nil {
		return 0, strconv.Quote(c.Key) + ": " + strings.ToValidUTF8(string(value[:min(len(value), maxQuoted)]), "…")
	}
	return min(size, math.MaxInt64-MaxFrame), ""
}

func (c JSONHeader) resync([]byte) (int, bool) { return 0, true }
