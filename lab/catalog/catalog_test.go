package catalog

import (
	"slices"
	"strings"
	"testing"
)

type both struct{ zh, en string }

func (b both) In(lang string) string {
	if lang == "en" {
		return b.en
	}
	return b.zh
}

func TestText(t *testing.T) {
	c := New(
		Texts{"plain": "无", "one": "{0} 个", "swapped": "{1} 在 {0} 前", "open": "{ {0"},
		Texts{"plain": "none", "one": "{0} {0|byte|bytes}", "swapped": "{0} after {1}", "open": "{x} {0} {7}"},
	)
	for _, tt := range []struct {
		name, lang, key string
		args            []any
		want            string
	}{
		{"no place", "en", "plain", nil, "none"},
		{"one", "en", "one", []any{1}, "1 byte"},
		{"many", "en", "one", []any{2}, "2 bytes"},
		{"none of them", "en", "one", []any{0}, "0 bytes"},
		{"any order", "zh", "swapped", []any{"a", "b"}, "b 在 a 前"},
		{"an argument with a language", "zh", "one", []any{both{"三", "three"}}, "三 个"},
		{"the same in English", "en", "one", []any{both{"三", "three"}}, "three bytes"},
		{"an unknown language is Chinese", "fr", "plain", nil, "无"},
		{"braces that are no place", "en", "open", []any{5}, "{x} 5 {7}"},
		{"a place that does not close", "zh", "open", []any{5}, "{ {0"},
		{"an argument with a place in it", "zh", "swapped", []any{"{1}", "b"}, "b 在 {1} 前"},
		{"a missing argument is seen", "en", "one", nil, "{0} {0|byte|bytes}"},
	} {
		if got := c.Text(tt.lang, tt.key, tt.args...); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	mustPanic(t, "an unknown key", func() { c.Text("en", "gone") })
	if c.Has("gone") || !c.Has("plain") {
		t.Error("Has is wrong")
	}
}

func mustPanic(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", what)
		}
	}()
	f()
}

func TestJoin(t *testing.T) {
	a, b := New(Texts{"a": "甲"}, Texts{"a": "A"}), New(Texts{"b": "乙"}, Texts{"b": "B"})
	joined := Join(a, b)
	var keys []string
	for key := range joined.All("en") {
		keys = append(keys, key)
	}
	if want := []string{"a", "b"}; !slices.Equal(keys, want) || joined.Text("zh", "b") != "乙" {
		t.Errorf("keys %q, want %q", keys, want)
	}
	mustPanic(t, "a key twice", func() { Join(a, b, a) })
}

func TestCheck(t *testing.T) {
	if complaints := New(Texts{"a": "{0} 和 {1}"}, Texts{"a": "{1|is|are} {0}"}).Check(); len(complaints) > 0 {
		t.Errorf("a sound catalog: %q", complaints)
	}
	broken := New(
		Texts{"only": "甲", "empty": " ", "places": "{0}"},
		Texts{"other": "B", "empty": "x", "places": "{0} {1}"},
	)
	got := strings.Join(broken.Check(), "\n")
	want := "\"empty\" is empty\n\"only\" is not in English\n\"places\" has the places [\"0\" \"1\"] in English, [\"0\"] in Chinese\n\"other\" is not in Chinese"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
