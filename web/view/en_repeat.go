package view

import "stickylab/lab/catalog"

// enRepeat are the texts of repeats: an experiment run many times over.
var enRepeat = catalog.Texts{
	"tool.repeat":       "Repeat",
	"tool.repeat.group": "Repeat the run",
	"tool.repeat.n":     "How many times",
	"tool.repeat.times": "×{0}",
	"tool.repeat.other": "Other…",
	"tool.repeat.own":   "How many times, 1 to {0}",

	"repeat.title":   "How the repeats came out",
	"repeat.about":   "The runs are made one after another, never at once: runs at once would compete for the processor and change how often which outcome comes.",
	"repeat.outcome": "What each recv returned",
	"repeat.runs":    "Runs",
	"repeat.share":   "Share and 95% interval",
	"repeat.look":    "Look at one",

	"repeat.joined":   "{0} in {1} {1|run|runs}",
	"repeat.comma":    ", ",
	"repeat.rest":     "{0} more {0|outcome is|outcomes are} not listed, {1} {1|run|runs} in all.",
	"repeat.failed":   "{0} {0|run|runs} did not end as done.",
	"repeat.eof":      "b'' (end of stream) says that the other side has closed and everything was read: it is not an empty message, and not a symptom of sticking.",
	"repeat.empty":    "b'' (empty datagram) says that a datagram of 0 bytes did come: it is an empty message, and not the end of a stream.",
	"repeat.alike":    "All {0} {0|run|runs} came out alike, which does not mean that they always will: any other outcome most likely has a share of {1} or less.",
	"repeat.interval": "95% interval (Wilson's): if you went on repeating, the true share would lie between the ends of the line, with a confidence of 95%; the more runs, the shorter the line.",

	"problem.repeat.gone":        "There is no such repeat",
	"problem.repeat.gone.detail": "It has ended, or never began.",

	"js.repeat.progress":   "{0} / {1}",
	"js.repeat.left":       "{0} / {1}, about {2} left",
	"js.repeat.seconds":    "{0} s",
	"js.repeat.minutes":    "{0} min",
	"js.repeat.bar":        "Progress of the repeat",
	"js.repeat.done":       "{0} {0|run|runs}, {1} {1|outcome|outcomes}.",
	"js.repeat.stopped":    "Stopped after {0} of {1} {1|run|runs}, {2} {2|outcome|outcomes}.",
	"js.repeat.first":      "The most frequent came {0} {0|time|times}, {1}: {2}",
	"js.repeat.number":     "Write a whole number from 1 to {0}.",
	"js.repeat.look":       "Show one",
	"js.repeat.look.of":    "Show one on the timeline: {0}",
	"js.repeat.before":     "Previous",
	"js.repeat.after":      "Next",
	"js.repeat.which":      "On the timeline: run {0} of {1} with this outcome (number {2} of all)",
	"js.repeat.page":       "This run's own page",
	"js.repeat.gone":       "The first {0} {0|run is|runs are} no longer kept: {0|it is|they are} counted, but cannot be opened any more.",
	"js.repeat.gone.group": "No run with this outcome is kept any more.",
	"js.repeat.stale":      "The program was changed since: what follows is of the program before the change.",
	"js.repeat.lost":       "The connection broke: what had come until then is all there is.",
	"js.repeat.busy":       "A run is going on; look when it has ended.",

	"cli.ran":                "{0} {0|run|runs}, {1} of them did not end as done",
	"cli.progress":           "{0} / {1}",
	"cli.repeats":            "the most runs of one repeat",
	"cli.repeats-per-client": "repeats at once of one client",
	"cli.column.outcome":     "outcome",
	"cli.column.runs":        "runs",
	"cli.column.share":       "share",
	"cli.column.range":       "95% interval",
	"cli.column.verdict":     "verdict",
}
