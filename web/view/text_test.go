package view

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab/words"
)

func TestTextsAreInBothLanguages(t *testing.T) {
	for _, complaint := range texts.Check() {
		t.Error(complaint)
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
	for _, m := range append(keys, keysOfLanes(t)...) {
		if !Has("js." + m[1]) {
			t.Errorf("the timeline asks for %q, which is not in the catalogues", m[1])
		}
	}
}

// keysOfLanes finds those that lanes ask for, which the type leaves open: a lane
// is a file of its own, with its texts.
func keysOfLanes(t *testing.T) (keys [][]string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "static", "js", "layout", "lanes", "*.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, filepath.Join("..", "..", "static", "js", "model", "text.js")) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, regexp.MustCompile(`"(lane\.[\w.]+)"`).FindAllStringSubmatch(string(source), -1)...)
	}
	if len(keys) == 0 {
		t.Error("no lane asks for a text: they are written in another way")
	}
	return keys
}

// Some keys are put together from a fixed part and a word.
func TestEveryKeyThatIsPutTogetherExists(t *testing.T) {
	for prefix, ends := range map[string]string{
		"js.guess.":   "first kept unguessed running right wrong shown none",
		"js.verdict.": "exact coalesced split truncated lost",
		"js.joined.":  "send receive both unknown",
		"js.end.":     "done stopped limit error unfinished",
		"js.inspect.": "offset hex text",
		"js.mark.":    "exact coalesced split truncated lost",
		"part.":       "1 2 3 4",
		"table.":      strings.Join(words.Columns(), " "),
	} {
		for _, word := range strings.Fields(ends) {
			if !Has(prefix + word) {
				t.Errorf("there is no text %q", prefix+word)
			}
		}
	}
}
