package main

import (
	"flag"
	"math"
	"runtime/debug"
	"testing"

	"stickylab/lab/session"
)

func TestBudgetsFitTheMemory(t *testing.T) {
	t.Cleanup(func() { debug.SetMemoryLimit(math.MaxInt64) })
	if got := boundMemory(512 << 20); got != debug.SetMemoryLimit(-1) || got > 380<<20 || got < 340<<20 {
		t.Errorf("of 512 MiB the runtime may use %d bytes, and was told %d", got, debug.SetMemoryLimit(-1))
	}
	// A container counts the files of a temp folder in memory, and the kernel's part of feeds.
	may := boundMemory(512 << 20)
	if all := may + int64(session.Default.Within(may).FileBytes) + 64<<20; all > 512<<20 {
		t.Errorf("of 512 MiB the runtime, files and the kernel may use %d bytes", all)
	}
	t.Setenv("GOMEMLIMIT", "380MiB")
	debug.SetMemoryLimit(380 << 20) // as the runtime does at its start
	if got := boundMemory(512 << 20); got != 380<<20 {
		t.Errorf("GOMEMLIMIT of 380 MiB became %d", got)
	}

	var s serving
	set := flag.NewFlagSet("serve", flag.ContinueOnError)
	s.flags(set, func(key string, _ ...any) string { return key })
	if err := set.Parse([]string{"-kept-bytes", "123456789"}); err != nil {
		t.Fatal(err)
	}
	s.fit(set, 400<<20, 1024)
	if s.lab.KeptBytes != 123456789 {
		t.Errorf("kept-bytes became %d", s.lab.KeptBytes)
	}
	if all := s.lab.LiveBytes + s.lab.FileBytes + session.Default.Within(400<<20).KeptBytes; all > 300<<20 || all < 200<<20 {
		t.Errorf("the budgets of 400 MiB are %d bytes", all)
	}
	if s.lab.Descriptors+s.web.Connections > 1024-spareFiles || s.web.Connections < 400 {
		t.Errorf("of 1024 descriptors runs may have %d and connections %d", s.lab.Descriptors, s.web.Connections)
	}
	if s.fit(set, math.MaxInt64, 0); s.lab.LiveBytes != session.Default.LiveBytes {
		t.Errorf("without a limit live-bytes are %d", s.lab.LiveBytes)
	}
}
