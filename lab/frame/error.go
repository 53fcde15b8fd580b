package frame

import (
	"fmt"
	"strings"
)

// MaxFrame bounds what a codec's maximum may be.
const MaxFrame = 64 << 20

// maxQuoted bounds what a message quotes of someone's bytes.
const maxQuoted = 40

// The kinds of an Error.
const (
	KindSpec        = "spec"         // the text of a codec is wrong at Off; Parameter stands there
	KindCodec       = "codec"        // a parameter of the codec is wrong
	KindTooLong     = "too-long"     // a frame, or its header, is above the maximum
	KindNegative    = "negative"     // a length below 0
	KindShort       = "short"        // a frame shorter than its own header, or than what is to be stripped
	KindNoDelimiter = "no-delimiter" // none among as many bytes as a frame may have
	KindVarint      = "varint"       // one that does not end
	KindJSON        = "json"         // the header is no JSON object with a size
	KindTruncated   = "truncated"    // the stream ended in the middle of a frame
	KindUnwritable  = "unwritable"   // the length does not fit the length field
	KindDelimiter   = "delimiter"    // the message contains the delimiter
	KindPadding     = "padding"      // the message ends with the padding
	KindProtocol    = "protocol"     // the bytes are not what the protocol allows there; Why has the rule
)

// Error says what is wrong with a codec, a message or a stream.
type Error struct {
	Kind string
	// Off is the offset in the stream of the frame at fault; of KindDelimiter
	// that of the delimiter in the message.
	Off int64
	// Length is the length that was announced or is too long, -1 where there
	// is none; Max what it is held against.
	Length int64
	Max    int
	// Field is the bytes that the length was read from, or the JSON text.
	Field []byte
	// Have and Need count bytes as those of State do, Part is what they are;
	// of KindProtocol Have is how far into the frame the fault is.
	Have int
	Need int64
	Part Part
	// Parameter and Value are what a codec was given.
	Parameter string
	Value     any
	// Why is what the reader of JSON says, or which rule of a protocol is
	// broken.
	Why string
	// Guesses are what the fault probably means, the likeliest first.
	Guesses []Guess

	// How Field was read, for the guesses.
	length     Integer
	before     int // bytes of the frame before it
	adjustment int
}

func codecError(parameter string, value any) *Error {
	return &Error{Kind: KindCodec, Parameter: parameter, Value: value}
}

// Error says it in English.
func (e *Error) Error() string { return e.In("en") }

// In says it in "zh" or "en", the guesses behind it.
func (e *Error) In(lang string) string {
	w := english
	if lang == "zh" {
		w = chinese
	}
	text := w.fault(e)
	for _, g := range e.Guesses {
		text += w.between + w.guess(e.Kind, g)
	}
	return text
}

// words are the sentences of one language.
type words struct {
	faults  map[string]string
	guesses map[string]string
	parts   map[Part]string
	between string
}

// fault puts the error's numbers into its sentence.
func (w words) fault(e *Error) string {
	form := w.faults[e.Kind]
	switch e.Kind {
	case KindSpec:
		words, _ := e.Value.([]string)
		found := e.Parameter
		if found == "" {
			found = w.faults["spec/end"]
		}
		return fmt.Sprintf(form, e.Off+1, found, strings.Join(words, ", "))
	case KindCodec:
		return fmt.Sprintf(form, e.Parameter, e.Value, w.faults["codec/"+e.Parameter])
	case KindTooLong, KindUnwritable:
		return fmt.Sprintf(form, e.Off, e.Length, e.Max)
	case KindNegative, KindPadding:
		return fmt.Sprintf(form, e.Off, e.Length)
	case KindShort:
		return fmt.Sprintf(form, e.Off, e.Have, e.Need)
	case KindNoDelimiter, KindVarint:
		return fmt.Sprintf(form, e.Off, e.Max)
	case KindJSON:
		return fmt.Sprintf(form, e.Off, e.Why)
	case KindTruncated:
		if e.Part == PartDelimiter || e.Part == PartSkip {
			return fmt.Sprintf(w.faults[e.Kind+"/open"], e.Off, e.Have, w.parts[e.Part])
		}
		return fmt.Sprintf(form, e.Off, w.parts[e.Part], e.Need, e.Have)
	case KindDelimiter:
		return fmt.Sprintf(form, e.Off)
	case KindProtocol:
		rule, known := w.faults[KindProtocol+"/"+e.Why]
		if !known {
			rule = e.Why
		}
		return fmt.Sprintf(form, e.Off, e.Off+int64(e.Have), e.Field, rule)
	}
	return e.Kind
}

// guess says one guess about a fault of a kind: in a protocol other bytes than
// a length are at fault.
func (w words) guess(kind string, g Guess) string {
	form := w.guesses[g.Kind]
	if other, known := w.guesses[g.Kind+"/"+kind]; known {
		form = other
	}
	switch g.Kind {
	case GuessText, GuessHTTP, GuessTLS, GuessCharacters, GuessInline:
		return fmt.Sprintf(form, g.Text)
	case GuessOrder, GuessLength:
		return fmt.Sprintf(form, g.Value)
	case GuessRESP3, GuessHTTP2, GuessLF, GuessDeflate:
		return form
	case GuessMessage:
		if g.By < 0 {
			return fmt.Sprintf(w.guesses["message/before"], -g.By)
		}
		return fmt.Sprintf(form, g.By)
	case GuessShift:
		if g.By < 0 {
			return fmt.Sprintf(w.guesses["shift/before"], -g.By, g.Value)
		}
		return fmt.Sprintf(form, g.By, g.Value)
	}
	return g.Kind
}
