package web

import (
	"cmp"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/lab/frame"
	"stickylab/lab/order"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/words"
)

// asFault finds the public side of an error: a fault says it itself, the
// errors of the lab are put in words here, and of anything else the person
// learns only that it was not their doing.
func asFault(err error) *fault {
	var (
		said    *fault
		limit   *lab.LimitError
		asked   *order.Error
		syntax  *script.Error
		edit    *export.EditError
		codec   *frame.Error
		tooMuch *http.MaxBytesError
		trace   *record.TraceError
	)
	switch {
	case errors.As(err, &said):
		return said
	case errors.Is(err, record.ErrNoRun):
		return noRun()
	case errors.Is(err, lab.ErrNotOwner):
		return notOwner()
	case errors.As(err, &trace): // before a limit: one may be why
		return badTrace(trace)
	case errors.As(err, &limit):
		return overLimit(limit.Name, limit.Max, limit.Wait)
	case errors.As(err, &asked):
		return badOrder(asked)
	case errors.As(err, &edit): // before the script's: an edit may wrap one
		return badLiteral(edit)
	case errors.As(err, &syntax):
		return badScript(syntax)
	case errors.As(err, &codec):
		return badCodec(codec)
	case errors.As(err, &tooMuch):
		return overBody(tooMuch.Limit)
	}
	return &fault{status: http.StatusInternalServerError, kind: "internal", cause: err}
}

// unknownWait is when to try again where nobody knows how long it takes.
const unknownWait = 2 * time.Second

// overLimit is a limit in full use; there is room within the wait, if that is known.
func overLimit(name string, most int, wait time.Duration) *fault {
	seconds := int(math.Ceil(max(time.Second, cmp.Or(wait, unknownWait)).Seconds()))
	return &fault{
		status:  http.StatusTooManyRequests,
		kind:    "limit",
		args:    []any{name, most, seconds},
		members: map[string]any{"limit": name, "max": most},
		header:  map[string]string{"Retry-After": strconv.Itoa(seconds)},
	}
}

// badOrder is an order that cannot be made.
func badOrder(e *order.Error) *fault {
	f := &fault{status: http.StatusUnprocessableEntity, kind: e.Kind, args: e.Args, cause: e}
	switch e.Kind {
	case order.KindChoice:
		f.status = http.StatusBadRequest
	case order.KindLiterals:
		return badValue("literals")
	case order.KindLesson:
		f.status = http.StatusNotFound
	case order.KindTwice:
		f.args = []any{e.Args[0], words.OptionName(e.Args[1].(string))}
	}
	if strings.HasPrefix(e.Kind, order.KindOption) {
		f.members = map[string]any{"option": e.Option}
	}
	return f
}

func badScript(e *script.Error) *fault {
	var more []speaker
	for _, one := range e.More {
		more = append(more, one)
	}
	return &fault{
		more:    more,
		status:  http.StatusUnprocessableEntity,
		kind:    "script",
		speaker: e,
		members: map[string]any{"line": e.Line, "col": e.Col},
	}
}

func badLiteral(e *export.EditError) *fault {
	return &fault{
		status:  http.StatusUnprocessableEntity,
		kind:    "literal",
		speaker: e,
		members: map[string]any{"literal": e.Literal},
	}
}

// badTrace is a stored trace that cannot be opened.
func badTrace(e *record.TraceError) *fault {
	return &fault{
		status: http.StatusUnprocessableEntity, kind: "trace", speaker: e, cause: e,
		members: map[string]any{"offset": e.Offset, "list": e.List, "number": e.Number, "member": e.Member},
	}
}

func overBody(most int64) *fault {
	return &fault{
		status:  http.StatusRequestEntityTooLarge,
		kind:    "large",
		args:    []any{most},
		members: map[string]any{"max": most},
	}
}

// unreadable is a body, query or path that is not what the address takes.
func unreadable(cause error) *fault {
	return &fault{status: http.StatusBadRequest, kind: "request", cause: cause}
}

// notUTF8 is a body that is no UTF-8 from an offset on: encoding/json would put U+FFFD
// in the place of what it cannot read.
func notUTF8(offset int) *fault {
	return &fault{status: http.StatusBadRequest, kind: "utf8", args: []any{offset}}
}

// halfCharacter is a body with half of a character at an offset: encoding/json would put
// U+FFFD in its place.
func halfCharacter(offset int) *fault {
	return &fault{status: http.StatusBadRequest, kind: "surrogate", args: []any{offset}}
}

// badValue is a member of a body or a parameter whose value cannot be.
func badValue(name string) *fault {
	return &fault{
		status:  http.StatusBadRequest,
		kind:    "value",
		args:    []any{name},
		members: map[string]any{"fields": []string{name}},
	}
}

func unknownFields(names, known []string) *fault {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = strconv.Quote(name)
	}
	return &fault{
		status:  http.StatusBadRequest,
		kind:    "fields",
		args:    []any{quoted, known},
		members: map[string]any{"fields": names},
	}
}

func badRepeats(most int) *fault {
	return &fault{
		status:  http.StatusBadRequest,
		kind:    "repeats",
		args:    []any{most},
		members: map[string]any{"fields": []string{"n"}, "max": most},
	}
}

func wrongMediaType(want string) *fault {
	return &fault{
		status: http.StatusUnsupportedMediaType,
		kind:   "media",
		args:   []any{want},
		header: map[string]string{"Accept-Post": want},
	}
}

func noPage() *fault { return &fault{status: http.StatusNotFound, kind: "notfound"} }

func noLesson(slug string) *fault {
	return &fault{status: http.StatusNotFound, kind: "lesson.gone", args: []any{slug}}
}

func noReason(seq string) *fault {
	return &fault{status: http.StatusNotFound, kind: "why.gone", args: []any{seq}}
}

func noRun() *fault { return &fault{status: http.StatusNotFound, kind: "run.gone"} }

func notOwner() *fault { return &fault{status: http.StatusForbidden, kind: "owner"} }

func wrongMethod(method string, allowed []string) *fault {
	return &fault{
		status: http.StatusMethodNotAllowed,
		kind:   "method",
		args:   []any{method},
		header: map[string]string{"Allow": strings.Join(allowed, ", ")},
	}
}

func wrongHost(host string) *fault {
	return &fault{status: http.StatusMisdirectedRequest, kind: "host", args: []any{host}}
}

func wrongOrigin() *fault { return &fault{status: http.StatusForbidden, kind: "origin"} }

// proxiedOrigin is a request whose browser says that it is of the lab's own page, and
// whose Host is another one.
func proxiedOrigin(page, host string) *fault {
	return &fault{status: http.StatusForbidden, kind: "origin.proxy", args: []any{page, host}}
}

// noUpgrade is a plain request for a feed (RFC 9110 15.5.22).
func noUpgrade() *fault {
	return &fault{
		status: http.StatusUpgradeRequired,
		kind:   "upgrade",
		header: map[string]string{"Upgrade": "websocket", "Connection": "Upgrade"},
	}
}

func closing() *fault {
	return &fault{
		status: http.StatusServiceUnavailable,
		kind:   "closing",
		header: map[string]string{"Retry-After": "5"},
	}
}
