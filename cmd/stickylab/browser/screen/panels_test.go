package screen

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// wordless names what a reader who goes through the dock finds nothing in, and words
// that ask for a run although there is one.
const wordless = `(({ isRun, name }) => {
	const panel = document.querySelector('[data-panel="' + name + '"]');
	const title = panel.querySelector(".panel-title")?.innerText ?? "";
	const words = panel.innerText.replace(title, "").trim();
	if (words.length < 10) return name + " says " + JSON.stringify(words);
	return isRun && /^Press Run/.test(words) ? name + " asks for the run that there is" : "";
})`

// saidPanels: a panel says what will stand in it before a run is there, and no longer
// when there is one; a run that leads to no finding says so.
func saidPanels(_ *testing.T, p *browser.Tab) {
	for _, page := range []string{"/lessons/hello-feng", "/script", "/python"} {
		p.Open(page + "?lang=en")
		p.Until("the page is alive", alive)
		eachPanel(p, page+" before a run", "false")
	}
	p.Open("/script?lang=en")
	p.Until("the page is alive", alive)
	p.Run()
	eachPanel(p, "the bench after a run", "true")
	p.Write("#script", "tcp")
	p.Press(kb.Enter + "server:" + kb.Enter + "    listen 5")
	p.Click("[data-run]")
	p.Click(`[data-tab="findings"]`)
	p.SaysSoon(`[data-panel="findings"]`, "led to no finding")
}

// eachPanel opens each panel and wants words in it.
func eachPanel(p *browser.Tab, at, isRun string) {
	p.T.Helper()
	for _, tab := range browser.Read[[]string](p, `[...document.querySelectorAll("[data-tab]:not(.part-tab)")].filter((tab) => tab.checkVisibility()).map((tab) => tab.dataset.tab)`) {
		p.Click(`[data-tab="` + tab + `"]`)
		p.Until(at+" the panel "+tab+" says something fitting", wordless+`({ isRun: `+isRun+`, name: `+browser.Quote(tab)+` }) === ""`)
	}
}

// askew names rows of tables in sight whose cells do not stand under their headings.
const askew = `(() => {
	const wrong = [];
	for (const table of document.querySelectorAll("table:has(thead)")) {
		const heads = [...table.tHead.rows[0].cells];
		if (!table.checkVisibility() || heads.some((head) => head.getBoundingClientRect().width < 2)) continue;
		for (const row of table.tBodies[0].rows) {
			if (row.querySelector("[colspan]") || row.getBoundingClientRect().height === 0) continue;
			heads.forEach((head, n) => {
				const cell = row.cells[n]?.getBoundingClientRect(), at = head.getBoundingClientRect();
				if (!cell || Math.abs(cell.left - at.left) > 1 || Math.abs(cell.right - at.right) > 1)
					wrong.push(head.innerText + ": row " + (row.rowIndex) + " has " + row.innerText.replaceAll("\t", " | "));
			});
		}
	}
	return wrong.slice(0, 3).join("; ");
})()`

// cellsUnderHeadings: each cell of a table stands under the heading of its column.
func cellsUnderHeadings(t *testing.T, p *browser.Tab) {
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	for _, tab := range []string{"events", "segments"} {
		p.Click(`[data-tab="` + tab + `"]`)
		p.Until("there are rows of "+tab, browser.Find(`[data-panel="`+tab+`"] tbody tr[data-seq]`)+`?.checkVisibility()`)
		if wrong := browser.Read[string](p, askew); wrong != "" {
			t.Errorf("the table of %s: %s", tab, wrong)
		}
	}
	for _, page := range []string{"/fidelity?lang=en", "/struct?lang=en", "/framing?lang=en"} {
		p.Open(page)
		p.Until("the page is alive", alive)
		if wrong := browser.Read[string](p, askew); wrong != "" {
			t.Errorf("%s: %s", page, wrong)
		}
	}
}

// sharedBox is what is wrong with the box of a link: it lies over the page, all of it in
// sight, and what stands beside its button stays where and as it is.
const sharedBox = `(() => {
	const box = document.querySelector("[data-share-box]").getBoundingClientRect();
	const wrong = [];
	if (box.left < 0 || box.right > innerWidth || box.bottom > innerHeight) wrong.push("it leaves the window");
	const title = document.querySelector(".head h1, #demo h2");
	if (title.scrollWidth > title.clientWidth + 1) wrong.push("it cuts the title off");
	const tall = title.parentElement.offsetHeight;
	if (tall !== window.tallBefore) wrong.push("the row is " + tall + " tall, was " + window.tallBefore);
	return wrong.join("; ");
})()`

// sharesOverThePage: the link to a run lies over the page and moves nothing; Esc and a
// press beside it close it.
func sharesOverThePage(t *testing.T, p *browser.Tab) {
	for _, page := range []string{"/lessons/hello-feng?lang=en", "/?lang=en"} {
		for _, s := range []size{laptop, telephone} {
			p.Resize(s.width, s.height)
			p.Open(page)
			p.Until("the page is alive", alive)
			p.Run()
			browser.Read[float64](p, `window.tallBefore = document.querySelector(".head h1, #demo h2").parentElement.offsetHeight`)
			p.Click("[data-share-link]")
			p.Until("there is a link", browser.Find("[data-share-box] input")+`?.value.includes("run=")`)
			if wrong := browser.Read[string](p, sharedBox); wrong != "" {
				t.Errorf("%s on %s: the box with the link: %s", page, s.name, wrong)
			}
			const isClosed = `!document.querySelector("[data-share-box]").checkVisibility()`
			p.Press(kb.Escape)
			p.Until("Esc closes it, and the button has the focus", isClosed+` && document.activeElement.matches("[data-share-link]")`)
			p.Click("[data-share-link]")
			p.Until("it is open again", "!"+isClosed)
			p.Click("[data-stage] .timeline-canvas")
			p.Until("a press beside it closes it", isClosed)
		}
	}
}
