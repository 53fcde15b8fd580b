package browser

import (
	"context"
	"path/filepath"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// ChooseFile chooses a file in a field that takes one.
func (p *Tab) ChooseFile(selector, file string) {
	p.T.Helper()
	p.Must("choose "+file, chromedp.SetUploadFiles(chromedp.CSS(selector), []string{p.path(file)}))
}

// DropFile drags a file over the page and drops it there.
func (p *Tab) DropFile(file string) {
	p.T.Helper()
	data := &input.DragData{Files: []string{p.path(file)}, Items: []*input.DragDataItem{}, DragOperationsMask: 1}
	p.Must("drop "+file, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, step := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
			if _, err := cdp.Call(ctx, target, input.DispatchDragEvent, input.DispatchDragEventParams{Type: step, X: 300, Y: 300, Data: data}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// path is where a file is for the browser.
func (p *Tab) path(file string) string {
	p.T.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		p.T.Fatal(err)
	}
	return path
}
