package record

import (
	"time"

	"stickylab/lab"
)

// The limits of what is kept of the files that a run came from.
const (
	// MaxStored bounds how often a trace is known to have been opened.
	MaxStored = 16
	// MaxClaims bounds the claims that are listed of one file.
	MaxClaims = 32
)

// Stored says that a run was not made here but opened from a file, which
// anybody may have written.
type Stored struct {
	// File is the file's name as the person who brought it has it; it may be empty.
	File string `json:"file"`
	// At is when it was opened, By the name that the person goes by, if any.
	At time.Time `json:"at"`
	By string    `json:"by,omitempty"`
	// Claims are what the file says otherwise than this lab works out from its
	// events, More how many there are beyond those.
	Claims []Claim `json:"claims,omitempty"`
	More   int     `json:"more,omitempty"`
}

// Claim is what a file says of one event.
type Claim struct {
	Seq     int      `json:"seq"`
	Verdict []string `json:"verdict,omitempty"`
	Joined  string   `json:"joined,omitempty"`
	// Stream and Off are where the bytes came from.
	Stream int   `json:"stream,omitempty"`
	Off    int64 `json:"off,omitempty"`
}

// checkStored holds what a file says of the files that it came from to what is
// kept of them.
func (h *headJSON) checkStored() error {
	if n := len(h.Stored); n > MaxStored {
		return over("stored", &lab.LimitError{Name: "stored", Max: MaxStored})
	}
	for _, s := range h.Stored {
		if len(s.File) > lab.MaxArg || len(s.By) > lab.MaxArg {
			return wrong("stored", "text-length", max(len(s.File), len(s.By)), lab.MaxArg)
		}
		if len(s.Claims) > MaxClaims {
			return over("stored.claims", &lab.LimitError{Name: "claims", Max: MaxClaims})
		}
		for _, c := range s.Claims {
			if _, err := lab.ParseVerdict(c.Verdict); err != nil {
				return wrong("stored.claims.verdict", "verdict", quoted(c.Verdict))
			}
			if _, ok := lab.ParseJoined(c.Joined); !ok {
				return wrong("stored.claims.joined", "joined", c.Joined)
			}
		}
	}
	return nil
}
