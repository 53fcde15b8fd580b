//go:build amd64 || arm64

package watch

import (
	"testing"

	"stickylab/lab"
)

// What watching costs is measured: in both ways all connections are made, and
// those that are watched are told.
func TestMeasure(t *testing.T) {
	var told []*seen
	cost, err := Measure(t.Context(), func() Teller {
		told = append(told, newSeen())
		return told[len(told)-1]
	}, clock())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", cost)
	if n := measureRounds * measureEach; cost.Turns != n || cost.Alone > n || cost.Watched > n || cost.Alone < 0 || cost.Watched < 0 {
		t.Errorf("%+v of %d turns", cost, n)
	}
	joined, accepts := 0, 0
	for _, s := range told {
		joined += s.count(func(c *Call) bool { return c.Call == lab.CallRecv && c.Got == len(pairHello+pairFeng) })
		accepts += s.count(func(c *Call) bool { return c.Call == lab.CallAccept && c.Err == "" })
	}
	if joined != cost.Watched || accepts != cost.Turns {
		t.Errorf("%d receives of both messages and %d accepts were told; the programs counted %+v", joined, accepts, cost)
	}
}
