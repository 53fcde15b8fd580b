package view

import "stickylab/lab/catalog"

var enCapture = catalog.Texts{
	"cli.capture":  "capture the segments on the wire: `auto` or off; auto captures where the process has CAP_NET_RAW, else they are only counted",
	"cli.captures": "runs at once whose segments are captured, those of the others are only counted",
	"cli.segments": "segments captured of one run, the rest is only counted",
}
