package out

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

// take chooses an entry of the menu of what can be taken out of the page.
func take(p *browser.Tab, item string) {
	p.T.Helper()
	p.Until("the menu is filled", browser.Find(`[data-out-item="`+item+`"]`))
	p.Click("[data-out] summary")
	p.Click(`[data-out-item="` + item + `"]`)
}

// pictures: in a dark page, the timeline is saved as SVG and PNG; both are light
// and say what they show.
func pictures(t *testing.T, p *browser.Tab) {
	folder := p.Downloads()
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng?theme=dark&lang=zh")
	p.Run()
	take(p, "svg")
	name, svg := p.Saved(folder, ".svg")
	p.SaysSoon("[data-live]", ".svg")
	words := mustXML(t, svg)
	for _, want := range []string{
		"hello 和 feng", "答案：第一次 recv(10) 得到 b'hellofeng'", "横轴：", "测于 linux", "UTC", p.RunID(),
		"客户端的调用", "服务端的接收队列", "粘",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("the SVG does not say %q: %s", want, words)
		}
	}
	if text := string(svg); strings.Contains(text, "var(--") || strings.Contains(text, "href") {
		t.Error("the SVG needs something that is not in it")
	}
	take(p, "png")
	_, data := p.Saved(folder, ".png")
	mustShow(t, "the PNG", data, 2*browser.Read[int](p, `document.querySelector("[data-timeline]").clientWidth`))
	if dark := browser.Read[string](p, `document.documentElement.dataset.theme`); dark != "dark" {
		t.Errorf("after the pictures the page's theme is %q", dark)
	}

	p.Must("open the SVG", chromedp.Navigate("file://"+name))
	shot, err := chromedp.Run(p.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	mustShow(t, "the SVG in a browser", shot, 0)
}

// pairPicture: two runs that are compared are one picture, and printed together.
func pairPicture(t *testing.T, p *browser.Tab) {
	folder := p.Downloads()
	p.Resize(1366, 768)
	p.Open("/compare?pair=udp&lang=en")
	p.Click("[data-run-both]")
	p.Until("both have ended", `document.querySelector("[data-differences-told] .difference") && `+browser.Available("[data-run-both]"))
	first := p.Text("[data-differences-told] .difference strong")[0]
	take(p, "svg")
	_, svg := p.Saved(folder, ".svg")
	words := mustXML(t, svg)
	for _, want := range []string{"Compare two runs", first, "1 · ", "2 · ", "· TCP", "· UDP"} {
		if !strings.Contains(words, want) {
			t.Errorf("the SVG of two runs does not say %q: %s", want, words)
		}
	}
	if n := strings.Count(words, "Calls of"); n != 4 {
		t.Errorf("the SVG of two runs has %d lanes of calls, want two of each", n)
	}
	mustSay(t, printed(t, p), first, "1 · ", "2 · ", "Calls of client", "Calls of server")
}

// mustXML parses a document and returns the text in it.
func mustXML(t *testing.T, data []byte) string {
	t.Helper()
	var words strings.Builder
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return words.String()
		}
		if err != nil {
			t.Fatalf("the SVG is no XML: %v", err)
		}
		if text, ok := token.(xml.CharData); ok {
			words.Write(text)
			words.WriteString("\n")
		}
	}
}

// mustShow holds that a PNG is light, has many colours, the colour of coalesced
// bytes among them, and is as wide as wanted; 0 for any.
func mustShow(t *testing.T, what string, data []byte, width int) {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if got := picture.Bounds().Dx(); width != 0 && got != width {
		t.Errorf("%s is %d px wide, want %d", what, got, width)
	}
	colours := coloursOf(picture)
	if len(colours) < 50 || colours[[3]uint8{0xb9, 0x3c, 0x0a}] < 20 {
		t.Errorf("%s has %d colours, %d pixels of coalesced bytes", what, len(colours), colours[[3]uint8{0xb9, 0x3c, 0x0a}])
	}
	if white := colours[[3]uint8{0xff, 0xff, 0xff}]; white < picture.Bounds().Dx()*picture.Bounds().Dy()/4 {
		t.Errorf("%s is not light: %d white pixels", what, white)
	}
}

func coloursOf(picture image.Image) map[[3]uint8]int {
	colours := map[[3]uint8]int{}
	box := picture.Bounds()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			colours[[3]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}]++ //nolint:gosec // the high byte of 16 bits
		}
	}
	return colours
}

// mustPNG reads a picture.
func mustPNG(t *testing.T, file string) image.Image {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return picture
}
