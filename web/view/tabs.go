package view

import (
	"stickylab/lab/words"

	"github.com/a-h/templ"
)

// uncounted is the Count of a tab that lists nothing.
const uncounted = -1

// nothing is a component without content.
func nothing() templ.Component { return templ.NopComponent }

// heading tells the second stage from the lesson's own.
func (c Compare) heading(lang string) string {
	if c.Cure {
		return T(lang, "lesson.cure")
	}
	return T(lang, "lesson.uncured")
}

// runTabs are the tabs of a run that a module draws; told are the sentences that
// are known before.
func runTabs(lang string, told []words.Told, more templ.Component) []dockTab {
	return []dockTab{
		{Name: "findings", Count: uncounted, Body: findingsPanel(lang, told, more)},
		{Name: "selection", Count: uncounted, Body: inspector(lang)},
		{Name: "events", Size: "table", Count: uncounted, Body: events(lang, nil, pager{})},
		{Name: "segments", Size: "table", Count: uncounted, Off: true, Body: segments(lang, nil, 0, pager{})},
	}
}

// repeatTab is offered when something is repeated.
func repeatTab(lang string) dockTab {
	return dockTab{Name: "repeat", Count: uncounted, Off: true, Size: "tall", Body: repeatCard(lang)}
}

// beforeTab is offered when this tab of the browser has shown a run of the same
// experiment before.
func beforeTab(c Chrome) dockTab {
	return dockTab{Name: "before", Count: uncounted, Off: true, Size: "table", Body: runBefore(c)}
}

func (p LessonPage) tabs() []dockTab {
	lang := p.Chrome.Lang
	tabs := runTabs(lang, nil, watchCard(p))
	if p.Compare != nil {
		tabs = append(tabs, dockTab{Name: "compare", Count: uncounted, Size: "tall", Body: compare(lang, *p.Compare)})
	}
	tabs = append(tabs, beforeTab(p.Chrome), repeatTab(lang), dockTab{Name: "cure", Count: uncounted, Size: "tall", Body: cureCard(lang, p.Cure)})
	if p.Why != "" {
		tabs = append(tabs, dockTab{Name: "why", Count: uncounted, Size: "tall", Body: why(p)})
	}
	return tabs
}

func (p ScriptPage) tabs() []dockTab {
	lang := p.Chrome.Lang
	return append(runTabs(lang, nil, nothing()),
		beforeTab(p.Chrome),
		repeatTab(lang),
		dockTab{Name: "steps", Count: uncounted, Size: "tall", Body: stepList(lang)},
		dockTab{Name: "examples", Count: len(p.Examples), Size: "tall", Body: examples(p)},
		dockTab{Name: "grammar", Count: uncounted, Size: "tall", Body: grammar(p)},
	)
}

func (p RunPage) tabs() []dockTab {
	lang := p.Chrome.Lang
	return []dockTab{
		{Name: "findings", Count: len(p.Findings), Body: findingsPanel(lang, p.Findings, nothing())},
		{Name: "selection", Count: uncounted, Body: inspector(lang)},
		{Name: "events", Size: "table", Count: p.Lists.Events, Body: events(lang, p.Lists.Rows, p.eventPager())},
		{Name: "segments", Size: "table", Count: p.Lists.Segments, Off: p.Lists.Segments == 0, Body: segments(lang, p.Lists.segmentRows, p.Lists.SegmentsLost, p.segmentPager())},
		beforeTab(p.Chrome),
		{Name: "facts", Count: uncounted, Body: runFacts(p)},
	}
}
