// Package ratio compares two things, or several: it measures them in turn, so
// that what else the machine does hits all, and reports medians.
package ratio

import "slices"

// Pair is what two things took, or are, in each of several rounds.
type Pair struct{ Ours, Theirs []float64 }

// InTurn measures both once a round, the second one first in every other
// round. A measurement that nothing else disturbs should take some
// milliseconds, for many short rounds beat a few long ones.
func InTurn(rounds int, ours, theirs func() float64) Pair {
	var p Pair
	for i := range rounds {
		if i%2 == 1 {
			p.Theirs = append(p.Theirs, theirs())
		}
		p.Ours = append(p.Ours, ours())
		if i%2 == 0 {
			p.Theirs = append(p.Theirs, theirs())
		}
	}
	return p
}

// Target is what a comparison is held to.
type Target struct {
	ours  bool // of ours, not of the ratio
	bound string
	value float64
}

// AtMost is a target of the ratio.
func AtMost(ratio float64) Target { return Target{bound: "at-most", value: ratio} }

// AtLeast is for what is better the larger it is.
func AtLeast(ratio float64) Target { return Target{bound: "at-least", value: ratio} }

// OursAtMost is a target of ours alone, in its unit.
func OursAtMost(value float64) Target { return Target{ours: true, bound: "at-most", value: value} }

// OursAtLeast is OursAtMost for what is better the larger it is.
func OursAtLeast(value float64) Target { return Target{ours: true, bound: "at-least", value: value} }

// Benchmark is what a *testing.B does with a result.
type Benchmark interface {
	Helper()
	ReportMetric(value float64, unit string)
}

// Report makes the pair the result of the benchmark: the median of each, in
// the unit, and the median of the rounds' ratios beside the target.
func (p Pair) Report(b Benchmark, unit string, target Target) {
	b.Helper()
	b.ReportMetric(0, "ns/op") // says nothing here, so it is left out
	b.ReportMetric(Quantile(p.Ours, 0.5), "ours-"+unit)
	b.ReportMetric(Quantile(p.Theirs, 0.5), "theirs-"+unit)
	b.ReportMetric(Quantile(p.Ratios(), 0.5), "ratio")
	of := "ratio"
	if target.ours {
		of = unit
	}
	b.ReportMetric(target.value, of+"-"+target.bound)
}

// Ratios gives ours to theirs of each round; rounds in which theirs was 0 say
// nothing and are left out.
func (p Pair) Ratios() []float64 {
	ratios := make([]float64, 0, len(p.Ours))
	for i, ours := range p.Ours {
		if p.Theirs[i] != 0 {
			ratios = append(ratios, ours/p.Theirs[i])
		}
	}
	return ratios
}

// Quantile gives the value that the part q of the values is below, 0 of none.
func Quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}
