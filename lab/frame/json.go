package frame

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"stickylab/lab/catalog"
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
	if c.Length.Text != 0 {
		return codecError("format", c.Length.String())
	}
	switch {
	case !c.Length.valid():
		return codecError("width", c.Length.Size)
	case c.Key == "":
		return codecError("key", c.Key)
	case c.MaxHeader < 2 || c.MaxHeader > MaxFrame:
		return codecError("max-header", c.MaxHeader)
	case c.Max < 0:
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
	if n < 0 || n > int64(c.MaxHeader) {
		fault := &Error{Kind: KindTooLong, Length: n, Max: c.MaxHeader, Field: bytes.Clone(buf[:size]), length: c.Length}
		if n < 0 {
			fault.Kind = KindNegative
		}
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
	if size, ok := plainSize(text, c.Key); ok {
		return size, ""
	}
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

func (c JSONHeader) careless(body []byte) ([]byte, bool) {
	c.Max = MaxLimit
	out, err := c.Encode(nil, body)
	return out, err == nil
}

func (c JSONHeader) lengthAt() (from, to int) { return 0, c.Length.Size }

func (c JSONHeader) resync([]byte) (int, bool) { return 0, true }

//go:embed python/json_header.py
var jsonHeaderPython string

//go:embed python/byte_json_header.py
var byteJSONHeaderPython string

var _ = enter[JSONHeader](Kind{
	Word: "json", Rank: 60,
	Example: `json "!I"`, Preset: `json "!I"`, Cures: []string{`json "!I"`},
	usual: JSONHeader{Key: "size", MaxHeader: defaultMaxHeader, Max: DefaultMax},
	Parameters: []Parameter{
		formatOf("", "", func(c *JSONHeader) *Integer { return &c.Length }),
		of(Parameter{Name: "key", Word: "key", Kind: ValueText}, func(c *JSONHeader) *string { return &c.Key }).usually("size"),
		headerOf("", "", func(c *JSONHeader) *int { return &c.MaxHeader }),
		maxOf("", "", func(c *JSONHeader) *int { return &c.Max }),
	},
	Python: Python{
		Class: func(c Codec) string { return inBytes(c.(JSONHeader).Length) + "JSONHeader" },
		Definitions: []Definition{
			{Name: "JSONHeader", Text: jsonHeaderPython, Needs: frameError, Modules: []string{"json", "struct"}},
			{Name: "ByteJSONHeader", Text: byteJSONHeaderPython, Needs: []string{"FrameError", "JSONHeader"}},
		},
	},
	texts: catalog.New(catalog.Texts{
		"name":               "JSON 头部",
		"about":              "长度、JSON、正文三段；Netty 和 tokio 里要自己写。",
		"preset":             "JSON 头部",
		"preset/about":       "4 字节长度，一段 JSON，JSON 里的 size 说正文多长：传文件常用。",
		"field/key":          "键",
		"field/key/about":    "正文的长度放在 JSON 的哪个键里。",
		"field/format/about": "JSON 头部的长度怎么写：struct 的格式。",
		"fault/codec/key":    "要写明正文长度放在哪个键里",
	}, catalog.Texts{
		"name":               "JSON header",
		"about":              "Length, JSON and body; with Netty and tokio one writes that oneself.",
		"preset":             "JSON header",
		"preset/about":       "4 bytes of length, JSON, and its size says how long the body is: usual for files.",
		"field/key":          "Key",
		"field/key/about":    "The member of the JSON that has the length of the body.",
		"field/format/about": "How the length of the JSON is written: a struct format.",
		"fault/codec/key":    "the name of the member with the body's size is needed",
	}),
})

// String writes the codec as Parse reads it.
func (c JSONHeader) String() string { return written(c) }
