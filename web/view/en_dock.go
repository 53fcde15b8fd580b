package view

import "stickylab/lab/catalog"

// enDock are the words of what stands around a timeline.
var enDock = catalog.Texts{
	"nav.list":         "Lessons",
	"nav.place":        "Place in the course",
	"drawer.key":       "Lessons (key C)",
	"drawer.close":     "Close the list",
	"lesson.number":    "Lesson {0} of {1}",
	"lesson.before.is": "Previous lesson: {0}",
	"lesson.next.is":   "Next lesson: {0}",
	"run.bar":          "Run",
	"pane.fold":        "Fold the left pane",
	"dock.fold":        "Fold the panel below",
	"dock.label":       "Sides of the run",
	"dock.program":     "Program",
	"dock.timeline":    "Timeline",
	"dock.findings":    "Findings",
	"dock.differences": "Differences",
	"dock.selection":   "Selected",
	"dock.events":      "Events",
	"dock.segments":    "Wire",
	"dock.compare":     "Comparison",
	"dock.before":      "Before",
	"dock.run":         "Timeline",
	"dock.sent":        "Frames sent",
	"dock.cure":        "Cure",
	"dock.repeat":      "Repeats",
	"dock.why":         "Why",
	"dock.facts":       "This run",
	"dock.examples":    "Examples",
	"dock.steps":       "How to write it",
	"dock.grammar":     "Grammar",
	"split.pane":       "Width of the left pane",
	"split.dock":       "Height of the panel below",
	"split.keys":       "Drag it, or use the arrow keys; Enter folds and unfolds",
	"js.pane.folded":   "The left pane is folded.",
	"js.pane.shown":    "The left pane is shown.",
	"js.dock.folded":   "The panel below is folded.",
	"js.dock.shown":    "The panel below is shown.",

	"tool.projector":     "Projector mode",
	"tool.projector.key": "Projector mode: large type, the timeline and little else (key P)",
	"js.projector.on":    "Projector mode; Esc or P leaves it.",
	"js.projector.off":   "Projector mode is left.",

	"lesson.literal":       "{0} line {1}, {2}",
	"lesson.literal.of":    "argument of {0}",
	"lesson.literal.value": "value you may change",
	"lesson.literal.nth":   "{0}, {1} of {2}",

	// dock.tab tells the tab of 19 events from a link to event 19.
	"dock.tab": "panel",
}
