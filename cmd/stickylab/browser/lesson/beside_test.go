package lesson

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

func decoderBeside(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/header-in-pieces?lang=en")
	p.Click(`[data-tab="compare"]`)
	p.Click(".beside summary")
	p.SaysSoon(".beside", "recv_frame(conn)")
	p.Run()
	p.Until("the lesson's own run is drawn", browser.Drawn("[data-stage]"))
	p.Click(`[data-tab="compare"]`)
	p.Until("the one beside is drawn", browser.Drawn("[data-compare-stage]"))
	p.Click(`[data-tab="findings"]`)
	p.Unfold()
	p.SaysSoon("[data-stage] [data-told]", "unpack requires a buffer of 4 bytes")
	p.Until("its calls light no line of the lesson's own programs", `![...document.querySelectorAll(".result")].some((e) => e.innerText.includes("b'hello'"))`)
	p.Click(`[data-tab="compare"]`)
	p.Click("[data-compare-stage] header a")
	p.Until("the bench has the script beside", `location.pathname === "/script" && document.querySelector("#script").value.includes("recv frame")`)
	if problems := p.Text("[data-script-error]"); len(problems) > 0 && problems[0] != "" {
		t.Errorf("the bench says %q", problems)
	}
}

func guessBeside(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/byte-order?lang=zh")
	p.Run()
	p.Click(`[data-tab="compare"]`)
	p.Until("the one beside is drawn", browser.Drawn("[data-compare-stage]"))
	p.SaysSoon("[data-compare-stage] [data-told]", "字节序多半反了：按 length \"<I\" max 1000 读，这里的 260 个字节正好是 1 帧。")
}

func besideOnATelephone(_ *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	for _, slug := range []string{"header-in-pieces", "length-attack", "json-header-file"} {
		p.Open("/lessons/" + slug)
		p.Click(`[data-tab="compare"]`)
		p.Click(".beside summary")
		p.Until("nothing is wider than the page", `[...document.querySelectorAll(".beside figure, .beside pre")].every((e) => e.getBoundingClientRect().right <= innerWidth)`)
	}
}
