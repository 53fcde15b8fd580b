package axe

import (
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

var walks = []walk{
	{name: "home", do: home},
	{name: "a lesson", do: lesson, expected: []string{"422"}},
	{name: "a lesson's run", do: ran},
	{name: "a lecture", do: lecture},
	{name: "the bench", do: bench, expected: []string{"422"}},
	{name: "a run's page and a stored trace", do: stored},
	{name: "a program of one's own at the door", do: outside},
	{name: "framing", do: framing},
	{name: "struct", do: structs},
	{name: "compare", do: compare},
	{name: "fidelity", do: fidelity},
	{name: "exercises", do: exercises},
	{name: "programs without Python", do: missing},
	{name: "an error", do: problem, expected: []string{"404"}},
}

const alive = `document.documentElement.classList.contains("js")`

func home(p *browser.Tab, lang string, look looks) {
	p.Open("/?lang=" + lang)
	p.Until("the page is alive", alive)
	look("on arrival")
	p.Press("c")
	p.Until("the drawer is open", browser.Find("#menu")+`.open`)
	look("the drawer", "#menu")
}

func lesson(p *browser.Tab, lang string, look looks) {
	p.Open("/lessons/hello-feng?lang=" + lang)
	p.Until("the page is alive", alive)
	look("on arrival")
	p.Press("c")
	p.Until("the drawer is open", browser.Find("#menu")+`.open`)
	look("the drawer", "#menu")
	p.Press(kb.Escape)
	p.Write(`input[name="literal.2"]`, "zz")
	p.Click("[data-run]")
	p.Until("a literal is wrong", `[...document.querySelectorAll("[data-literal-error]")].some((e) => e.checkVisibility())`)
	look("a literal that is wrong", ".pane")
	p.Open("/lessons/recv-frame?lang=" + lang)
	p.Until("the page is alive", alive)
	for _, details := range []string{"[data-options]", ".whole"} {
		p.Click(details + " > summary")
	}
	look("options and the whole program", ".pane")
	p.Click(`[data-tab="cure"]`)
	look("the cure", "[data-dock]")
	p.Click(`#cure button[type="submit"]`)
	p.Until("the cure was tried", `document.querySelector("[data-cure-result]").innerText !== ""`)
	look("a cure that was tried", "[data-dock]")
}

func lecture(p *browser.Tab, lang string, look looks) {
	p.Open("/lessons/hello-feng?projector=1&lecture=question&lang=" + lang)
	p.Until("the question is asked", `document.documentElement.dataset.lecture === "question"`)
	p.Click(".lecture-bar [data-lecture-code]")
	look("the question of a lecture, with the code")
	p.Click("[data-lecture-to-sentence]")
	p.Until("the answer is there", `document.querySelector(".told-row")?.checkVisibility()`)
	p.Click(".lecture-bar [data-lecture-why]")
	look("the sentence of a lecture, with why")
}

func ran(p *browser.Tab, lang string, look looks) {
	p.Open("/lessons/hello-feng?lang=" + lang)
	p.Click(`[data-choice="1"]`)
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Until("with its strip and its chips", `document.querySelector("[data-minimap] canvas") && document.querySelector("[data-chips] .chip")`)
	look("after a run")
	p.Click("[data-chips] .chip-main")
	p.Until("the receive is selected", `document.querySelector("[data-inspector-body]").childElementCount > 0`)
	eachTab(p, look)
	p.Click(`[data-tab="findings"]`)
	p.Click(".told-row .why summary")
	look("why", "[data-dock]")
	p.Press("?")
	p.Until("the list of keys is open", `document.querySelector("dialog[open]")`)
	look("the list of keys", "dialog[open]")
	p.Press(kb.Escape)
	p.Until("and closed", `!document.querySelector("dialog[open]")`)
	p.Press("/")
	p.Until("find is open", `document.querySelector(".find-bar input")?.checkVisibility()`)
	p.Press("feng")
	p.Until("something is found", `document.querySelector(".find-count")?.innerText.includes("/")`)
	look("finding", "[data-stage-card]")
	p.Press(kb.Escape)
	p.Click(`[data-step-to="first"]`)
	p.Until("it is replayed", browser.Find("[data-replay-bar]")+`.checkVisibility()`)
	look("a replay", "[data-stage-card]")
	p.Click("[data-replay-leave]")
	for _, view := range []string{"ladder", "stream", "timeline"} {
		p.Click(`[data-view="` + view + `"]`)
		p.Frames(3)
		if view != "timeline" {
			look("the "+view, "[data-stage-card]")
		}
	}
	p.Click("details.out > summary")
	p.Until("the menu is open", `document.querySelector("details.out .menu").checkVisibility()`)
	look("the export menu", ".head")
	p.Click("details.out > summary")
	p.Click("[data-share-link]")
	p.Until("the link is shown", `document.querySelector("[data-share-box]").checkVisibility()`)
	look("the link", ".head")
	p.Click("[data-share-link]")
	p.Click(".legend > summary")
	look("the legend", "[data-stage-card]")
	p.Click(".legend > summary")
	p.Choose("[data-repeat-n]", "10")
	p.Click("[data-repeat-run]")
	p.Until("it was repeated", `document.querySelector("[data-repeat-table]")?.checkVisibility() && document.querySelector("[data-stop]").getAttribute("aria-disabled") === "true"`)
	look("repeats", "[data-dock]")
	p.Must("leave the form", chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
	p.Press("p")
	p.Until("it is projected", `document.documentElement.hasAttribute("data-projector")`)
	look("on a projector")
}

// eachTab looks at what each tab of the dock shows.
func eachTab(p *browser.Tab, look looks) {
	for _, tab := range browser.Read[[]string](p, `[...document.querySelectorAll("[data-tab]")].filter((tab) => tab.checkVisibility()).map((tab) => tab.dataset.tab)`) {
		p.Click(`[data-tab="` + tab + `"]`)
		p.Until("the panel is shown", browser.Find(`[data-panel="`+tab+`"]`)+`.checkVisibility()`)
		look("the tab "+tab, "[data-dock]")
	}
}

func bench(p *browser.Tab, lang string, look looks) {
	p.Open("/script?lang=" + lang)
	p.Until("the page is alive", alive)
	look("on arrival")
	eachTab(p, look)
	p.Write("#script", "tcp")
	p.Press(kb.Enter + "server:" + kb.Enter + "  dance" + kb.Enter)
	p.Click("[data-run]")
	p.Until("the error is shown", `document.querySelector("[data-script-error]").checkVisibility()`)
	look("an error", "main")
}

func stored(p *browser.Tab, lang string, look looks) {
	p.Open("/lessons/recv-frame?lang=" + lang)
	p.Run()
	p.Open("/runs/" + p.RunID())
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Until("with its chips", `document.querySelector("[data-chips] .chip")`)
	eachTab(p, look)
	p.Open("/?lang=" + lang)
	p.ChooseFile("[data-trace] input", "../../testdata/traces/v1/options.json")
	p.Click("[data-trace] button")
	p.Until("the stored trace is drawn", `document.querySelector("[data-stored]") && `+browser.Drawn("[data-stage]"))
	look("a stored trace")
}

func framing(p *browser.Tab, lang string, look looks) {
	p.Open("/framing?lang=" + lang)
	p.Until("the page is alive", alive)
	look("on arrival")
	p.Run()
	p.Until("the timeline is drawn", `document.querySelector("[data-chips] .chip, [data-told] .told-row")`)
	eachTab(p, look)
	p.Write("#codec", "nonsense 3"+kb.Enter)
	p.Until("the codec is wrong", `document.querySelector("[data-problem]").innerText !== ""`)
	look("a codec that is wrong", ".pane")
	p.Open("/framing?bytes=000568656c6c6f000468&codec=length+%22%21H%22&byte=9&with=line&lang=" + lang)
	p.Until("the page is alive", alive)
	p.Until("the closer look has its style", `getComputedStyle(document.querySelector(".study-cells [data-when]")).cursor === "pointer"`)
	look("one's own bytes")
}

func structs(p *browser.Tab, lang string, look looks) {
	p.Open("/struct?lang=" + lang)
	p.Until("the page is alive", alive)
	look("on arrival")
	p.Click("[data-byte]")
	look("a byte is chosen", "main")
	p.Write("#values", "70000, -1")
	p.Write("#format", ">H")
	p.Until("the error is shown", `document.querySelector(".struct-problem")?.checkVisibility()`)
	look("an error", "main")
}

func compare(p *browser.Tab, lang string, look looks) {
	p.Open("/compare?lang=" + lang)
	p.Until("the page is alive", alive)
	look("on arrival")
	p.Click("button.pair")
	p.Until("both have run", `document.querySelector("[data-difference-chips] .chip, [data-differences-told] .told-row")`)
	eachTab(p, look)
}

func fidelity(p *browser.Tab, lang string, look looks) {
	p.Open("/fidelity?lang=" + lang)
	p.Until("the page is alive", alive)
	look("on arrival")
}

func problem(p *browser.Tab, lang string, look looks) {
	p.Open("/nosuchpage?lang=" + lang)
	p.Until("the page is alive", alive)
	look("a page that is not there")
	p.Open("/runs/nosuchrun?lang=" + lang)
	p.Until("the page is alive", alive)
	look("a run that is not there")
}

func exercises(p *browser.Tab, lang string, look looks) {
	p.Open("/exercises/by-the-number?lang=" + lang)
	p.Until("the page is alive", alive)
	p.Click("[data-run]")
	p.Until("what is not met is said", `document.querySelector(".practice-wrong")`)
	p.Until("the page is alive again", alive)
	look("what is not met", "main")
	for _, page := range []string{"/interview", "/glossary", "/trace", "/handout/hello-feng?sheet=teacher"} {
		p.Open(page + map[bool]string{true: "&", false: "?"}[strings.Contains(page, "?")] + "lang=" + lang)
		p.Until("the page is alive", alive)
		look(page, "main")
	}
	p.Open("/quiz/1?lang=" + lang)
	p.Until("the page is alive", alive)
	p.Click(`button[type="submit"]`)
	p.Until("the quiz is judged", `document.querySelector("#came-out")`)
	look("a quiz that is judged", "main")
}

// missing is the page of one's own programs where Python was not fetched; the package
// python looks at it with Python.
func missing(p *browser.Tab, lang string, look looks) {
	p.Open("/python?lang=" + lang)
	p.Until("it says how to get it", browser.Find("[data-missing]")+`?.checkVisibility()`)
	look("on arrival")
}
