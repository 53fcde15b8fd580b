//go:build docker

package docker

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
)

// What the test's binary is as another process, whose work is counted apart.
const (
	harmEnv = "STICKYLAB_TEST_HARM" // the hostile client: ADDRESS RUN TIME
	burnEnv = "STICKYLAB_TEST_BURN" // one that only takes processors: HOW-MANY TIME
)

// otherProcess returns what the binary does as another process, nil as the test.
func otherProcess() func() {
	if order := strings.Fields(os.Getenv(harmEnv)); len(order) == 3 {
		return func() {
			ctx, cancel := context.WithTimeout(context.Background(), mustDuration(order[2]))
			defer cancel()
			class.Harm(ctx, order[0], order[1])
		}
	}
	if order := strings.Fields(os.Getenv(burnEnv)); len(order) == 2 {
		return func() {
			var processors float64
			_, _ = fmt.Sscan(order[0], &processors) // it is ours
			burn(processors, mustDuration(order[1]))
		}
	}
	return nil
}

func mustDuration(text string) time.Duration {
	d, err := time.ParseDuration(text)
	if err != nil {
		panic(err)
	}
	return d
}

// burn takes so many processors, below one, for so long, a millisecond or so at a time.
func burn(processors float64, most time.Duration) {
	begun := time.Now()
	for taken := time.Duration(0); time.Since(begun) < most; {
		if float64(taken) >= processors*float64(time.Since(begun)) {
			<-time.After(5 * time.Millisecond)
		}
		var used syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used) // never fails
		taken = time.Duration(used.Utime.Nano() + used.Stime.Nano())
	}
}

// process runs the test's binary as another process to its end, and returns how many
// processors it took.
func process(t *testing.T, name string, order ...string) (processors float64) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Error(err)
		return 0
	}
	other := exec.CommandContext(t.Context(), self)
	other.Env = append(os.Environ(), name+"="+strings.Join(order, " "))
	begun := time.Now()
	if out, err := other.CombinedOutput(); err != nil {
		t.Errorf("%s: %v: %s", name, err, out)
		return 0
	}
	return float64(other.ProcessState.UserTime()+other.ProcessState.SystemTime()) / float64(time.Since(begun))
}
