// Package replay opens stored traces as runs: it reads the events of a file,
// which anybody may have written, works their verdicts out anew, and keeps the
// result beside the runs that were made here, marked as what it is.
package replay

import (
	"context"
	"io"
	"path"
	"strings"
	"time"
	"unicode"

	"stickylab/lab"
	"stickylab/lab/record"
)

// Keeper keeps runs that have ended elsewhere, as session.Lab does.
type Keeper interface {
	Keep(ctx context.Context, by lab.Who, r record.Reader) (id string, err error)
}

// Opener opens traces and keeps them. It is safe for concurrent use.
type Opener struct {
	Keeper Keeper
	// Limits bound a trace; they also bound the memory that opening it takes.
	Limits record.TraceLimits
	// Now is the time, for the date on what was opened.
	Now func() time.Time
}

// Open reads a trace from its start to its end and keeps it. The name is that of
// its file, as whoever brings it has it. The error is a *record.TraceError, the
// Keeper's or the context's.
func (o Opener) Open(ctx context.Context, by lab.Who, name string, r io.Reader) (id string, err error) {
	log, err := Read(ctx, r, o.Limits, record.Stored{File: fileName(name), At: o.Now().UTC().Truncate(time.Second), By: by.Name})
	if err != nil {
		return "", err
	}
	return o.Keeper.Keep(ctx, by, log)
}

// maxName bounds the characters of a file's name that are kept.
const maxName = 100

// fileName is the last part of a path, on any system, without what cannot be
// seen.
func fileName(name string) string {
	name = path.Base("/" + strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.TrimPrefix(name, "/"))
	if short := []rune(name); len(short) > maxName {
		return string(short[:maxName]) + "…"
	}
	return name
}

// Read reads a trace into a log that has ended. Where its verdicts differ from
// those of the file, the last of the Stored of its header says so.
func Read(ctx context.Context, r io.Reader, limits record.TraceLimits, from record.Stored) (*record.Log, error) {
	limits.Strange = true
	reader, err := record.NewTraceReader(r, limits)
	if err != nil {
		return nil, err
	}
	f, err := readFile(ctx, reader)
	if err != nil {
		return nil, err
	}
	about := reader.About()
	about.Stored = append(latest(about.Stored), from)
	log := record.NewLog(about)
	if err := f.play(ctx, log, about.Transport); err != nil {
		return nil, err
	}
	log.End(f.ended())
	// Nobody else has the log yet.
	return log, f.compare(ctx, log, &about.Stored[len(about.Stored)-1])
}

// latest makes room for one more: the file that the run came from first is kept,
// and so are those that it came from last.
func latest(stored []record.Stored) []record.Stored {
	if len(stored) < record.MaxStored {
		return stored
	}
	return append(stored[:1:1], stored[2:]...)
}
