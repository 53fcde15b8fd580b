package screen

import (
	"slices"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

const (
	// lessons lists the addresses of all lessons.
	lessons = `[...new Set([...document.querySelectorAll("#menu a[data-lesson-link]")].map((a) => a.getAttribute("href")))]`
	stage   = `document.querySelector("[data-stage] [data-timeline]")`
	// barred is what is wrong with the bar of the stage: empty where it is one row that
	// cuts nothing off: chips are whole, their steppers too, and a button counts those
	// that have no room. On a telephone the row scrolls by itself.
	barred = `(() => {
		const bar = document.querySelector("[data-stage] .stage-bar");
		const wrong = [];
		if (bar.clientHeight > 48) wrong.push("it is " + bar.clientHeight + " tall");
		if (bar.scrollWidth > bar.clientWidth) wrong.push("it scrolls");
		const chips = bar.querySelector("[data-chips]");
		const room = chips.getBoundingClientRect();
		const all = [...chips.querySelectorAll(".chip:not([hidden])")], shown = all.filter((chip) => chip.checkVisibility());
		for (const chip of shown)
			if ([chip, ...chip.children].some((e) => e.getBoundingClientRect().right > room.right + 1)) wrong.push("a chip is cut off: " + chip.innerText);
		const more = chips.querySelector(".chips-all")?.checkVisibility() ? Number(chips.querySelector(".chips-all").innerText) : 0;
		if (shown.length < Math.min(1, all.length) || shown.length + more !== all.length) wrong.push(all.length + " chips, " + shown.length + " in sight and " + more + " behind a button");
		for (const button of bar.querySelectorAll("button, summary")) {
			if (!button.checkVisibility()) continue;
			if (!(button.getAttribute("aria-label") || button.innerText).trim()) wrong.push("no name: " + button.outerHTML.slice(0, 80));
			if (!button.innerText.trim() && !button.title) wrong.push("no tip: " + button.outerHTML.slice(0, 80));
			const { width, height } = button.getBoundingClientRect();
			if (Math.min(width, height) < 24) wrong.push("too small: " + button.outerHTML.slice(0, 80));
		}
		return wrong.join("; ");
	})()`
	// notesPaint notes what words a canvas has, each as large as its glyphs and cut as
	// they are: what was painted since the canvas was cleared.
	notesPaint = `{
		const proto = CanvasRenderingContext2D.prototype, { clearRect, fillText, rect, clip, save, restore } = proto;
		const of = (ctx) => (ctx.painted ??= { words: [], clips: [] });
		proto.clearRect = function (...box) { of(this).words = []; return clearRect.apply(this, box); };
		proto.rect = function (...box) { of(this).rect = box; return rect.apply(this, box); };
		proto.save = function () { of(this).clips.push(of(this).clip); return save.call(this); };
		proto.restore = function () { of(this).clip = of(this).clips.pop(); return restore.call(this); };
		proto.clip = function (...rule) { of(this).clip = of(this).rect; return clip.apply(this, rule); };
		proto.fillText = function (text, x, y) {
			const m = this.measureText(text), [cx, cy, cw, ch] = of(this).clip ?? [0, 0, 1e6, 1e6];
			const [left, top, right, low] = [x - m.actualBoundingBoxLeft, y - m.actualBoundingBoxAscent, x + m.actualBoundingBoxRight, y + m.actualBoundingBoxDescent];
			of(this).words.push({ text, left: Math.max(cx, left), top: Math.max(cy, top), right: Math.min(cx + cw, right), low: Math.min(cy + ch, low) });
			return fillText.call(this, text, x, y);
		};
	}`
	// overlaps names words on the timeline that lie over each other; it is a fault, too,
	// if there are none at all.
	overlaps = `(() => {
		const { words } = ` + stage + `.querySelector("canvas").getContext("2d").painted;
		const shown = words.filter(({ left, top, right, low }) => right > left && low > top);
		if (shown.length < 6) return "only the words " + shown.map(({ text }) => text);
		const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.low, b.low) - Math.max(a.top, b.top) > 1;
		return shown.flatMap((a, n) => shown.slice(n + 1).filter((b) => over(a, b)).map((b) => a.text + " and " + b.text)).join("; ");
	})()`
	// scrolling is by how much the lanes are taller than the timeline's box.
	scrolling = `(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(` + stage + `)`
)

// TestLessons looks at every lesson on every screen in both languages: on arrival,
// and after its run, of which there is one.
func TestLessons(t *testing.T) {
	base, chromium := browser.Build(t).Serve(t), browser.New(t)
	p := browser.NewTab(t, chromium, base)
	p.Open("/lessons/two-sends-one-recv")
	all := browser.Read[[]string](p, lessons)
	if len(all) < 30 {
		t.Fatalf("got the lessons %q, want all of them", all)
	}
	for half := range slices.Chunk(all, (len(all)+1)/2) {
		t.Run("from "+half[0], func(t *testing.T) {
			t.Parallel()
			p := browser.NewTab(t, chromium, base)
			p.BeforeScripts(notesPaint)
			for _, lesson := range half {
				lookAt(t, p, lesson)
			}
		})
	}
}

// lookAt looks at one lesson.
func lookAt(t *testing.T, p *browser.Tab, lesson string) {
	for _, lang := range []string{"en", "zh"} {
		p.Open(lesson + "?lang=" + lang)
		p.Until("the page is alive", alive)
		for _, s := range sizes {
			p.Resize(s.width, s.height)
			held(t, p, lesson+" in "+lang+" on arrival", s)
		}
	}
	p.Resize(laptop.width, laptop.height)
	p.Click("[data-run]")
	p.Ended()
	ran(t, p, lesson+" in zh after its run")
	p.Resize(laptop.width, laptop.height)
	p.Click(`.top [data-setting="lang"][data-value="en"]`)
	p.Until("the language is another", `document.documentElement.lang === "en" && `+alive)
	p.Ended()
	ran(t, p, lesson+" in en after its run")
	for _, width := range []int64{360, 721, 1024} {
		p.Resize(width, 800)
		if over := browser.Read[[]float64](p, scrolls); over[0] > 0 {
			t.Errorf("%s after its run at %d: the page scrolls %v sideways: %s", lesson, width, over[0], browser.Read[string](p, widest))
		}
	}
}

// ran looks at a lesson whose run is shown.
func ran(t *testing.T, p *browser.Tab, at string) {
	p.Until("the bar has its chips and views", browser.Find("[data-stage] [data-chips] .chip")+` && `+browser.Find(`[data-stage] [data-view="stream"]`))
	for _, s := range sizes {
		p.Resize(s.width, s.height)
		if s == telephone {
			p.Click(`[data-tab="timeline"]`)
		}
		p.Frames(2)
		held(t, p, at, s)
		if wrong := browser.Read[string](p, barred); s.desk && wrong != "" {
			t.Errorf("%s on %s: the bar of the stage: %s", at, s.name, wrong)
		}
		if part := browser.Read[float64](p, seenOf+`(`+stage+`)`); part < 0.95 {
			t.Errorf("%s on %s: %.0f%% of the timeline is in sight", at, s.name, 100*part)
		}
		if over := browser.Read[float64](p, scrolling); over > 1 {
			t.Errorf("%s on %s: the lanes are %.0f pixels taller than their box", at, s.name, over)
		}
		if wrong := browser.Read[string](p, overlaps); wrong != "" {
			t.Errorf("%s on %s: on the timeline lie over each other: %s", at, s.name, wrong)
		}
	}
}
