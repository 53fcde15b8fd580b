// Package repr reads and writes Python's literals: numbers, strings, bytes,
// True, False and None. The values are those that package pack takes and
// gives: int64, uint64, *big.Int, float64, bool, string, []byte, ByteArray and
// nil.
package repr
