package out

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// paper prints a lesson with a run from a dark page.
func paper(t *testing.T, p *browser.Tab) {
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng?theme=dark&lang=zh")
	p.Run()
	p.Until("what prints is loaded", browser.Find("[data-out-item]"))
	all := browser.Read[int](p, `Number(document.querySelector("[data-table]").getAttribute("aria-rowcount")) - 1`)
	pages := printed(t, p)
	mustSay(t, pages,
		"hello 和 feng", "服务端的第一次 recv(10) 会得到什么", "粘在接收队列", "客户端的调用", "hellofeng", "data1 = conn.recv(10)",
		"测于 linux", "全部事件")
	if last := strings.TrimSpace(pages[len(pages)-1].text); last == "" {
		t.Error("the last page is empty")
	}
	for seq := 1; seq <= all; seq++ {
		if !strings.Contains(pages.text(), "\n"+strconv.Itoa(seq)+" ") {
			t.Errorf("event %d is not listed", seq)
		}
	}
	for _, not := range []string{"播放", "按事件", "复制"} {
		if strings.Contains(pages.text(), not) {
			t.Errorf("the paper has %q of the screen", not)
		}
	}
	p.Until("the page is as it was", `!document.querySelector("[data-paper]")`)
}

// paperOfRun prints the page of a stored run, in English.
func paperOfRun(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/small-sends?theme=dark&lang=en")
	p.Run()
	p.Open("/runs/" + p.RunID() + "?theme=dark&lang=en")
	p.Ended()
	p.Until("what prints is loaded", browser.Find("[data-out-item]"))
	pages := printed(t, p)
	mustSay(t, pages, "measured on linux", "All events", "server.py")
}

// paperOfHandout prints the sheets of a part from a dark page: its questions, without
// their answers, and the answers.
func paperOfHandout(t *testing.T, p *browser.Tab) {
	p.Open("/handout/2?theme=dark&lang=zh")
	p.Until("the page is alive", `document.documentElement.classList.contains("js")`)
	questions := printed(t, p)
	mustSay(t, questions, "题目卷：粘包", "姓名", "服务端的第一次 recv(10) 会得到什么", "data1 = conn.recv(10)", "我选它，因为", "远程命令")
	for _, not := range []string{"正确答案", "教师笔记", "打印", "两次 send，一次 recv"} {
		if strings.Contains(questions.text(), not) {
			t.Errorf("the sheet of questions has %q", not)
		}
	}
	p.Open("/handout/hello-feng?sheet=answers&theme=dark&lang=en")
	mustSay(t, printed(t, p), "Answers:", "(the right answer)", "recv(10)")
}

// maxPDF is how large a PDF of a small run may be; fonts are most of it.
const maxPDF = 4 << 20

// page is one page of a PDF: its words, and how it looks.
type page struct {
	text   string
	filled float64 // how far down there is something, as a part of the page
	white  float64 // the part of it that is white
}

type pages []page

func (p pages) text() string {
	var all strings.Builder
	for _, page := range p {
		all.WriteString("\n" + page.text)
	}
	return all.String()
}

// mustSay holds what a PDF says, whatever its lines are broken at.
func mustSay(t *testing.T, p pages, wanted ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(p.text()), "")
	for _, want := range wanted {
		if !strings.Contains(flat, strings.Join(strings.Fields(want), "")) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	if t.Failed() {
		t.Log(p.text())
	}
}

// printed prints the page and holds that it is light, that no page but the last is
// half empty, and that its pictures end before the margin.
func printed(t *testing.T, p *browser.Tab) pages {
	t.Helper()
	folder := t.TempDir()
	file := filepath.Join(folder, "page.pdf")
	pdf := p.Printed()
	if len(pdf) > maxPDF {
		t.Errorf("the PDF has %d bytes, want at most %d", len(pdf), maxPDF)
	}
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text := mustRun(t, "pdftotext", "-layout", file, "-")
	mustRun(t, "pdftoppm", "-r", "60", "-png", file, filepath.Join(folder, "page"))
	files, err := filepath.Glob(filepath.Join(folder, "page*.png"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the PDF has no pages: %v", err)
	}
	texts := bytes.Split(text, []byte("\f"))
	var all pages
	for n, file := range files {
		seen := look(t, file)
		seen.text = string(texts[n])
		if seen.white < 0.5 {
			t.Errorf("page %d is not light: %.0f %% of it are white", n+1, 100*seen.white)
		}
		if n < len(files)-1 && seen.filled < 0.6 {
			t.Errorf("page %d of %d ends after %.0f %%", n+1, len(files), 100*seen.filled)
		}
		all = append(all, seen)
	}
	return all
}

func mustRun(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

// look looks at the picture of a page.
func look(t *testing.T, file string) page {
	t.Helper()
	picture := mustPNG(t, file)
	box := picture.Bounds()
	white, lowest := 0, 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if r, g, b, _ := picture.At(x, y).RGBA(); r > 0xf000 && g > 0xf000 && b > 0xf000 {
				white++
				continue
			}
			lowest = y
		}
	}
	return page{
		filled: float64(lowest) / float64(box.Dy()),
		white:  float64(white) / float64(box.Dx()*box.Dy()),
	}
}
