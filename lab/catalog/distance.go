package catalog

// Distance is how many letters (bytes) have to be put in, taken out or changed to make b of
// a: by it a message that refuses a word finds the one that was meant.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// Nearest is the one of several that is the nearest to a word, two letters away at most and
// no more than a third of it; empty where none is so near.
func Nearest(word string, words []string) (best string) {
	least := min(2, len(word)/3) + 1
	for _, other := range words {
		if away := Distance(word, other); away < least {
			best, least = other, away
		}
	}
	return best
}
