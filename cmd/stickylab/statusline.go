package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// statusEvery is how often a status line is written anew.
const statusEvery = 100 * time.Millisecond

// statusLine tells on a terminal how far something is, in one line that is
// written over. Where there is no terminal it says nothing.
type statusLine struct {
	out  io.Writer
	last time.Time
}

// newStatusLine makes one that writes to out.
func newStatusLine(out io.Writer) *statusLine {
	l := &statusLine{last: time.Now()}
	if file, ok := out.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			l.out = out
		}
	}
	return l
}

func (l *statusLine) show(words string) {
	if now := time.Now(); l.out != nil && now.Sub(l.last) >= statusEvery {
		l.last = now
		fmt.Fprintf(l.out, "\r%s\x1b[K", words)
	}
}

// clear takes the line away.
func (l *statusLine) clear() {
	if l.out != nil {
		fmt.Fprint(l.out, "\r\x1b[K")
	}
}
