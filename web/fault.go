package web

import (
	"fmt"

	"stickylab/web/view"
)

// The languages of the pages and of every public text.
const (
	zh = "zh"
	en = "en"
)

// fault is an error made for the person who asked: what it says is shown, what
// caused it is only logged.
type fault struct {
	status int
	// kind ends the type of the problem and names its words in the
	// catalogues: problem.KIND and problem.KIND.detail.
	kind string
	// args are set into the detail; a []string is listed as the language does.
	args []any
	// speaker, when not nil, says the detail in the catalogue's place.
	speaker speaker
	// more say what else is wrong, where one error is the first of several.
	more []speaker
	// members are further members of the problem: line, col, literal...
	members map[string]any
	// header is set on the response: Allow, Upgrade, Retry-After.
	header map[string]string
	cause  error
}

// speaker is an error that has words of its own for people.
type speaker interface{ In(lang string) string }

// Error is for the log: the English title and the cause.
func (f *fault) Error() string {
	if f.cause == nil {
		return fmt.Sprintf("%d %s", f.status, f.title(en))
	}
	return fmt.Sprintf("%d %s: %v", f.status, f.title(en), f.cause)
}

// Unwrap returns the cause.
func (f *fault) Unwrap() error { return f.cause }

// title names the kind of fault for people.
func (f *fault) title(lang string) string { return view.T(lang, "problem."+f.kind) }

// detail says what is wrong this time and, where that helps, what to do.
func (f *fault) detail(lang string) string {
	if f.speaker != nil {
		return f.speaker.In(lang)
	}
	return view.ProblemDetail(lang, f.kind, f.args)
}
