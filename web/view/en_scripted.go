package view

// enScripted are the texts that the browser's modules say; their keys reach
// the page without the "js." in front.
var enScripted = catalogue{
	"js.verdict.exact":     "exact",
	"js.verdict.coalesced": "coalesced",
	"js.verdict.split":     "split",
	"js.verdict.truncated": "truncated",
	"js.verdict.lost":      "lost",
	"js.joined.send":       "in the send queue",
	"js.joined.receive":    "in the receive queue",
	"js.joined.both":       "in both queues",
	"js.joined.unknown":    "place unknown",

	"js.note.eof":      "the other side closed: end of stream",
	"js.note.waited":   "had to wait",
	"js.note.datagram": "datagram of {0} {0|byte|bytes}",
	"js.note.lost":     "never received",

	"js.end.done":    "all programs ended",
	"js.end.stopped": "stopped",
	"js.end.limit":   "a limit was reached",
	"js.end.error":   "ended by an error",

	"js.run.starting":       "starting…",
	"js.run.waiting":        "{0} is waiting in {1}()",
	"js.run.result.waiting": "waiting…",
	"js.run.again":          "Connection lost, connecting again…",
	"js.run.ended":          "Run ended: {0}, {1} {1|event|events}.",
	"js.run.failed":         "The server does not answer. Is the lab still running?",
	"js.run.gone":           "The server no longer has the record of this run.",

	"js.guess.first":    "Choose an answer, then press Run.",
	"js.guess.kept":     "Chosen. Now run it.",
	"js.guess.right":    "Right: this time it was so.",
	"js.guess.wrong":    "Not what you guessed. See on the timeline what happened.",
	"js.guess.shown":    "The tick marks what came out this time.",
	"js.guess.none":     "What came out this time is none of these.",
	"js.guess.held":     "came out this time",
	"js.guess.yours":    "your guess",
	"js.share.copied":   "copied",
	"js.share.copy":     "copy it by hand",
	"js.repeat.running": "run {0} of {1}",
	"js.repeat.count":   "{0} {0|time|times}",
	"js.repeat.done":    "{0} {0|run|runs}, {1} {1|outcome|outcomes}.",

	"js.inspect.call":    "{0} · {1}() · event {2}",
	"js.inspect.offset":  "offset",
	"js.inspect.hex":     "hex",
	"js.inspect.text":    "text",
	"js.inspect.from":    "from",
	"js.inspect.none":    "This call carried no bytes.",
	"js.inspect.message": "message {0}: bytes {2} to {3} of event {1}, {4}",
	"js.inspect.own":     "the {0} {0|byte|bytes} of this send are message {1}",
	"js.inspect.header":  "the first {0} {0|byte is|bytes are} header (dashed)",
	"js.inspect.cut":     "The first {0} of {1} bytes.",
	"js.inspect.queues":  "After the call: send queue {0} {0|byte|bytes}, receive queue {1} {1|byte|bytes}",
	"js.inspect.unknown": "origin unknown",

	"js.table.more": "{0} more {0|row|rows} ({1} left)",
}
