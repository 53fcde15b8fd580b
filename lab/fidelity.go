package lab

import "time"

// Fidelity is what observing was measured to cost, and to change, on one
// machine: the same calls made in turn without the lab's recorder and with it.
type Fidelity struct {
	// Took is how long the measurement was, Rounds how often each thing was
	// measured in it.
	Took   time.Duration `json:"took_ns"`
	Rounds int           `json:"rounds"`
	// Pairs are the ways to send and receive 16 bytes, the bare one first.
	Pairs []Cost `json:"pairs"`
	// Flood is of sends as fast as they go, Paced of one at a time.
	Flood Sticking `json:"flood"`
	Paced Sticking `json:"paced"`
}

// Cost is how long one send and its receive take.
type Cost struct {
	Way Way `json:"way"`
	// NsPerPair is in nanoseconds.
	NsPerPair Spread `json:"ns_per_pair"`
	// Ratio compares with the bare way of the same round.
	Ratio Spread `json:"ratio"`
}

// Way says how the calls were observed.
type Way string

// The ways, from the calls alone to everything that the lab can observe.
const (
	Bare     Way = "bare"     // recorded by nobody
	Recorded Way = "recorded" // each call an event
	Probed   Way = "probed"   // and the kernel asked after each
	Captured Way = "captured" // and the segments captured
)

// Sticking is how many sends one receive takes when one side sends and the
// other receives as both please: the phenomenon that the lab is about.
type Sticking struct {
	Sends int `json:"sends"`
	// Every is the pause between the beginnings of two sends; 0 for none.
	Every time.Duration `json:"every_ns"`
	// Bare and Recorded are sends per receive.
	Bare     Spread `json:"bare"`
	Recorded Spread `json:"recorded"`
	// Ratio is recorded to bare of the same round. Of a flood it compares what
	// a receive takes beyond one send, for that is what sticks.
	Ratio Spread `json:"ratio"`
}

// Spread is the median of the rounds and the quartiles around it.
type Spread struct {
	Low    float64 `json:"low"`
	Median float64 `json:"median"`
	High   float64 `json:"high"`
}

// Machine is the kernel that the sockets are of.
type Machine struct {
	Env Env
	// CPUs is how many of them this process may run on.
	CPUs int
	// MTU is of the loopback interface in bytes, 0 where it is unknown.
	MTU int
	// Settings are those of the kernel that decide what runs show.
	Settings []Setting
}

// Setting is one value of sysctl(8).
type Setting struct {
	// Name is as sysctl writes it: net.ipv4.tcp_rmem.
	Name string
	// Value is empty where it cannot be read.
	Value string
}
