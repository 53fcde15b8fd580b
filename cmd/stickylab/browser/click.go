package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

const (
	// touchBinding is the function by which a page reports a touch.
	touchBinding = "stickylabTouched"
	// mostTouches is how many touches may wait for a test to read them.
	mostTouches = 64
)

// touch is one event of the pointer, as the page got it.
type touch struct {
	Type  string `json:"type"`  // pointerdown, pointerup or click
	On    string `json:"on"`    // the element that got it
	Meant bool   `json:"meant"` // whether that is the element that was aimed at, or within it
}

// touched takes a report of the page. It must not block: chromedp calls it
// while it reads from the browser.
func (p *Tab) touched(payload string) {
	var t touch
	if err := json.Unmarshal([]byte(payload), &t); err != nil {
		t = touch{Type: "click", On: err.Error()}
	}
	select {
	case p.touches <- t:
	default: // a test that clicks reads long before so many
	}
}

// spot is where a click on an element would go.
type spot struct {
	X, Y float64
	Top  string // the element that is topmost there
	Hit  bool   // whether that is the element or within it
}

// aimScript finds the middle of an element. In a page with scripts it has the
// page report what the pointer touches. Where the element is to stand still, it
// looks at two animation frames that follow one another, and gives null while
// the element moves.
const aimScript = `(async (selector, scripted, still) => {
	const describe = (e) => e instanceof Element ? e.cloneNode().outerHTML.slice(0, 120) : String(e);
	const element = document.querySelector(selector);
	const look = () => {
		const box = element.getClientRects()[0];
		if (!box) return null;
		const [X, Y] = [box.x + box.width / 2, box.y + box.height / 2];
		const top = document.elementFromPoint(X, Y);
		return { X, Y, Top: describe(top), Hit: element.contains(top) };
	};
	if (!look()?.Hit) element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
	if (!scripted) return look();
	const frame = () => new Promise(requestAnimationFrame);
	if (still) await frame();
	const before = look();
	if (still) await frame();
	const now = look();
	if (!before || !now || before.X !== now.X || before.Y !== now.Y) return null;
	const types = ["pointerdown", "pointerup", "click"];
	const report = (event) => {
		` + touchBinding + `(JSON.stringify({ type: event.type, on: describe(event.target), meant: event.composedPath().includes(element) }));
		if (event.type === "click") types.forEach((type) => removeEventListener(type, report, true));
	};
	types.forEach((type) => addEventListener(type, report, true));
	return now;
})(%s, %t, %t)`

// aim waits until the element can be clicked and stands still, and returns
// where it is.
func (p *Tab) aim(selector string) spot {
	p.T.Helper()
	p.Until(selector+" can be clicked", Find(selector)+`?.checkVisibility() && !`+Find(selector)+`.matches(':disabled, [aria-disabled="true"]')`)
	deadline := time.Now().Add(patience)
	for before := (*spot)(nil); time.Now().Before(deadline); time.Sleep(lookEvery) {
		now := p.lookAt(selector, true)
		if now != nil && (p.scripted || before != nil && *before == *now) {
			return *now
		}
		before = now
	}
	p.T.Fatalf("waited %v and %s never stood still; %s", patience, selector, p.State())
	return spot{}
}

// lookAt returns nil while the element moves, and in a page that is just left.
func (p *Tab) lookAt(selector string, still bool) *spot {
	ctx, cancel := context.WithTimeout(p.Ctx, patience)
	defer cancel()
	at, err := chromedp.Run(ctx, chromedp.Evaluate[*spot](fmt.Sprintf(aimScript, Quote(selector), p.scripted, still), chromedp.EvalAwaitPromise))
	if err != nil {
		return nil
	}
	return at
}

// Click waits until the element is there, visible, enabled and standing still,
// and clicks in its middle. The click must reach the element: the test fails,
// with what was hit, when something lies over it or when it moved away while
// the button of the mouse was down.
func (p *Tab) Click(selector string) {
	p.T.Helper()
	at := p.aim(selector)
	if !at.Hit {
		p.T.Fatalf("a click on %s at %.0f,%.0f would hit %s; %s", selector, at.X, at.Y, at.Top, p.State())
	}
	p.forgetTouches()
	p.Must("click "+selector, chromedp.MouseClickXY(at.X, at.Y))
	if p.scripted {
		p.delivered(selector)
	}
}

// Hold presses the button of the mouse on an element, wherever it is now and
// whether or not it moves. lift lets the button go at the same place of the
// window; the click must reach the element.
func (p *Tab) Hold(selector string) (lift func()) {
	p.T.Helper()
	at := p.lookAt(selector, false)
	if at == nil || !at.Hit {
		p.T.Fatalf("nothing of %s to press: %+v; %s", selector, at, p.State())
	}
	p.forgetTouches()
	left := func(e *input.DispatchMouseEventParams) { e.Button, e.ClickCount = input.MouseButtonLeft, 1 }
	p.Must("press on "+selector, chromedp.MouseEvent(chromedp.MousePressed, at.X, at.Y, left))
	return func() {
		p.T.Helper()
		p.Must("lift from "+selector, chromedp.MouseEvent(chromedp.MouseReleased, at.X, at.Y, left))
		p.delivered(selector)
	}
}

func (p *Tab) forgetTouches() {
	for len(p.touches) > 0 {
		<-p.touches
	}
}

// delivered waits for the click and checks whom it reached.
func (p *Tab) delivered(selector string) {
	p.T.Helper()
	var seen []string
	deadline := time.After(patience)
	for {
		select {
		case t := <-p.touches:
			seen = append(seen, t.Type+" on "+t.On)
			if t.Type != "click" {
				continue
			}
			if !t.Meant {
				p.T.Fatalf("a click on %s went elsewhere:\n\t%s\n%s", selector, strings.Join(seen, "\n\t"), p.State())
			}
			return
		case <-deadline:
			p.T.Fatalf("a click on %s and no click came:\n\t%s\n%s", selector, strings.Join(seen, "\n\t"), p.State())
		}
	}
}

// Drag presses the button of the mouse on one element and lets it go on another.
func (p *Tab) Drag(from, to string) {
	p.T.Helper()
	start, end := p.aim(from), p.aim(to)
	if !start.Hit || !end.Hit {
		p.T.Fatalf("a drag from %s to %s would go from %s to %s; %s", from, to, start.Top, end.Top, p.State())
	}
	p.Must("drag from "+from+" to "+to, chromedp.DragAndDropXY(start.X, start.Y, end.X, end.Y))
}
