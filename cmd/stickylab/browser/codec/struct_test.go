package codec

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// openStruct opens the page and waits until it is alive.
func openStruct(p *browser.Tab, query string) {
	p.T.Helper()
	p.Open("/struct" + query)
	structAlive(p)
}

func structAlive(p *browser.Tab) {
	p.T.Helper()
	p.Until("the page is alive", browser.Find(`[data-record][role="listbox"]`))
}

// hexInField waits for the bytes field.
func hexInField(p *browser.Tab, hex string) {
	p.T.Helper()
	p.Until("the bytes are "+hex, browser.Find("#hex")+`.value === `+browser.Quote(hex))
}

func packedWhileTyping(t *testing.T, p *browser.Tab) {
	p.Open("/")
	p.Click(`.main-nav a[href="/struct"]`)
	structAlive(p)
	p.Write("#format", "!IHB")
	p.Write("#values", "5, 258, 7")
	hexInField(p, "00 00 00 05 01 02 07")
	p.SaysSoon("[data-call]", "struct.pack('!IHB', 5, 258, 7)")
	p.SaysSoon("[data-size]", "7 字节")
	if got := strings.Join(p.Text("[data-record] [data-byte] b"), " "); got != "00 00 00 05 01 02 07" {
		t.Errorf("drawn are %s", got)
	}
	p.Write("#format", "BI")
	p.Write("#values", "1, 2")
	hexInField(p, "01 00 00 00 02 00 00 00")
	if got := len(p.Text(`[data-record] [data-kind="padding"] [data-byte]`)); got != 3 {
		t.Errorf("%d bytes of padding are drawn, want 3", got)
	}
	p.Until("the address has it", `location.search === "?format=BI&values=1%2C+2"`)
	p.Reload()
	structAlive(p)
	hexInField(p, "01 00 00 00 02 00 00 00")
}

func unpackedWhileTyping(t *testing.T, p *browser.Tab) {
	openStruct(p, "?format=%3EI&values=5&lang=en")
	p.Write("#hex", "05 00 00 00")
	p.Until("the value is read", browser.Find("#values")+`.value === "83886080"`)
	p.SaysSoon(`[data-order="little"]`, "5")
	p.Until("the sources make these bytes", `!`+browser.Find("[data-sources-differ]")+`.checkVisibility()`)
	p.Write("#hex", "b'GET '")
	p.Until("a literal is read too", browser.Find("#values")+`.value === "1195725856"`)
	p.Write("#hex", "00 05")
	p.SaysSoon("[data-problem]", "unpack requires a buffer of 4 bytes")
	if got := len(p.Text("[data-record] .missing")); got != 2 {
		t.Errorf("%d places without a byte, want 2", got)
	}
	p.Reload()
	structAlive(p)
	p.SaysSoon("[data-problem]", "unpack requires a buffer of 4 bytes")
	hexInField(p, "00 05")
}

func byteByKeyboard(t *testing.T, p *browser.Tab) {
	openStruct(p, "?format=!IHB&values=5,258,7&lang=en")
	p.TabTo("[data-format-text] .item")
	p.Press(kb.ArrowRight)
	p.SaysSoon("[data-caption]", "H (unsigned short): offset 4, 2 bytes")
	p.Until("the bytes of H light up", browser.Find(`[data-record] .piece.lit[data-field="1"]`)+` && `+browser.Find(`tr.lit[data-field="1"]`))
	p.Press(kb.Enter)
	p.SaysSoon("[data-readings]", "uint16")
	p.TabTo("[data-byte]")
	p.Until("the last selected byte has the focus", `document.activeElement.dataset.byte === "5"`)
	p.Press(kb.ArrowDown)
	p.SaysSoon("[data-caption]", "Offset 6, 0x07: byte 1 of 1 of B (unsigned char); value 7")
	if got := browser.Read[string](p, `document.activeElement.querySelector("[role=img]").ariaLabel`); !strings.Contains(got, "byte 1 of 1 of B") {
		t.Errorf("a screen reader is told %q", got)
	}
	p.Until("its character lights up", browser.Find(`[data-format-text] .item.lit[data-field="2"]`))
	p.Press(kb.Home)
	p.Must("select one more", chromedp.KeyEvent(kb.ArrowRight, chromedp.KeyModifiers(chromedp.ModifierShift)))
	p.SaysSoon("[data-readings]", "offset 0–1")
	p.Until("two bytes are selected", `document.querySelectorAll('[data-byte][aria-selected="true"]').length === 2`)
	p.Until("the address has them", `location.search.endsWith("sel=0-2")`)
	p.Reload()
	structAlive(p)
	p.SaysSoon("[data-readings]", "offset 0–1")
}

func bytesByPointer(_ *testing.T, p *browser.Tab) {
	openStruct(p, "?format=!q&values=-1&lang=en")
	p.Click(`[data-byte="1"] b`)
	p.SaysSoon("[data-readings]", "uint8")
	p.Drag(`[data-byte="1"] b`, `[data-byte="3"] b`)
	p.SaysSoon("[data-readings]", "uint24")
	p.SaysSoon("[data-readings]", "16777215")
	p.Click("[data-fields] [data-select]")
	p.SaysSoon("[data-readings]", "18446744073709551615")
}

func errorIsMarked(_ *testing.T, p *browser.Tab) {
	openStruct(p, "?format=!IHB&values=5,258,7&lang=en")
	p.Write("#values", "5, 258, 300")
	p.SaysSoon("[data-problem]", "struct.error")
	p.SaysSoon("[data-problem]", "'B' format requires 0 <= number <= 255")
	p.SaysSoon("[data-problem] mark", "300")
	p.Until("the field of values is said to be wrong", browser.Find("#values")+`.ariaInvalid === "true" && `+browser.Find("#format")+`.ariaInvalid === "false"`)
	p.Write("#format", "!IZB")
	p.SaysSoon("[data-problem]", "bad char in struct format")
	p.SaysSoon("[data-problem] mark", "Z")
	p.Write("#format", "!I")
	p.Write("#values", "hello")
	p.SaysSoon("[data-problem]", "text needs quotes")
	p.Reload()
	structAlive(p)
	p.SaysSoon("[data-problem]", "text needs quotes")
	p.Write("#values", "5")
	p.Until("all is well again", browser.Find("[data-problem]")+`.childElementCount === 0`)
}

func presetsAndBack(_ *testing.T, p *browser.Tab) {
	openStruct(p, "?lang=en")
	p.Until("the first preset is said", browser.Find("[data-preset-about]")+`.innerText.includes("these 4")`)
	p.Click(`[data-preset][href*="10s"]`)
	p.SaysSoon("[data-preset-about]", "10s is always 10 bytes")
	p.SaysSoon("[data-record]", `unpacks to b'hello\x00\x00\x00\x00\x00'`)
	p.Click(`[data-preset][href*="BI"]`)
	p.SaysSoon("[data-size]", "8 bytes")
	p.Follow(`[data-order="little"] a`)
	p.SaysSoon("[data-size]", "5 bytes")
	p.Until("the link has the focus still", `document.activeElement.matches('[data-order="little"] a')`)
	p.Back()
	p.SaysSoon("[data-size]", "8 bytes")
	p.Until("the field too", browser.Find("#format")+`.value === "BI"`)
}

func structSources(_ *testing.T, p *browser.Tab) {
	openStruct(p, "?format=!I&values=5&lang=en")
	p.SaysSoon(".source", "struct.pack('!I', 5)")
	p.Click(`[data-tab="go"]`)
	p.SaysSoon(".source", "binary.BigEndian")
	p.Press(kb.ArrowRight)
	p.SaysSoon(".source", "stdint.h")
	p.Click("[data-copy]")
	p.Until("it is said", `/Copied|Ctrl\+C/.test(`+browser.Find("[data-copied]")+`.innerText)`)
	p.Write("#values", "6")
	p.SaysSoon(".source", "0x6")
}

// structTable: keys lead through the table of fields, whose bytes are lit and selected.
func structTable(_ *testing.T, p *browser.Tab) {
	openStruct(p, "?format=!IHB&values=5,258,7")
	p.TabTo("[data-fields] tr")
	p.Press(kb.ArrowDown)
	p.Until("the second field has the focus", `document.activeElement.matches('[data-fields] tr[data-field="1"]')`)
	p.Until("its bytes are lit", `document.querySelectorAll('[data-record] [data-field="1"].lit').length === 1`)
	p.Press(kb.Enter)
	p.Until("Enter selects them", browser.Find("[data-readings] .selected-bytes code")+`.innerText === "01 02"`)
	p.Press(kb.Home)
	p.Until("Home leads to the first", `document.activeElement.matches('[data-fields] tr[data-field="0"]')`)
}

func structInAnotherLanguage(_ *testing.T, p *browser.Tab) {
	openStruct(p, "")
	p.Write("#values", "77")
	hexInField(p, "00 00 00 4d")
	p.Click(`[data-setting][href*="lang=en"]`)
	p.Landed("it is English", `document.documentElement.lang === "en"`)
	structAlive(p)
	hexInField(p, "00 00 00 4d")
	p.Click(`[data-setting][href*="theme=dark"]`)
	p.Landed("it is dark", `document.documentElement.dataset.theme === "dark"`)
	hexInField(p, "00 00 00 4d")
}

func structWithoutScripts(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/struct?lang=en")
	p.Write("#format", "!H")
	p.Write("#values", "513")
	p.Click(`[name="do"][value="pack"]`)
	p.Landed("the address is tidy", `location.search === "?format=%21H&values=513"`)
	hexInField(p, "02 01")
	p.Write("#hex", "00 05")
	p.Click(`[name="do"][value="unpack"]`)
	p.Landed("bytes are unpacked", `location.search === "?format=%21H&hex=00+05"`)
	p.Until("the value is there", browser.Find("#values")+`.value === "5"`)
	p.SaysSoon("[data-readings]", "uint16")
	p.SaysSoon(".source", "binary.BigEndian")
	p.Open("/struct?format=!B&values=256")
	p.SaysSoon("[data-problem] mark", "256")
}

// drawnAlike: what the module draws is what the server has drawn.
func drawnAlike(t *testing.T, p *browser.Tab) {
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
		openStruct(p, query+"&lang=en")
		p.Must("ask for the server's page", chromedp.Evaluate[chromedp.Void](`void fetch(location.href).then((r) => r.text()).then((text) => {
			const document = new DOMParser().parseFromString(text, "text/html");
			globalThis.drawnByServer = `+shown+`; })`))
		p.Until("the server's page is there", `globalThis.drawnByServer !== undefined`)
		want := browser.Read[string](p, `globalThis.drawnByServer`)
		p.Until("the readings are there", browser.Find("[data-readings]")+`.childElementCount > 0 || !(`+browser.Quote(want)+`).includes("as-text")`)
		if got := browser.Read[string](p, shown); got != want || !strings.Contains(want, "data-record") {
			t.Errorf("%s: drawn by the module\n%s\nby the server\n%s", query, got, want)
		}
	}
}

func structNarrow(_ *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	for _, look := range []string{"lang=zh&theme=light", "lang=en&theme=dark"} {
		for _, query := range []string{"", "format=!IHB&values=5,258,256&", "format=BxI3H&values=1,2,3,4,5&", "format=40s&values=b'" + strings.Repeat("x", 40) + "'&", "format=!q&values=-1&"} {
			openStruct(p, "?"+query+look)
			p.MustFit("/struct?" + query)
		}
	}
}
