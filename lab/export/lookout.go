package export

import (
	"time"

	"stickylab/lab/action"
)

// lookout is a printer that only notes whether an action asks for what was received
// last.
type lookout struct{ received bool }

func (l *lookout) Received() string {
	l.received = true
	return ""
}

func (l *lookout) Line(...any) {}

func (l *lookout) Socket() string { return "" }

func (l *lookout) Sockets() []string { return nil }

func (l *lookout) Variable(string) string { return "" }

func (l *lookout) Seconds(int, time.Duration) action.Literal { return nil }

func (l *lookout) Integer(_, _, _, _ int) action.Literal { return nil }

func (l *lookout) Format(int, string) action.Literal { return nil }

func (l *lookout) Str(int, string) action.Literal { return nil }
