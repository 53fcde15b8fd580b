package everyone

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

func TestTouch(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "fingers on the timeline of a telephone", Do: fingers},
		{Name: "a replay asks on a telephone", Do: askedOnATelephone},
		{Name: "what a telephone shows first", Do: firstOnATelephone},
	})
}

// onATelephone makes the tab a telephone.
func onATelephone(p *browser.Tab) {
	p.T.Helper()
	p.Resize(390, 844)
	p.Must("have a touch screen", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
		return err
	}))
}

// glide puts fingers down, moves each from its first place to its last, and lifts them.
func glide(p *browser.Tab, fingers ...[2]input.TouchPoint) {
	p.T.Helper()
	const steps = 8
	p.Must("move fingers", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for step := 0; step <= steps+1; step++ {
			touch := input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchMove, TouchPoints: []*input.TouchPoint{}}
			switch step {
			case 0:
				touch.Type = input.DispatchTouchEventTypeTouchStart
			case steps + 1:
				touch.Type = input.DispatchTouchEventTypeTouchEnd
			}
			for i, finger := range fingers {
				if step > steps {
					break
				}
				part := float64(step) / steps
				id := float64(i)
				touch.TouchPoints = append(touch.TouchPoints, &input.TouchPoint{
					X: finger[0].X + part*(finger[1].X-finger[0].X), Y: finger[0].Y + part*(finger[1].Y-finger[0].Y), ID: &id,
				})
			}
			if _, err := cdp.Call(ctx, target, input.DispatchTouchEvent, touch); err != nil {
				return err
			}
		}
		return nil
	}))
}

// wide is how much of the axis the address says is in view, and from where on.
const wide = `(() => { const [from, to] = (new URLSearchParams(location.search).get("range") ?? "0-0").split("-").map(Number); return { From: from, Wide: to - from }; })()`

type window struct{ From, Wide float64 }

// settled is what the address says when it has said it for a while: it is written more
// seldom than the timeline is drawn.
func settled(p *browser.Tab) window {
	p.T.Helper()
	browser.Await[bool](p, `(async () => {
		for (let same = 0, was = ""; same < 60; same++) {
			await new Promise(requestAnimationFrame);
			if (location.href !== was) [same, was] = [0, location.href];
		}
		return true;
	})()`)
	return browser.Read[window](p, wide)
}

func fingers(t *testing.T, p *browser.Tab) {
	onATelephone(p)
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]")+` && document.querySelector("[data-view]")`)
	p.Click(`[data-zoom="in"]`)
	p.Until("the address says what is in view", wide+`.Wide > 0`)
	at := func(x, y float64) input.TouchPoint { return input.TouchPoint{X: x, Y: y} }
	before := browser.Read[window](p, wide)
	glide(p, [2]input.TouchPoint{at(150, 400), at(60, 400)}, [2]input.TouchPoint{at(240, 400), at(330, 400)})
	p.Until("two fingers that part magnify", wide+`.Wide < `+number(before.Wide)+` * 0.7`)
	near := settled(p)
	glide(p, [2]input.TouchPoint{at(300, 420), at(120, 420)})
	p.Until("one finger moves it", wide+`.From > `+number(near.From))
	if moved := settled(p); moved.Wide < near.Wide*0.98 || moved.Wide > near.Wide*1.02 {
		t.Errorf("one finger has made %v of the axis %v", near.Wide, moved.Wide)
	}
	p.Click("[data-fit]")
	p.ClickOnColour("[data-stage]", "--coalesced")
	p.Until("what was tapped is told below, in type that can be read", `(() => {
		const bytes = [...document.querySelectorAll("[data-inspector-body] .byte")].filter((e) => e.checkVisibility());
		return bytes.length > 0 && bytes.every((e) => parseFloat(getComputedStyle(e).fontSize) >= 15);
	})()`)
	if lines := browser.Read[int](p, `(() => { const h = document.querySelector("[data-inspector-body] h3"); return Math.round(h.getBoundingClientRect().height / parseFloat(getComputedStyle(h).lineHeight)); })()`); lines > 1 {
		t.Errorf("the heading of what was tapped is broken into %d lines", lines)
	}
	p.Click("details.out > summary")
	p.Until("the menu is open", `document.querySelectorAll("[data-out-list] > *").length > 3 && document.querySelector("[data-out-list]").checkVisibility()`)
	if out := browser.Read[string](p, `[...document.querySelectorAll("[data-out-list] > *")].filter((e) => { const { left, right, bottom } = e.getBoundingClientRect(); return e.checkVisibility() && (left < 0 || right > innerWidth || bottom > innerHeight); }).map((e) => e.innerText).join()`); out != "" {
		t.Errorf("the menu sticks out: %s", out)
	}
	if mark := browser.Read[string](p, `getComputedStyle(document.querySelector("details.out > summary"), "::before").content`); mark != "none" {
		t.Errorf("the button of the menu has the mark %s over its picture", mark)
	}
}

func number(x float64) string { return fmt.Sprintf("%f", x) }

func askedOnATelephone(t *testing.T, p *browser.Tab) {
	onATelephone(p)
	for _, lang := range []string{"zh", "en"} {
		p.Open("/lessons/hello-feng?lang=" + lang)
		p.Run()
		p.Until("the timeline is drawn", browser.Drawn("[data-stage]")+` && document.querySelector("[data-view]")`)
		p.ClickOnColour("[data-stage]", "--coalesced")
		p.Until("what was tapped is told below", `document.querySelector("[data-peek]")`)
		p.Click(`[data-step-to="first"]`)
		p.Until("the bar of the replay is one row", `((bar) => bar.checkVisibility() && bar.offsetHeight < 50)(document.querySelector("[data-replay-bar]"))`)
		p.Click("[data-play]")
		p.Until("the lesson asks", `document.querySelector(".replay-ask")?.checkVisibility()`)
		p.Frames(3)
		said := browser.Read[string](p, `(() => {
			const wrong = [];
			const room = document.querySelector("[data-stage] [data-timeline]").getBoundingClientRect().height / innerHeight;
			if (room < 0.3) wrong.push("the timeline has " + room.toFixed(2) + " of the window");
			const ask = document.querySelector(".replay-ask").getBoundingClientRect();
			const bar = document.querySelector(".run-bar").getBoundingClientRect();
			if (ask.bottom > bar.top + 1) wrong.push("the question ends at " + ask.bottom + ", behind the bar at " + bar.top);
			if (document.querySelector(".panels").checkVisibility()) wrong.push("an empty panel takes room");
			return wrong.join("; ");
		})()`)
		if said != "" {
			t.Errorf("%s: %s", lang, said)
		}
		p.Click(".replay-ask .button")
		p.Click("[data-replay-leave]")
	}
}

func firstOnATelephone(t *testing.T, p *browser.Tab) {
	onATelephone(p)
	p.Open("/compare?lang=zh")
	p.Until("ready-made pairs are in sight at once", `document.querySelector("button.pair")?.checkVisibility() && document.querySelector("button.pair").getBoundingClientRect().bottom < innerHeight`)
	for _, page := range []string{"/", "/script", "/framing", "/struct", "/compare", "/fidelity", "/lessons/length-header"} {
		p.Open(page + "?lang=en")
		p.Until("the page is alive", `document.documentElement.classList.contains("js")`)
		p.MustFit(page)
		small := browser.Read[string](p, `[...document.querySelectorAll("button, a.button, select, summary, [role=tab]")].filter((e) => e.checkVisibility() && Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24).map((e) => e.outerHTML.slice(0, 80)).join(" | ")`)
		if small != "" {
			t.Errorf("%s: too small for a finger: %s", page, small)
		}
	}
}
