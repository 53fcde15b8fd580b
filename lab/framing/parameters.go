package framing

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// FieldPrefix begins the names of the form's fields for parameters.
const FieldPrefix = "f."

// Parameter is one that a codec has.
type Parameter struct {
	// Name is that of its field; Word stands before it in the text of a codec,
	// where it does not stand first.
	Name, Word string
	// Netty and Tokio are what it is called there; empty where it is not.
	Netty, Tokio string
	// Kind is one of the FieldX; Usual is the value that the text leaves out.
	Kind, Usual string
}

// Kinds of parameters, as fields of a form.
const (
	FieldNumber  = "number"
	FieldFlag    = "flag"
	FieldText    = "text"    // one string, written without quotes
	FieldStrings = "strings" // strings, written with quotes
)

// Kinds lists the first words of codecs.
func Kinds() []string {
	return []string{"length", "varint", "delimiter", "line", "fixed", "json", "resp", "http", "websocket"}
}

// Parameters returns those of a kind of codec, in the order of its text.
func Parameters(kind string) []Parameter {
	limit := Parameter{"max", "max", "maxFrameLength", "max_frame_length", FieldNumber, strconv.Itoa(frame.DefaultMax)}
	late := Parameter{"late", "late", "failFast = false", "", FieldFlag, ""}
	offset := Parameter{"offset", "offset", "lengthFieldOffset", "length_field_offset", FieldNumber, "0"}
	format := Parameter{"format", "", "lengthFieldLength, byteOrder", "length_field_length, big_endian", FieldText, ""}
	header := Parameter{"header", "header", "", "", FieldNumber, "65536"}
	switch kind {
	case "length":
		return []Parameter{
			format, offset,
			{"adjust", "adjust", "lengthAdjustment", "length_adjustment", FieldNumber, "0"},
			{"strip", "strip", "initialBytesToStrip", "num_skip", FieldNumber, ""},
			limit, late,
		}
	case "varint":
		offset.Netty, offset.Tokio = "", ""
		limit.Netty, limit.Tokio = "", ""
		late.Netty = ""
		return []Parameter{offset, limit, late}
	case "delimiter":
		limit.Tokio = "max_length"
		return []Parameter{
			{"by", "", "delimiters", "seek_delimiters", FieldStrings, ""},
			{"escape", "escape", "", "", FieldText, ""},
			{"keep", "keep", "stripDelimiter = false", "", FieldFlag, ""},
			limit, late,
		}
	case "line":
		limit.Netty, limit.Tokio = "maxLength", "new_with_max_length"
		return []Parameter{limit, late}
	case "fixed":
		return []Parameter{
			{"size", "", "frameLength", "", FieldNumber, ""},
			{"pad", "pad", "", "", FieldText, `\0`},
		}
	case "json":
		limit.Netty, limit.Tokio = "", ""
		format.Netty, format.Tokio = "", ""
		return []Parameter{format, {"key", "key", "", "", FieldText, "size"}, header, limit}
	case "http":
		header.Netty, header.Tokio = "maxHeaderSize", "hyper: max_buf_size"
		limit.Netty, limit.Tokio = "HttpObjectAggregator maxContentLength", "http_body_util::Limited"
		return []Parameter{{"chunked", "chunked", "Transfer-Encoding: chunked", "", FieldFlag, ""}, header, limit}
	case "websocket":
		limit.Netty, limit.Tokio = "maxFramePayloadLength", "tungstenite: max_frame_size"
		return []Parameter{{"mask", "mask", "", "", FieldText, ""}, limit}
	case "resp":
		limit.Netty, limit.Tokio = "maxInlineMessageLength", ""
		return []Parameter{limit}
	}
	return nil
}

// KindOf returns the kind of a codec by the first word of its text.
func KindOf(text string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	if slices.Contains(Kinds(), word) {
		return word
	}
	return Kinds()[0]
}

// usualCodec is a codec of a kind with usual parameters: those that the bytes
// were made with when it is their own.
func usualCodec(kind, own string) string {
	if KindOf(own) == kind {
		return own
	}
	switch kind {
	case "length", "json":
		return kind + ` "!I"`
	case "delimiter":
		return `delimiter "\n"`
	case "fixed":
		return "fixed 8"
	}
	return kind
}

// codecText writes a codec from the fields of the form.
func codecText(kind string, query url.Values) string {
	words := []string{kind}
	for _, p := range Parameters(kind) {
		value := strings.TrimSpace(query.Get(FieldPrefix + p.Name))
		switch {
		case p.Kind == FieldFlag && value != "":
			words = append(words, p.Word)
		case p.Kind == FieldFlag, value == "" && p.Word != "", value == p.Usual && p.Usual != "":
		default:
			if p.Word != "" {
				words = append(words, p.Word)
			}
			words = append(words, written(p.Kind, value))
		}
	}
	return tidyCodec(strings.Join(words, " "))
}

// written writes a value as the text of a codec has it.
func written(kind, value string) string {
	if kind == FieldNumber || kind == FieldStrings && strings.HasPrefix(value, `"`) {
		return value
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(value); i++ {
		switch {
		case value[i] == '\\' && i+1 < len(value):
			b.WriteString(value[i : i+2])
			i++
		case value[i] == '\\':
			b.WriteString(`\\`)
		case value[i] == '"':
			b.WriteString(`\"`)
		default:
			b.WriteByte(value[i])
		}
	}
	b.WriteByte('"')
	return b.String()
}

// tidyCodec leaves out what is usual, where the codec can be read.
func tidyCodec(text string) string {
	c, err := ParseCodec(text)
	if err != nil {
		return text
	}
	return script.CodecText(c)
}

// Values returns the parameters of a codec as the fields have them, by name; nil
// has none.
func Values(c frame.Codec) map[string]string {
	flag := func(set bool) string {
		if set {
			return "on"
		}
		return ""
	}
	switch c := c.(type) {
	case nil:
		return map[string]string{}
	case frame.LengthField:
		return map[string]string{
			"format": c.Length.String(), "offset": strconv.Itoa(c.Offset), "adjust": strconv.Itoa(c.Adjustment),
			"strip": strconv.Itoa(c.Strip), "max": strconv.Itoa(c.Max), "late": flag(c.Late),
		}
	case frame.Varint:
		return map[string]string{"offset": strconv.Itoa(c.Offset), "max": strconv.Itoa(c.Max), "late": flag(c.Late)}
	case frame.Delimiter:
		values := map[string]string{"keep": flag(c.Keep), "max": strconv.Itoa(c.Max), "late": flag(c.Late)}
		var by []string
		for _, one := range c.By {
			by = append(by, script.Quote(one))
		}
		if values["by"] = strings.Join(by, " "); c.Escaped {
			values["escape"] = unquoted([]byte{c.Escape})
		}
		return values
	case frame.Fixed:
		return map[string]string{"size": strconv.Itoa(c.Size), "pad": unquoted([]byte{c.Pad})}
	case frame.JSONHeader:
		return map[string]string{
			"format": c.Length.String(), "key": unquoted([]byte(c.Key)),
			"header": strconv.Itoa(c.MaxHeader), "max": strconv.Itoa(c.Max),
		}
	}
	return protocolValues(c)
}

// unquoted writes bytes as a string of a script has them between its quotes.
func unquoted(p []byte) string {
	text := script.Quote(p)
	return text[1 : len(text)-1]
}

// protocolValues are the parameters of the codecs of protocols.
func protocolValues(c frame.Codec) map[string]string {
	switch c := c.(type) {
	case frame.RESP:
		return map[string]string{"max": strconv.Itoa(c.Max)}
	case frame.HTTP:
		chunked := ""
		if c.Chunked {
			chunked = "on"
		}
		return map[string]string{"chunked": chunked, "header": strconv.Itoa(c.MaxHeader), "max": strconv.Itoa(c.Max)}
	case frame.WebSocket:
		return map[string]string{"mask": unquoted([]byte(c.Mask)), "max": strconv.Itoa(c.Max)}
	}
	return map[string]string{}
}
