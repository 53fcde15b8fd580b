package screen

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// TestProjector shows a lesson to a class.
func TestProjector(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "a lesson is guessed, run and shown", Do: shownToAClass},
		{Name: "run, selection, moment and range are kept", Do: keptOnAProjector},
		{Name: "one's own script, a stored run, and a telephone", Do: otherProjected},
		{Name: "long findings and many lanes", Do: longProjected},
	})
}

func TestFullScreen(t *testing.T) {
	browser.TourWhole(t, []browser.Part{
		{Name: "the button fills the screen, and whoever leaves that leaves the mode", Do: fillsTheScreen},
	})
}

const (
	projected = `document.documentElement.hasAttribute("data-projector")`
	// little lists the texts in sight that are smaller than 20 px.
	little = `(() => {
		const small = [];
		const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node; (node = walk.nextNode()); ) {
			const box = node.parentElement;
			if (!node.data.trim() || !box.checkVisibility({ visibilityProperty: true }) || box.closest(".hidden, script, [aria-live]")) continue;
			if (parseFloat(getComputedStyle(box).fontSize) < 20) small.push(node.data.trim());
		}
		return small.join(" | ");
	})()`
	// misprojected is what is wrong with the mode's geometry: empty where the timeline
	// has three quarters of the height, nothing scrolls and nothing lies over another.
	misprojected = `(() => {
		const wrong = [];
		const root = document.querySelector("[data-stage] [data-timeline]");
		const part = root.getBoundingClientRect().height / innerHeight;
		if (part < 0.75) wrong.push("the timeline has " + part.toFixed(3) + " of the height");
		if (root.scrollHeight > root.clientHeight + 1) wrong.push("the timeline scrolls");
		const { scrollWidth, scrollHeight } = document.scrollingElement;
		if (scrollWidth > innerWidth || scrollHeight > innerHeight) wrong.push("the page scrolls: " + [scrollWidth, scrollHeight]);
		const scale = Number(getComputedStyle(root).getPropertyValue("--scale"));
		if (12.5 * scale < 20) wrong.push("the smallest words on the canvas are " + 12.5 * scale + " px");
		const canvas = root.querySelector("canvas");
		if (Math.abs(canvas.getBoundingClientRect().width - root.clientWidth) > 1) wrong.push("the canvas is " + canvas.getBoundingClientRect().width + " wide, its box " + root.clientWidth);
		const shown = [root, ...document.querySelectorAll(".told-row, .guess legend, .head h1, .projected, [data-run], [data-step-to], [data-replay-bar], button[data-projector], .switch")].filter((e) => e.checkVisibility() && e.offsetWidth > 1);
		for (const one of shown) {
			const a = one.getBoundingClientRect();
			if (a.left < 0 || a.top < 0 || a.right > innerWidth + 1 || a.bottom > innerHeight + 1) wrong.push(one.className + " sticks out: " + [a.left, a.top, a.right, a.bottom].map(Math.round));
			for (const other of shown) {
				const b = other.getBoundingClientRect();
				if (one === other || one.contains(other) || other.contains(one)) continue;
				if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) wrong.push(one.outerHTML.slice(0, 60) + " over " + other.outerHTML.slice(0, 60));
			}
		}
		for (const away of [".main-nav", ".dock-head", ".code", ".split", "[data-mode]", "[data-chips]", ".minimap", "[data-drawer-open]"])
			if (document.querySelector(away)?.checkVisibility()) wrong.push(away + " is in sight");
		return wrong.join("; ");
	})()`
)

func mustProject(p *browser.Tab, when string) {
	p.T.Helper()
	p.Frames(4)
	if wrong := browser.Read[string](p, misprojected); wrong != "" {
		p.T.Errorf("%s: %s", when, wrong)
	}
	if small := browser.Read[string](p, little); small != "" {
		p.T.Errorf("%s: smaller than 20 px: %s", when, small)
	}
}

func shownToAClass(t *testing.T, p *browser.Tab) {
	for _, at := range []struct {
		size size
		lang string
	}{{projector, "zh"}, {size{"a large projector", 1920, 1080, true}, "en"}} {
		p.Resize(at.size.width, at.size.height)
		p.Open("/lessons/hello-feng?lang=" + at.lang)
		p.Until("the page is alive", alive)
		p.Press("p")
		p.Until("the mode is on, question and choices are all there is", projected+` && document.querySelector(".choice").checkVisibility() && !document.querySelector(".code").checkVisibility()`)
		if small := browser.Read[string](p, little); small != "" {
			t.Errorf("before a run: smaller than 20 px: %s", small)
		}
		p.Click(`[data-choice="1"]`)
		p.Run()
		p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
		p.Until("what was found stands in the place of the question", `document.querySelector(".told-row").checkVisibility() && !document.querySelector(".guess").checkVisibility()`)
		mustProject(p, at.size.name+", after a run")
		p.ClickOnColour("[data-stage]", "--coalesced")
		p.SaysSoon(".projected", "recv(10)")
		p.SaysSoon(".projected", "hellofeng")
		p.Click(`[data-step-to="first"]`)
		p.Until("at the first moment the question is asked again", `document.querySelector(".guess legend").checkVisibility() && !document.querySelector(".told-row")?.checkVisibility()`)
		mustProject(p, at.size.name+", in a replay")
		p.Click("[data-play]")
		p.Until("the lesson asks", `document.querySelector(".replay-ask .button")?.checkVisibility()`)
		mustProject(p, at.size.name+", asked")
		p.Click(".replay-ask .button")
		p.SaysSoon(".replay-ask p", "hellofeng")
		mustProject(p, at.size.name+", answered")
		p.Click(`[data-step-to="first"]`)
		for !p.Holds(`document.querySelector(".told-row")?.checkVisibility()`) {
			p.Click(`[data-step-to="forward"]`)
		}
		p.SaysSoon(".projected", "hellofeng")
		mustProject(p, at.size.name+", at the receive that sticks")
		p.Click(".told-row .why summary")
		p.Until("why is told over the timeline", `document.querySelector(".told-row .why li").checkVisibility()`)
		mustProject(p, at.size.name+", asked why")
		p.Press(kb.Escape)
		p.Until("Esc leaves the mode", `!`+projected)
	}
}

// shownState is what must not change: run, selection, moment, axis and range.
const shownState = `JSON.stringify([["run", "sel", "at", "axis", "range"].map((key) => new URLSearchParams(location.search).get(key)), document.querySelector("[data-replay-slider]").value])`

func keptOnAProjector(t *testing.T, p *browser.Tab) {
	p.Resize(1280, 720)
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Click(`[data-mode="event"]`)
	p.Click(`[data-zoom="in"]`)
	p.ClickOnColour("[data-stage]", "--coalesced")
	p.Click(`[data-step-to="back"]`)
	p.Click(`[data-step-to="back"]`)
	p.Until("all of it is in the address", `["run", "sel", "at", "axis", "range"].every((key) => new URLSearchParams(location.search).has(key))`)
	p.SettledAddress()
	before := browser.Read[string](p, shownState)
	same := func(when string) {
		t.Helper()
		p.Frames(4)
		if now := browser.Read[string](p, shownState); now != before {
			t.Errorf("%s: run, selection, moment, axis, range and slider are %s, before they were %s", when, now, before)
		}
	}
	p.Press("p")
	p.Until("the mode is on", projected)
	same("in the mode")
	p.Reload()
	p.Until("a reload keeps the mode and the run", projected+` && document.querySelector(".projected")?.innerText && `+browser.Drawn("[data-stage]"))
	p.Until("and the moment", shownState+` === `+browser.Quote(before))
	p.Click(`[data-setting="theme"][data-value="dark"]`)
	p.Until("the page is dark", `document.documentElement.dataset.theme === "dark" && `+projected)
	same("in the dark")
	p.Click(`[data-setting="lang"][data-value="en"]`)
	p.Until("the page is English", `document.documentElement.lang === "en" && `+projected+` && document.querySelector(".projected")?.innerText.startsWith("event") && `+browser.Drawn("[data-stage]"))
	p.Until("with the same run at the same moment", shownState+` === `+browser.Quote(before))
	p.Press("p")
	p.Until("the key leaves the mode", `!`+projected+` && !location.search.includes("projector")`)
	same("after it")
}

func fillsTheScreen(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Until("the page is alive", alive)
	p.Click("button[data-projector]")
	p.Until("the page fills the screen", projected+` && document.fullscreenElement !== null && document.querySelector("button[data-projector]").getAttribute("aria-pressed") === "true"`)
	browser.Await[bool](p, `document.exitFullscreen().then(() => true)`)
	p.Until("the mode is left with it", `!`+projected+` && document.fullscreenElement === null`)
	p.Click("button[data-projector]")
	p.Until("it is on again", projected+` && document.fullscreenElement !== null`)
	p.Click("button[data-projector]")
	p.Until("the button leaves both", `!`+projected+` && document.fullscreenElement === null`)
}

func otherProjected(t *testing.T, p *browser.Tab) {
	p.Resize(1280, 720)
	p.Open("/script?lang=en&text=" + "tcp%0Aserver:%0A%20%20listen%201%0A%20%20accept%0A%20%20recv%2010%0Aclient:%0A%20%20connect%0A%20%20send%20%22hi%22%0A")
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Click("[data-stage] .timeline-canvas")
	p.Press("p")
	p.Until("the bench is on the projector", projected)
	mustProject(p, "the bench")
	p.Open(fmt.Sprintf("/runs/%s?projector=1", p.RunID()))
	p.Until("a run's page is", projected+` && `+browser.Drawn("[data-stage]")+` && document.querySelector(".told-row")?.checkVisibility()`)
	mustProject(p, "a run's page")
	projectedHome(p)
	projectedPair(t, p)
	projectedFrames(t, p)
	p.Resize(390, 844)
	p.Open("/lessons/hello-feng")
	p.Until("the page is alive", alive)
	p.Press("p")
	p.Frames(4)
	if p.Holds(projected + ` || document.querySelector("button[data-projector]").checkVisibility()`) {
		t.Error("a telephone has a projector mode")
	}
}

// projectedHome: the run of the first page on the projector.
func projectedHome(p *browser.Tab) {
	p.T.Helper()
	p.Open("/?lang=zh")
	p.Click("#demo [data-run]")
	p.Until("the first page's run has ended", browser.Available("#demo [data-run]")+` && document.querySelector("#demo .told-row") && `+browser.Drawn("#demo"))
	p.Click("#demo button[data-projector]")
	p.Until("it is on the projector", projected)
	mustProject(p, "the first page")
}

// projectedPair: two runs that are compared share the window, with what differs above them.
func projectedPair(t *testing.T, p *browser.Tab) {
	t.Helper()
	p.Open("/compare?pair=udp&lang=en")
	p.Click("[data-run-both]")
	p.Until("both have ended", `document.querySelector("[data-differences-told] .difference") && `+browser.Available("[data-run-both]"))
	p.Press("p")
	p.Until("the pair is on the projector", projected)
	p.Frames(4)
	wrong := browser.Read[string](p, `(() => {
		const wrong = [];
		const all = [...document.querySelectorAll("[data-half-stage] [data-timeline], .differences .told-row, [data-run-both], button[data-projector]")].filter((e) => e.checkVisibility());
		const boxes = all.map((e) => e.getBoundingClientRect());
		if (all.filter((e) => e.matches(".told-row")).length !== 1) wrong.push("not one difference is in sight");
		const part = all.reduce((sum, e, n) => sum + (e.matches("[data-timeline]") ? boxes[n].height : 0), 0) / innerHeight;
		if (part < 0.75) wrong.push("the timelines have " + part.toFixed(3) + " of the height");
		boxes.forEach((a, n) => {
			if (a.left < 0 || a.top < 0 || a.right > innerWidth + 1 || a.bottom > innerHeight + 1) wrong.push(all[n].className + " sticks out");
			boxes.slice(n + 1).forEach((b) => {
				if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) wrong.push(all[n].outerHTML.slice(0, 60) + " lies over another");
			});
		});
		for (const away of [".main-nav", ".dock-head", ".pane-body", "[data-mode]"]) if (document.querySelector(away)?.checkVisibility()) wrong.push(away + " is in sight");
		const { scrollWidth, scrollHeight } = document.scrollingElement;
		if (scrollWidth > innerWidth || scrollHeight > innerHeight) wrong.push("the page scrolls");
		return wrong.join("; ");
	})()`)
	if wrong != "" {
		t.Errorf("two runs on a projector: %s", wrong)
	}
	p.Press("p")
	p.Until("the key leaves the mode", `!`+projected)
}

// projectedFrames: what was decoded stands in the place of the timeline, or its run where
// the dock shows that.
func projectedFrames(t *testing.T, p *browser.Tab) {
	t.Helper()
	p.Open("/framing?preset=tls&lang=en")
	p.Until("the verdict is there", `document.querySelector("[data-verdict][data-good]") && !document.querySelector("button[data-projector]").disabled`)
	p.Press("p")
	p.Until("the frames are on the projector", projected)
	p.Frames(4)
	wrong := browser.Read[string](p, `(() => {
		const wrong = [];
		const all = [...document.querySelectorAll(".head h1, .framed, [data-run], .switch, button[data-projector]")].filter((e) => e.checkVisibility());
		const boxes = all.map((e) => e.getBoundingClientRect());
		const part = document.querySelector(".framed").getBoundingClientRect().height / innerHeight;
		if (part < 0.8) wrong.push("the frames have " + part.toFixed(3) + " of the height");
		if (document.querySelector("[data-after]").clientHeight < innerHeight / 4) wrong.push("what was decoded has no room");
		boxes.forEach((a, n) => {
			if (a.left < 0 || a.top < 0 || a.right > innerWidth + 1 || a.bottom > innerHeight + 1) wrong.push(all[n].className + " sticks out");
			boxes.slice(n + 1).forEach((b) => {
				if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) wrong.push(all[n].outerHTML.slice(0, 60) + " lies over another");
			});
		});
		if (all.length !== 6) wrong.push(all.length + " parts are in sight");
		for (const away of [".main-nav", ".dock-head", ".pane-body", ".steps", "[data-replay]", ".told"]) if (document.querySelector(away)?.checkVisibility()) wrong.push(away + " is in sight");
		const { scrollWidth, scrollHeight } = document.scrollingElement;
		if (scrollWidth > innerWidth || scrollHeight > innerHeight) wrong.push("the page scrolls");
		return wrong.join("; ");
	})()`)
	if wrong != "" {
		t.Errorf("frames on a projector: %s", wrong)
	}
	if small := browser.Read[string](p, little); small != "" {
		t.Errorf("frames on a projector: smaller than 20 px: %s", small)
	}
	p.Press("p")
	p.Click(`[data-tab="run"]`)
	p.Press("p")
	p.Until("its run is on the projector", projected+` && `+browser.Drawn("[data-stage]"))
	mustProject(p, "the run of frames")
	p.Press("p")
	p.Until("the key leaves the mode", `!`+projected)
}

func longProjected(t *testing.T, p *browser.Tab) {
	p.Resize(1280, 720)
	for _, lesson := range []string{"head-and-body?lang=zh", "json-header-file?lang=en", "fixed-length?lang=en", "tcp-loop?lang=zh"} {
		p.Open("/lessons/" + lesson + "&projector=1")
		p.Until("the mode is on, which moves Run", projected)
		p.Run()
		p.Until("the timeline is drawn", projected+` && `+browser.Drawn("[data-stage]"))
		mustProject(p, lesson)
	}
}
