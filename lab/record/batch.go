package record

import "sort"

// Batch is a part of a run as it goes to viewers and is stored: some rows in
// the binary form of the wire. Its rows can be read without other batches,
// except for the bytes of a receive, which are those of sends in other rows.
type Batch struct {
	Bytes []byte
	// Last is the Seq of the last event in this batch or before it.
	Last int
}

// batchAfter is the first of the batches that has an event behind the Seq, or
// that follows the one that ends with it.
func batchAfter(batches []Batch, seq int) int {
	return sort.Search(len(batches), func(i int) bool { return batches[i].Last >= seq })
}
