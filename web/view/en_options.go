package view

import "stickylab/lab/catalog"

var enOptions = catalog.Texts{
	"option.all":     "All options {0}",
	"option.chosen":  "{0} set: {0|it is the setsockopt line|they are the setsockopt lines} added to the programs",
	"option.none":    "the same sends and receives, another behaviour of the kernel",
	"option.apply":   "Write them into the programs",
	"option.clear":   "Take all back",
	"option.compare": "Compare:",
	"option.own":     "as it is",
	"option.default": "default",
	"option.before":  "without these options",
	"option.over":    "over {0}",

	"option.about.nodelay":   "Turns Nagle's algorithm off: what is there is sent, without waiting for the segment before to be acknowledged.",
	"option.about.cork":      "Holds bytes back until a segment is full, the cork is pulled, or 200 ms are over.",
	"option.about.quickack":  "Acknowledges at once instead of after up to 40 ms. The kernel turns it off again by itself.",
	"option.about.maxseg":    "The most bytes in one segment; to be set before connecting.",
	"option.about.sndbuf":    "The size of the send buffer; the kernel makes it twice that.",
	"option.about.rcvbuf":    "The size of the receive buffer; the kernel makes it twice that.",
	"option.about.linger":    "How long close waits; with 0 it throws away what is not sent and sends RST.",
	"option.about.reuseaddr": "Lets a server bind an address with connections in TIME_WAIT, if both the earlier server and this one set it (this one alone is not enough).",
	"option.about.rcvlowat":  "Wakes recv only when that many bytes are there.",
	"option.about.keepalive": "The kernel probes whether the other side is still there, after a long silence.",
	"option.about.timeout":   "Every call waits that long at most and then fails.",

	"problem.option":              "This option cannot be set",
	"problem.option.detail":       "\"{0}\" is not an option. Write PROGRAM.OPTION.VALUE, such as client.nodelay.1.",
	"problem.option.peer":         "There is no such program",
	"problem.option.peer.detail":  "Option \"{0}\": this experiment has no program named \"{1}\", only {2}.",
	"problem.option.name":         "There is no such option",
	"problem.option.name.detail":  "Option \"{0}\": {1} sockets have no \"{2}\". They have {3}.",
	"problem.option.value":        "This value cannot be set",
	"problem.option.value.detail": "Option \"{0}\": the value of {1} is a whole number from {2} to {3}.",
	"problem.option.twice":        "An option is set twice",
	"problem.option.twice.detail": "{1} of {0} can be set once only.",
	"problem.option.many":         "Too many options",
	"problem.option.many.detail":  "At most {0} options can be set at a time.",
	"problem.transport":           "There is no such transport",
	"problem.transport.detail":    "There is no \"{0}\", only {1}.",
}
