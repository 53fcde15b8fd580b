package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestFramingInBrowser: a reader breaks frames, and tries cures.
func TestFramingInBrowser(t *testing.T) {
	base := newServer(t)
	browser := newBrowser(t)
	for _, part := range []struct {
		name string
		do   func(t *testing.T, p *tab)
	}{
		{"TLS with another offset", framingOfTLS},
		{"another codec, cut in pieces", framingInPieces},
		{"a codec that is none", framingMistaken},
		{"framing without JavaScript", framingWithoutScripts},
		{"framing on a telephone", framingNarrow},
		{"a cure on a lesson", cureOnALesson},
		{"a cure without JavaScript", cureWithoutScripts},
	} {
		t.Run(part.name, func(t *testing.T) { part.do(t, newTab(t, browser, base, "422")) })
	}
}

// framingOfTLS: a reader comes from the first page, chooses TLS, moves the
// length by one byte, reads why nothing comes out, and moves it back.
func framingOfTLS(_ *testing.T, p *tab) {
	p.open("/?lang=zh")
	p.click(`.main-nav a[href="/framing"]`)
	p.landed("the page is open", `location.pathname === "/framing"`)
	p.saysSoon("[data-verdict]", "6 帧全部还原")
	p.click("#preset-length")
	p.landed("hello and feng are chosen", `location.search.includes("preset=length")`)
	p.saysSoon("[data-verdict]", "2 帧全部还原")
	p.saysSoon("[data-after]", "b'feng'")
	p.click("#preset-tls")
	p.landed("TLS is chosen", `location.search.includes("preset=tls")`)
	p.saysSoon("[data-verdict]", "6 帧全部还原。分 1 次收到")
	p.until("headers are marked", `document.querySelectorAll('[data-after] .cell[data-kind~="head"]').length === 30`)

	p.write(`[id="f.offset"]`, "2")
	p.press(kb.Enter)
	p.saysSoon("[data-verdict]", "发送了 6 帧，正确还原 0 帧。把 offset 改成 3，这些字节正好是 6 帧。")
	p.saysSoon("[data-after]", "超过了上限 16645")
	p.saysSoon("[data-after]", "多半是文本，不是长度")
	p.until("the bytes at fault are marked", `document.querySelectorAll('[data-after] .cell[data-kind~="culprit"]').length === 2`)
	p.until("the address has it", `new URLSearchParams(location.search).get("codec") === 'length "!H" offset 2 strip 5 max 16645'`)
	p.until("the timeline is drawn", drawn("[data-stage]"))

	p.reload()
	p.saysSoon("[data-verdict]", "正确还原 0 帧")
	p.until("the field has it", `document.getElementById("f.offset").value === "2"`)
	p.click("[data-own]")
	p.saysSoon("[data-verdict]", "6 帧全部还原")
}

// framingInPieces: hello and feng, one byte at a time, and by a codec that the
// sender does not use.
func framingInPieces(_ *testing.T, p *tab) {
	p.open("/framing?preset=length&lang=en")
	p.saysSoon("[data-verdict]", "All 2 frames came out as they were sent, in 1 receive.")
	p.click("#cut-each")
	// How many receives took the bytes is luck; that one took them all is what the first run shows.
	p.until("the bytes come apart", `location.search.includes("cut=each") && document.querySelectorAll("[data-before] .cells").length > 1`)
	p.saysSoon("[data-verdict]", "All 2 frames came out")
	p.click("#cut-header")
	p.until("a piece is cut off", `location.search.includes("cut=header")`)
	p.must("choose", chromedp.Evaluate[chromedp.Void](`(() => {
		const kind = document.getElementById("kind");
		kind.value = "line";
		kind.dispatchEvent(new Event("change", { bubbles: true }));
	})()`))
	p.landed("the page comes again", `new URLSearchParams(location.search).get("codec") === "line"`)
	p.saysSoon("[data-verdict]", "2 frames were sent, 0 came out right.")
	p.saysSoon("[data-after]", "stream ended")
	p.until("the cut is kept", `document.getElementById("cut-header").checked`)
}

// framingMistaken: what is wrong with a codec stands beside the field.
func framingMistaken(_ *testing.T, p *tab) {
	p.open("/framing?preset=length&lang=zh")
	p.saysSoon("[data-verdict]", "2 帧全部还原")
	p.write(`[id="f.format"]`, "!Z")
	p.press(kb.Enter)
	p.saysSoon("[data-problem]", "那里可以写")
	p.until("the field is marked", `document.getElementById("f.format").getAttribute("aria-invalid") === "true"`)
	p.write("#codec", `fixed 0`)
	p.press(kb.Enter)
	p.landed("the page comes again", `new URLSearchParams(location.search).get("codec") === "fixed 0"`)
	p.saysSoon("[data-problem]", "size 不能是 0")
}

// framingWithoutScripts: the same by a plain form.
func framingWithoutScripts(_ *testing.T, p *tab) {
	p.withoutScripts()
	p.open("/framing?preset=tls&lang=zh")
	p.write(`[id="f.offset"]`, "2")
	p.click("[data-run]")
	p.landed("the run is shown", `location.search.includes("run=")`)
	p.saysSoon("[data-verdict]", "把 offset 改成 3")
	p.saysSoon("[data-after]", "从第 261 字节起无法解码")
}

// framingNarrow: nothing sticks out of a telephone.
func framingNarrow(_ *testing.T, p *tab) {
	p.resize(390, 844)
	p.open("/framing?preset=http-chunked&cut=random&seed=3&lang=zh")
	p.saysSoon("[data-verdict]", "3 帧全部还原")
	p.until("it fits", `document.scrollingElement.scrollWidth <= innerWidth`)
}

// cureOnALesson: a reader tries a delimiter on messages with one in them, then
// a length, all by keyboard and buttons of the card.
func cureOnALesson(_ *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv?lang=zh")
	p.until("the lesson's messages are there", `document.getElementById("cure-messages").value === '"hello"\n"feng"'`)
	p.click(`[data-cure-codec=""]`)
	p.saysSoon("[data-cure-result]", "只发第 1 条消息 b'hello'，切成 2 块（1 + 4 字节）")
	p.write("#cure-messages", "\"hello\"\n\"a\\nb\"")
	p.click(`[data-cure-codec='delimiter "\\n"']`)
	p.saysSoon("[data-cure-result]", "没有治好")
	p.saysSoon("[data-cure-result]", `送不了第 2 条消息 b'a\nb'`)
	p.saysSoon("[data-cure-result]", "收到的却是 b'a'、b'b'")
	p.until("the real run is drawn", drawn("[data-cure-stage]"))

	p.write("#cure-codec", `length "!I"`)
	p.press(kb.Enter)
	p.saysSoon("[data-cure-result]", "治好了")
	p.saysSoon("[data-cure-result]", "切在头部 8 种，随机 64 种（种子 1），一个字节一个字节 1 种")
	p.write("#cure-codec", `length "Z"`)
	p.press(kb.Enter)
	p.saysSoon("[data-cure-error]", "编解码器的第 8 个字符处")
	p.until("the field is marked", `document.getElementById("cure-codec").getAttribute("aria-invalid") === "true"`)
	p.write("#cure-codec", `fixed 4`)
	p.press(kb.Enter)
	p.saysSoon("[data-cure-result]", "fixed 4 送不了第 1 条消息 b'hello'")
	p.click("[data-cure-result] a")
	p.until("the run's page is open", `location.pathname.startsWith("/runs/")`)
}

// cureWithoutScripts: the same by a plain form.
func cureWithoutScripts(_ *testing.T, p *tab) {
	p.withoutScripts()
	p.open("/lessons/two-sends-one-recv?lang=en")
	p.write("#cure-codec", "fixed 4")
	p.press(kb.Enter)
	p.saysSoon(".cured", "It fails")
	p.saysSoon(".cured", "fixed 4 cannot carry message 1, b'hello'")
	p.click(`main a[href="/lessons/two-sends-one-recv"]`)
	p.until("the lesson is back", `location.pathname === "/lessons/two-sends-one-recv"`)
}
