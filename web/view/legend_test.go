package view

import (
	"context"
	"strings"
	"testing"

	"stickylab/lab/catalog"
)

// TestLegendHasEveryMark: what the timeline writes into a badge is explained.
func TestLegendHasEveryMark(t *testing.T) {
	for _, lang := range catalog.Languages {
		var page strings.Builder
		if err := legend(Chrome{Lang: lang}).Render(context.Background(), &page); err != nil {
			t.Fatal(err)
		}
		marks := 0
		for key := range texts.All(lang) {
			mark, isMark := strings.CutPrefix(key, "js.mark.")
			if !isMark {
				continue
			}
			marks++
			if want := `data-mark-kind="` + mark + `"`; !strings.Contains(page.String(), want) {
				t.Errorf("%s: the legend has no %s", lang, want)
			}
			if !Has("js.legend." + mark) {
				t.Errorf("%s: nothing explains %s", lang, key)
			}
		}
		if marks < 7 {
			t.Errorf("%s: %d marks, want all 7", lang, marks)
		}
	}
}
