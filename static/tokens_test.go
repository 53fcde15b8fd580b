package static_test

import (
	"maps"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// palettes reads the colours of tokens.css: the light set, and the dark set
// as it stands for the reader's system and for the reader's choice.
func palettes(t *testing.T) (light, bySystem, byChoice map[string]string) {
	t.Helper()
	css, err := os.ReadFile("css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	rest, chosen, ok := strings.Cut(string(css), `:root[data-theme="dark"]`)
	day, night, ok2 := strings.Cut(rest, "@media screen and (prefers-color-scheme: dark)")
	if !ok || !ok2 {
		t.Fatal("tokens.css has no dark sets")
	}
	return colours(day), colours(night), colours(chosen)
}

func colours(css string) map[string]string {
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`--([\w-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
		found[m[1]] = m[2]
	}
	return found
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(hex string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func TestBothDarkSetsAreTheSame(t *testing.T) {
	light, bySystem, byChoice := palettes(t)
	if !maps.Equal(bySystem, byChoice) {
		t.Errorf("by the system %v\nby choice %v", bySystem, byChoice)
	}
	for name := range light {
		if _, ok := byChoice[name]; !ok && name != "accent-ink" {
			t.Errorf("the dark set has no --%s", name)
		}
	}
}

func TestTextCanBeRead(t *testing.T) {
	light, _, dark := palettes(t)
	for name, set := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, pair := range []struct {
			ink, ground string
			least       float64 // WCAG 2.2, 1.4.3 text and 1.4.11 graphics
		}{
			{"ink", "paper", 4.5},
			{"ink", "card", 4.5},
			{"ink", "accent-bg", 4.5},
			{"ink", "note-bg", 4.5},
			{"dim", "paper", 4.5},
			{"dim", "card", 4.5},
			{"dim", "sunk", 4.5},
			{"accent", "card", 4.5},
			{"accent", "accent-bg", 4.5},
			{"accent-ink", "accent", 4.5},
			{"coalesced", "card", 4.5},
			{"coalesced", "coalesced-bg", 4.5},
			{"exact", "card", 4.5},
			{"exact", "exact-bg", 4.5},
			{"split", "card", 4.5},
			{"split", "split-bg", 4.5},
			{"lost", "card", 4.5},
			{"lost", "lost-bg", 4.5},
			{"m1", "card", 3},
			{"m3", "card", 3},
			{"m4", "card", 3},
			{"header", "card", 3},
		} {
			if got := contrast(set[pair.ink], set[pair.ground]); got < pair.least {
				t.Errorf("%s: %s on %s is %.2f, want %.1f", name, pair.ink, pair.ground, got, pair.least)
			}
		}
	}
}
