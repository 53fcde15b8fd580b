package lab

// End says how a run ended.
type End struct {
	// Reason is one of the EndX words.
	Reason string `json:"reason"`
	// Detail names the limit that was reached, as the flag that sets it is
	// called or LimitOwn, or the call that failed: "client:9 connect
	// ECONNREFUSED". It may be empty.
	Detail string `json:"detail"`
}

// What the Detail of an EndError says behind "PEER: " of a program that runs elsewhere:
// that nobody runs it any more, or the last line of its exception.
const (
	EndLeft   = "left"
	EndRaised = "raised "
)

// LimitOwn is the Detail of an End by the experiment's own limit.
const LimitOwn = "limit"

// AsAsked reports whether the run went as its experiment asked for: to the end
// of every program, or to the experiment's own limit.
func (e End) AsAsked() bool {
	return e.Reason == EndDone || e.Reason == EndLimit && e.Detail == LimitOwn
}

// The reasons of an End.
const (
	EndDone    = "done"    // every peer reached the end of its program
	EndStopped = "stopped" // somebody stopped it
	EndLimit   = "limit"   // a limit of the experiment or of the lab was reached
	EndError   = "error"   // a peer's program ended early, as an uncaught OSError does
	// EndUnfinished is the end of what a file has of a run that went on when it was
	// written.
	EndUnfinished = "unfinished"
)
