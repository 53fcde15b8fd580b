package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab/frame"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// fieldPrefix begins the names of the fields of a codec's parameters.
const fieldPrefix = "f."

// parameter is one that a codec has: the word before it in the text, or none
// where it stands first, and what it is called elsewhere.
type parameter struct {
	name, word   string
	netty, tokio string
	kind         string // "number", "flag", "text" or "strings"
	usual        string // left out of the text
}

// Kinds of fields.
const (
	fieldNumber  = "number"
	fieldFlag    = "flag"
	fieldText    = "text"    // one string, written without quotes
	fieldStrings = "strings" // strings, written with quotes
)

// codecKinds are the first words of codecs.
func codecKinds() []string {
	return []string{"length", "varint", "delimiter", "line", "fixed", "json", "resp", "http", "websocket"}
}

// parameters are those of a kind of codec, in the order of its text.
func parameters(kind string) []parameter {
	limit := parameter{"max", "max", "maxFrameLength", "max_frame_length", fieldNumber, strconv.Itoa(frame.DefaultMax)}
	late := parameter{"late", "late", "failFast = false", "", fieldFlag, ""}
	offset := parameter{"offset", "offset", "lengthFieldOffset", "length_field_offset", fieldNumber, "0"}
	format := parameter{"format", "", "lengthFieldLength, byteOrder", "length_field_length, big_endian", fieldText, ""}
	header := parameter{"header", "header", "", "", fieldNumber, "65536"}
	switch kind {
	case "length":
		return []parameter{
			format, offset,
			{"adjust", "adjust", "lengthAdjustment", "length_adjustment", fieldNumber, "0"},
			{"strip", "strip", "initialBytesToStrip", "num_skip", fieldNumber, ""},
			limit, late,
		}
	case "varint":
		offset.netty, offset.tokio = "", ""
		limit.netty, limit.tokio = "", ""
		late.netty = ""
		return []parameter{offset, limit, late}
	case "delimiter":
		limit.tokio = "max_length"
		return []parameter{
			{"by", "", "delimiters", "seek_delimiters", fieldStrings, ""},
			{"escape", "escape", "", "", fieldText, ""},
			{"keep", "keep", "stripDelimiter = false", "", fieldFlag, ""},
			limit, late,
		}
	case "line":
		limit.netty, limit.tokio = "maxLength", "new_with_max_length"
		return []parameter{limit, late}
	case "fixed":
		return []parameter{
			{"size", "", "frameLength", "", fieldNumber, ""},
			{"pad", "pad", "", "", fieldText, `\0`},
		}
	case "json":
		limit.netty, limit.tokio = "", ""
		format.netty, format.tokio = "", ""
		return []parameter{format, {"key", "key", "", "", fieldText, "size"}, header, limit}
	case "http":
		header.netty, header.tokio = "maxHeaderSize", "hyper: max_buf_size"
		limit.netty, limit.tokio = "HttpObjectAggregator maxContentLength", "http_body_util::Limited"
		return []parameter{{"chunked", "chunked", "Transfer-Encoding: chunked", "", fieldFlag, ""}, header, limit}
	case "websocket":
		limit.netty, limit.tokio = "maxFramePayloadLength", "tungstenite: max_frame_size"
		return []parameter{{"mask", "mask", "", "", fieldText, ""}, limit}
	case "resp":
		limit.netty, limit.tokio = "maxInlineMessageLength", ""
		return []parameter{limit}
	}
	return nil
}

// kindOf gives the kind of a codec by the first word of its text.
func kindOf(text string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	if slices.Contains(codecKinds(), word) {
		return word
	}
	return codecKinds()[0]
}

// usualCodec is a codec of a kind with usual parameters: those that the bytes
// were made with when it is their own.
func usualCodec(kind, own string) string {
	if kindOf(own) == kind {
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
	for _, p := range parameters(kind) {
		value := strings.TrimSpace(query.Get(fieldPrefix + p.name))
		switch {
		case p.kind == fieldFlag && value != "":
			words = append(words, p.word)
		case p.kind == fieldFlag, value == "" && p.word != "", value == p.usual && p.usual != "":
		default:
			if p.word != "" {
				words = append(words, p.word)
			}
			words = append(words, written(p.kind, value))
		}
	}
	return tidyCodec(strings.Join(words, " "))
}

// written writes a value as the text of a codec has it.
func written(kind, value string) string {
	if kind == fieldNumber || kind == fieldStrings && strings.HasPrefix(value, `"`) {
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
	c, err := parseCodec(text)
	if err != nil {
		return text
	}
	return script.CodecText(c)
}

// codecFields gives the fields of a kind with the values of a codec; with nil
// they are empty.
func codecFields(kind string, c frame.Codec) []view.FramingField {
	values := map[string]string{}
	if c != nil {
		values = fieldValues(c)
	}
	var fields []view.FramingField
	for _, p := range parameters(kind) {
		fields = append(fields, view.FramingField{
			Name: p.name, ID: fieldPrefix + p.name, Kind: p.kind, Value: values[p.name], Netty: p.netty, Tokio: p.tokio, Of: kind,
		})
	}
	return fields
}

// fieldValues are the parameters of a codec as the fields have them.
func fieldValues(c frame.Codec) map[string]string {
	flag := func(set bool) string {
		if set {
			return "on"
		}
		return ""
	}
	switch c := c.(type) {
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

// fieldOfParameter gives the field of what a codec complains of.
func fieldOfParameter(parameter string) string {
	switch parameter {
	case "adjustment":
		return "adjust"
	case "max-header":
		return "header"
	case "delimiter", "delimiters":
		return "by"
	}
	return parameter
}

// fieldBefore gives the field whose value is behind a text.
func fieldBefore(text string) string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	last := words[len(words)-1]
	for _, p := range parameters(words[0]) {
		if p.word == last && p.kind != fieldFlag || p.word == "" && len(words) == 1 {
			return p.name
		}
	}
	return ""
}
