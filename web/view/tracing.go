package view

// TracePage says how programs run under stickylab trace on the reader's own machine.
type TracePage struct {
	Chrome  Chrome
	Lessons []TracedLesson
}

// TracedLesson is a lesson whose programs are there to be run elsewhere: Zip is where they
// are, Files are their names in the order in which they are started.
type TracedLesson struct {
	Slug, Title, Zip string
	Files            []string
}

func (l TracedLesson) command() string { return "cd " + l.Slug + " && " + traceCommand(l.Files) }

// tracingWay is one way of watching: its texts have its name behind "tracing.".
type tracingWay struct{ name, command string }

// tracingWays are the ways, each with a command to copy.
func tracingWays() []tracingWay {
	return []tracingWay{
		{"ptrace", "stickylab trace -- python3 server.py ::: python3 client.py"},
		{"hook", "stickylab trace -by hook -- python3 server.py ::: python3 client.py"},
		{"attach", "stickylab trace -p 1234"},
		{"tap", "stickylab tap -each 2 127.0.0.1:9000 127.0.0.1:8080"},
	}
}
