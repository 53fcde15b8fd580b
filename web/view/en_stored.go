package view

import "stickylab/lab/catalog"

// enStored are the texts of stored traces.
var enStored = catalog.Texts{
	"stored.label":      "Where this run comes from",
	"stored.not-here":   "From a file, not measured here.",
	"stored.heading":    "From a file: {0}",
	"stored.unnamed":    "a file without a name",
	"stored.at":         "opened {0} UTC",
	"stored.by":         "by {0}",
	"stored.system":     "made on {0}, as the file says",
	"stored.no-system":  "the file does not say where it was made",
	"stored.before":     "it had been opened {0} {0|time|times} before",
	"stored.otherwise":  "Anybody may have written the file, so the verdicts were worked out anew from its calls and bytes. They stand below. In these places the file says otherwise:",
	"stored.event":      "Event {0}",
	"stored.claim":      ": the file says {0}.",
	"stored.no-verdict": "no verdict",
	"stored.stream":     ", of the bytes that socket {0} sent from {1} on",
	"stored.more":       "and {0} more",
	"stored.run":        "Run here what the file asked for",

	"trace.choose": "A stored record (JSON)",
	"trace.open":   "Open it",
	"trace.drop":   "Or drop the file anywhere on the page.",

	"js.trace.opening": "Opening {0} …",
	"js.trace.dropped": "Drop the record to open it.",
	"js.trace.one":     "One file at a time, please: the record of one run.",
	"js.trace.failed":  "The file could not be sent. Is the lab still running?",

	"problem.trace":             "The record cannot be opened",
	"problem.trace.none":        "No file was chosen",
	"problem.trace.none.detail": "Choose the file of a record first: one that this lab wrote as JSON.",

	"cli.replay":        "Usage: stickylab replay FILE|- [flags]",
	"cli.replay-which":  "name one file of a record, or - for standard input",
	"cli.replay-format": "print the record as text or json instead of serving it (`format`)",
	"cli.replay-bad":    "there is no format \"{0}\": use text or json",
}
