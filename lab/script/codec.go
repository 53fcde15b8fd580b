package script

import (
	"errors"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// codec reads the rest of the line as the text form of a codec.
func (p *parser) codec() lab.Action {
	var spec spec
	for word := "codec"; p.peek().kind != atEnd; {
		t := p.next()
		if _, err := strconv.Atoi(t.text); t.kind == isNumber && (err == nil || counted(&spec, word)) {
			p.at-- // read it once more, within the lab's limits
			least, most := spec.bounds(word)
			p.integer(word, least, most)
		}
		word = t.text
		spec.add(t)
	}
	if p.err != nil {
		return nil
	}
	c, err := frame.Parse(spec.text())
	var fault *frame.Error
	if errors.As(err, &fault) {
		p.badCodec(&spec, fault)
		return nil
	}
	p.scope.codec = c
	return lab.Codec{Codec: c}
}

// badCodec tells what the codec's own parser says, at the token it means.
func (p *parser) badCodec(s *spec, fault *frame.Error) {
	if fault.Kind != frame.KindSpec {
		p.fail(s.value(fault.Parameter, p.line.tokens[0]), "codec", codecFault{fault}, example("codec"))
		return
	}
	if fault.Codec != "" {
		p.fail(s.at(int(fault.Off), p.peek()), "codec-meant", got(fault.Parameter), specText(fault.Codec))
		return
	}
	words, _ := fault.Value.([]string)
	p.fail(s.at(int(fault.Off), p.peek()), "codec-word", got(fault.Parameter), list(words), example("codec"))
}

// failCodec complains of a codec that stands as a step: what is right is as near to it as can
// be known.
func (p *parser) failCodec(first token, kind *frame.Kind) {
	var spec spec
	for _, t := range p.line.tokens {
		if t.kind != atEnd {
			spec.add(t)
		}
	}
	text := kind.Example
	if c, err := frame.Parse(spec.text()); err == nil {
		text = c.String()
	} else if meant, ok := frame.Mended(spec.text()); ok {
		text = meant
	}
	p.fail(first, "step-codec", first.text, specText(text))
}

// codecFault is what is wrong with a parameter of a codec.
type codecFault struct{ *frame.Error }

// In returns the sentence without its full stop: more follows it.
func (f codecFault) In(lang string) string { return strings.TrimRight(f.Error.In(lang), ".。") }

// spec is a codec as lab/frame writes it, from the tokens of a line: their
// strings are written in another way.
type spec struct {
	tokens []token
	words  []string
}

func (s *spec) add(t token) {
	word := t.text
	if t.kind == isString {
		word = strconv.Quote(string(t.bytes))
	}
	s.tokens, s.words = append(s.tokens, t), append(s.words, word)
}

func (s *spec) text() string { return strings.Join(s.words, " ") }

// at gives the token at an offset in the text, or end.
func (s *spec) at(off int, end token) token {
	for i, word := range s.words {
		if off -= len(word) + 1; off < 0 {
			return s.tokens[i]
		}
	}
	return end
}

// kinds are those of the codec and of the codecs within it, as far as they are known.
func (s *spec) kinds() (all []*frame.Kind) {
	for _, t := range s.tokens {
		if k := frame.FindKind(t.text); k != nil && t.kind == isWord {
			all = append(all, k)
		}
	}
	return all
}

// bounds are those of the number behind a word.
func (s *spec) bounds(word string) (least, most int) {
	for _, k := range s.kinds() {
		for _, p := range k.Parameters {
			if p.Word == word {
				return p.Bounds()
			}
		}
	}
	return 0, frame.MaxFrame
}

// counted reports whether a number stands behind a word.
func counted(s *spec, word string) bool {
	for _, k := range s.kinds() {
		for _, p := range k.Parameters {
			if p.Word == word && word != "" {
				return p.Kind == frame.ValueCount || p.Kind == frame.ValueSigned
			}
		}
	}
	return false
}

// value gives the token that a parameter's value is, or first if it is not
// known which one.
func (s *spec) value(parameter string, first token) token {
	for _, k := range s.kinds() {
		if p, ok := k.Parameter(parameter); ok && p.Word != "" {
			for i, t := range s.tokens[:len(s.tokens)-1] {
				if t.kind == isWord && t.text == p.Word {
					return s.tokens[i+1]
				}
			}
		}
	}
	if len(s.tokens) > 1 {
		return s.tokens[1]
	}
	return first
}

// specText writes a codec's text with the strings of the script language.
func specText(text string) string {
	var b strings.Builder
	for text != "" {
		quoted, err := strconv.QuotedPrefix(text)
		if err == nil && text[0] == '"' {
			value, _ := strconv.Unquote(quoted) // it is a prefix that is quoted
			b.WriteString(Quote([]byte(value)))
			text = text[len(quoted):]
			continue
		}
		b.WriteByte(text[0])
		text = text[1:]
	}
	return b.String()
}

// needsCodec complains of a framed step that no codec stands above, or, with
// file, not one that has room for a name.
func (p *parser) needsCodec(at token, file bool) {
	if p.scope.codec == nil {
		p.fail(at, "codec-first", at.text)
		return
	}
	if _, ok := p.scope.codec.(frame.JSONHeader); file && !ok {
		p.fail(at, "codec-json")
	}
}
