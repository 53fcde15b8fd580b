package codec

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// framingOfTLS: a reader comes from the first page, chooses TLS, moves the
// length by one byte, reads why nothing comes out, and moves it back.
func framingOfTLS(_ *testing.T, p *browser.Tab) {
	p.Open("/?lang=zh")
	p.Click(`.main-nav a[href="/framing"]`)
	p.Landed("the page is open", `location.pathname === "/framing"`)
	p.SaysSoon("[data-verdict]", "6 帧全部还原")
	p.Click(".presets summary")
	p.Click("#preset-length")
	p.Landed("hello and feng are chosen", `location.search.includes("preset=length")`)
	p.SaysSoon("[data-verdict]", "2 帧全部还原")
	p.SaysSoon("[data-after]", "b'feng'")
	p.Click(".presets summary")
	p.Click("#preset-tls")
	p.Landed("TLS is chosen", `location.search.includes("preset=tls")`)
	p.SaysSoon("[data-verdict]", "6 帧全部还原。分 1 次收到")
	p.Until("headers are marked", `document.querySelectorAll('[data-after] .cell[data-kind~="head"]').length === 30`)

	p.Write(`[id="f.offset"]`, "2")
	p.Press(kb.Enter)
	p.SaysSoon("[data-verdict]", "发送了 6 帧，正确还原 0 帧。长度字段多半要再往后 1 个字节：按 length \"!H\" offset 3 max 16645 读，")
	p.SaysSoon("[data-after]", "超过了上限 16645")
	p.Until("there is one reason", `!document.querySelector("[data-after]").innerText.includes("多半")`)
	p.Until("the bytes at fault are marked", `document.querySelectorAll('[data-after] .cell[data-kind~="culprit"]').length === 2`)
	p.Until("the address has it", `new URLSearchParams(location.search).get("codec") === 'length "!H" offset 2 max 16645'`)
	p.Click(`[data-tab="run"]`)
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))

	p.Reload()
	p.SaysSoon("[data-verdict]", "正确还原 0 帧")
	p.Until("the field has it", `document.getElementById("f.offset").value === "2"`)
	p.Click("[data-own]")
	p.SaysSoon("[data-verdict]", "6 帧全部还原")
	p.Click(`.steps a[href="#step-fields"]`)
	p.Until("the step leads to the fields", inSight("#step-fields h2"))
}

// inSight reports whether the middle of something is where it can be seen.
func inSight(selector string) string {
	return `((e) => {
		const { left, top, width, height } = e.getBoundingClientRect();
		return e.contains(document.elementFromPoint(left + width / 2, top + height / 2));
	})(document.querySelector(` + browser.Quote(selector) + `))`
}

// framingInPieces: hello and feng, one byte at a time, and by a codec that the
// sender does not use.
func framingInPieces(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?preset=length&lang=en")
	p.SaysSoon("[data-verdict]", "All 2 frames came out as they were sent, in 1 receive.")
	p.Click("#cut-each")
	// How many receives took the bytes is luck; that one took them all is what the first run shows.
	p.Until("the bytes come apart", `location.search.includes("cut=each") && document.querySelectorAll("[data-before] .cells").length > 1`)
	p.SaysSoon("[data-verdict]", "All 2 frames came out")
	p.Click("#cut-header")
	p.Until("a piece is cut off", `location.search.includes("cut=header")`)
	p.Must("choose", chromedp.Evaluate[chromedp.Void](`(() => {
		const kind = document.getElementById("kind");
		kind.value = "line";
		kind.dispatchEvent(new Event("change", { bubbles: true }));
	})()`))
	p.Landed("the page comes again", `new URLSearchParams(location.search).get("codec") === "line"`)
	p.SaysSoon("[data-verdict]", "2 frames were sent, 0 came out right.")
	p.SaysSoon("[data-after]", "stream ended")
	p.Until("the cut is kept", `document.getElementById("cut-header").checked`)
}

// framingMistaken: what is wrong with a codec stands beside the field.
func framingMistaken(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?preset=length&lang=zh")
	p.SaysSoon("[data-verdict]", "2 帧全部还原")
	p.Write(`[id="f.format"]`, "!Z")
	p.Press(kb.Enter)
	p.SaysSoon("[data-problem]", "“!Z”不对，这里可以写 ")
	p.Until("the field is marked", `document.getElementById("f.format").getAttribute("aria-invalid") === "true"`)
	p.Write("#codec", `fixed 0`)
	p.Press(kb.Enter)
	p.Landed("the page comes again", `new URLSearchParams(location.search).get("codec") === "fixed 0"`)
	p.SaysSoon("[data-problem]", "size 不能是 0")
}

// framingWithoutScripts: the same by a plain form.
func framingWithoutScripts(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/framing?preset=tls&lang=zh")
	p.Write(`[id="f.offset"]`, "2")
	p.Click("[data-run]")
	p.Landed("the run is shown", `location.search.includes("run=")`)
	p.SaysSoon("[data-verdict]", "长度字段多半要再往后 1 个字节")
	p.SaysSoon("[data-after]", "解码器在偏移 261 处出错")
}

// framingNarrow: nothing sticks out of a telephone.
func framingNarrow(_ *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	p.Open("/framing?preset=http-chunked&cut=random&seed=3&lang=zh")
	p.SaysSoon("[data-verdict]", "3 帧全部还原")
	p.Until("it fits", `document.scrollingElement.scrollWidth <= innerWidth`)
	for _, step := range []string{"frames", "fields", "codec", "frames"} { // to other parts of the page, which are tabs here
		if !p.Holds(browser.Find(".steps") + `.checkVisibility()`) {
			p.Click(`[data-tab="timeline"]`)
		}
		p.Click(`.steps a[href="#step-` + step + `"]`)
		p.Until("the step leads to the "+step, browser.Find("#step-"+step)+`.checkVisibility()`)
	}
}

// cureOnALesson: a reader tries a delimiter on messages with one in them, then
// a length, all by keyboard and buttons of the card.
func cureOnALesson(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=zh")
	p.Until("the lesson's messages are there", `document.getElementById("cure-messages").value === '"hello"\n"feng"'`)
	p.Click(`[data-tab="cure"]`)
	p.Click(`[data-cure-codec=""]`)
	p.SaysSoon("[data-cure-result]", "只发第 1 条消息 b'hello'，切成 2 块（1 + 4 字节）")
	p.Write("#cure-messages", "\"hello\"\n\"a\\nb\"")
	p.Click(`[data-cure-codec='delimiter "\\n"']`)
	p.SaysSoon("[data-cure-result]", "没有治好")
	p.SaysSoon("[data-cure-result]", `送不了第 2 条消息 b'a\nb'`)
	p.SaysSoon("[data-cure-result]", "收到的却是 b'a'、b'b'")
	p.Until("the real run is drawn", browser.Drawn("[data-cure-stage]"))

	p.Write("#cure-codec", `length "!I"`)
	p.Press(kb.Enter)
	p.SaysSoon("[data-cure-result]", "治好了")
	p.SaysSoon("[data-cure-result]", "切在头部 8 种，随机 64 种（种子 1），一个字节一个字节 1 种")
	p.Write("#cure-codec", `length "Z"`)
	p.Press(kb.Enter)
	p.SaysSoon("[data-cure-error]", "编解码器第 8 个字符起")
	p.Until("the field is marked", `document.getElementById("cure-codec").getAttribute("aria-invalid") === "true"`)
	p.Write("#cure-codec", `fixed 4 pad "\x00"`)
	p.Press(kb.Enter)
	p.SaysSoon("[data-cure-result]", "送不了第 1 条消息 b'hello'")
	p.Click("[data-cure-result] a")
	p.Until("the run's page is open", `location.pathname.startsWith("/runs/")`)
}

// cureWithoutScripts: the same by a plain form.
func cureWithoutScripts(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/lessons/hello-feng?lang=en")
	p.Write("#cure-codec", "fixed 4")
	p.Press(kb.Enter)
	p.SaysSoon(".cured", "It fails")
	p.SaysSoon(".cured", "fixed 4 cannot carry message 1, b'hello'")
	p.Click(`main a[href="/lessons/hello-feng"]`)
	p.Until("the lesson is back", `location.pathname === "/lessons/hello-feng"`)
}
