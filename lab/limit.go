package lab

import (
	"fmt"
	"time"
)

// LimitError tells that a named limit of the lab stands in the way of what
// was asked for.
type LimitError struct {
	// Name is the limit's name, as the flag that sets it is called.
	Name string
	// Max is the limit's value.
	Max int
	// Wait is until there is room at the latest, 0 where nobody knows.
	Wait time.Duration
}

func (e *LimitError) Error() string { return fmt.Sprintf("limit %s of %d reached", e.Name, e.Max) }
