package view

import "stickylab/lab/catalog"

// enWire are the texts of the wire: captured segments and what says why.
var enWire = catalog.Texts{
	"js.lane.wire.captured":     "{0} captured",
	"js.lane.wire.missed":       "{0} captured, {1} missed",
	"js.lane.wire.datagrams":    "Datagrams on the wire",
	"js.wire.density":           "{0} {0|segment|segments}",
	"js.wire.density.datagrams": "{0} {0|datagram|datagrams}",
	"js.wire.dropped":           "{0} dropped for want of room",
	"js.mark.again":             "again",
	"js.timeline.segment":       "segment {0} from {1} to {2}, {3}, seq {4}, {5} {5|byte|bytes}",

	"js.capture.counted": "Segments were counted, not captured: {0}",
	"js.capture.none":    "Datagrams were not captured: {0}",
	"js.capture.off":     "this lab has its capture off.",
	"js.capture.EPERM":   "the lab has no permission (EPERM).",
	"js.capture.ENOSYS":  "this system has no way to capture.",
	"js.capture.limit":   "too many runs were captured at the same time.",
	"js.capture.ipv6":    "IPv6 has one loopback address, ::1, where the segments of all runs and of other programs go; the lab captures none of them.",
	"js.capture.script":  "the script says wire off.",
	"js.capture.error":   "capturing failed ({0}).",
	"js.capture.how":     "How to allow it",

	"js.why.loading": "Asking the lab…",

	"segment.title":    "Segments",
	"segment.hint":     "captured on the wire; a click on a row selects it on the timeline",
	"segment.caption":  "The segments of this run as they were captured on the wire, by time",
	"segment.counting": "seq and ack are counted as a capture program shows them: the SYN is 0, the first byte of a stream is 1. Behind the × is how many segments a super-segment stands for: loopback leaves the cutting to a network card, and there is none.",

	"segment.column.number":  "#",
	"segment.column.time":    "Time",
	"segment.column.from":    "From",
	"segment.column.to":      "To",
	"segment.column.flags":   "Flags",
	"segment.column.seq":     "seq",
	"segment.column.ack":     "ack",
	"segment.column.len":     "Bytes",
	"segment.column.count":   "Count",
	"segment.column.window":  "Window",
	"segment.column.carried": "Whose bytes",
	"segment.column.note":    "Note",

	"js.segment.again":            "retransmission",
	"js.segment.again.about":      "Retransmission: these bytes had been on the wire before.",
	"js.segment.missed":           "{0} more {0|segment was|segments were} missed.",
	"js.segment.heading":          "Segment {0} · {1} → {2}",
	"js.segment.heading.datagram": "Datagram {0} · {1} → {2}",
	"js.segment.time":             "time",
	"js.segment.flags":            "flags",
	"js.segment.seq":              "seq",
	"js.segment.seq.bytes":        "{0} (bytes {1} to {2} of the stream)",
	"js.segment.ack":              "ack",
	"js.segment.len":              "data",
	"js.segment.count":            "count",
	"js.segment.window":           "window",
	"js.segment.bytes":            "{0} {0|byte|bytes}",
	"js.segment.super":            "stands for {0}: a network card would cut it into {0} segments",
	"js.segment.nodata":           "This segment carries no data.",
	"js.segment.message.empty":    "message {0}: event {1}, an empty datagram",
}
