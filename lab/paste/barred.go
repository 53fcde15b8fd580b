package paste

import (
	"regexp"
	"strings"
)

// barredRow is a row of hex without an offset, and its text between bars, as loggers of small
// devices write it below a line of their own:
//
//	[00:00:00.010,000] <inf> main: received
//	                               48 65 6c 6c 6f 0d 0a     |Hello..
var barredRow = regexp.MustCompile(`^\s*((?:[0-9A-Fa-f]{2}\s+)+)\|(.*)$`)

// unbar writes blanks in place of the text columns of such rows, and of the lines in front of
// them, where each text is that of its bytes.
func (s *source) unbar() {
	if !strings.Contains(s.text, "|") {
		return
	}
	out := []byte(s.text)
	rows, first := 0, ""
	for _, l := range s.lines() {
		parts := barredRow.FindStringSubmatchIndex(l.text)
		switch {
		case strings.TrimSpace(l.text) == "":
			continue
		case parts == nil:
			if _, is := rowOf(l); is || rows == 0 && first != "" && hexShare(l.text) == 1 {
				return
			}
			if first == "" {
				first = strings.TrimSpace(l.text)
			}
			blankOut(out[l.from : l.from+len(l.text)])
			continue
		case !sameText(l.text[parts[2]:parts[3]], l.text[parts[4]:parts[5]]):
			return
		}
		rows++
		blankOut(out[l.from+parts[4]-1 : l.from+len(l.text)])
	}
	if rows == 0 {
		return
	}
	s.text = string(out)
	if first != "" {
		s.notes = append(s.notes, Note{Key: "around", Args: []any{shortened(first)}})
	}
	s.notes = append(s.notes, Note{Key: "column"})
}

func blankOut(p []byte) {
	for i := range p {
		p[i] = ' '
	}
}

// sameText reports whether a text column is that of some hex; a blank may stand in its middle.
func sameText(hex, column string) bool {
	var data []byte
	for _, pair := range strings.Fields(hex) {
		data = append(data, nibble(pair[0])<<4|nibble(pair[1]))
	}
	column = strings.TrimRight(column, " |\r")
	if matches(padded(column, len(data)), data) {
		return true
	}
	middle := min(8, len(column))
	halved := column[:middle] + strings.TrimPrefix(column[middle:], " ")
	return matches(padded(halved, len(data)), data)
}
