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
	// room is how tall the timeline is, with what is noted above it of some runs.
	room = `[...document.querySelectorAll("[data-stage] :is([data-timeline], .capture-note, .arriving)")].reduce((sum, e) => sum + e.offsetHeight, 0)`
	// noted is how tall the note is that says why nothing was captured.
	noted = `document.querySelector("[data-stage] .capture-note")?.offsetHeight ?? 0`
	// scrolling is by how much the lanes are taller than the timeline's box.
	scrolling = `(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(` + stage + `)`
)

// roomOf is how tall the box of a lesson's timeline must be, and one with many programs;
// fold.test.js says what has room in it.
var (
	roomOf        = map[string]float64{laptop.name: 432, projector.name: 393}
	crowdedRoomOf = map[string]float64{laptop.name: 436, projector.name: 436}
)

// mostOfNote is how tall the note is that says why nothing was captured.
const mostOfNote = 30.0

// TestLessons looks at every lesson on every screen: on arrival, and after its run, of
// which there is one; then what its controls are called.
func TestLessons(t *testing.T) {
	base, chromium := browser.Build(t).Serve(t), browser.New(t)
	p := browser.NewTab(t, chromium, base)
	p.Open("/lessons/hello-feng")
	all := browser.Read[[]string](p, lessons)
	if len(all) < 30 {
		t.Fatalf("got the lessons %q, want all of them", all)
	}
	for half := range slices.Chunk(all, (len(all)+1)/2) {
		t.Run("from "+half[0], func(t *testing.T) {
			t.Parallel()
			p := browser.NewTab(t, chromium, base)
			p.BeforeScripts(notesPaint)
			for i, lesson := range half {
				lookAt(t, p, lesson, [][2]string{{"en", "zh"}, {"zh", "en"}}[i%2])
			}
		})
	}
}

// TestLessonWithoutCapture looks at the lesson with the most lanes where nobody may
// capture segments: the note that says so takes its room from them.
func TestLessonWithoutCapture(t *testing.T) {
	base, chromium := browser.Build(t).Serve(t, "-capture", "off"), browser.New(t)
	p := browser.NewTab(t, chromium, base)
	p.BeforeScripts(notesPaint)
	lookAt(t, p, "/lessons/length-attack", [2]string{"zh", "en"})
	if browser.Read[float64](p, noted) == 0 {
		t.Error("there is no note that nothing was captured")
	}
}

// lookAt looks at one lesson: on arrival in the first of the languages, and after its run
// in each, on half of the screens in the one and on the others in the other. The next
// lesson has it the other way round.
func lookAt(t *testing.T, p *browser.Tab, lesson string, langs [2]string) {
	p.Open(lesson + "?lang=" + langs[0])
	p.Until("the page is alive", alive)
	for _, s := range sizes {
		p.Resize(s.width, s.height)
		held(t, p, lesson+" in "+langs[0]+" on arrival", s)
	}
	p.Resize(laptop.width, laptop.height)
	p.Click("[data-run]")
	p.Ended()
	ran(t, p, lesson+" in "+langs[0]+" after its run", laptop, telephone)
	p.Resize(laptop.width, laptop.height)
	p.Click(`.top [data-setting="lang"][data-value="` + langs[1] + `"]`)
	p.Until("the language is another", `document.documentElement.lang.startsWith(`+browser.Quote(langs[1])+`) && `+alive)
	p.Ended()
	ran(t, p, lesson+" in "+langs[1]+" after its run", projector, desk)
	for _, width := range []int64{360, 721, 1024} {
		p.Resize(width, 800)
		if over := browser.Read[[]float64](p, scrolls); over[0] > 0 {
			t.Errorf("%s after its run at %d: the page scrolls %v sideways: %s", lesson, width, over[0], browser.Read[string](p, widest))
		}
	}
	named(t, p, lesson+" in "+langs[1])
}

// ran looks at a lesson whose run is shown.
func ran(t *testing.T, p *browser.Tab, at string, on ...size) {
	p.Until("the bar has its chips and views", browser.Find(`[data-stage] [data-view="stream"]`)+` && `+chipped)
	for _, s := range on {
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
		least := roomOf[s.name]
		if browser.Read[bool](p, `!!`+browser.Find("[data-crowded]")) {
			least = crowdedRoomOf[s.name]
		}
		if tall := browser.Read[float64](p, room); tall < least {
			t.Errorf("%s on %s: the timeline is %.0f pixels tall, want room for the lanes of a short run, %.0f", at, s.name, tall, least)
		}
		if note := browser.Read[float64](p, noted); s.desk && note > mostOfNote {
			t.Errorf("%s on %s: the note under the timeline is %.0f pixels tall, want %.0f at most", at, s.name, note, mostOfNote)
		}
		if over := browser.Read[float64](p, scrolling); over > 1 {
			t.Errorf("%s on %s: the lanes are %.0f pixels taller than their box", at, s.name, over)
		}
		if wrong := browser.Read[string](p, overlaps); wrong != "" {
			t.Errorf("%s on %s: on the timeline lie over each other: %s", at, s.name, wrong)
		}
	}
}
