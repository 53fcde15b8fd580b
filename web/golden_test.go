package web

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/lab/catalog"
	"stickylab/lab/diff"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

var update = flag.Bool("update", false, "write the golden files")

// mustTrace reads a trace of a real run on Linux 6.18.
func mustTrace(t *testing.T, name string) diff.Side {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "compare", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	trace, err := record.ReadTrace(file, record.TraceLimits{})
	if err != nil {
		t.Fatal(err)
	}
	return diff.Side{Transport: trace.Transport, Peers: trace.Peers, End: trace.End, Run: findings.List{Rows: trace.Events}}
}

// TestDifferencesOfRealRuns holds what is said of pairs of real runs.
func TestDifferencesOfRealRuns(t *testing.T) {
	for _, pair := range [][2]string{{"tcp", "udp"}, {"nagle", "nodelay"}, {"tcp", "tcp"}} {
		name := pair[0] + "-" + pair[1]
		t.Run(name, func(t *testing.T) {
			all, err := diff.Differences(t.Context(), mustTrace(t, pair[0]), mustTrace(t, pair[1]))
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, lang := range catalog.Languages {
				for _, told := range words.Differences(lang, all) {
					got.WriteString(told.Kind + " | " + told.Title + " | " + told.Text + "\n")
				}
			}
			golden := filepath.Join("testdata", "compare", name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}
