package frame

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab/catalog"
)

// MaxFrame bounds the parameters of a codec that count bytes of a frame.
const MaxFrame = 2 << 20

// MaxLimit bounds those that only say what is too long: a limit takes no memory.
const MaxLimit = math.MaxInt

// plus adds two counts; more than can be counted is as many as can be.
func plus(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

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
	KindDoubt       = "doubt"        // nothing is, but another codec would explain the bytes better
	KindTruncated   = "truncated"    // the stream ended in the middle of a frame
	KindUnwritable  = "unwritable"   // the length does not fit the length field
	KindDelimiter   = "delimiter"    // the message contains the delimiter
	KindPadding     = "padding"      // the message ends with the padding
	KindSize        = "size"         // the message is shorter than every frame, and there is no padding
	KindCheck       = "check"        // Field stands where Want must; Parameter is the check, or "end" for a mark
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
	// Want is what a check makes of the frame, or its end mark.
	Want []byte
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
	// Codec is the one that a decoder cut by, empty where it is not known; of KindSpec the
	// one that was probably meant.
	Codec string
	// Guesses are what the fault probably means, the likeliest first.
	Guesses []Guess

	// How Field was read, for the guesses.
	length     Integer
	before     int // bytes of the frame before it
	adjustment int
	searched   bool // the stream was searched for a reason
}

func codecError(parameter string, value any) *Error {
	return &Error{Kind: KindCodec, Parameter: parameter, Value: value}
}

// Error says it in English.
func (e *Error) Error() string { return e.In("en") }

// In says it in "zh" or "en", the guesses behind it.
func (e *Error) In(lang string) string {
	text := e.fault(lang)
	for _, g := range e.Guesses {
		text = texts.Text(lang, "then", text, g.sentence(lang, e.Kind))
	}
	return text
}

// Likely says in "zh" or "en" what the fault probably means; empty for nothing.
func (e *Error) Likely(lang string) string {
	text := ""
	for _, g := range e.Guesses {
		text = texts.Text(lang, "then", text, g.sentence(lang, e.Kind))
	}
	return strings.TrimSpace(text)
}

// texts are the sentences by "fault/", "guess/" or "part/" and a kind.
var texts = catalog.New(chinese, english)

// fault returns the sentence of the fault itself.
func (e *Error) fault(lang string) string {
	say := func(kind string, args ...any) string { return texts.Text(lang, "fault/"+kind, args...) }
	part := func() string { return texts.Text(lang, "part/"+string(e.Part)) }
	switch e.Kind {
	case KindSpec:
		return e.misspelt(lang)
	case KindCodec:
		needed, _ := textOf(lang, "fault/codec/"+e.Parameter)
		if e.Value == "" {
			return say(e.Kind+"/empty", e.Parameter, e.Value, needed)
		}
		return say(e.Kind, e.Parameter, e.Value, needed)
	case KindTooLong, KindUnwritable, KindSize:
		if e.Kind == KindTooLong && e.Need > e.Length { // the length does not count all of the frame
			return say(e.Kind+"/frame", e.Off, e.Length, e.Max, e.Need)
		}
		return say(e.Kind, e.Off, e.Length, e.Max)
	case KindNegative, KindPadding:
		return say(e.Kind, e.Off, e.Length)
	case KindShort:
		return say(e.Kind, e.Off, e.Have, e.Need)
	case KindNoDelimiter, KindVarint:
		return say(e.Kind, e.Off, e.Max)
	case KindJSON:
		return say(e.Kind, e.Off, e.Why)
	case KindTruncated:
		switch {
		case e.Part == PartDelimiter:
			return say(e.Kind+"/open", e.Off, e.Have, part())
		case e.Part == PartSkip && e.Need > 0:
			return say(e.Kind+"/skip", e.Off, e.Need)
		case e.Part == PartSkip:
			return say(e.Kind+"/seek", e.Off)
		}
		return say(e.Kind, e.Off, part(), e.Need, e.Have)
	case KindDelimiter, KindDoubt:
		return say(e.Kind, e.Off)
	case KindCheck:
		if e.Parameter == "end" {
			return say(e.Kind+"/end", e.Off, strconv.Quote(string(e.Field)), strconv.Quote(string(e.Want)))
		}
		return say(e.Kind, e.Off, e.Parameter, fmt.Sprintf("%x", e.Field), fmt.Sprintf("%x", e.Want))
	case KindProtocol:
		rule := e.Why
		if known, ok := textOf(lang, "fault/"+KindProtocol+"/"+e.Why); ok {
			rule = known
		}
		return say(e.Kind, e.Off, e.Off+int64(e.Have), strconv.Quote(string(e.Field)), rule)
	}
	return e.Kind
}

// misspelt says what is wrong with the text of a codec, and what would be right: where one
// codec was probably meant, that one alone.
func (e *Error) misspelt(lang string) string {
	say := func(kind string, right string) string {
		return texts.Text(lang, "fault/"+kind, e.Off+1, e.Parameter, right)
	}
	if e.Codec != "" && e.Parameter != "" {
		return say(e.Kind+"/meant", e.Codec)
	}
	words, _ := e.Value.([]string)
	if near := catalog.Nearest(e.Parameter, words); near != "" {
		return say(e.Kind+"/meant", near)
	}
	words = slices.Clone(words)
	for i, word := range words {
		if known, ok := textOf(lang, "spec/"+word); ok {
			words[i] = known
		}
	}
	right := strings.Join(words, "")
	if last := len(words) - 1; last > 0 {
		right = texts.Text(lang, "fault/spec/or", strings.Join(words[:last], texts.Text(lang, "fault/spec/between")), words[last])
	}
	if e.Parameter == "" {
		return say(e.Kind+"/end", right)
	}
	return say(e.Kind, right)
}

// reading says what a stream is when it is read otherwise.
func (g Guess) reading(lang string) string {
	key, by := "guess/reading/"+g.Kind, g.By
	if by < 0 {
		key, by = key+"/before", -by
	}
	if g.Kind == GuessFlags && g.Text != "" {
		key += "/low"
	}
	made := "guess/reading/part"
	if g.Whole {
		made = "guess/reading/whole"
	}
	return texts.Text(lang, key, g.Codec, texts.Text(lang, made, g.Bytes, g.Frames), by, g.Value, strconv.Quote(g.Text), g.Text, g.Frames)
}

// fits names the codec that makes one frame of each message.
func (g Guess) fits(lang string) string {
	if g.Whole {
		return texts.Text(lang, "guess/fits", g.Codec, g.Frames)
	}
	return texts.Text(lang, "guess/fits/alike", g.Codec, g.Frames, g.Bytes/g.Frames)
}

// In says the guess in "zh" or "en".
func (g Guess) In(lang string) string { return g.sentence(lang, "") }

// sentence returns the guess about a fault of a kind: in a protocol other
// bytes than a length are at fault.
func (g Guess) sentence(lang, kind string) string {
	switch {
	case g.Kind == GuessFits:
		return g.fits(lang)
	case g.Frames > 0:
		return g.reading(lang)
	}
	key := "guess/" + g.Kind
	if texts.Has(key + "/" + kind) {
		key += "/" + kind
	}
	say := func(args ...any) string { return texts.Text(lang, key, args...) }
	switch g.Kind {
	case GuessTLS, GuessIsTLS:
		return say(g.Text)
	case GuessText, GuessGBK, GuessHTTP, GuessIsHTTP, GuessCharacters, GuessInline:
		return say(strconv.Quote(g.Text))
	case GuessSwapped:
		return say(g.Codec)
	case GuessSum:
		return say(g.Text, g.Codec)
	case GuessOrder, GuessLength, GuessBrackets:
		return say(g.Value)
	case GuessStuffed:
		return say(g.Value, g.Codec)
	case GuessSigned:
		if strings.HasPrefix(g.Text, "UTF-") {
			return texts.Text(lang, "guess/signed/text", g.Text)
		}
		if g.Codec != "" {
			return texts.Text(lang, "guess/signed/codec", g.Text, g.Codec)
		}
		return say(g.Text)
	case GuessHeaders:
		return say(g.Text, g.Codec)
	case GuessQuoted:
		return say(g.Value, g.Value+int64(g.By))
	case GuessBlank:
		return say(g.By)
	case GuessProxy, GuessRTU, GuessMBAP, GuessRESP3, GuessHTTP2, GuessLF, GuessDeflate:
		return say()
	case GuessMessage:
		if g.By < 0 {
			return texts.Text(lang, "guess/message/before", -g.By)
		}
		return say(g.By)
	case GuessShift:
		if g.By < 0 {
			return texts.Text(lang, "guess/shift/before", -g.By, g.Value)
		}
		return say(g.By, g.Value)
	}
	return g.Kind
}
