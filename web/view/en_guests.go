package view

import "stickylab/lab/catalog"

var enGuests = catalog.Texts{
	"problem.programs":                 "Too many programs",
	"problem.programs.detail":          "A run has at most {0} {0|program|programs} of one's own.",
	"problem.program":                  "This name cannot be",
	"problem.program.detail":           "\"{0}\" cannot be the name of a program or file: a file's name without a path, and none twice.",
	"problem.program.size":             "The program is too large",
	"problem.program.size.detail":      "The files of the program are above a limit ({0}). Make it shorter.",
	"problem.own.peer":                 "There is no such peer",
	"problem.own.peer.detail":          "This lesson has no peer named \"{0}\", only {1}.",
	"problem.programs.alone":           "One's own programs do not run this way",
	"problem.programs.alone.detail":    "Python programs in the browser run once at a time: not in repeats, and not from the command line.",
	"problem.programs.off":             "No programs of one's own here",
	"problem.programs.off.detail":      "This lab has Python in the browser turned off.",
	"problem.guest.gone":               "The program has ended",
	"problem.guest.gone.detail":        "This program has ended, or the run that it belongs to. Run it once more.",
	"problem.guest.input-lines":        "Too many lines lie ready",
	"problem.guest.input-lines.detail": "A program has at most {0} lines that it has not read yet. Wait until it asks for some.",
	"problem.guest.input-line":         "The line is too long",
	"problem.guest.input-line.detail":  "A line of input has at most {0} bytes. Send it in several lines.",
	"problem.guest.again":              "Run again too often",
	"problem.guest.again.detail":       "A program is run again at most {0} times within one run. Stop this run and begin another.",
	"problem.guest.on":                 "The program is still going on",
	"problem.guest.on.detail":          "Wait until it has ended, or stop the run.",
	"problem.guest.twice":              "The program is connected already",
	"problem.guest.twice.detail":       "A program has one connection only.",
	"run.python":                       "Run once more",
	"cli.python-time":                  "the longest time of one run that has Python programs of one's own",
	"cli.python-idle":                  "how long such programs may make no call at all before their run ends (waiting for somebody to type does not count)",
}
