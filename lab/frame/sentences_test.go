package frame

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab/catalog"
)

// Every kind of reason has a sentence in each language, and so has every kind of fault:
// none is said by its name in the source.
func TestEveryReasonAndFaultIsSaid(t *testing.T) {
	for file, said := range map[string]func(kind, lang string) []string{
		"guess.go": func(kind, lang string) []string {
			g := Guess{Kind: kind, Text: "TEXT", Value: 7, By: 2, Codec: `length "!H"`}
			read := g
			read.Frames, read.Bytes, read.Whole = 3, 30, true
			var all []string
			if kind != GuessFits && texts.Has("guess/"+kind) {
				all = append(all, g.sentence(lang, KindTooLong), g.sentence(lang, KindProtocol))
			}
			if texts.Has("guess/reading/"+kind) || kind == GuessFits {
				all = append(all, read.sentence(lang, KindTooLong))
			}
			return all
		},
		"error.go": func(kind, lang string) []string {
			e := Error{Kind: kind, Off: 1, Length: 2, Max: 3, Need: 4, Have: 5, Field: []byte("ab"), Want: []byte("cd"), Part: PartBody, Parameter: "max", Value: 6, Why: "line"}
			return []string{e.In(lang)}
		},
	} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kinds := regexp.MustCompile(`(?m)^\t(?:Guess|Kind)\w+ += "([^"]+)"`).FindAllStringSubmatch(string(source), -1)
		if len(kinds) < 15 {
			t.Fatalf("%s has only %d kinds", file, len(kinds))
		}
		for _, kind := range kinds {
			for _, lang := range catalog.Languages {
				all := said(kind[1], lang)
				if len(all) == 0 {
					t.Errorf("%s: nothing says %s", file, kind[1])
				}
				for _, text := range all {
					if text == kind[1] || strings.ContainsAny(text, "{}") || len(text) < 12 {
						t.Errorf("%s: %s in %s is %q", file, kind[1], lang, text)
					}
				}
			}
		}
	}
}
