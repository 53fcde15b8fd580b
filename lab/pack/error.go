package pack

import "fmt"

// The exceptions that struct raises, as they stand in Error.Kind.
const (
	kindStruct   = "struct.error"
	kindOverflow = "OverflowError"
	kindMemory   = "MemoryError"
	kindUnicode  = "UnicodeEncodeError"
	kindType     = "TypeError"
)

// noArg is Error.Arg when no single value is at fault.
const noArg = -1

// Error is the exception Python would raise.
type Error struct {
	Kind string // the exception's name: "struct.error", "OverflowError", ...
	Msg  string // its text; empty for MemoryError, as in Python
	Arg  int    // index of the value at fault, or -1
}

// Error gives exactly Python's text, without the exception's name.
func (e *Error) Error() string { return e.Msg }

func structError(msg string) *Error {
	return &Error{Kind: kindStruct, Msg: msg, Arg: noArg}
}

func structErrorf(format string, args ...any) *Error {
	return structError(fmt.Sprintf(format, args...))
}

func overflowError(msg string) *Error {
	return &Error{Kind: kindOverflow, Msg: msg, Arg: noArg}
}

func memoryError() *Error {
	return &Error{Kind: kindMemory, Arg: noArg}
}

// orNil keeps a nil *Error from becoming an error that is not nil.
func (e *Error) orNil() error {
	if e == nil {
		return nil
	}
	return e
}
