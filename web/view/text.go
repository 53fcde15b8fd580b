package view

import (
	"fmt"
	"strconv"
	"strings"
)

// Languages are the languages of the catalogues; the first is the default.
var Languages = [...]string{"zh", "en"}

// catalogue maps a key to a text. {0} stands for an argument, {0|one|many}
// for one of two words by the argument's number. static/js/app/text.js
// reads the same form.
type catalogue map[string]string

// T gives the text of key in lang with its arguments filled in. A key that is
// not in the catalogue is a mistake of the program: T panics.
func T(lang, key string, args ...any) string {
	text, ok := catalogueOf(lang).find(key)
	if !ok {
		panic(fmt.Sprintf("view: no text %q in %q", key, lang))
	}
	return fill(text, args)
}

// Has reports whether the catalogues have a text for key.
func Has(key string) bool {
	_, ok := catalogueOf(Languages[0]).find(key)
	return ok
}

// scripted gives the texts that the browser's modules need.
func scripted(lang string) map[string]string {
	texts := map[string]string{}
	for _, c := range catalogueOf(lang) {
		for key, text := range c {
			if name, ok := strings.CutPrefix(key, "js."); ok {
				texts[name] = text
			}
		}
	}
	return texts
}

type catalogues []catalogue

func catalogueOf(lang string) catalogues {
	if lang == "en" {
		return catalogues{enPages, enScripted, enSentences, enProblems, enCommand, enWhy, enFidelity, enOptions, enCompare, enRepeat, enWire, enCapture, enSteps, enStruct, enFraming, enHeld, enDecoder, enFrames}
	}
	return catalogues{zhPages, zhScripted, zhSentences, zhProblems, zhCommand, zhWhy, zhFidelity, zhOptions, zhCompare, zhRepeat, zhWire, zhCapture, zhSteps, zhStruct, zhFraming, zhHeld, zhDecoder, zhFrames}
}

func (cs catalogues) find(key string) (string, bool) {
	for _, c := range cs {
		if text, ok := c[key]; ok {
			return text, true
		}
	}
	return "", false
}

// fill replaces the places of a text. A place whose argument is missing stays
// as it is, so that a test sees it.
func fill(text string, args []any) string {
	var out strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		out.WriteString(before)
		if !open {
			return out.String()
		}
		place, after, closed := strings.Cut(rest, "}")
		if word, ok := placed(place, args); closed && ok {
			out.WriteString(word)
			text = after
			continue
		}
		out.WriteString("{")
		text = rest
	}
}

func placed(place string, args []any) (string, bool) {
	index, words, choice := strings.Cut(place, "|")
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(args) {
		return "", false
	}
	value := fmt.Sprint(args[i])
	if !choice {
		return value, true
	}
	one, many, _ := strings.Cut(words, "|")
	if value == "1" {
		return one, true
	}
	return many, true
}
