package words

import "stickylab/lab/catalog"

var enEndings = catalog.Texts{
	"run.detail":             " ({0})",
	"run.going":              "still running; reload to see more",
	"js.end.done":            "all programs ended",
	"js.end.stopped":         "stopped",
	"js.end.limit":           "a limit was reached",
	"js.end.error":           "ended by an error",
	"end.title.stopped":      "Stopped",
	"end.title.limit":        "Ended by a limit",
	"end.title.error":        "Ended by an error",
	"end.sentence":           "{0}.",
	"end.detail.stopped":     "the run was stopped before every program had ended",
	"end.detail.limit":       "the time of the script's own limit was over",
	"end.detail.run-time":    "the longest time that the lab gives to one run was over",
	"end.detail.events":      "the run had as many events as the lab allows",
	"end.detail.bytes":       "the run had moved as many bytes as the lab allows",
	"end.detail.live-events": "all runs that go on had as many events as the lab allows",
	"end.detail.live-bytes":  "all runs that go on had moved as many bytes as the lab allows",
	"end.detail.steps":       "a loop went round and round without making a call",
	"end.detail.error":       "the program of {0} ended in line {1} of the script: {2}() gave {3}",
	"js.end.unfinished":      "the file was written before the run ended",
	"end.title.unfinished":   "Not at its end",
}
