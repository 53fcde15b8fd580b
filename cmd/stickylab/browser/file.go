package browser

import (
	"context"
	"os"
	"path/filepath"

	cdpbrowser "github.com/chromedp/cdproto/browser"
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
	p.DragFile(file, "dragEnter", "dragOver", "drop")
}

// DragFile does some steps of dragging a file over the page.
func (p *Tab) DragFile(file string, steps ...input.DispatchDragEventType) {
	p.T.Helper()
	data := &input.DragData{Files: []string{p.path(file)}, Items: []*input.DragDataItem{}, DragOperationsMask: 1}
	p.Must("drag "+file, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, step := range steps {
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

// Downloads has the tab put what it saves into a folder, which it returns.
func (p *Tab) Downloads() string {
	p.T.Helper()
	folder := p.T.TempDir()
	p.Must("choose a folder for downloads", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
			Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder, BrowserContextID: chromedp.FromContext(p.Ctx).BrowserContextID,
		})
		return err
	}))
	return folder
}

// Saved waits until a folder of downloads has a whole file whose name ends so, and
// returns it.
func (p *Tab) Saved(folder, suffix string) (name string, content []byte) {
	p.T.Helper()
	eventually(p.T, "a file *"+suffix+" is saved", func() bool {
		found, _ := filepath.Glob(filepath.Join(folder, "*"+suffix))
		if len(found) == 0 {
			return false
		}
		name = found[0]
		content, _ = os.ReadFile(name)
		return len(content) > 0
	})
	return name, content
}

// Printed is the page as a PDF, on A4 with its backgrounds.
func (p *Tab) Printed() []byte {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(p.Ctx, patience)
	defer cancel()
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPrintBackground()))
	if err != nil {
		p.T.Fatalf("print: %v; %s", err, p.State())
	}
	return pdf
}
