package main

import (
	"bufio"
	"bytes"
	"io"
	"iter"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// maxColumn is how many cells of a terminal a column is wide at the most: as
// many as 20 bytes take, each written as \x00. A cell that has more moves what
// follows it in its own row only.
const maxColumn = 88

// printTable prints rows in columns as wide as their widest cell, or as
// maxColumn. It goes through the rows twice, and keeps none.
func printTable(out io.Writer, rows iter.Seq2[[]string, error]) error {
	var widths []int
	for row, err := range rows {
		if err != nil {
			return err
		}
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], min(cells(cell), maxColumn))
		}
	}
	w := bufio.NewWriter(out)
	var line []byte
	for row, err := range rows {
		if err != nil {
			return err
		}
		line = line[:0]
		for i, cell := range row {
			line = append(line, visible(cell)...)
			for range max(widths[i]-cells(cell), 0) + 2 {
				line = append(line, ' ')
			}
		}
		line = append(bytes.TrimRight(line, " "), '\n')
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return w.Flush()
}

// listed yields rows in memory.
func listed(rows [][]string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// visible writes control characters as their pictures: what a program of a run
// printed must not move the cursor of a terminal.
func visible(text string) string {
	const pictures, deletePicture = '␀', '␡'
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ':
			return pictures + r
		case r == 0x7f:
			return deletePicture
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// cells is how many cells of a terminal the text takes: a Chinese character
// takes two (Unicode Standard Annex 11).
func cells(text string) int {
	n := 0
	for _, r := range text {
		n++
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
