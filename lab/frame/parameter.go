package frame

import (
	"cmp"
	"reflect"
	"strconv"
	"strings"
)

// ValueKind says what the value of a Parameter is.
type ValueKind uint8

// The kinds of values, and the Go type that each is held in.
const (
	ValueCount   ValueKind = iota // int, from Least
	ValueSigned                   // int, below 0 too
	ValueFlag                     // bool
	ValueFormat                   // Integer
	ValueByte                     // byte; nil for none
	ValueBytes                    // []byte
	ValueText                     // string
	ValueStrings                  // [][]byte, at least one
	ValueCodec                    // Codec, nil for none; stands last in a text
)

// Parameter is one that a kind of codec has. Its value is the only form in which
// other packages read and change a codec.
type Parameter struct {
	// Name is that of its field in a form; Word stands before its value in the
	// text of a codec. Without a Word it stands first and must be given.
	Name, Word string
	Kind       ValueKind
	// Netty and Tokio are what it is called there; empty where it is not.
	Netty, Tokio string
	// Argument is what the Python class calls it, where that is not Word.
	Argument string
	// Least is the least count that is sensible.
	Least int
	// Most is the greatest number, 0 for MaxFrame.
	Most int
	// called lists what a word may mean where the value is one of some names: just one for
	// a name itself, several where it is not clear.
	called func(word string) []string
	// Faults are what an Error calls it beside Name.
	Faults []string
	// Shown marks a parameter that programs write even when it is usual, Hidden
	// one that they do not have.
	Shown, Hidden bool

	get   func(Codec) any
	set   func(Codec, any) Codec
	usual func(Codec) any // nil when it must be given
	// follows is set when the usual value follows from the other parameters.
	follows bool
}

// of completes a parameter that is a field of the codec.
func of[C Codec, T any](p Parameter, field func(*C) *T) Parameter {
	p.get = func(c Codec) any { own := c.(C); return *field(&own) }
	p.set = func(c Codec, value any) Codec {
		own := c.(C)
		*field(&own) = value.(T)
		return own
	}
	return p
}

// usually makes the value of a parameter the usual one.
func (p Parameter) usually(value any) Parameter {
	p.usual = func(Codec) any { return value }
	return p
}

// maxOf is the bound of a frame, lateOf whether a longer one is reported late.
func maxOf[C Codec](netty, tokio string, field func(*C) *int) Parameter {
	return of(Parameter{Name: "max", Word: "max", Netty: netty, Tokio: tokio, Shown: true, Most: MaxLimit}, field).usually(DefaultMax)
}

func lateOf[C Codec](netty string, field func(*C) *bool) Parameter {
	return of(Parameter{Name: "late", Word: "late", Kind: ValueFlag, Netty: netty, Hidden: true}, field).usually(false)
}

// Get returns the value of a codec's parameter.
func (p Parameter) Get(c Codec) any { return p.get(c) }

// Set returns the codec with another value, of the type that Kind says.
func (p Parameter) Set(c Codec, value any) Codec { return p.set(c, value) }

// IsUsual reports whether a codec's text does not say the value.
func (p Parameter) IsUsual(c Codec) bool {
	return p.usual != nil && reflect.DeepEqual(p.get(c), p.usual(c))
}

// Bounds returns the least and the greatest number that the value may be.
func (p Parameter) Bounds() (least, most int) {
	if p.Kind == ValueSigned {
		return -MaxFrame, MaxFrame
	}
	return p.Least, cmp.Or(p.Most, MaxFrame)
}

// IsFollowing reports whether the value of a codec is the one that follows from its
// other parameters.
func (p Parameter) IsFollowing(c Codec) bool { return p.follows && p.IsUsual(c) }

// UsualOf returns the usual value; nil when it must be given, or follows from the
// other parameters.
func (p Parameter) UsualOf(k *Kind) any {
	if p.usual == nil || p.follows {
		return nil
	}
	return p.usual(k.usual)
}

// written is the value as the text of a codec has it.
func (p Parameter) written(c Codec) string {
	switch value := p.get(c).(type) {
	case int:
		return strconv.Itoa(value)
	case Integer:
		return strconv.Quote(value.String())
	case byte:
		return strconv.Quote(string([]byte{value}))
	case []byte:
		return strconv.Quote(string(value))
	case string:
		return strconv.Quote(value)
	case [][]byte:
		var all []string
		for _, one := range value {
			all = append(all, strconv.Quote(string(one)))
		}
		return strings.Join(all, " ")
	case Codec:
		return value.String()
	}
	return ""
}

// grammar is the value in the Grammar.
func (p Parameter) grammar() string {
	return [...]string{
		ValueCount: "INT", ValueSigned: `[ "-" ] INT`, ValueFormat: "FORMAT", ValueByte: "STRING", ValueBytes: "STRING", ValueText: "STRING",
		ValueStrings: "STRING { STRING }", ValueFlag: "", ValueCodec: "codec",
	}[p.Kind]
}

// following makes the usual value one that follows from the other parameters.
func (p Parameter) following(usual func(Codec) any) Parameter {
	p.usual, p.follows = usual, true
	return p
}

// formatOf is how a length is written, headerOf the bound of a header.
func formatOf[C Codec](netty, tokio string, field func(*C) *Integer) Parameter {
	return of(Parameter{Name: "format", Kind: ValueFormat, Netty: netty, Tokio: tokio}, field)
}

func headerOf[C Codec](netty, tokio string, field func(*C) *int) Parameter {
	p := Parameter{Name: "header", Word: "header", Netty: netty, Tokio: tokio, Faults: []string{"max-header"}}
	return of(p, field).usually(defaultMaxHeader)
}

// innerOf is a codec within another one.
func innerOf[C Codec](p Parameter, field func(*C) *Codec) Parameter {
	p.Kind = ValueCodec
	p.get = func(c Codec) any {
		if own := c.(C); *field(&own) != nil {
			return *field(&own)
		}
		return nil
	}
	p.set = func(c Codec, value any) Codec {
		own := c.(C)
		*field(&own) = value.(Codec)
		return own
	}
	return p
}
