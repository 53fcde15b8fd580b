package view

import "stickylab/lab/catalog"

// enDecoder are the texts of what decoders make of the bytes that come.
var enDecoder = catalog.Texts{
	"js.lane.decoder":       "Decoder of {0}",
	"js.lane.decoder.about": "{0} {0|frame|frames} complete",

	"js.mark.fault": "!",

	"js.arriving.label":   "How much of the body is there",
	"js.arriving.coming":  "{0} of {1} bytes of the body are there",
	"js.arriving.done":    "the body is complete, {0} {0|byte|bytes}",
	"js.arriving.stopped": "only {0} of {1} bytes of the body came",
}
