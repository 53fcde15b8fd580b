//go:build docker

package docker

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
)

const (
	hostileTime = 120 * time.Second
	calmTime    = 40 * time.Second
	// thinkTime is how long a student looks at a result before the next click.
	thinkTime = 4 * time.Second
	// mostWait is how many times as long as without a hostile client a student may wait.
	mostWait = 2
	memoryMB = 512
	filesMB  = memoryMB / 8 // as Limits.Within shares the memory out
	unsentMB = 64
)

// In a container of 512 MB one hostile client does all it can for two minutes, beside a
// class of thirty: the lab lives within its budgets, and the class has what is its own.
// Elsewhere the hostile client would have processors of its own. Here it takes them from
// the lab, so how long the class waits is held against a class beside a program that does
// nothing but take as much.
func TestOneHostileClientIn512MB(t *testing.T) {
	c := mustRun(t, sealed(t)...)
	students := newClass(t, c.base, 30)
	large, err := students[0].Start(t.Context(), class.LargeRun())
	if err != nil {
		t.Fatal(err)
	}
	if err := students[0].Watch(t.Context(), large); err != nil {
		t.Fatal(err)
	}
	lessons := func(d time.Duration) []time.Duration {
		ctx, cancel := context.WithTimeout(t.Context(), d)
		defer cancel()
		return learning(ctx, t, students, thinkTime)
	}
	calm := lessons(calmTime)
	before := c.state(t)

	ctx, stop := context.WithTimeout(t.Context(), hostileTime)
	defer stop()
	var attacking sync.WaitGroup
	var spent float64 // processors
	attacking.Go(func() { spent = process(t, harmEnv, c.base, large, hostileTime.String()) })
	var unsent, files int64
	attacking.Go(func() {
		for sleep(ctx, time.Second) {
			if n, err := class.Unsent("/proc/"+c.pid+"/net/tcp", 8035); err != nil {
				t.Error(err)
			} else {
				unsent = max(unsent, n)
			}
			files = max(files, class.Files(filepath.Join("/proc", c.pid, "root", "tmp")))
		}
	})
	busy := lessons(hostileTime)
	attacking.Wait()
	c.unkilled(t)
	peak := c.gauge(t, "process_resident_memory_peak_bytes")
	t.Logf("%d and %d lessons; click to end p50 %s, beside a hostile client %s; p99 %s, %s; RSS %.0f MB, %d MB to send in the kernel, %d MB of files at most",
		len(calm), len(busy), class.Quantile(calm, 0.5), class.Quantile(busy, 0.5), class.Quantile(calm, 0.99), class.Quantile(busy, 0.99), peak/(1<<20), unsent>>20, files>>20)
	if peak > memoryMB<<20 || unsent > unsentMB<<20 || files > filesMB<<20 {
		t.Errorf("want at most %d MB of memory, %d MB to send, %d MB of files", memoryMB, unsentMB, filesMB)
	}
	// What it began last is over within the time of a run, of an answer or of a
	// connection that waits.
	more := func() (all []string) {
		for name, n := range c.state(t) {
			if n > before[name]+2*float64(len(students)) { // a browser has some connections
				all = append(all, fmt.Sprintf("%s: %.0f, before it %.0f", name, n, before[name]))
			}
		}
		return all
	}
	for deadline := time.Now().Add(2 * time.Minute); len(more()) > 0 && time.Now().Before(deadline); {
		<-time.After(time.Second)
	}
	for _, one := range more() {
		t.Error("after it ", one)
	}
	var burning sync.WaitGroup
	burning.Go(func() { process(t, burnEnv, fmt.Sprint(spent), calmTime.String()) })
	beside := lessons(calmTime)
	burning.Wait()
	p99 := func(all []time.Duration) time.Duration { return class.Quantile(all, 0.99) }
	t.Logf("p99 %s, beside the hostile client %s, beside one that only takes its %.2f processors %s", p99(calm), p99(busy), spent, p99(beside))
	if is, other := p99(busy), p99(beside); is > mostWait*other {
		t.Errorf("beside a hostile client p99 is %.1f times as long, want %d at most", float64(is)/float64(other), mostWait)
	}
	if was, is := p99(calm), p99(beside); is > mostWait*was {
		t.Errorf("after it p99 is %s, before it was %s", is, was)
	}
}

// state is what of the limits that end with their use is in use, and the goroutines.
func (c container) state(t *testing.T) map[string]float64 {
	t.Helper()
	all := map[string]float64{"goroutines": c.gauge(t, "go_goroutines")}
	for _, name := range []string{"runs", "live-bytes", "live-events", "file-bytes", "descriptors", "addresses", "viewers", "connections", "waiting-answers"} {
		all[name] = c.gauge(t, `stickylab_used{limit="`+name+`"}`)
	}
	return all
}
