package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Check returns what is wrong with the texts, one complaint a line: a key of
// one language only, an empty text, places that differ between the languages.
// The tests of a package hold its texts against it.
func (c *Catalog) Check() []string {
	var complaints []string
	for key, zh := range c.All("zh") {
		en, ok := c.en[key]
		if !ok {
			complaints = append(complaints, fmt.Sprintf("%q is not in English", key))
			continue
		}
		if strings.TrimSpace(zh) == "" || strings.TrimSpace(en) == "" {
			complaints = append(complaints, fmt.Sprintf("%q is empty", key))
		}
		if got, want := places(en), places(zh); !slices.Equal(got, want) {
			complaints = append(complaints, fmt.Sprintf("%q has the places %q in English, %q in Chinese", key, got, want))
		}
	}
	for key := range c.All("en") {
		if !c.Has(key) {
			complaints = append(complaints, fmt.Sprintf("%q is not in Chinese", key))
		}
	}
	return complaints
}

// places lists the numbers of the arguments that a text has places for.
func places(text string) []string {
	var found []string
	for _, match := range regexp.MustCompile(`\{(\d)[|}]`).FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	slices.Sort(found)
	return slices.Compact(found)
}
