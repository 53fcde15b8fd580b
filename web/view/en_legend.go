package view

import "stickylab/lab/catalog"

// enLegend are the words of the timeline's axis and of its legend.
var enLegend = catalog.Texts{
	"js.size.title":       "Text on the timeline",
	"js.size.said":        "Text on the timeline: {0}",
	"legend.title":        "Legend",
	"legend.dot":          "a call that moves no bytes, such as connect or close; red: it failed",
	"legend.setup":        "folded calls that make a socket ready: socket, options, bind, listen; click, or step to one of them, to open",
	"legend.bar":          "hatched: waiting, sleeping, or the lab's own sync",
	"legend.dashed":       "dashed cells are a header; a dashed box is the end of the stream, a lost message, a segment sent again (red), or a datagram inferred to wait in a receive queue",
	"legend.arrows":       "which way a segment goes, ↓ to the peer below; an arrow alone is an acknowledgment (ACK)",
	"legend.break":        "idle time folded away, with its length",
	"legend.more":         "bytes that are not drawn, with their number",
	"js.legend.coalesced": "joined: two messages meet here, their bytes run together",
	"js.legend.split":     "split: only a part of a message is here",
	"js.legend.truncated": "truncated: the buffer was too small, the rest of the message is gone",
	"js.legend.lost":      "lost: it was sent and nobody received it",
	"js.legend.exact":     "exactly one whole message",
	"js.legend.fault":     "the decoder reports an error",
	"js.legend.again":     "retransmitted: these bytes were on the wire before",
	"js.legend.letter":    "name of a message: bytes with the same letter, colour and pattern belong to it",
	"js.legend.socket":    "number of a socket: #3 is the third of the run; on socket and accept it is the one they returned",
	"js.lane.fold":        "click the name to fold or open, L opens all",
	"js.axis.event":       "not to scale",
	"js.axis.folded":      "idle folded",
	"js.axis.time":        "to scale",
	"js.call.encoder":     "encoder",
	"js.call.sync":        "sync",
	"js.call.waited":      "waits {0}",
}
