package lab

// Usage is how much of a named limit of the lab is in use.
type Usage struct {
	// Name is the limit's name, as the flag that sets it is called.
	Name string
	// Used is 0 or more, and Max at most but for a moment.
	Used, Max int64
}
