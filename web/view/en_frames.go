package view

import "stickylab/lab/catalog"

// enFrames are the texts of framed steps and of what decoders find.
var enFrames = catalog.Texts{
	"said.decoded":       "A decoder found the boundaries",
	"said.decoded.fault": "Before the decoder failed",
	"said.decoded.text":  "The decoder of {0} took {1} {1|frame|frames} out of {2} {2|receive|receives}. {3} of these {3|was|were} not one whole piece: what was too much it kept for the next frame, for what was missing it waited.",
	"said.decoded.exact": "The decoder of {0} took {1} {1|frame|frames} out of {2} {2|receive|receives}.",

	"why.decode.frame":     "This frame is {0}: {1} {1|byte|bytes} of header, {2} of body, {3} of delimiter or padding",
	"why.decode.has":       "Of this frame there: {0}",
	"why.decode.skip":      "The frame was given up, and the rest of it is thrown away",
	"why.decode.delimiter": "There is no delimiter yet, so nobody knows how long the frame is",
	"why.decode.announced": "The header announced a length of {0}: {1} {1|byte is|bytes are} needed in all, {2} {2|is|are} there",
	"why.decode.needs":     "{0} {0|byte is|bytes are} needed to go on, {1} {1|is|are} there",

	"step.codec":     "From here on send frame and recv frame make frames like this; both sides must agree.",
	"step.codecs":    "Other codecs: varint, delimiters, lines, fixed sizes, JSON headers, and some real protocols.",
	"step.frame":     "One frame: the codec adds the header or the delimiter.",
	"step.cut":       "Cut a send into pieces, one call a piece, with 10ms in between; cut each 1 sends byte by byte.",
	"step.recvframe": "Receive, 3 bytes a call (1024 unless you say so), until there is one frame; what is too much is kept for the next one.",
	"step.file":      "Make a file of 5000 bytes and send it; recv file takes it and checks size and MD5.",

	"script.codecs":       "Codecs",
	"script.codecs.about": "What may stand behind codec: the CODEC of the grammar.",
}
