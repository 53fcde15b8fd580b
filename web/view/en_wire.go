package view

// enWire are the texts of the wire: captured segments and what says why.
var enWire = catalogue{
	"js.lane.wire.captured":     "{0} captured",
	"js.lane.wire.missed":       "{0} captured, {1} missed",
	"js.lane.wire.datagrams":    "Datagrams on the wire",
	"js.wire.density":           "{0} {0|segment|segments}",
	"js.wire.density.datagrams": "{0} {0|datagram|datagrams}",
	"js.wire.dropped":           "no room in the queue: dropped",
	"js.mark.again":             "again",
	"js.segment.again":          "retransmission",
	"js.timeline.segments":      "There are {0} {0|segment|segments} on the wire. The key W goes from the calls to them and back.",
	"js.timeline.segment":       "segment {0} from {1} to {2}, {3}, seq {4}, {5} {5|byte|bytes}",
}
