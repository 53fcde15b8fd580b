package structs

import (
	"strconv"
	"strings"
)

// Selected returns the readings of the bytes FROM-TO, TO not among them; of the
// first field where nothing sensible is asked for.
func (a Answer) Selected(sel string) *Readings {
	data := a.Bytes()
	from, to, ok := parseSelection(sel, len(data))
	if !ok {
		from, to, ok = firstField(a, len(data))
	}
	if !ok {
		return nil
	}
	read := Read(data[from:to], from)
	return &read
}

func parseSelection(sel string, size int) (from, to int, ok bool) {
	first, last, _ := strings.Cut(sel, "-")
	from, err := strconv.Atoi(first)
	if err != nil {
		return 0, 0, false
	}
	to, err = strconv.Atoi(last)
	return from, to, err == nil && 0 <= from && from < to && to <= size
}

func firstField(a Answer, size int) (from, to int, ok bool) {
	for _, f := range a.Fields {
		if f.Size > 0 && f.Offset+f.Size <= size {
			return f.Offset, f.Offset + f.Size, true
		}
	}
	return 0, size, size > 0
}
