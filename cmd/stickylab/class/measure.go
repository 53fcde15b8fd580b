package class

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Unsent is how many bytes the kernel holds to send on the connections of a local port,
// by a table as proc_net_tcp(5) has it (tx_queue).
func Unsent(table string, port int) (bytes int64, err error) {
	text, err := os.ReadFile(table)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if strings.HasSuffix(fields[1], fmt.Sprintf(":%04X", port)) {
			unsent, _, _ := strings.Cut(fields[4], ":")
			queued, err := strconv.ParseInt(unsent, 16, 64)
			if err != nil {
				return 0, err
			}
			bytes += queued
		}
	}
	return bytes, nil
}

// Files is how many bytes the files of a folder have, with those below it.
func Files(dir string) (bytes int64) {
	_ = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error { // runs end meanwhile
		if err == nil {
			if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
				bytes += info.Size()
			}
		}
		return nil
	})
	return bytes
}

// Quantile is the smallest of some times that such a share of them does not exceed.
func Quantile(times []time.Duration, share float64) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}
