package course

import (
	"regexp"
	"testing"
	"testing/fstest"
)

func TestEveryLessonHasNotesForTeachers(t *testing.T) {
	chinese := regexp.MustCompile(`\p{Han}`)
	for _, l := range mustCourse(t).All() {
		zh, en := l.Teach("zh"), l.Teach("en")
		for _, text := range []string{zh.Ask, zh.Draw} {
			if !chinese.MatchString(text) {
				t.Errorf("%s: %q is not Chinese", l.Slug, text)
			}
		}
		for _, text := range []string{en.Ask, en.Draw} {
			if text == "" || chinese.MatchString(text) {
				t.Errorf("%s: %q is not English", l.Slug, text)
			}
		}
	}
}

func TestErrorsOfNotesForTeachers(t *testing.T) {
	for _, text := range []string{"ask a | b", "x\nask a", "x\nsing a | b"} {
		if _, err := readTeach(fstest.MapFS{teachFile: {Data: []byte(text)}}); err == nil {
			t.Errorf("%q is read", text)
		}
	}
	if all, err := readTeach(fstest.MapFS{}); err != nil || all != nil {
		t.Errorf("without a file: %v, %v", all, err)
	}
}
