package run

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

const (
	replayState = `document.querySelector("[data-replay-state]")`
	replayBar   = `document.querySelector("[data-replay-bar]")`
	// spoken is what the replay said last to a screen reader.
	spoken = `(document.querySelector("[data-live]")?.textContent ?? "")`
	// gotBytes says whether the program has the result of its first receive.
	gotBytes = `[...document.querySelectorAll("[data-result]")].some((e) => e.textContent.includes("hellofeng"))`
	rows     = `Number(document.querySelector("[data-table]").getAttribute("aria-rowcount")) - 1`
)

// replayed: a run is shown again step by step, with the future hidden, and the
// moment survives a reload.
func replayed(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	p.Ended()
	openTable(p)
	p.Until("all is shown", gotBytes+` && `+rows+` > 10`)
	all := browser.Read[int](p, rows)

	p.Click(`[data-step-to="first"]`)
	p.Until("the first event is there, and it alone", rows+` === 1 && `+chosenSeq+` === "1"`)
	p.Until("the program has no result yet", `!(`+gotBytes+`)`)
	p.Until("no finding is told yet", `document.querySelectorAll('[data-panel="findings"] .told-row').length === 0`)
	p.Frames(2)
	if p.PlaceOfColour("[data-stage]", "--coalesced").X != 0 {
		t.Error("the timeline shows a receive that was not made yet")
	}

	receive, picture := 0, ""
	for step := 2; step <= all && receive == 0; step++ {
		picture = pictureOf(p)
		before := browser.Read[string](p, spoken)
		p.Click(`[data-step-to="forward"]`)
		p.Until("the next event is said", spoken+` !== `+browser.Quote(before))
		if p.Holds(gotBytes) {
			receive = step
		}
	}
	said := browser.Read[string](p, spoken)
	if !strings.Contains(said, "hellofeng") || !strings.Contains(said, "粘包") || !strings.Contains(said, " 的 5 字节和事件 ") {
		t.Errorf("at the receive it said %q", said)
	}
	if pictureOf(p) == picture {
		t.Error("the timeline does not show the receive")
	}
	p.Click(`[data-step-to="back"]`)
	p.Until("one step back it was not made yet", `!(`+gotBytes+`)`)
	if again := pictureOf(p); again != picture {
		t.Error("one step back the timeline is not what it was one step before")
	}

	p.Until("the moment is in the address", `new URLSearchParams(location.search).has("at") && `+
		`new URLSearchParams(location.search).get("sel") === "event." + `+chosenSeq)
	at := browser.Read[string](p, replayState+`.textContent`)
	p.Reload()
	p.Until("a reload shows the same moment", replayState+`?.textContent === `+browser.Quote(at)+` && !(`+gotBytes+`)`)
	p.Click(`[data-replay-leave]`)
	p.Until("left, all is shown", gotBytes+` && `+replayBar+`.hidden && document.querySelectorAll('[data-panel="findings"] .told-row').length > 0`)
	p.Until("and the address is without a moment", `!new URLSearchParams(location.search).has("at")`)
}

// asked: a lesson's run that is played stops before the result that is asked
// about, with no sign of it on the page, says what the run did, and goes on.
func asked(t *testing.T, p *browser.Tab) {
	const (
		ask    = `document.querySelector("[data-replay-ask]")`
		ticked = `document.querySelector("[data-guess] .held")`
	)
	p.Resize(390, 844)
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	p.Until("the answer is ticked", ticked)
	p.Until("the replay is there", `!document.querySelector("[data-play]").disabled`)
	p.Click("[data-play]")
	p.Until("it stops and asks", ask+`?.checkVisibility() && `+ask+`.innerText.includes("What does the server's first recv(10) return?")`)
	p.Until("it is said", spoken+`.includes("Stop and think")`)
	if p.Holds(ticked) || p.Holds(gotBytes) {
		t.Error("the page tells the answer while it asks")
	}
	for _, width := range []int64{390, 1366} {
		p.Resize(width, 844)
		p.Until("all of the replay's bar is in the window", `document.querySelector("[data-replay-bar]").checkVisibility() && [...document.querySelectorAll("[data-replay-bar] *, [data-replay-ask] *")].every((e) => e.getBoundingClientRect().right <= innerWidth)`)
	}
	p.Resize(1280, 720)
	p.Until("the lanes keep their room", `((box) => box.clientHeight > 300 && box.scrollHeight <= box.clientHeight)(document.querySelector("[data-stage] [data-timeline]"))`)
	if picks := browser.Read[int](p, ask+`.querySelectorAll("[data-ask-choice]").length`); picks != 3 {
		t.Errorf("%d choices are offered, want 3", picks)
	}
	p.Click(`[data-ask-choice="0"]`)
	p.Until("the run says otherwise", ask+`.innerText.includes("It was: b'hellofeng'") && `+ask+`.querySelector(".held").textContent === "b'hellofeng'"`)
	p.Until("the focus is where it goes on", `document.activeElement.matches("[data-ask-go]")`)
	p.Press(kb.Enter)
	p.Until("it goes on to the end", spoken+`.includes("The replay is over") && !`+ask+`.checkVisibility() && `+gotBytes+` && `+ticked)
}

// openTable shows the table of events.
func openTable(p *browser.Tab) {
	p.Click(`[data-tab="events"]`)
}

// replayedByKeys: the replay is played, paused, stepped, scrubbed and left with
// keys alone, and says what it does. With reduced motion it does not glide.
func replayedByKeys(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	p.Ended()
	openTable(p)
	p.Must("focus the timeline", chromedp.Focus(chromedp.CSS(".timeline-canvas")))
	p.Press(".")
	p.Until("a dot begins a replay", rows+` === 1 && `+spoken+`.includes("事件 1，")`)
	p.Press(".")
	p.Until("and goes on", rows+` === 2 && `+spoken+`.includes("事件 2，")`)
	p.Press(kb.ArrowRight)
	p.Until("so does an arrow", rows+` === 3`)
	p.Press(",")
	p.Until("a comma goes back", rows+` === 2`)
	p.Press(">")
	p.Until("with Shift ten steps are one", rows+` === 12`)
	p.Press("<")
	p.Until("and back", rows+` === 2`)
	p.Press(kb.Escape)
	p.Until("Escape leaves", replayBar+`.hidden && `+rows+` > 12 && `+spoken+`.includes("已离开回放")`)

	p.Must("note every moment", chromedp.Evaluate[chromedp.Void](`(() => {
		window.moments = [];
		new MutationObserver(() => window.moments.push(`+rows+`)).observe(`+replayState+`, { childList: true });
	})()`))
	p.Press(" ")
	p.Until("Space plays", spoken+`.includes("开始回放") && window.moments.length > 3`)
	p.Press(" ")
	p.Until("and pauses", spoken+`.includes("回放停在")`)
	p.Must("focus the slider", chromedp.Focus(chromedp.CSS("[data-replay-slider]")))
	p.Press(kb.Home)
	p.Until("the slider goes to the beginning", rows+` === 0`)
	p.Press(kb.End)
	p.Until("and to the end", rows+` > 12 && document.querySelector("[data-replay-slider]").getAttribute("aria-valuetext").includes("事件")`)
	if steps := browser.Read[int](p, `window.moments.length`); steps > 60 {
		t.Errorf("with reduced motion %d moments were shown: it glides", steps)
	}
}

// scrubbed: a press on the axis goes to its moment, a drag takes it along, and
// playing from there goes to the end.
func scrubbed(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	p.Ended()
	openTable(p)
	p.Until("the table and the replay are there", rows+` > 10 && !document.querySelector("[data-play]").disabled`)
	box := browser.Read[struct{ X, Y, W float64 }](p, `(() => {
		document.querySelector("[data-timeline]").scrollIntoView({ block: "start", behavior: "instant" });
		const { x, y, width } = document.querySelector(".timeline-canvas").getBoundingClientRect();
		return { X: x, Y: y + 12, W: width };
	})()`)
	all := browser.Read[int](p, rows)
	p.Must("press on the axis", chromedp.MouseClickXY(box.X+box.W*0.5, box.Y))
	p.Until("the moment is there", `!`+replayBar+`.hidden`)
	half := browser.Read[int](p, rows)
	if half == 0 || half >= all {
		t.Errorf("in the middle of the axis %d of %d events are known", half, all)
	}
	dragOnAxis(p, box.X+box.W*0.5, box.X+box.W*0.2, box.Y)
	p.Until("the drag took it along", rows+` < `+strconv.Itoa(half))
	p.Click("[data-play]")
	p.Until("it stops where the lesson asks", `document.querySelector("[data-replay-ask]").checkVisibility()`)
	p.Click("[data-play]")
	p.Until("played to the end, all is shown", replayBar+`.hidden && `+rows+` === `+strconv.Itoa(all)+` && `+spoken+`.includes("回放结束")`)
}

// dragOnAxis drags along the axis with the button of the mouse held.
func dragOnAxis(p *browser.Tab, from, to, y float64) {
	p.T.Helper()
	left := func(e *input.DispatchMouseEventParams) { e.Button, e.ClickCount = input.MouseButtonLeft, 1 }
	p.Must("press", chromedp.MouseEvent(chromedp.MousePressed, from, y, left))
	for part := 1; part <= 4; part++ {
		p.Must("move", chromedp.MouseEvent(chromedp.MouseMoved, from+(to-from)*float64(part)/4, y, left))
	}
	p.Must("lift", chromedp.MouseEvent(chromedp.MouseReleased, to, y, left))
}

// pictureOf is what the timeline shows, without what lies over it.
func pictureOf(p *browser.Tab) string {
	p.T.Helper()
	p.Frames(2)
	return browser.Read[string](p, `document.querySelector("[data-stage] [data-timeline] canvas").toDataURL()`)
}

// TestReplayGlides: where nothing is said against motion, playing shows more
// moments than there are events, and each is later than the one before.
func TestReplayGlides(t *testing.T) {
	p := browser.NewTab(t, browser.NewInMotion(t), browser.Build(t).Serve(t))
	p.Open("/lessons/hello-feng")
	p.Run()
	p.Ended()
	openTable(p)
	p.Until("the table is there", rows+` > 10`)
	events := browser.Read[int](p, rows)
	p.Must("note every moment", chromedp.Evaluate[chromedp.Void](`(() => {
		window.moments = [];
		const slider = document.querySelector("[data-replay-slider]");
		new MutationObserver(() => window.moments.push(Number(slider.value))).observe(`+replayState+`, { childList: true });
	})()`))
	p.Click("[data-play]")
	p.Until("there are more moments than events", `new Set(window.moments).size > `+strconv.Itoa(events+1))
	if !browser.Read[bool](p, `window.moments.every((at, k) => k === 0 || at >= window.moments[k - 1])`) {
		t.Error("playing went back")
	}
}
