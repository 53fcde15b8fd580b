package lesson

import (
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// predicted goes the way of somebody who guesses: before it nothing says what to
// look at, after the run a wrong choice has its own sentence, and the first guess
// is the one that counts.
func predicted(t *testing.T, p *browser.Tab) {
	const watch = `document.querySelector("[data-watch]").checkVisibility()`
	p.Open("/lessons/two-sends-one-recv?guess=1")
	p.Until("the old address leads to the lesson, without the guess", `location.pathname === "/lessons/hello-feng" && !location.search.includes("guess")`)
	p.Until("nothing is chosen", `document.querySelector("[data-guess]").dataset.outcome === "first"`)
	if browser.Read[bool](p, watch) {
		t.Error("what to watch is shown before the guess")
	}
	if shown := browser.Read[string](p, "document.body.innerText + document.title"); strings.Contains(shown, "两次 send，一次 recv") {
		t.Error("the telling title is shown before the run")
	}
	p.Click(`[data-choice="0"]`)
	p.Until("what to watch is shown", watch)
	p.Run()
	p.SaysSoon("[data-guess-note]", "你以为 recv 一次给一条消息")
	p.SaysSoon("[data-guess-answer]", "两次 send，一次 recv")
	p.Click("[data-guess-again]")
	p.Click(`[data-choice="1"]`)
	p.Run()
	p.SaysSoon("[data-guess-note]", "猜对了")
	p.Open("/")
	p.SaysSoon("#map [data-score]", "猜过 1 课，第一次就猜对 0 课。")
}

// luckPredicted asks for many runs where one says nothing.
func luckPredicted(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/as-written")
	p.Click(`[data-choice="2"]`)
	p.Run()
	p.SaysSoon("[data-guess-note]", "100 次")
	p.Until("no choice is taken for right", `!document.querySelector("[data-guess] .held")`)
}
