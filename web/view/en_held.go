package view

import "stickylab/lab/catalog"

// enHeld say of bytes that they waited in the send queue, and for what.
var enHeld = catalog.Texts{
	"said.held":              "Left in the send queue",
	"said.held.text":         "When {2} {2|call|calls} of {1} by {0} returned, bytes stayed unsent in the send queue, {3} at the most.",
	"said.held.one":          "When one {1} by {0} returned, {3} {3|byte|bytes} of the stream stayed unsent in the send queue.",
	"said.held.one.waited":   "They came to be received {0} after the send had returned.",
	"said.held.waited":       "In the slowest case they came to be received {0} after the send had returned.",
	"said.held.some":         "{0} {0|time|times}: {1}",
	"said.held.nagle":        "Segments were not yet acknowledged, the congestion window had room, and the bytes left did not fill a segment: by Nagle's algorithm they wait for the acknowledgement.",
	"said.held.window":       "The segments not yet acknowledged took up the whole congestion window, so the bytes waited for room in it.",
	"said.held.cork":         "The program asked for it: with TCP_CORK or MSG_MORE the kernel holds back what does not fill a segment.",
	"said.held.unknown":      "The congestion window had room, and what was measured does not tell what they waited for; the receiver's window may have been full.",
	"said.split.before":      "{0} {0|byte|bytes} of it had been taken before.",
	"said.split.missed":      "The other {0} {0|was|were} not taken then, and nobody ever received {0|it|them}.",
	"said.split.missed.some": "Of the other {0}, {1} {1|was|were} never received.",
	"said.folded":            "{0} more like {0|it|these}",

	"said.lost-bytes.all": "{0} gave {3} to the kernel on socket #{2}, and nobody received any of it. That send succeeded says only that the kernel took them.",

	"why.held":         "After {1} in event {0}, {2} {2|byte was|bytes were} not sent yet (SIOCOUTQNSD), {3} {3|segment was|segments were} not acknowledged, the congestion window was {4} {4|segment|segments}, and a segment holds {5} {5|byte|bytes} at the most (TCP_INFO).",
	"why.held.taken":   "The last byte was taken by {1} in event {0}. From the return of the send to the return of that recv it was {2}; the bytes were no longer than that in the send queue.",
	"why.held.blocked": "That recv itself took {0}, all of it waiting.",
	"why.held.left":    "No receive took its last byte before the run ended, so how long it waited was not measured.",
}
