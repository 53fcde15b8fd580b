package view

import "stickylab/lab/catalog"

var enCommand = catalog.Texts{
	"cli.help": `stickylab: see where every byte went, on real sockets.

Usage:
  stickylab [serve] [flags]              open the lab in a browser
  stickylab run NAME|FILE|- [flags]      run an experiment and print every call; - reads the script from standard input
  stickylab replay FILE|- [flags]        open the stored record of a run (JSON) in the lab; - reads it from standard input
  stickylab check FILE|FOLDER... [flags] run scripts and hold them to the claims in their "# expect:" lines; a folder is a lesson
  stickylab list                         list the experiments that come with the lab
  stickylab healthcheck [flags]          ask a lab that is being served whether it is well

Each command takes -h. A flag can be an environment variable too: -allow-host is STICKYLAB_ALLOW_HOST.
Exit codes: 0 done (or ended by the experiment's own limit), 1 a run did not end as asked or as claimed, 2 wrong use.
`,
	"cli.serve":           "Usage: stickylab [serve] [flags]",
	"cli.run":             "Usage: stickylab run NAME|FILE|- [flags]",
	"cli.list":            "Usage: stickylab list",
	"cli.healthcheck":     "Usage: stickylab healthcheck [flags]",
	"cli.command":         "there is no command \"{0}\". Commands: serve, run, replay, check, list, healthcheck, help",
	"cli.extra":           "\"{0}\" is one argument too many. See -h",
	"cli.env":             "the environment variable {0} cannot be \"{1}\": {2}",
	"cli.listen":          "the `address` to listen on",
	"cli.allow-host":      "a host `name` to answer to beside those of this machine; may be repeated or a list with commas",
	"cli.debug":           "log the requests that clients got wrong too",
	"cli.run-time":        "the longest time of one run",
	"cli.runs":            "runs at once",
	"cli.runs-per-client": "runs at once of one client",
	"cli.events":          "events of one run",
	"cli.bytes":           "bytes sent and received by one run, and held to be sent",
	"cli.sockets":         "sockets open at once in one run",
	"cli.descriptors":     "descriptors open at once in all runs",
	"cli.kept-runs":       "ended runs that are kept",
	"cli.kept-events":     "events in all kept runs",
	"cli.kept-bytes":      "bytes of all kept runs",
	"cli.live-events":     "events of all runs that go on",
	"cli.live-bytes":      "bytes sent and received by all runs that go on",
	"cli.viewers":         "viewers at once",
	"cli.run-viewers":     "viewers at once of one run",
	"cli.serving":         "stickylab is ready: {0}  (Ctrl+C ends it)",
	"cli.cannot-listen":   "cannot listen on {0}: {1}. Choose another address with -listen",
	"cli.set":             "`set` an option (client.nodelay.1) or a lesson's value (literal.2=4); may be repeated",
	"cli.no-literals":     "-set {0}: only a lesson has values to set",
	"cli.bad-number":      "-set {0}: the values of this lesson are literal.0=VALUE to literal.{1}=VALUE",
	"cli.bad-literal":     "-set literal.{0}: {1}",
	"cli.n":               "how `many` runs; more than one as text prints how often which outcome came",
	"cli.format":          "the output `format`: text, json (the trace of one run), jsonl (a trace a line)",
	"cli.which":           "name one experiment, one script file, or -. See stickylab list",
	"cli.bad-format":      "there is no format \"{0}\": use text, json or jsonl",
	"cli.bad-time":        "-run-time {0} cannot be: above 0, for example 30s",
	"cli.bad-n":           "-n {0} cannot be: at least 1, and only 1 as json (use jsonl for more)",
	"cli.not-found":       "there is neither an experiment nor a file \"{0}\". See stickylab list",
	"cli.check":           "Usage: stickylab check FILE|FOLDER ... [flags]",
	"cli.check-n":         "how `many` runs of each script",
	"cli.check-what":      "name a script with lines like # expect: server recv 1 coalesced, or the folder of a lesson",
	"cli.bad-check-n":     "-n {0} cannot be: at least 1",
	"cli.no-file":         "there is no file or folder \"{0}\"",
	"cli.expect":          "a `file` of claims that every run must keep, a line each, like: server recv 1 coalesced",
	"cli.not-so":          "run {0}: {1}",
	"cli.expected":        "{0}: {1} of {2} runs as claimed",
}
