package tally

import "math"

// z95 is the 0.975 quantile of the standard normal distribution: an interval
// of this many standard errors to each side holds in 95 of 100 cases.
const z95 = 1.959963984540054

// Wilson gives the 95 % confidence interval of a share that was seen k times
// in n independent trials, both ends in 0 to 1. It is the score interval
// without continuity correction: E. B. Wilson, "Probable Inference, the Law of
// Succession, and Statistical Inference", Journal of the American Statistical
// Association 22 (1927) 209-212; recommended for small n and for shares near 0
// and 1 by L. D. Brown, T. T. Cai and A. DasGupta, "Interval Estimation for a
// Binomial Proportion", Statistical Science 16 (2001) 101-133. Of no trials it
// knows nothing: 0 to 1. It needs 0 <= k <= n.
func Wilson(k, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	trials, share := float64(n), float64(k)/float64(n)
	shrink := 1 + z95*z95/trials
	centre := (share + z95*z95/(2*trials)) / shrink
	half := z95 / shrink * math.Sqrt(share*(1-share)/trials+z95*z95/(4*trials*trials))
	low, high = centre-half, centre+half
	if k == 0 { // exactly, which rounding would miss
		low = 0
	}
	if k == n {
		high = 1
	}
	return low, high
}
