package spoken

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

const (
	lesson   = "/lessons/hello-feng?lang="
	timeline = "[data-stage-card] > [data-timeline] .timeline-canvas"
	// said is what the page's voice said last.
	said = `(document.querySelector("[data-live]")?.textContent ?? "")`
	// listen notes all that a screen reader is given to read out by itself.
	listen = `(() => {
		window.heard = [];
		new MutationObserver((records) => {
			const regions = new Set(records.map(({ target }) => (target.closest ?? target.parentElement?.closest)?.call(target.closest ? target : target.parentElement, "[role=status], [role=alert], [aria-live]")));
			for (const region of regions) if (region?.checkVisibility() && region.textContent.trim()) window.heard.push(region.textContent.trim());
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	})()`
)

// speech is what is said in one language on the way.
type speech struct {
	lang                                    string
	guessed, ended, sticky, began, shared   string
	canvas, whole, zoomed, folded, selected string
	segment, event                          string
}

var (
	chinese = speech{
		lang: "zh", guessed: "已选好，运行看看。", ended: "第一次 recv(10) 得到 b'hellofeng'", sticky: "服务端 recv(10) 得到 9 字节 hellofeng，粘包：事件 ",
		began: "事件 1，", shared: "已复制", canvas: "时间线", whole: "画面显示 整次运行",
		zoomed: "画面显示 ", folded: "空闲折叠", selected: "没有选中任何内容",
		segment: "报文段 ", event: "事件 ",
	}
	english = speech{
		lang: "en", guessed: "Chosen. Now run it.", ended: "The first recv(10) returned b'hellofeng'", sticky: "server recv(10) got 9 bytes hellofeng, joined: 5 from event ",
		began: "event 1, ", shared: "copied", canvas: "timeline", whole: "in view: all of the run",
		zoomed: "in view: ", folded: "idle folded", selected: "nothing is selected",
		segment: "segment ", event: "event ",
	}
)

// hears waits until the voice says something with the words in it.
func hears(p *browser.Tab, what, words string) {
	p.T.Helper()
	defer func() {
		if p.T.Failed() {
			p.T.Logf("said: %s", browser.Read[string](p, said))
		}
	}()
	p.Until(what+": "+words, said+`.includes(`+browser.Quote(words)+`)`)
}

// walkIn guesses, runs, finds the receive where messages stuck together, asks why,
// replays to it and shares it: without a pointer, and with all of it said.
func walkIn(s speech) func(t *testing.T, p *browser.Tab) {
	return func(t *testing.T, p *browser.Tab) {
		p.Open(lesson + s.lang)
		alive(p)
		p.Must("listen", chromedp.Evaluate[chromedp.Void](listen))
		p.TabTo(`[name="guess"]`)
		p.Press(" ")
		p.Until("the guess is taken", `document.querySelector('[name="guess"]:checked')`)
		p.Must("run", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		p.Ended()
		p.Until("what the run showed is said", `window.heard.some((words) => words.includes(`+browser.Quote(s.ended)+`) && words.length > 40)`)

		p.Until("what looks at a run is there", `document.querySelector(".find-open")?.checkVisibility()`)
		p.Press("j")
		hears(p, "the sticky receive is found", s.sticky)
		receive := browser.Read[string](p, chosen)
		p.TabTo(timeline)
		hears(p, "the timeline says where one is", s.sticky)
		if name := browser.Read[string](p, `document.activeElement.ariaLabel + " " + document.activeElement.role`); name != s.canvas+" application" {
			t.Errorf("the timeline is called %q", name)
		}

		p.Press(kb.Enter)
		p.Until("Enter leads to what is known of it", `document.activeElement.closest("[data-inspector]") && document.querySelector("[data-inspector]").checkVisibility()`)
		p.TabTo("[data-inspector] .why summary")
		p.Press(kb.Enter)
		p.Until("why is told", `document.querySelector('[data-inspector] .why [data-state="there"] li')?.checkVisibility()`)
		p.Press(kb.Escape)
		p.Until("Esc leads back", `document.activeElement.matches(`+browser.Quote(timeline)+`)`)

		p.Press(".")
		hears(p, "a replay begins with the first event", s.began)
		for n := 0; !p.Holds(said+`.includes(`+browser.Quote(s.sticky)+`)`) && n < 40; n++ {
			before := browser.Read[string](p, said)
			p.Press(kb.ArrowRight)
			p.Until("each step is said", said+` !== `+browser.Quote(before))
		}
		hears(p, "the replay comes to the receive", s.sticky)
		if now := browser.Read[string](p, chosen); now != receive {
			t.Errorf("the replay came to %s, found was %s", now, receive)
		}
		p.SettledAddress()

		p.TabTo("[data-share-link]")
		p.Press(kb.Enter)
		p.Until("there is a link", `document.querySelector("[data-share-box] input")?.value.includes("at=")`)
		link := browser.Read[string](p, `((url) => url.pathname + url.search)(new URL(document.querySelector("[data-share-box] input").value))`)
		if !p.Holds(`window.heard.some((words) => words.includes(` + browser.Quote(s.shared) + `))`) {
			t.Error("it is not said that the link was copied")
		}
		if p.Holds(`window.heard.filter((words) => words.includes(` + browser.Quote(s.guessed) + `)).length > 1`) {
			t.Error("to guess is said to be done, after the run")
		}
		for n, words := range browser.Read[[]string](p, `window.heard`) {
			t.Logf("%d %s", n, words)
		}
		p.Open(link)
		p.Until("the link shows that moment", `document.querySelector("[data-replay-bar]")?.checkVisibility() && `+chosen+` === `+browser.Quote(receive))
		p.TabTo(timeline)
		hears(p, "and says it", s.sticky)
	}
}

// chosen is what is selected on the page's timeline.
const chosen = `document.querySelector("[data-stage-card] > [data-timeline]").dataset.selected`

// keysAreSaid: each key on the timeline, and each button that looks at it, is
// answered by a sentence.
func keysAreSaid(t *testing.T, p *browser.Tab) {
	for _, s := range []speech{chinese, english} {
		p.Open(lesson + s.lang)
		p.Run()
		p.Until("what looks at a run is there", `document.querySelector(".find-open")?.checkVisibility()`)
		p.TabTo(timeline)
		hears(p, "nothing is selected yet", s.selected)
		for _, key := range []struct{ press, says string }{
			{kb.Home, "1"},
			{"0", s.whole},
			{"w", s.zoomed},
			{"d", s.zoomed},
			{"0", s.whole},
			{kb.End, "close"},
			{"f", s.zoomed},
			{"x", s.segment},
			{"x", s.event},
			{kb.Escape, s.selected},
		} {
			p.Must("say something else", chromedp.Evaluate[chromedp.Void](`void (document.querySelector("[data-live]").textContent = "")`))
			p.Press(key.press)
			hears(p, key.press, key.says)
		}
		p.Press("l")
		p.Until("lanes are said", said+`.length > 0 && !`+said+`.includes(`+browser.Quote(s.selected)+`)`)
		p.Click(`[data-mode="folded"]`)
		hears(p, "the axis", s.folded)
		p.Click("[data-fit]")
		hears(p, "all in view", s.whole)
		p.Click(`[data-zoom="in"]`)
		p.Until("and part of it", said+`.includes(`+browser.Quote(s.zoomed)+`) && !`+said+`.includes(`+browser.Quote(s.whole)+`)`)
		if label := browser.Read[string](p, `document.getElementById(document.querySelector(`+browser.Quote(timeline)+`).getAttribute("aria-describedby")).textContent`); strings.Contains(label, ".help") || len(label) < 40 {
			t.Errorf("the help is %q", label)
		}
	}
}
