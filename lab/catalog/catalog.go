// Package catalog holds the texts that people read, in Chinese and English. It
// is the one mechanism for them: a package keeps its own texts by key, and the
// places for arguments are written the same in all of them.
package catalog

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Languages are those that every text is in; the first is the default.
var Languages = [...]string{"zh", "en"}

// Texts are texts of one language by their keys. {0} stands for the first
// argument, {0|one|many} for one of two words by that argument's number.
// static/js reads the same form.
type Texts map[string]string

// Catalog has the same keys in both languages. It is read-only and safe for
// concurrent use.
type Catalog struct{ zh, en Texts }

// New makes a catalog. Its maps are kept and must not be changed.
func New(zh, en Texts) *Catalog { return &Catalog{zh, en} }

// Join makes one catalog of several. A key in two of them is a mistake of the
// program: Join panics.
func Join(parts ...*Catalog) *Catalog {
	joined := &Catalog{Texts{}, Texts{}}
	for _, part := range parts {
		for key := range part.zh {
			if _, twice := joined.zh[key]; twice {
				panic(fmt.Sprintf("catalog: %q stands in two catalogues", key))
			}
		}
		maps.Copy(joined.zh, part.zh)
		maps.Copy(joined.en, part.en)
	}
	return joined
}

// in returns the texts of a language: English for "en", else Chinese.
func (c *Catalog) in(lang string) Texts {
	if lang == "en" {
		return c.en
	}
	return c.zh
}

// InLanguage is an argument that reads differently in each language.
type InLanguage interface{ In(lang string) string }

// Text returns the text of a key with its arguments filled in; any language
// but "en" is Chinese. A key that is not there is a mistake of the program:
// Text panics.
func (c *Catalog) Text(lang, key string, args ...any) string {
	text, ok := c.in(lang)[key]
	if !ok {
		panic(fmt.Sprintf("catalog: no text %q in %q", key, lang))
	}
	return fill(text, lang, args)
}

// Has reports whether there is a text for the key.
func (c *Catalog) Has(key string) bool {
	_, ok := c.zh[key]
	return ok
}

// All yields the keys and texts of a language in the order of the keys.
func (c *Catalog) All(lang string) iter.Seq2[string, string] {
	texts := c.in(lang)
	return func(yield func(string, string) bool) {
		for _, key := range slices.Sorted(maps.Keys(texts)) {
			if !yield(key, texts[key]) {
				return
			}
		}
	}
}

// fill replaces the places of a text. A place whose argument is missing stays
// as it is, so that a test sees it.
func fill(text, lang string, args []any) string {
	var out strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		out.WriteString(before)
		if !open {
			return out.String()
		}
		place, after, closed := strings.Cut(rest, "}")
		if word, ok := placed(place, lang, args); closed && ok {
			out.WriteString(word)
			text = after
			continue
		}
		out.WriteString("{")
		text = rest
	}
}

// placed returns what stands in a place, false when it is none.
func placed(place, lang string, args []any) (string, bool) {
	index, words, choice := strings.Cut(place, "|")
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(args) {
		return "", false
	}
	value := written(args[i], lang)
	if !choice {
		return value, true
	}
	one, many, _ := strings.Cut(words, "|")
	if value == "1" {
		return one, true
	}
	return many, true
}

func written(arg any, lang string) string {
	if words, ok := arg.(InLanguage); ok {
		return words.In(lang)
	}
	return fmt.Sprint(arg)
}
