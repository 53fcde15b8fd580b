package screen

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// TestLecture goes through a lesson before a class.
func TestLecture(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "question, picture, sentence, next lesson", Do: lectured},
		{Name: "a shared step, and the core path from the first page", Do: lectureShared},
	})
}

const (
	// answering is what of a lesson answers its question and is in sight: empty where
	// nothing does.
	answering = `[...document.querySelectorAll(".timeline, .told-row, .result, .guess-note, .guess-answer, .share, .replay-bar, .projected, [data-why], [data-watch]")].filter((e) => e.checkVisibility() && e.innerText.trim() + e.tagName !== "SPAN").map((e) => e.className).join(" ")
		+ [...document.querySelectorAll(".choice, .choice *")].map((e) => getComputedStyle(e, "::after").content + getComputedStyle(e, "::before").content).filter((content) => /[✓✗]/.test(content)).join(" ")`
	pageScrolls = `document.scrollingElement.scrollWidth > innerWidth || document.scrollingElement.scrollHeight > innerHeight`
)

func atStep(p *browser.Tab, step string) {
	p.T.Helper()
	p.Until("the step is "+step, `document.documentElement.dataset.lecture === `+browser.Quote(step)+` && new URLSearchParams(location.search).get("lecture") === `+browser.Quote(step)+` && document.querySelector("[data-lecture-to-`+step+`]").getAttribute("aria-current") === "step"`)
	p.Frames(2)
	if small := browser.Read[string](p, strings.Replace(little, "< 20", "< 18", 1)); small != "" {
		p.T.Errorf("%s: smaller than 18 px: %s", step, small)
	}
	if p.Holds(pageScrolls) {
		p.T.Errorf("%s: the page scrolls", step)
	}
}

func mustNotAnswer(p *browser.Tab, when string) {
	p.T.Helper()
	if shown := browser.Read[string](p, answering); shown != "" {
		p.T.Errorf("the question %s: %s gives the answer away", when, shown)
	}
}

func lectured(t *testing.T, p *browser.Tab) {
	p.Resize(laptop.width, laptop.height)
	p.Open("/lessons/hello-feng?lang=zh")
	p.Until("the way in is there", `document.querySelector("button[data-lecture]:enabled")?.innerText === "讲课"`)
	if !p.Holds(`document.querySelector(".stage-lead").checkVisibility() && document.querySelector(".stage-lead").innerText === document.querySelector(".head .lead").innerText`) {
		t.Error("before a run the picture does not say what the programs do")
	}
	p.Click("button[data-lecture]")
	atStep(p, "question")
	if !p.Holds(`document.querySelector(".head .lead").checkVisibility()`) {
		t.Error("with the question it is not said what the programs do")
	}
	mustNotAnswer(p, "before a run")
	p.Until("it is said", `[...document.querySelectorAll("[data-live]")].some((e) => e.textContent.includes("第 1 步，共 3 步：题目") && e.textContent.includes("recv(10)"))`)
	p.Press("k")
	p.Until("the code is beside the question", `[...document.querySelectorAll(".program")].every((e) => e.checkVisibility()) && document.querySelector(".guess legend").checkVisibility()`)
	atStep(p, "question")
	p.Press(kb.PageDown)
	atStep(p, "picture")
	p.Until("without a run the picture makes one", browser.Drawn("[data-stage]"))
	p.Until("the run has ended", `document.querySelector(".told-row")`)
	if !p.Holds(`document.querySelector(".guess legend").checkVisibility() && !document.querySelector(".told-row").checkVisibility() && !document.querySelector(".program").checkVisibility()`) {
		t.Error("the picture has not just the question above it")
	}
	p.Press(kb.PageDown)
	atStep(p, "sentence")
	p.SaysSoon(".told-row", "第一次 recv(10) 得到 b'hellofeng'")
	if p.Holds(`document.querySelector(".timeline").checkVisibility() || document.querySelector("[data-why]").checkVisibility()`) {
		t.Error("beside the sentence there is more")
	}
	p.Press("y")
	p.Until("why is told", `document.querySelector("[data-why] p").checkVisibility()`)
	atStep(p, "sentence")
	p.Press("N")
	atStep(p, "picture")
	p.Press(kb.PageUp)
	atStep(p, "question")
	p.Press("k")
	p.Until("the code is shown", `document.querySelector(".program").checkVisibility()`)
	mustNotAnswer(p, "after a run")
	run := p.RunID()
	p.Reload()
	atStep(p, "question")
	p.Press(" ")
	atStep(p, "picture")
	p.Until("a reload kept the run", browser.Drawn("[data-stage]"))
	if again := p.RunID(); again != run {
		t.Errorf("after a reload the run is %s, was %s", again, run)
	}
	p.Press("n")
	atStep(p, "sentence")
	p.Press(kb.PageDown)
	p.Landed("the next lesson", `location.pathname === "/lessons/as-written"`)
	atStep(p, "question")
	p.Click("[data-lecture-to-sentence]")
	p.Until("one run does not answer it", `document.querySelector("[data-stage] .told-row")?.checkVisibility()`)
	p.Click("[data-repeat-run]")
	p.Until("many do, beside the sentence", `[...document.querySelectorAll(".guess .share")].filter((e) => e.checkVisibility() && e.textContent.endsWith("%")).length === 2`)
	p.Press(kb.Escape)
	p.Until("Esc leaves the lecture", `!document.documentElement.dataset.lecture && !location.search.includes("lecture") && !`+projected)
}

func lectureShared(t *testing.T, p *browser.Tab) {
	p.Resize(projector.width, projector.height)
	p.Open("/lessons/json-header-file?lang=en&theme=dark&projector=1&lecture=sentence")
	atStep(p, "sentence")
	p.SaysSoon(".told-row", "MD5")
	p.Click("[data-lecture-to-question]")
	atStep(p, "question")
	mustNotAnswer(p, "of a shared step")
	p.Press("?")
	p.SaysSoon("[data-keys-list]", "next lesson")
	p.Press(kb.Escape)
	p.Open("/?lang=en")
	p.SaysSoon("[data-core-lecture]", "90 minutes")
	p.Click("[data-core-lecture]")
	p.Landed("the first core lesson", `location.pathname === "/lessons/tcp-echo"`)
	atStep(p, "question")
	p.Click("[data-lecture-to-sentence]")
	atStep(p, "sentence")
	p.Click("[data-lecture-next]")
	p.Landed("the next core lesson", `location.pathname === "/lessons/tcp-loop"`)
	atStep(p, "question")
	p.SaysSoon(".lecture-place", "Core lesson 2 of 8")
	p.Press(kb.PageUp)
	p.Landed("the core lesson before", `location.pathname === "/lessons/tcp-echo"`)
	atStep(p, "sentence")
}
