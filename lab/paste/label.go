package paste

import (
	"regexp"
	"strings"
)

// labelled is a line of a log: words and a mark, and then at least four bytes in hex. A
// mark that is no ASCII, as 收←◆, needs no blank behind it, nor does a colon.
var labelled = regexp.MustCompile(`^(.*(?:[>\])=-][ \t]|:|[^\x00-\x7f]|(?:^|[^0-9A-Za-z])[A-Za-z_]*[G-Zg-z_][A-Za-z_]*[ \t]))[ \t]*((?:(?:0[xX])?[0-9A-Fa-f]{2}|0[xX][0-9A-Fa-f])(?:[ \t,:-]+(?:(?:0[xX])?[0-9A-Fa-f]{2}|0[xX][0-9A-Fa-f])){3,}[ \t,]*)$`)

// shortRow is the last line of a log, which may have fewer bytes.
var shortRow = regexp.MustCompile(`^(.*(?:[>\])=-][ \t]|:|[^\x00-\x7f]))[ \t]*((?:0[xX])?[0-9A-Fa-f]{2}(?:[ \t,:-]+(?:0[xX])?[0-9A-Fa-f]{2}){0,2}[ \t,]*)$`)

// stamp is a date or a time in front of a label: its digits are no bytes. So are the ids of
// processes and threads that logcat writes behind it, and a number in front of a dash.
var stamp = regexp.MustCompile(`(?:\d{4}[-/])?\d\d[-/]\d\d\b|\d\d:\d\d:\d\d(?:[.,]\d+)?|^\s*\d+-|\b\d{3,}\b`)

// maxLabelled is the longest line that a logger writes.
const maxLabelled = 64 << 10

// labelledRow is a row of a dump behind what a logger puts in front.
var labelledRow = regexp.MustCompile(`^(.*?[\]:)>]\s+)(?:0[xX])?[0-9A-Fa-f]{4,16}:?\s+(?:[0-9A-Fa-f]{2}){1,2}\s.*$`)

// unlabel writes blanks in place of what stands in front of the rows of a dump.
func (s *source) unlabel() {
	out, label := []byte(s.text), ""
	for _, l := range s.lines() {
		if strings.TrimSpace(l.text) == "" {
			continue
		}
		if len(l.text) > maxLabelled {
			return
		}
		parts := labelledRow.FindStringSubmatchIndex(l.text + " ")
		if _, isRow := rowOf(l); parts == nil || isRow && label == "" {
			return
		}
		if label == "" {
			label = strings.TrimSpace(l.text[:parts[3]])
		}
		for i := range parts[3] {
			out[l.from+i] = ' '
		}
	}
	if bare := s.with(string(out)); label != "" && bare.isDump() {
		s.text = bare.text
		s.notes = append(s.notes, Note{Key: "around", Args: []any{shortened(label)}})
	}
}

// labelEnd is what stands between the two somewhere.
var labelEnd = regexp.MustCompile(`[:>\])=-][ \t]|:|[^\x00-\x7f]|[G-Zg-z_][A-Za-z_]*[ \t]`)

// withoutLabels returns the text with blanks in place of what stands in front of the bytes
// in each line, and the first of that; nothing where a line is not so, or is hex alone.
func (s *source) withoutLabels() (bare, label string) {
	if !labelEnd.MatchString(s.text) {
		return "", ""
	}
	out := []byte(s.text)
	for _, l := range s.lines() {
		var parts []int
		if len(l.text) <= maxLabelled {
			parts = labelled.FindStringSubmatchIndex(l.text)
		}
		if parts == nil && label != "" && len(l.text) <= maxLabelled {
			parts = shortRow.FindStringSubmatchIndex(l.text)
		}
		switch {
		case strings.TrimSpace(l.text) == "":
		case len(l.text) > maxLabelled:
			return "", ""
		case hexShare(l.text) == 1:
		case parts == nil || hexShare(stamp.ReplaceAllString(l.text[:parts[3]], "")) > 0 && !strings.ContainsAny(l.text[:parts[3]], "()[]<>"):
			return "", ""
		default:
			if label == "" {
				label = strings.TrimSpace(l.text[:parts[3]])
			}
			for i := range parts[3] {
				out[l.from+i] = ' '
			}
		}
	}
	return string(out), label
}
