package view

import "stickylab/lab/catalog"

// enTrace are the texts of tracing programs of one's own.
var enTrace = catalog.Texts{
	"run.traced":              "Your own programs",
	"run.traced.about":        "Watched by ptrace: each call takes longer than alone, and messages that would have run together may not. Only stickylab trace on the command line starts it.",
	"run.watching":            "Watching",
	"run.cost":                "What watching changes, measured on the same machine just before the run (two small programs, {0} {0|connection|connections} each way, two messages sent at once): joined {1}% undisturbed, {2}% watched; a call took about {3} µs longer",
	"cli.trace-unmeasured":    "What watching costs could not be measured (the machine is too busy, or nothing can be traced here)",
	"cli.trace-measure":       "first measure, in less than a second, what watching costs",
	"run.pauses":              "Pauses",
	"run.pauses.are":          "So that other runs could go on, this one paused {0} {0|time|times}, for {1} ms in all, and only between calls",
	"run.left-out":            "Of {0} {0|process|processes} that only looked names up for the C library (nscd and its kin), {1} {1|call is|calls are} left out",
	"cli.trace":               "Usage: stickylab trace [flags] -- PROGRAM [ARGUMENT...] [::: PROGRAM [ARGUMENT...]]...\n   or: stickylab trace -p PID",
	"cli.trace-pid":           "watch the process that runs already with this `number`; may be repeated",
	"cli.trace-save":          "save the record of the run in this `file`, which stickylab replay opens",
	"cli.trace-lines":         "find the source lines of CPython programs",
	"cli.trace-stay":          "go on serving the page after the programs have ended, until Ctrl+C",
	"cli.trace-at":            "stickylab watches: {0}",
	"cli.trace-stays":         "stickylab: the programs have ended. The page stays at {0} until Ctrl+C",
	"cli.trace-saved":         "stickylab: saved as {0}; stickylab replay {0} opens it",
	"cli.trace-over":          "a limit of the lab was reached: the programs go on, what they do from here on is not recorded (-events, -bytes)",
	"cli.trace-nothing":       "Nothing to trace. Write: stickylab trace -- python3 server.py",
	"cli.trace-not-found":     "There is no program {0}",
	"cli.trace-yama":          "The system does not let you trace process {0} (ptrace_scope is {1}). Start it with stickylab trace -- instead, or first run sudo sysctl kernel.yama.ptrace_scope=0",
	"cli.trace-not-permitted": "The system does not let you trace process {0}: {1}. It may belong to somebody else; start it with stickylab trace -- instead",
	"cli.trace-not-here":      "ptrace is not allowed here (container or security policy): {0}",
	"cli.trace-traced":        "Process {0} is traced by {1} already; a process can have one tracer only",
	"cli.trace-gone":          "Process {0} has ended",
	"cli.trace-unsupported":   "Tracing system calls needs Linux on amd64 or arm64",
	"cli.trace-io-uring":      "{0} uses io_uring; what it sends that way makes no system call and cannot be seen",
	"cli.trace-32-bit":        "{0} is a 32-bit program; its calls cannot be seen",
	"cli.trace-setuid":        "A traced program gets no setuid rights; {0} may fail for that",
	"cli.trace-sendfile":      "sendfile sent {0} bytes; they were never in the program's memory",
	"cli.trace-no-lines":      "{0} runs on a CPython whose memory is not known here: its calls are shown without lines",
}
