package main

import "testing"

// TestBesideInBrowser: a lesson runs the script beside it on the same messages,
// and shows what became of both.
func TestBesideInBrowser(t *testing.T) {
	base := newServer(t)
	browser := newBrowser(t)
	parts := []struct {
		name string
		do   func(t *testing.T, p *tab)
	}{
		{"a header in pieces, and a decoder that waits for it", decoderBeside},
		{"the limit of the byte order, and what the decoder guesses", guessBeside},
		{"the programs beside fit a telephone", besideOnATelephone},
	}
	for _, part := range parts {
		t.Run(part.name, func(t *testing.T) { part.do(t, newTab(t, browser, base)) })
	}
}

func decoderBeside(t *testing.T, p *tab) {
	p.open("/lessons/header-in-pieces?lang=en")
	p.click(".beside summary")
	p.saysSoon(".beside", "recv_frame(conn)")
	p.run()
	p.until("the lesson's own run is drawn", drawn("[data-stage]"))
	p.until("the one beside is drawn", drawn("[data-compare-stage]"))
	p.saysSoon("[data-stage] [data-told]", "unpack requires a buffer of 4 bytes")
	p.until("its calls light no line of the lesson's own programs", `![...document.querySelectorAll(".result")].some((e) => e.innerText.includes("b'hello'"))`)
	p.click("[data-compare-stage] header a")
	p.until("the bench has the script beside", `location.pathname === "/script" && document.querySelector("#script").value.includes("recv frame")`)
	if problems := p.text("[data-script-error]"); len(problems) > 0 && problems[0] != "" {
		t.Errorf("the bench says %q", problems)
	}
}

func guessBeside(_ *testing.T, p *tab) {
	p.open("/lessons/byte-order?lang=zh")
	p.run()
	p.until("the one beside is drawn", drawn("[data-compare-stage]"))
	p.saysSoon("[data-compare-stage] [data-told]", "换一种字节序，长度就是 256。")
}

func besideOnATelephone(_ *testing.T, p *tab) {
	p.resize(390, 844)
	for _, slug := range []string{"header-in-pieces", "length-attack", "json-header-file"} {
		p.open("/lessons/" + slug)
		p.click(".beside summary")
		p.until("nothing is wider than the page", `[...document.querySelectorAll(".beside figure, .beside pre")].every((e) => e.getBoundingClientRect().right <= innerWidth)`)
	}
}
