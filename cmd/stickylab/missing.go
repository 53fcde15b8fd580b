package main

// sayMissing says at start what a build for another system than Linux cannot do, and
// where it can be had.
func (p program) sayMissing(system string) {
	switch system {
	case "linux":
	case "windows":
		p.sayf("cli.missing.windows")
	default:
		p.sayf("cli.missing.other", system)
	}
}
