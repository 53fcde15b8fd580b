package record

import (
	"errors"
	"strconv"
)

// TraceError is what is wrong with a stored trace: where it is, what stands
// there, and what would be right.
type TraceError struct {
	// Offset is how many bytes of the file come before it.
	Offset int64
	// List is the member that holds the element that is wrong ("events",
	// "segments", "programs", "conns"), and Number its place from 1. Outside of a
	// list they are empty and 0.
	List   string
	Number int
	// Member is the name of what is wrong in there, as "got" or "probe.inq"; empty
	// where it is all of it.
	Member string

	key   string
	args  []any
	cause error
}

// wrong is a member that is not as it should be; the key names the text.
func wrong(member, key string, args ...any) *TraceError {
	return &TraceError{Member: member, key: key, args: args}
}

// over is a limit that is in the way.
func over(member string, limit error) *TraceError {
	return &TraceError{Member: member, key: "limit", args: []any{limitWords{limit}}, cause: limit}
}

// Error returns the English text.
func (e *TraceError) Error() string { return e.In("en") }

// In returns the text in a language, "zh" or "en". Names and values of the file
// stay as they are.
func (e *TraceError) In(lang string) string {
	where := texts.Text(lang, "at", e.Offset)
	if e.List != "" {
		where = texts.Text(lang, "at."+e.List, e.Number, where)
	}
	if e.Member != "" {
		where = texts.Text(lang, "at.member", where, strconv.Quote(e.Member))
	}
	return texts.Text(lang, "wrong", where, texts.Text(lang, e.key, e.args...))
}

// Unwrap returns the *lab.LimitError of what is above a limit, or why the file
// could not be read.
func (e *TraceError) Unwrap() error { return e.cause }

// within completes an error with the member that it was found in.
func within(member string, err error) error {
	if e := (*TraceError)(nil); errors.As(err, &e) {
		e.Member = joinMembers(member, e.Member)
	}
	return err
}

func joinMembers(outer, inner string) string {
	if inner == "" {
		return outer
	}
	return outer + "." + inner
}

// kind is the name of a kind of JSON value as people read it.
type kind string

// In returns the name.
func (k kind) In(lang string) string { return texts.Text(lang, "kind."+string(k)) }
