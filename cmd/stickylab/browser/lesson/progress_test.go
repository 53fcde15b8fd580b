package lesson

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// progressKept makes some progress, takes it out as a file, forgets it, and opens the
// file again; files that are wrong are refused with where.
func progressKept(t *testing.T, p *browser.Tab) {
	folder := p.Downloads()
	p.Open("/lessons/hello-feng?lang=zh")
	p.Click(`[data-choice="1"]`)
	p.Run()
	p.SaysSoon("[data-guess-note]", "猜对了")
	p.Open("/quiz/2?lang=zh")
	p.Click(`fieldset input[type="radio"]`)
	p.Click(`form [type="submit"]`)
	p.Until("the quiz is judged", `document.querySelector("[data-quiz]") && document.documentElement.classList.contains("js")`)
	quiz := browser.Read[string](p, `(({ right, of }) => "小测 " + right + " / " + of)(document.querySelector("[data-quiz]").dataset)`)
	p.Open("/?lang=zh")
	const score = `#map [data-part-number="2"] [data-part-score]`
	for _, said := range []string{"运行 1 / ", "猜对 1 / 1", quiz} {
		p.SaysSoon(score, said)
	}
	before := p.Text(score)[0]
	p.Click("[data-progress-out]")
	file, _ := p.Saved(folder, ".json")

	const confirms = `(window.confirm = (asked) => { window.asked = asked; return %s; }) && true`
	browser.Read[bool](p, strings.Replace(confirms, "%s", "false", 1))
	p.Click("#map [data-score-reset]")
	p.Until("it asks before it forgets", `window.asked.includes("找不回来") && document.querySelector("#map [data-score]")`)
	browser.Read[bool](p, strings.Replace(confirms, "%s", "true", 1))
	p.Click("#map [data-score-reset]")
	p.Until("all is forgotten", `!window.asked && document.readyState === "complete" && document.querySelector("[data-progress-out]:disabled") && !document.querySelector("[data-score], [data-part-score]")`)

	for wrong, said := range map[string]string{
		`{"kind":"stickylab progress","version":2,"lessons":[{"lesson":"hello-feng","run":"yes"}]}`: "lessons[0].run 应当是 true 或 false",
		`{"hello": 1}`: `kind 应当是 "stickylab progress"`,
	} {
		p.ChooseFile("[data-progress-in]", mustWrite(t, wrong))
		p.SaysSoon("[data-progress-note]", said)
	}
	p.ChooseFile("[data-progress-in]", file)
	p.SaysSoon(score, quiz)
	if again := p.Text(score)[0]; again != before {
		t.Errorf("after the file was opened the part says %q, before %q", again, before)
	}
}

func mustWrite(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "wrong.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
