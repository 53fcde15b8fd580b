package view

import "stickylab/lab/catalog"

// enDock are the words of what stands around a timeline.
var enDock = catalog.Texts{
	"nav.list":         "Lessons",
	"nav.place":        "Place in the course",
	"drawer.key":       "Lessons (key C)",
	"drawer.close":     "Close the list",
	"lesson.number":    "Lesson {0} of {1}",
	"lesson.before.is": "Lesson before: {0}",
	"lesson.next.is":   "Next lesson: {0}",
	"run.bar":          "Run",
	"pane.fold":        "Fold the left pane",
	"dock.fold":        "Fold the panel below",
	"dock.label":       "Sides of the run",
	"dock.program":     "Program",
	"dock.timeline":    "Timeline",
	"dock.findings":    "Findings",
	"dock.selection":   "Selection",
	"dock.events":      "All events",
	"dock.segments":    "Segments",
	"dock.compare":     "Compare",
	"dock.cure":        "Your own cure",
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
}
