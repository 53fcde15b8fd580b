package view

import "stickylab/lab/catalog"

var enFind = catalog.Texts{
	"js.chip.gap":        "−",
	"js.chip.coalesced":  "+",
	"js.chip.split":      "÷",
	"js.chip.truncated":  "…",
	"js.chip.lost":       "✕",
	"js.chip.dropped":    "✕",
	"js.chip.held":       "…",
	"js.chip.resent":     "↻",
	"js.chip.short":      "<",
	"js.chip.empty":      "0",
	"js.chip.failed":     "!",
	"js.chip.waiting":    "…",
	"js.chip.decoded":    "✓",
	"js.chip.framed":     "✓",
	"js.chip.exact":      "✓",
	"js.chip.eof":        "∎",
	"js.chip.ending":     "■",
	"js.chip.lost-bytes": "✕",
	"chips.label":        "What this run shows",
	"js.chip.before":     "The one before: {0}",
	"js.chip.next":       "The next one: {0}",
	"js.chip.said":       "{0}: {1}",
	"js.chip.said.of":    "{0}, {2} of {3}: {1}",
}
