package browser

import (
	"context"
	"testing"
)

// Part is what a person does in one tab.
type Part struct {
	Name     string
	Do       func(t *testing.T, p *Tab)
	Expected []string // words of console messages that belong to the part
	Args     []string // of the program: the part has a lab of its own
}

// Tour does the parts one after another, on one lab and in one browser. Each
// has a tab without memory of the others.
func Tour(t *testing.T, parts []Part) {
	t.Helper()
	tour(t, New(t), parts)
}

// TourWhole is Tour in a Chromium with windows.
func TourWhole(t *testing.T, parts []Part) {
	t.Helper()
	tour(t, NewWhole(t), parts)
}

func tour(t *testing.T, chromium context.Context, parts []Part) {
	t.Helper()
	program := Build(t)
	shared := program.Serve(t)
	for _, part := range parts {
		t.Run(part.Name, func(t *testing.T) {
			base := shared
			if len(part.Args) > 0 {
				base = program.Serve(t, part.Args...)
			}
			p := NewTab(t, chromium, base, part.Expected...)
			part.Do(t, p)
		})
	}
}
