package view

import "stickylab/lab"

// ObserverLines say what the watching of programs cost and changed, and what it did
// not show; none where there is nothing to say.
func ObserverLines(lang string, o lab.Observer) []string {
	var lines []string
	if c := o.Cost; c.Turns > 0 {
		slower := T(lang, "run.cost.unclear") // less than the noise of a busy machine
		if us := c.NsPerCall / 1000; us > 0 {
			slower = T(lang, "run.cost.slower", us)
		}
		lines = append(lines, T(lang, "run.cost", c.Turns, 100*c.Alone/c.Turns, 100*c.Watched/c.Turns, slower))
	}
	if out := o.LeftOut; out.Processes > 0 {
		lines = append(lines, T(lang, "run.left-out", out.Processes, out.Calls))
	}
	return lines
}

// PausesLine says how long a run paused for others; empty where it did not.
func PausesLine(lang string, p lab.Pauses) string {
	if p.Times == 0 {
		return ""
	}
	return T(lang, "run.pauses.are", p.Times, (p.Ns+500_000)/1_000_000)
}
