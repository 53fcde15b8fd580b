package view

import "stickylab/lab/catalog"

var enCommand = catalog.Texts{
	"cli.help": `stickylab: see where every byte went, on real sockets.

Usage:
  stickylab [serve] [flags]              open the lab in a browser
  stickylab run NAME|FILE|- [flags]      run an experiment and print every call; - reads the script from standard input
  stickylab replay FILE|- [flags]        open the stored record of a run (JSON) in the lab; - reads it from standard input
  stickylab trace [flags] -- PROGRAM...  run programs of your own, several with ::: between, and see their socket calls live
  stickylab check FILE|FOLDER... [flags] run scripts and hold them to the claims in their "# expect:" lines; a folder is a lesson
  stickylab tap [flags] LISTEN TO        relay between a client and a server of your own and show every byte (on this machine only)
  stickylab python get [FILE|URL]        get the Python that browsers run students' programs with (6 MB); from npm without an argument
  stickylab list                         list the experiments that come with the lab
  stickylab healthcheck [flags]          ask a lab that is being served whether it is well
  stickylab version                      say which edition this is

Each command takes -h. A flag can be an environment variable too: -allow-host is STICKYLAB_ALLOW_HOST.
Exit codes: 0 done (or ended by the experiment's own limit), 1 a run did not end as asked or as claimed, 2 wrong use.
`,
	"cli.serve":           "Usage: stickylab [serve] [flags]",
	"cli.run":             "Usage: stickylab run NAME|FILE|- [flags]",
	"cli.list":            "Usage: stickylab list",
	"cli.healthcheck":     "Usage: stickylab healthcheck [flags]",
	"cli.command":         "there is no command \"{0}\". Commands: serve, run, replay, trace, check, python, tap, list, healthcheck, version, help",
	"cli.extra":           "\"{0}\" is one argument too many. See -h",
	"cli.env-unknown":     "there is no setting {0}; did you mean {1}?",
	"cli.log-json":        "log in JSON, one object a line",
	"cli.env":             "the environment variable {0} cannot be \"{1}\": {2}",
	"cli.listen":          "the `address` to listen on",
	"cli.allow-host":      "a host `name` to answer to beside those of this machine; may be repeated or a list with commas",
	"cli.debug":           "log the requests that clients got wrong too",
	"cli.run-time":        "the longest time of one run",
	"cli.drain-time":      "how long runs that go on get to end when the lab is told to stop; 0 stops them at once",
	"cli.taken":           "{0}; experiments that bind it use another port, which their pages show. To have the port itself, stop that program",
	"cli.taken.port":      "{2} has {0} port {1} at every address of this machine",
	"cli.taken.someone":   "some program (the lab may not see which)",
	"cli.taken.and":       ", ",
	"cli.config":          "a `file` of flags: FLAG = value on each line, # begins a comment; flags and environment variables count before it",
	"cli.config.file":     "the file of flags cannot be read: {0}",
	"cli.config.long":     "{0} has more than {1} bytes",
	"cli.config.line":     "{0}:{1}: \"{2}\" is not KEY = value",
	"cli.config.unknown":  "{0}:{1}: no flag is called {2}; did you mean {3}?",
	"cli.config.twice":    "{0}:{1}: {2} is set a second time",
	"cli.config.value":    "{0}:{1}: {2} = {3}: {4}",
	"cli.missing.windows": "no experiment can run on Windows itself: lessons, struct and framing can be read and stored traces opened; to run, start the lab in WSL2 or Docker Desktop (the README says how)",
	"cli.missing.other":   "on {0} neither the kernel's queues nor segments can be seen, and all runs share 127.0.0.1; Linux or Docker has them",
	"cli.draining":        "{0} {0|run goes|runs go} on; waiting {1} at most, or press Ctrl+C once more to stop at once",
	"cli.log-access":      "log a line for each request, by its route: without query, body or the id of a run",
	"cli.metrics-from":    "an `address` or network that may read /metrics, beside this machine; may be repeated or a list with commas",
	"cli.base-path":       "the `path` that the lab is served under, as /lab",
	"cli.trust-proxy":     "the `address` or network of a reverse proxy whose X-Forwarded-For, -Proto and -Host count; may be repeated or a list with commas",
	"cli.tls-cert":        "the `file` with the certificate, in PEM; it is read again when it changes",
	"cli.tls-key":         "the `file` with the key of the certificate",
	"cli.tls-self":        "TLS with a certificate that is made at the start: browsers warn of it",
	"cli.base-taken":      "-base-path {0}: the lab itself has addresses below {1}, and a proxy that takes the path off would make the two the same. Choose another path, as /lab",
	"cli.bad-tls":         "-tls-cert and -tls-key go together, and not with -tls-self",
	"cli.self-made":       "the certificate was made just now and nobody vouches for it: every browser warns, once for each start. That is for a local network only; check the fingerprint (SHA-256) before you go on:\n  {0}",
	"cli.lan":             "  for others on the network: {0}",
	"cli.lan.needs":       "  others on the network reach {0} only with -allow-host {1}",
	"cli.named":           "  by name: {0}",
	"cli.runs":            "runs at once",
	"cli.runs-per-client": "runs at once of one client",
	"cli.events":          "events of one run",
	"cli.bytes":           "bytes sent and received by one run, and held to be sent",
	"cli.sockets":         "sockets open at once in one run",
	"cli.threads":         "threads that the programs of one run begin",
	"cli.descriptors":     "descriptors open at once in all runs",
	"cli.kept-runs":       "ended runs that are kept",
	"cli.kept-events":     "events in all kept runs",
	"cli.kept-bytes":      "bytes of all kept runs",
	"cli.live-events":     "events of all runs that go on",
	"cli.memory":          "bytes of memory that the lab may use; 0 is the limit of its container or, without one, the memory of the machine (GOMEMLIMIT goes first)",
	"cli.no-folder":       "no folder for temporary files can be used, so no experiment can have Unix sockets or files (TMPDIR names one): {0}",
	"cli.live-bytes":      "bytes that all runs that go on hold in memory; one client gets no more of them than are left for others",
	"cli.file-bytes":      "bytes of the files that all runs that go on wrote",
	"cli.connections":     "connections at once, feeds among them",
	"cli.viewers":         "viewers at once",
	"cli.run-viewers":     "viewers at once of one run",
	"cli.serving":         "stickylab is ready: {0}  (Ctrl+C ends it; version {1})",
	"cli.cannot-listen":   "cannot listen on {0}: {1}. Choose another address with -listen",
	"cli.set":             "`set` an option (client.nodelay.1) or a lesson's value (literal.2=4); may be repeated",
	"cli.no-literals":     "-set {0}: only a lesson has values to set",
	"cli.bad-number":      "-set {0}: the values of this lesson are literal.0=VALUE to literal.{1}=VALUE",
	"cli.bad-literal":     "-set literal.{0}: {1}",
	"cli.n":               "how `many` runs; more than one as text prints how often which outcome came",
	"cli.format":          "the output `format`: text, json (the trace of one run), jsonl (a trace a line)",
	"cli.which":           "name one experiment, one script file, or -. See stickylab list",
	"cli.bad-format":      "there is no format \"{0}\": use text, json or jsonl",
	"cli.bad-time":        "-{0} {1} cannot be: above 0, for example 30s",
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
