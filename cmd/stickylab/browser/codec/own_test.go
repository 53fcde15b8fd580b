package codec

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// TestOwnBytesInBrowser: an engineer brings bytes.
func TestOwnBytesInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{
		{Name: "pasted and cut", Do: ownPasted},
		{Name: "what is wrong stands where it is", Do: ownWrong},
		{Name: "a file is chosen, and dropped", Do: ownFile},
		{Name: "what could this be", Do: ownGuessed},
		{Name: "a direction of a capture", Do: ownCapture},
		{Name: "by keyboard", Do: ownByKeyboard},
		{Name: "a closer look", Do: ownCloser},
		{Name: "what is being written stays", Do: ownHalfWritten},
		{Name: "without JavaScript", Do: ownWithoutScripts},
		{Name: "on a telephone", Do: ownNarrow},
	})
}

// ownPasted: from the presets to one's own bytes; the codec is changed until it fits,
// and the address has it all.
func ownPasted(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?preset=length&lang=zh")
	p.Click(`.framing-own a[href^="/framing?bytes="]`)
	p.Landed("the page is open", `document.body.dataset.page === "own"`)
	p.Write("#bytes", "00 05 68 65 6c 6c 6f 00 04 66 65 6e 67")
	p.SaysSoon("[data-own-verdict]", "一帧也切不出来")
	p.Write(`[id="f.format"]`, "!H")
	p.Press(kb.Enter)
	p.SaysSoon("[data-own-verdict]", "这 13 个字节正好是 2 帧，一个不剩。")
	p.SaysSoon("[data-own-after]", "b'feng'")
	p.SaysSoon("[data-own-read]", "读作：十六进制，13 个字节。")
	p.Until("no page says that boundaries are back", `!document.querySelector("main").innerText.includes("还原") && !document.querySelector("[data-good]")`)
	p.Until("the address has it", `new URLSearchParams(location.search).get("codec") === 'length "!H"'`)
	p.Reload()
	p.SaysSoon("[data-own-verdict]", "正好是 2 帧")
	p.Until("the field has it", `document.getElementById("bytes").value.startsWith("00 05 68")`)
	p.Choose("#kind", "line")
	p.SaysSoon("[data-own-verdict]", "一帧也切不出来")
	p.Until("the parameters are those of lines", `document.querySelector('[id="f.max"]') && !document.querySelector('[id="f.format"]')`)
}

// ownWrong: a mistake in the bytes, and one in the codec.
func ownWrong(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?bytes=&lang=en")
	p.Choose("#form", "hex")
	p.Write("#bytes", "00 05 zz")
	p.SaysSoon("[data-own-verdict]", "Line 1, column 7: “zz” is not hex.")
	p.Until("the field is marked", `document.getElementById("bytes").getAttribute("aria-invalid") === "true"`)
	p.Write("#bytes", "00 00 00 01 41")
	p.SaysSoon("[data-own-verdict]", "These 5 bytes are exactly 1 frame")
	p.Write("#codec", "fixed 0")
	p.Press(kb.Enter)
	p.SaysSoon("[data-own-verdict]", "size")
	p.Until("it is not the bytes", `document.getElementById("bytes").getAttribute("aria-invalid") === "false"`)
}

// ownFile: a file stays while the codec changes; a dropped one takes its place; typing
// takes the place of both.
func ownFile(t *testing.T, p *browser.Tab) {
	folder := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	p.Open("/framing?bytes=&lang=en")
	p.ChooseFile("#file", write("many.bin", bytes.Repeat([]byte("\x00\x01x"), 4000)))
	p.SaysSoon("[data-own-file]", "many.bin")
	p.SaysSoon("[data-own-read]", "The bytes of the file themselves, 12000 bytes.")
	p.Write("#codec", `length "!H"`)
	p.Press(kb.Enter)
	p.SaysSoon("[data-own-verdict]", "These 12000 bytes are exactly 4000 frames")
	p.SaysSoon("[data-own-after]", "3936 frames in between are not listed")
	p.SaysSoon("[data-own-address]", "too many bytes for the address")
	p.DropFile(write("dump.txt", []byte("0000  00 02 68 69                                      ..hi\n")))
	p.SaysSoon("[data-own-read]", "A dump with offsets")
	p.SaysSoon("[data-own-verdict]", "These 4 bytes are exactly 1 frame")
	p.Until("the page is the same", `document.body.dataset.page === "own"`)
	p.Write("#bytes", "0001 41")
	p.SaysSoon("[data-own-verdict]", "These 3 bytes are exactly 1 frame")
	p.Until("the file is gone", `document.querySelector("[data-own-file]").hidden`)
	p.Write("#bytes", strings.Repeat("0001ab", 50_000))
	p.SaysSoon("[data-own-file]", "Pasted text, 300000 characters")
	p.SaysSoon("[data-own-verdict]", "These 150000 bytes are exactly 50000 frames")
	p.Until("the field is spared it", `document.getElementById("bytes").value === ""`)
	p.Click("[data-own-file] button")
	p.Until("the text is gone", `document.querySelector("[data-own-file]").hidden && document.activeElement.id === "bytes"`)
}

// ownCapture: a capture is chosen, then the other direction; its gap is said.
func ownCapture(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?bytes=&codec=length+%22%21H%22&lang=en")
	p.ChooseFile("#file", "testdata/gap.pcap")
	p.SaysSoon("[data-own-read]", "A capture: 4 packets, 1 TCP connection.")
	p.SaysSoon("[data-own-read]", "6 bytes are missing behind the first 4. The sides were not joined")
	p.SaysSoon("[data-own-verdict]", "The first 5 bytes are 1 frame; the 1 byte left is not enough for another.")
	p.Choose("#stream", "0.1.0")
	p.SaysSoon("[data-own-verdict]", "These 3 bytes are exactly 1 frame")
	p.SaysSoon("[data-own-read]", "(SYN) was not seen")
	p.Until("the address has the bytes", `new URLSearchParams(location.search).get("bytes") === "000178"`)
	p.Write("#bytes", "000141")
	p.Until("there is nothing to choose from", `document.querySelector("[data-own-streams]").hidden`)
}

// ownGuessed: the lab says what makes whole frames of it, and one click takes that.
func ownGuessed(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?bytes=000568656c6c6f000466656e67000361626300056f746865720002616200046c617374&lang=zh")
	p.SaysSoon("[data-own-verdict]", "一帧也切不出来")
	p.Click("[data-own-search]")
	p.SaysSoon("[data-own-found]", "长度占 2 个字节，大端，从每帧的偏移 0 起")
	p.Click(`[data-own-found] li:first-child button`)
	p.SaysSoon("[data-own-verdict]", "正好是 6 帧")
	p.Until("the form has it", `document.getElementById("codec").value === 'length "!H"'`)
	p.Write("#bytes", "000141")
	p.SaysSoon("[data-own-verdict]", "正好是 1 帧")
	p.Until("what was found of other bytes is gone", `document.querySelector("[data-own-found]").childElementCount === 0`)
}

// ownByKeyboard: nothing of it needs a pointer.
func ownByKeyboard(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?bytes=&lang=zh")
	p.TabTo("#bytes")
	p.Press("000141")
	p.TabTo("#codec") // the answer about the bytes comes while the codec is written
	p.Press(kb.End + strings.Repeat(kb.Backspace, 20) + `length "!H"` + kb.Enter)
	p.SaysSoon("[data-own-verdict]", "正好是 1 帧")
	p.Until("the focus is where it was", `document.activeElement.id === "codec"`)
	p.TabTo(`[id="f.offset"]`)
	p.Press(kb.Backspace + "1" + kb.Enter)
	p.SaysSoon("[data-own-verdict]", "一帧也")
	p.Until("the focus is in the field that was drawn again", `document.activeElement.id === "f.offset"`)
}

// ownHalfWritten: a codec is written on after the question about the bytes and before its
// answer, which leaves the field alone.
func ownHalfWritten(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?bytes=&lang=en")
	p.Write("#codec", `length "`)
	p.Must("change the bytes, and write on when that is asked", chromedp.Evaluate[chromedp.Void](`(() => {
		const [ask, codec, bytes] = [window.fetch, document.getElementById("codec"), document.getElementById("bytes")];
		window.fetch = (...about) => {
			window.fetch = ask;
			const answer = ask(...about);
			codec.value += "!H";
			return answer;
		};
		bytes.value = "000141";
		bytes.dispatchEvent(new Event("input", { bubbles: true }));
	})()`))
	p.SaysSoon("[data-own-read]", "Read as: Hex, 3 bytes.")
	p.Until("the codec is as it was written", `document.getElementById("codec").value === 'length "!H'`)
	p.Press(kb.End + `"` + kb.Enter)
	p.SaysSoon("[data-own-verdict]", "These 3 bytes are exactly 1 frame")
}

// ownWithoutScripts: the same by a plain form.
func ownWithoutScripts(_ *testing.T, p *browser.Tab) {
	p.WithoutScripts()
	p.Open("/framing?bytes=&lang=zh")
	p.Write("#bytes", "000568656c6c6f")
	p.Write("#codec", `length "!H"`)
	p.Click(`#own button[type="submit"]`)
	p.Landed("the address has it", `new URLSearchParams(location.search).get("bytes") === "000568656c6c6f"`)
	p.SaysSoon("[data-own-verdict]", "正好是 1 帧")
	p.SaysSoon("[data-own-after]", "b'hello'")
}

// ownNarrow: nothing sticks out of a telephone, and the verdict is in view beside the
// parameter that is changed.
func ownNarrow(_ *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	p.Open("/framing?bytes=000568656c6c6f000468&codec=length+%22%21H%22&lang=zh")
	p.SaysSoon("[data-own-verdict]", "剩下的 3 个字节不够一帧")
	p.MustFit("the page of one's own bytes")
	p.Write("#study-with", `length "<H"`)
	p.Press(kb.Enter)
	p.SaysSoon("[data-study]", "从偏移 0 起就不一样。")
	p.MustFit("a closer look")
	p.Write(`[id="f.offset"]`, "1")
	p.Press(kb.Enter)
	p.SaysSoon("[data-own-verdict]", "一帧也切不出来")
	p.Until("both are in view", `(() => {
		const inView = (e) => { const box = e.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; };
		return inView(document.querySelector("[data-own-verdict]")) && inView(document.getElementById("f.offset"));
	})()`)
}

// ownCloser: the decoder is followed byte by byte, each frame's fields are read, another
// codec is held against this one, and the address has all of it.
func ownCloser(_ *testing.T, p *browser.Tab) {
	p.Open("/framing?bytes=000568656c6c6f000468&codec=length+%22%21H%22&lang=zh")
	p.SaysSoon("[data-study-steps] [aria-current=step]", "帧")
	p.TabTo("[data-study-range]")
	p.Press(kb.ArrowRight + kb.ArrowRight)
	p.SaysSoon("[data-study-said]", "长度写的是 5，整帧就是 7 个字节，现在有 2 个，还差 5 个。")
	p.Click("[data-study-states] .cell:nth-child(7)")
	p.SaysSoon("[data-study-said]", "第 1 帧收完了，偏移 0–6。")
	p.Write("#study-byte", "9")
	p.Press(kb.Enter)
	p.SaysSoon("[data-study-said]", "第 2 帧从偏移 7 开始，收到了 2 个字节。长度写的是 4")
	p.Write("#study-format", "!H4s")
	p.Press(kb.Enter)
	p.SaysSoon("[data-study] td", "b'hell'")
	p.Write("#study-with", "line")
	p.Press(kb.Enter)
	p.SaysSoon("[data-study]", "从偏移 0 起就不一样。")
	p.Choose("#study-as", "tokio")
	p.SaysSoon("[data-study-text]", "LengthDelimitedCodec::builder()")
	p.Click("[data-study-copy]")
	p.Until("it is said", `/已复制|Ctrl\+C/.test(document.querySelector("[data-study-copied]").innerText)`)
	p.Until("the address has all of it", `(() => {
		const asked = new URLSearchParams(location.search);
		return asked.get("as") === "tokio" && asked.get("byte") === "9" && asked.get("format") === "!H4s" && asked.get("with") === "line";
	})()`)
	p.Write("#codec", `length "<H"`)
	p.Press(kb.Enter)
	p.SaysSoon("[data-study-steps]", `length "<H"`)
	p.Until("a change of the codec keeps it", `new URLSearchParams(location.search).get("format") === "!H4s"`)
	p.Write("#codec", `length "!H"`)
	p.Press(kb.Enter)
	p.SaysSoon("[data-study] td", "b'hell'")
	p.Follow(`[data-study] a[href^="/struct"]`)
	p.Landed("the frame's bytes are on the page of struct", `document.getElementById("hex")?.value === "00 05 68 65 6c 6c"`)
	p.Write("#format", "!HI")
	p.Until("what leads to the frames follows", `new URL(document.querySelector("[data-framing]").href).searchParams.get("format") === "!HI"`)
	p.Follow("[data-framing]")
	p.Landed("the record is a frame", `document.getElementById("study-format")?.value === "!HI"`)
	p.SaysSoon("[data-study] td", "1751477356")
	p.Back()
	p.Landed("the page of struct is back", `document.getElementById("hex")`)
	p.Back()
	p.SaysSoon("[data-study-said]", "第 2 帧从偏移 7 开始")
	p.SaysSoon("[data-study] td", "b'hell'")
	p.Until("and its fields", `document.getElementById("study-with").value === "line"`)
}
