package view

import "strconv"

// Table gives the events as lines of text, the headings first, for a terminal.
func (p RunPage) Table() [][]string {
	heads := make([]string, len(columns))
	for i, column := range columns {
		heads[i] = T(p.Chrome.Lang, "table."+column)
	}
	lines := [][]string{heads}
	sent := streamsOf(p)
	for _, event := range p.Events {
		row := p.row(event, sent)
		line := []string{strconv.Itoa(row.seq)}
		for _, cell := range row.cells {
			line = append(line, cell.text)
		}
		lines = append(lines, line)
	}
	return lines
}

// Ending says how the run ended, or that it goes on.
func (p RunPage) Ending() string { return p.ending() }
