package words

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestTextsAreInBothLanguages(t *testing.T) {
	for _, complaint := range Texts.Check() {
		t.Error(complaint)
	}
}

// halfwidth finds Western punctuation beside a Chinese character.
var halfwidth = regexp.MustCompile(`\p{Han}[,;:?!.()]|[,;:?!.()]\p{Han}|\p{Han}\{\d\}[,;:?!()]|[,;:?!()]\{\d\}\p{Han}`)

func TestChineseHasChinesePunctuation(t *testing.T) {
	for key, text := range Texts.All("zh") {
		if found := halfwidth.FindString(text); found != "" {
			t.Errorf("%s: %q in %s", key, found, text)
		}
	}
}

// A key that is asked for and is not there is found before a reader meets it.
func TestEveryKeyThatIsAskedForExists(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	asked := regexp.MustCompile(`\btext\([\w.]+, "([\w.-]+)"[,)]`)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range asked.FindAllStringSubmatch(string(source), -1) {
			if !has(match[1]) && !strings.HasSuffix(file, "_test.go") {
				t.Errorf("%s asks for %q, which is not there", file, match[1])
			}
		}
	}
}
