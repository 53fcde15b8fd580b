package find

import (
	"context"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

func shot(t *testing.T, p *browser.Tab, name string) {
	if os.Getenv("SHOTS") == "" {
		return
	}
	ctx, cancel := context.WithCancel(p.Ctx)
	defer cancel()
	p.Frames(3)
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile("/tmp/find-shots/"+name+".png", png, 0o644)
}
