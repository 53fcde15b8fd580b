package web

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestOneLineAMinuteOfEachLimit(t *testing.T) {
	var out bytes.Buffer
	now := time.Now()
	r := newRefusals(slog.New(slog.NewTextHandler(&out, nil)), func() time.Time { return now })
	for range 1000 {
		r.note("viewers")
	}
	r.note("runs")
	if lines := strings.Split(strings.TrimSpace(out.String()), "\n"); len(lines) != 2 || !strings.Contains(lines[0], "limit=viewers refused=1 ") {
		t.Errorf("logged %q, want one line of each limit", lines)
	}
	out.Reset()
	now = now.Add(sayEvery)
	r.note("viewers")
	if got := out.String(); !strings.Contains(got, "limit=viewers refused=1000 in-all=1001") {
		t.Errorf("a minute later %q", got)
	}
	if counts := r.counts(); counts["viewers"] != 1001 || counts["runs"] != 1 {
		t.Errorf("counted %v", counts)
	}
}
