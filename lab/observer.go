package lab

// Observer is what is known of how a run came about: of programs that make their calls
// themselves what watching them cost and changed and what it did not show, of others
// how long they had to pause.
type Observer struct {
	// By is how the programs were watched, "ptrace" or "hook"; empty where they were not,
	// and in older traces, which were made by ptrace.
	By string `json:"by,omitempty"`
	// Cost is zero where it was not measured.
	Cost Watching `json:"cost,omitzero"`
	// LeftOut are processes that are no peers: with their calls the C library only
	// looked something up.
	LeftOut LeftOut `json:"left_out,omitzero"`
	// Pauses are those that the lab made between calls of a long run, for other runs.
	Pauses Pauses `json:"pauses,omitzero"`
}

// Pauses are times in which no call of a run was begun.
type Pauses struct {
	Times int   `json:"times"`
	Ns    int64 `json:"ns"` // in all
}

// LeftOut counts what is not shown.
type LeftOut struct {
	Processes int `json:"processes"`
	Calls     int `json:"calls"`
}

// Watching is what watching costs and changes, measured on the machine and before the
// run, with two programs of the lab's own: over one connection a turn the client
// sends two messages one behind the other, and the server receives as it pleases.
type Watching struct {
	// Turns is how many connections were made each way: alone, and watched.
	Turns int `json:"turns"`
	// Alone and Watched count the turns in which one receive took both messages.
	Alone   int `json:"alone"`
	Watched int `json:"watched"`
	// NsPerCall is what one of the client's calls took longer, on the average.
	NsPerCall int64 `json:"ns_per_call"`
}
