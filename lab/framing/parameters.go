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
	FieldCodec   = "codec"   // the text of a codec
)

// Kinds lists the first words of codecs.
func Kinds() (words []string) {
	for _, k := range frame.Kinds() {
		words = append(words, k.Word)
	}
	return words
}

// Parameters returns those of a kind of codec, in the order of its text.
func Parameters(kind string) (all []Parameter) {
	k := frame.FindKind(kind)
	if k == nil {
		return nil
	}
	for _, p := range k.Parameters {
		all = append(all, Parameter{p.Name, p.Word, p.Netty, p.Tokio, field(p.Kind), fieldValue(p.UsualOf(k))})
	}
	return all
}

// field is the kind of a form's field for a kind of value.
func field(kind frame.ValueKind) string {
	switch kind {
	case frame.ValueCount, frame.ValueSigned:
		return FieldNumber
	case frame.ValueFlag:
		return FieldFlag
	case frame.ValueStrings:
		return FieldStrings
	case frame.ValueCodec:
		return FieldCodec
	}
	return FieldText
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
	if k := frame.FindKind(kind); k != nil {
		return k.Usual()
	}
	return kind
}

// codecText writes a codec from the fields of the form. A value that followed from the
// others and was left as it was follows from them still.
func codecText(kind string, query url.Values) string {
	words, inner, followed := []string{kind}, []string(nil), following(query.Get("was"))
	for _, p := range Parameters(kind) {
		value := strings.TrimSpace(query.Get(FieldPrefix + p.Name))
		if was, follows := followed[p.Name]; follows && value == was {
			continue
		}
		switch {
		case p.Kind == FieldFlag && value != "":
			words = append(words, p.Word)
		case p.Kind == FieldFlag, value == "" && p.Word != "", value == p.Usual && p.Usual != "":
		case p.Kind == FieldCodec: // codecs come last
			inner = append(inner, strings.TrimSpace(p.Word+" "+value))
		default:
			if p.Word != "" {
				words = append(words, p.Word)
			}
			words = append(words, written(p.Kind, value))
		}
	}
	return tidyCodec(strings.Join(append(words, inner...), " "))
}

// following has the values of a codec that follow from its others, by their names.
func following(text string) map[string]string {
	values := map[string]string{}
	if c, err := ParseCodec(text); err == nil {
		for _, p := range frame.KindOf(c).Parameters {
			if p.IsFollowing(c) {
				values[p.Name] = fieldValue(p.Get(c))
			}
		}
	}
	return values
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
	values := map[string]string{}
	if c == nil {
		return values
	}
	for _, p := range frame.KindOf(c).Parameters {
		values[p.Name] = fieldValue(p.Get(c))
	}
	return values
}

// fieldValue is a value as a field has it.
func fieldValue(value any) string {
	switch value := value.(type) {
	case bool:
		if value {
			return "on"
		}
	case int:
		return strconv.Itoa(value)
	case frame.Integer:
		return value.String()
	case byte:
		return unquoted([]byte{value})
	case []byte:
		return unquoted(value)
	case string:
		return unquoted([]byte(value))
	case frame.Codec:
		return script.CodecText(value)
	case [][]byte:
		var all []string
		for _, one := range value {
			all = append(all, script.Quote(one))
		}
		return strings.Join(all, " ")
	}
	return ""
}

// unquoted writes bytes as a string of a script has them between its quotes.
func unquoted(p []byte) string {
	text := script.Quote(p)
	return text[1 : len(text)-1]
}
