package view

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// all joins the catalogues of a language into one.
func all(lang string) catalogue {
	joined := catalogue{}
	for _, c := range catalogueOf(lang) {
		maps.Copy(joined, c)
	}
	return joined
}

func TestBothLanguagesHaveTheSameKeys(t *testing.T) {
	zh, en := all("zh"), all("en")
	for key := range zh {
		if _, ok := en[key]; !ok {
			t.Errorf("en has no %q", key)
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("zh has no %q", key)
		}
	}
}

func TestNoKeyStandsInTwoCatalogues(t *testing.T) {
	for _, lang := range Languages {
		count := 0
		for _, c := range catalogueOf(lang) {
			count += len(c)
		}
		if got := len(all(lang)); got != count {
			t.Errorf("%s: %d keys in %d entries", lang, got, count)
		}
	}
}

var place = regexp.MustCompile(`\{(\d)[|}]`)

func places(text string) []string {
	var found []string
	for _, m := range place.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func TestBothLanguagesTakeTheSameArguments(t *testing.T) {
	zh, en := all("zh"), all("en")
	for key, text := range zh {
		if got, want := places(en[key]), places(text); !slices.Equal(got, want) {
			t.Errorf("%s: en takes %q, zh %q", key, got, want)
		}
	}
}

func TestEveryTextSaysSomething(t *testing.T) {
	for _, lang := range Languages {
		for key, text := range all(lang) {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %q is empty", lang, key)
			}
		}
	}
}

// usedKeys are the keys named in quotes in the sources below root.
func usedKeys(t *testing.T, root, suffix string, pattern *regexp.Regexp) map[string]string {
	t.Helper()
	used := map[string]string{}
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, suffix) || strings.Contains(path, "_test.") || strings.Contains(path, ".test.") {
			return nil
		}
		source, err := os.ReadFile(path)
		for _, m := range pattern.FindAllStringSubmatch(string(source), -1) {
			used[m[1]] = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return used
}

func TestEveryKeyThatIsAskedForExists(t *testing.T) {
	for _, used := range []map[string]string{
		usedKeys(t, ".", ".templ", regexp.MustCompile(`\bT\([\w.]+, "([\w.]+)"[,)]`)),
		usedKeys(t, ".", ".go", regexp.MustCompile(`\bT\([\w.]+, "([\w.]+)"[,)]`)),
		usedKeys(t, "..", ".go", regexp.MustCompile(`\bview\.T\([\w.]+, "([\w.]+)"[,)]`)),
	} {
		for key, path := range used {
			if !Has(key) {
				t.Errorf("%s asks for %q, which is not in the catalogues", path, key)
			}
		}
	}
}

func TestEveryKeyThatModulesAskForExists(t *testing.T) {
	used := usedKeys(t, filepath.Join("..", "..", "static", "js"), ".js", regexp.MustCompile(`\btext\("([\w.]+)"`))
	if len(used) == 0 {
		t.Error("no module asks for a text: the pattern is wrong")
	}
	for key, path := range used {
		if !Has("js." + key) {
			t.Errorf("%s asks for %q, which is not in the catalogues", path, key)
		}
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		name, text string
		args       []any
		want       string
	}{
		{"nothing to fill", "plain", nil, "plain"},
		{"two places, out of order", "{1} then {0}", []any{"a", 2}, "2 then a"},
		{"one", "{0} {0|byte|bytes}", []any{1}, "1 byte"},
		{"many", "{0} {0|byte|bytes}", []any{0}, "0 bytes"},
		{"a missing argument stays visible", "{0} {1}", []any{"a"}, "a {1}"},
		{"braces that are no place stay", "{x} {", []any{"a"}, "{x} {"},
		{"an argument is not filled again", "{0}", []any{"{0}"}, "{0}"},
	} {
		if got := fill(c.text, c.args); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAMissingKeyPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("T gave a text for a key that is not there")
		}
	}()
	T("zh", "no.such.key")
}

// The keys of the timeline stand in a type of static/js/model/text.js.
func TestEveryKeyOfTheTimelineExists(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "..", "static", "js", "model", "text.js"))
	if err != nil {
		t.Fatal(err)
	}
	_, typedef, _ := strings.Cut(string(source), "@typedef {")
	typedef, _, _ = strings.Cut(typedef, "} TextKey")
	keys := regexp.MustCompile(`"([\w.]+)"`).FindAllStringSubmatch(typedef, -1)
	if len(keys) == 0 {
		t.Error("no key found: the type is written in another way")
	}
	for _, m := range keys {
		if !Has("js." + m[1]) {
			t.Errorf("the timeline asks for %q, which is not in the catalogues", m[1])
		}
	}
}

// Some keys are put together from a fixed part and a word.
func TestEveryKeyThatIsPutTogetherExists(t *testing.T) {
	for prefix, words := range map[string]string{
		"js.guess.":   "first kept unguessed running right wrong shown none",
		"js.verdict.": "exact coalesced split truncated lost",
		"js.joined.":  "send receive both unknown",
		"js.end.":     "done stopped limit error",
		"js.inspect.": "offset hex text",
		"js.mark.":    "exact coalesced split truncated lost",
		"part.":       "1 2 3 4",
		"table.":      strings.Join(columns[:], " "),
	} {
		for _, word := range strings.Fields(words) {
			if !Has(prefix + word) {
				t.Errorf("there is no text %q", prefix+word)
			}
		}
	}
}
