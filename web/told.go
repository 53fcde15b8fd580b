package web

import (
	"stickylab/lab/boundary"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// told says in a language what a run has shown so far.
func told(lang string, t record.Trace) []view.Told {
	return view.Sentences(lang, boundary.Findings(t.Transport, t.Peers, t.Events))
}
