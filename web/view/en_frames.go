package view

import "stickylab/lab/catalog"

// enFrames are the texts of framed steps and of what decoders find.
var enFrames = catalog.Texts{
	"step.codec":     "From here on send frame and recv frame make frames like this; both sides must agree.",
	"step.codecs":    "Other codecs: varint, delimiters, lines, fixed sizes, JSON headers, and some real protocols.",
	"step.frame":     "One frame: the codec adds the header or the delimiter.",
	"step.cut":       "Cut a send into pieces, one call a piece, with 10ms in between; cut each 1 sends byte by byte.",
	"step.recvframe": "Receive, 3 bytes a call (1024 unless you say so), until there is one frame; what is too much is kept for the next one.",
	"step.until":     "Receive until a line feed has come, and take what is up to it, with it; what is too much is kept for the next time. At the end of the stream it is what is left.",
	"step.file":      "Make a file of 5000 bytes and send it; recv file takes it and checks size and MD5.",

	"script.codecs":       "Codecs",
	"script.codecs.about": "What may stand behind codec: the CODEC of the grammar.",
}
