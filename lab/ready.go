package lab

import "time"

// Ready is select(2): it waits until at least one of the connections with these names,
// of which "listener" is the listening socket, can be received from or accepted on, but
// not longer than Within.
type Ready struct {
	From   []string
	Within time.Duration // Forever for any time
}

// Forever is the time that has no end.
const Forever time.Duration = -1

// ListenerName is the name of the listening socket where a step wants one.
const ListenerName = "listener"

func (Ready) action() {}
