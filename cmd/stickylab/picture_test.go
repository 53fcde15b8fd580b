package main

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

const (
	picture     = "static/img/lesson.png"
	pictureWide = 1440      // pixels
	pictureMost = 300 << 10 // bytes; it is a picture in a README
)

var takePicture = flag.Bool("picture", false, "take the README's picture again, from a real run")

// TestReadmePicture holds what the README shows: a picture of the lesson page
// that is there, is small, and is what Chromium drew. With -picture it is
// taken again.
func TestReadmePicture(t *testing.T) {
	if *takePicture {
		photograph(t)
	}
	if !strings.Contains(mustRead(t, "README.md"), "("+picture+")") {
		t.Errorf("README.md does not show %s", picture)
	}
	file := mustRead(t, picture)
	if len(file) > pictureMost {
		t.Errorf("%s: %d bytes, want at most %d", picture, len(file), pictureMost)
	}
	shape, err := png.DecodeConfig(strings.NewReader(file))
	if err != nil {
		t.Fatalf("%s: %v", picture, err)
	}
	if shape.Width != pictureWide || shape.Height < 700 {
		t.Errorf("%s: %d by %d pixels, want a page %d wide", picture, shape.Width, shape.Height, pictureWide)
	}
}

// photograph runs the lesson in Chromium and writes what it looks like.
func photograph(t *testing.T) {
	p := browser.NewTab(t, browser.New(t), browser.Build(t).Serve(t))
	p.Resize(pictureWide, 1000)
	p.Open("/lessons/hello-feng?lang=zh&theme=light")
	p.Click(`[data-choice="1"]`)
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Must("leave the buttons", chromedp.Evaluate[chromedp.Void](`document.activeElement.blur(); scrollTo(0, 0)`))
	const margin = 20
	p.Resize(pictureWide, browser.Read[int64](p, `Math.ceil(document.querySelector("[data-stage]").getBoundingClientRect().bottom)`)+margin)
	p.Until("the timeline is drawn again", browser.Drawn("[data-stage]"))
	shot, err := chromedp.Run(p.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&small, fewColours(decoded)); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("../../static/img", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("../../"+picture, small.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fewColours keeps the 256 colours that are used most and moves the others,
// rare steps at the edges of letters, to the nearest of them: a third of the
// bytes, and the eye sees no difference.
func fewColours(src image.Image) image.Image {
	used := map[color.Color]int{}
	area := src.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			used[src.At(x, y)]++
		}
	}
	palette := slices.SortedFunc(maps.Keys(used), func(a, b color.Color) int { return cmp.Compare(used[b], used[a]) })
	dst := image.NewPaletted(area, palette[:min(256, len(palette))])
	draw.Draw(dst, area, src, area.Min, draw.Src)
	return dst
}
