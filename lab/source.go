package lab

// The sources of a run: who makes the calls that it records. A run without one is of a
// script, whose calls the lab makes.
const (
	SourcePython = "python" // programs of somebody's own that run in a browser; the lab makes their calls
	SourceTrace  = "trace"  // programs of somebody's own, which make their own calls
	SourceTap    = "tap"    // a proxy of the lab between such programs
)
