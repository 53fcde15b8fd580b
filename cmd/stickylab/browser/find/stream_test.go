package find

import (
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

const (
	streamCells = `[...document.querySelectorAll("[data-stream] .stream-row:first-child .stream-cells")]`
	sentCells   = streamCells + `[0]?.innerText.replace(/\s+/g, " ")`
)

// followsTheStream: what was sent and received stand side by side with the
// borders of their calls, the selection is the timeline's, and the address
// brings the view back.
func followsTheStream(t *testing.T, p *browser.Tab) {
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	p.Click(`[data-view="stream"]`)
	p.SaysSoon("[data-stream] .stream-state", "发送 9 字节，收到 9 字节。")
	p.Until("the bytes are there", sentCells+` === "68 65 6C 6C 6F 66 65 6E 67"`)
	borders := func(side string) string {
		return browser.Read[string](p, streamCells+side+`.querySelectorAll(".begins").length + ""`)
	}
	if sent, taken := borders("[0]"), borders("[1]"); sent != "2" || taken != "1" {
		t.Errorf("%s borders of sends and %s of receives, want 2 and 1", sent, taken)
	}
	p.Click(`[data-form="utf-8"]`)
	p.Until("as text", sentCells+` === "h e l l o f e n g"`)
	p.Click(`[data-stream] .stream-cells:nth-child(2) .cell:nth-child(6)`)
	p.Until("the send of its byte is selected", selected)
	p.SaysSoon("[data-live]", "客户端 send 交出 4 字节 feng")
	p.Until("its four bytes are chosen", `document.querySelectorAll("[data-stream] .cell.chosen").length === 4`)
	p.Click(chip + " .chip-main")
	p.Until("the receive's nine", `document.querySelectorAll("[data-stream] .cell.chosen").length === 9`)
	p.Until("the address has the view", `new URL(location.href).searchParams.get("view") === "stream"`)
	p.Reload()
	p.Until("and brings it back", sentCells+`?.startsWith("68 65")`)
	p.Click(`[data-view="timeline"]`)
	p.Until("the timeline is drawn again", `document.querySelector("[data-timeline]").checkVisibility() && !document.querySelector("[data-stream]").checkVisibility()`)
}

// followsDatagrams: datagrams stand one by one, and those that were lost say so.
func followsDatagrams(t *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	p.Open("/lessons/udp-fifty?lang=en&view=stream")
	p.Run()
	p.SaysSoon("[data-stream] .stream-state", "50 messages sent, 3 received.")
	p.Until("lost ones are marked", `document.querySelectorAll("[data-stream] .stream-cells .lost").length > 2`)
	if words := strings.Join(p.Text("[data-stream] .stream-cells .lost"), " "); !strings.Contains(words, "Lost: no receive took it") {
		t.Errorf("it says %q", words)
	}
	p.MustFit("the stream")
}
