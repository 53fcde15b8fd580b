package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestStructInBrowser: the struct page as a person uses it.
func TestStructInBrowser(t *testing.T) {
	base := newServer(t)
	browser := newBrowser(t)
	for _, part := range []struct {
		name string
		do   func(t *testing.T, p *tab)
	}{
		{"values are packed as one types", packedWhileTyping},
		{"bytes are unpacked as one types", unpackedWhileTyping},
		{"a byte, its field and its character by keyboard", byteByKeyboard},
		{"bytes are selected with the pointer", bytesByPointer},
		{"an error is Python's, with the value marked", errorIsMarked},
		{"presets, orders and the way back", presetsAndBack},
		{"the same in other languages", structSources},
		{"a change of language keeps the page", structInAnotherLanguage},
		{"without JavaScript", structWithoutScripts},
		{"both ways draw the same", drawnAlike},
		{"on a telephone", structNarrow},
	} {
		t.Run(part.name, func(t *testing.T) { part.do(t, newTab(t, browser, base)) })
	}
}

// openStruct opens the page and waits until it is alive.
func (p *tab) openStruct(query string) {
	p.t.Helper()
	p.open("/struct" + query)
	p.structAlive()
}

func (p *tab) structAlive() {
	p.t.Helper()
	p.until("the page is alive", jsFind(`[data-record][role="listbox"]`))
}

// hexInField waits for the bytes field.
func (p *tab) hexInField(hex string) {
	p.t.Helper()
	p.until("the bytes are "+hex, jsFind("#hex")+`.value === `+quoteJS(hex))
}

func packedWhileTyping(t *testing.T, p *tab) {
	p.open("/")
	p.click(`.main-nav a[href="/struct"]`)
	p.structAlive()
	p.write("#format", "!IHB")
	p.write("#values", "5, 258, 7")
	p.hexInField("00 00 00 05 01 02 07")
	p.saysSoon("[data-call]", "struct.pack('!IHB', 5, 258, 7)")
	p.saysSoon("[data-size]", "7 字节")
	if got := strings.Join(p.text("[data-record] [data-byte] b"), " "); got != "00 00 00 05 01 02 07" {
		t.Errorf("drawn are %s", got)
	}
	p.write("#format", "BI")
	p.write("#values", "1, 2")
	p.hexInField("01 00 00 00 02 00 00 00")
	if got := len(p.text(`[data-record] [data-kind="padding"] [data-byte]`)); got != 3 {
		t.Errorf("%d bytes of padding are drawn, want 3", got)
	}
	p.until("the address has it", `location.search === "?format=BI&values=1%2C+2"`)
	p.reload()
	p.structAlive()
	p.hexInField("01 00 00 00 02 00 00 00")
}

func unpackedWhileTyping(t *testing.T, p *tab) {
	p.openStruct("?format=%3EI&values=5&lang=en")
	p.write("#hex", "05 00 00 00")
	p.until("the value is read", jsFind("#values")+`.value === "83886080"`)
	p.saysSoon(`[data-order="little"]`, "5")
	p.until("the sources make these bytes", `!`+jsFind("[data-sources-differ]")+`.checkVisibility()`)
	p.write("#hex", "b'GET '")
	p.until("a literal is read too", jsFind("#values")+`.value === "1195725856"`)
	p.write("#hex", "00 05")
	p.saysSoon("[data-problem]", "unpack requires a buffer of 4 bytes")
	if got := len(p.text("[data-record] .missing")); got != 2 {
		t.Errorf("%d places without a byte, want 2", got)
	}
	p.reload()
	p.structAlive()
	p.saysSoon("[data-problem]", "unpack requires a buffer of 4 bytes")
	p.hexInField("00 05")
}

func byteByKeyboard(t *testing.T, p *tab) {
	p.openStruct("?format=!IHB&values=5,258,7&lang=en")
	p.tabTo("[data-format-text] .item")
	p.press(kb.ArrowRight)
	p.saysSoon("[data-caption]", "H (unsigned short): offset 4, 2 bytes")
	p.until("the bytes of H light up", jsFind(`[data-record] .piece.lit[data-field="1"]`)+` && `+jsFind(`tr.lit[data-field="1"]`))
	p.press(kb.Enter)
	p.saysSoon("[data-readings]", "uint16")
	p.tabTo("[data-byte]")
	p.until("the last selected byte has the focus", `document.activeElement.dataset.byte === "5"`)
	p.press(kb.ArrowDown)
	p.saysSoon("[data-caption]", "Offset 6, 0x07: byte 1 of 1 of B (unsigned char); value 7")
	if got := read[string](p, `document.activeElement.ariaLabel`); !strings.Contains(got, "byte 1 of 1 of B") {
		t.Errorf("a screen reader is told %q", got)
	}
	p.until("its character lights up", jsFind(`[data-format-text] .item.lit[data-field="2"]`))
	p.press(kb.Home)
	p.must("select one more", chromedp.KeyEvent(kb.ArrowRight, chromedp.KeyModifiers(chromedp.ModifierShift)))
	p.saysSoon("[data-readings]", "offset 0–1")
	p.until("two bytes are selected", `document.querySelectorAll('[data-byte][aria-selected="true"]').length === 2`)
	p.until("the address has them", `location.search.endsWith("sel=0-2")`)
	p.reload()
	p.structAlive()
	p.saysSoon("[data-readings]", "offset 0–1")
}

func bytesByPointer(_ *testing.T, p *tab) {
	p.openStruct("?format=!q&values=-1&lang=en")
	p.click(`[data-byte="1"] b`)
	p.saysSoon("[data-readings]", "uint8")
	p.must("drag over two more", chromedp.Evaluate[chromedp.Void](`(() => {
		const at = (byte) => { const box = document.querySelector('[data-byte="' + byte + '"]').getBoundingClientRect();
			return { clientX: box.x + 9, clientY: box.y + 9, bubbles: true, pointerType: "mouse", button: 0 }; };
		const record = document.querySelector("[data-record]");
		record.dispatchEvent(new PointerEvent("pointerdown", at(1)));
		record.dispatchEvent(new PointerEvent("pointermove", at(3)));
		record.dispatchEvent(new PointerEvent("pointerup", at(3)));
	})()`))
	p.saysSoon("[data-readings]", "uint24")
	p.saysSoon("[data-readings]", "16777215")
	p.click("[data-fields] [data-select]")
	p.saysSoon("[data-readings]", "18446744073709551615")
}

func errorIsMarked(_ *testing.T, p *tab) {
	p.openStruct("?format=!IHB&values=5,258,7&lang=en")
	p.write("#values", "5, 258, 300")
	p.saysSoon("[data-problem]", "struct.error")
	p.saysSoon("[data-problem]", "'B' format requires 0 <= number <= 255")
	p.saysSoon("[data-problem] mark", "300")
	p.until("the field of values is said to be wrong", jsFind("#values")+`.ariaInvalid === "true" && `+jsFind("#format")+`.ariaInvalid === "false"`)
	p.write("#format", "!IZB")
	p.saysSoon("[data-problem]", "bad char in struct format")
	p.saysSoon("[data-problem] mark", "Z")
	p.write("#format", "!I")
	p.write("#values", "hello")
	p.saysSoon("[data-problem]", "text needs quotes")
	p.reload()
	p.structAlive()
	p.saysSoon("[data-problem]", "text needs quotes")
	p.write("#values", "5")
	p.until("all is well again", jsFind("[data-problem]")+`.childElementCount === 0`)
}

func presetsAndBack(_ *testing.T, p *tab) {
	p.openStruct("?lang=en")
	p.until("the first preset is said", jsFind("[data-preset-about]")+`.innerText.includes("these 4")`)
	p.click(`[data-preset][href*="10s"]`)
	p.saysSoon("[data-preset-about]", "10s is always 10 bytes")
	p.saysSoon("[data-record]", `unpacks to b'hello\x00\x00\x00\x00\x00'`)
	p.click(`[data-preset][href*="BI"]`)
	p.saysSoon("[data-size]", "8 bytes")
	p.follow(`[data-order="little"] a`)
	p.saysSoon("[data-size]", "5 bytes")
	p.until("the link has the focus still", `document.activeElement.matches('[data-order="little"] a')`)
	p.must("go back", chromedp.Evaluate[chromedp.Void](`history.back()`))
	p.saysSoon("[data-size]", "8 bytes")
	p.until("the field too", jsFind("#format")+`.value === "BI"`)
}

func structSources(_ *testing.T, p *tab) {
	p.openStruct("?format=!I&values=5&lang=en")
	p.saysSoon(".source", "struct.pack('!I', 5)")
	p.click(`[data-tab="go"]`)
	p.saysSoon(".source", "binary.BigEndian")
	p.press(kb.ArrowRight)
	p.saysSoon(".source", "stdint.h")
	p.click("[data-copy]")
	p.until("it is said", `/Copied|Ctrl\+C/.test(`+jsFind("[data-copied]")+`.innerText)`)
	p.write("#values", "6")
	p.saysSoon(".source", "0x6")
}

func structInAnotherLanguage(_ *testing.T, p *tab) {
	p.openStruct("")
	p.write("#values", "77")
	p.hexInField("00 00 00 4d")
	p.click(`[data-setting][href*="lang=en"]`)
	p.landed("it is English", `document.documentElement.lang === "en"`)
	p.structAlive()
	p.hexInField("00 00 00 4d")
	p.click(`[data-setting][href*="theme=dark"]`)
	p.landed("it is dark", `document.documentElement.dataset.theme === "dark"`)
	p.hexInField("00 00 00 4d")
}

func structWithoutScripts(_ *testing.T, p *tab) {
	p.withoutScripts()
	p.open("/struct?lang=en")
	p.write("#format", "!H")
	p.write("#values", "513")
	p.click(`[name="do"][value="pack"]`)
	p.landed("the address is tidy", `location.search === "?format=%21H&values=513"`)
	p.hexInField("02 01")
	p.write("#hex", "00 05")
	p.click(`[name="do"][value="unpack"]`)
	p.landed("bytes are unpacked", `location.search === "?format=%21H&hex=00+05"`)
	p.until("the value is there", jsFind("#values")+`.value === "5"`)
	p.saysSoon("[data-readings]", "uint16")
	p.saysSoon(".source", "binary.BigEndian")
	p.open("/struct?format=!B&values=256")
	p.saysSoon("[data-problem] mark", "256")
}

// drawnAlike: what the module draws is what the server has drawn.
func drawnAlike(t *testing.T, p *tab) {
	const shown = `[...document.querySelectorAll("[data-problem], [data-format-text], [data-record], [data-orders], [data-readings], [data-fields]")].map((e) => {
		const copy = e.cloneNode(true);
		for (const one of [copy, ...copy.querySelectorAll("*")])
			for (const name of ["role", "tabindex", "aria-label", "aria-selected", "aria-hidden", "aria-multiselectable", "aria-orientation", "href"]) one.removeAttribute(name);
		return copy.outerHTML.replace(/\s+/g, " ").replace(/ ?(<[^>]*>) ?/g, "$1").replace(/ ?\blit\b/g, "");
	}).join("\n")`
	for _, query := range []string{
		"?format=BxI3H&values=1,2,3,4,5", "?format=10s6p2c&values=b'hello',b'%5Cx00a',b'a',b'b'", "?format=!IHB&values=5,258,256",
		"?format=!I&hex=000000050607", "?format=!IH&hex=00", "?format=!Z&values=", "?format=2000s&values=b''", "?format=!q&values=hello",
		"?format=3e&values=0.1,1,2", "?format=n&values=1", "?format=12B&values=1,2,3,4,5,6,7,8,9,10,11,12&sel=2-12",
	} {
		p.openStruct(query + "&lang=en")
		p.must("ask for the server's page", chromedp.Evaluate[chromedp.Void](`void fetch(location.href).then((r) => r.text()).then((text) => {
			const document = new DOMParser().parseFromString(text, "text/html");
			globalThis.drawnByServer = `+shown+`; })`))
		p.until("the server's page is there", `globalThis.drawnByServer !== undefined`)
		want := read[string](p, `globalThis.drawnByServer`)
		p.until("the readings are there", jsFind("[data-readings]")+`.childElementCount > 0 || !(`+quoteJS(want)+`).includes("as-text")`)
		if got := read[string](p, shown); got != want || !strings.Contains(want, "data-record") {
			t.Errorf("%s: drawn by the module\n%s\nby the server\n%s", query, got, want)
		}
	}
}

func structNarrow(_ *testing.T, p *tab) {
	p.resize(390, 844)
	for _, look := range []string{"lang=zh&theme=light", "lang=en&theme=dark"} {
		for _, query := range []string{"", "format=!IHB&values=5,258,256&", "format=BxI3H&values=1,2,3,4,5&", "format=40s&values=b'" + strings.Repeat("x", 40) + "'&", "format=!q&values=-1&"} {
			p.openStruct("?" + query + look)
			p.mustFit("/struct?" + query)
		}
	}
}
