package view

import "stickylab/lab/catalog"

// enScale are the texts of looking at a long run: its strip, following, measuring.
var enScale = catalog.Texts{
	"minimap.label":        "The whole run",
	"js.minimap.from":      "Start of the view",
	"js.minimap.to":        "End of the view",
	"js.minimap.follow":    "Follow",
	"js.minimap.following": "The view follows the end of the run.",
	"js.minimap.still":     "The view stays where it is.",
	"js.measure.from":      "From {0}. Press M again to measure up to another time.",
	"js.measure.result":    "Δt {0} · {1} {1|call|calls} · {2} {2|byte|bytes} sent · {3} {3|byte|bytes} received",
	"js.strip.sends":       "{0} {0|send|sends}",
}
