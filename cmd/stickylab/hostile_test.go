package main

import (
	"bufio"
	"bytes"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
	"stickylab/lab/script"
)

// process is the program as a process of its own.
type process struct {
	base string
	pid  int
	temp string // its folder for temporary files
	// ended waits until it has ended, end has it end before.
	ended, end func() (said string)
}

// mustServe starts a program on a port that the kernel chooses.
func mustServe(t *testing.T, program string, args ...string) process {
	t.Helper()
	return mustServeIn(t, t.TempDir(), program, args...)
}

// mustServeIn is mustServe with a folder for temporary files.
func mustServeIn(t *testing.T, temp, program string, args ...string) process {
	t.Helper()
	var said bytes.Buffer
	server := exec.CommandContext(t.Context(), program, append([]string{"serve", "-listen", "127.0.0.1:0", "-drain-time", "0s"}, args...)...)
	server.Env = append(os.Environ(), "TMPDIR="+temp, "LANG=en_US.UTF-8", "LC_ALL=")
	server.Stderr = &said
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := sync.OnceValue(func() string {
		_ = server.Wait() // killed with the test's context
		return said.String()
	})
	end := func() string {
		_ = server.Process.Signal(syscall.SIGTERM) // it may have ended
		return ended()
	}
	t.Cleanup(func() { end() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the program said %q (%v) and %s", line, err, end())
	}
	return process{base: printedAddress.FindString(line), pid: server.Process.Pid, temp: temp, ended: ended, end: end}
}

func (p process) address() string { return p.base[strings.Index(p.base, "://")+3:] }

// peakMB is VmHWM of proc_pid_status(5): the most that was ever resident.
func (p process) peakMB(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/" + strconv.Itoa(p.pid) + "/status")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kb >> 10
}

// unsent is how many bytes the kernel holds to send to the clients of the lab.
func (p process) unsent(t *testing.T) int64 {
	t.Helper()
	_, port, _ := net.SplitHostPort(p.address())
	bytes, err := class.Unsent("/proc/net/tcp", mustAtoi(t, port))
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

// A script that is refused as it is written would harm nobody.
func TestHostileScriptsCanBeRun(t *testing.T) {
	for _, text := range class.HostileScripts() {
		if _, err := script.Parse(text); err != nil {
			t.Error(err)
		}
	}
}

// hostileTime is how long the hostile client goes on.
const hostileTime = 30 * time.Second

// One client does all it can at once, as fast as it is let. The lab stays within its
// budgets, and a student who has a cookie is refused nothing.
func TestOneHostileClientHurtsNobody(t *testing.T) {
	const memoryMB, filesMB, lessons = 256, 16, 10
	// The attack takes processors from the whole machine, from this test, too: how much
	// longer a student waits is logged, and the half of all waits are shorter than this.
	const longest = 5 * time.Second
	// As it is shipped: with the race detector memory is another's.
	p := mustServe(t, mustBuild(t, "stickylab", "."), "-memory", strconv.Itoa(memoryMB<<20), "-file-bytes", strconv.Itoa(filesMB<<20), "-capture", "off")
	student := class.NewStudent(p.base)
	defer student.CloseIdleConnections()
	large, err := student.Start(t.Context(), class.LargeRun())
	if err != nil {
		t.Fatalf("the large run: %v", err)
	}
	unsent, files := int64(0), int64(0)
	learn := func() (all []time.Duration) {
		for range lessons {
			took, err := student.Learn(t.Context())
			if err != nil {
				t.Fatalf("a student: %v; the lab said %s", err, p.end())
			}
			all = append(all, took)
			unsent, files = max(unsent, p.unsent(t)), max(files, class.Files(p.temp))
		}
		return all
	}
	calm := learn()
	ctx, stop := context.WithCancel(t.Context())
	var attacking sync.WaitGroup
	defer attacking.Wait()
	defer stop()
	attacking.Go(func() { class.Harm(ctx, p.base, large) })
	begun := time.Now()
	var busy []time.Duration
	for time.Since(begun) < hostileTime {
		busy = append(busy, learn()...)
	}
	t.Logf("click to end: %s without a hostile client, %s beside one; the slowest took %s and %s",
		class.Quantile(calm, 0.5), class.Quantile(busy, 0.5), slices.Max(calm), slices.Max(busy))
	if half := class.Quantile(busy, 0.5); half > longest {
		t.Errorf("beside a hostile client a student waits %s from click to end, want %s at most", half, longest)
	}
	stop()
	attacking.Wait()
	if peak := p.peakMB(t); peak > memoryMB {
		t.Errorf("the lab was as large as %d MB, want %d at most", peak, memoryMB)
	} else {
		t.Logf("peak %d MB, %d MB to send in the kernel, %d MB of files", peak, unsent>>20, files>>20)
	}
	if unsent > 64<<20 || files > filesMB<<20 {
		t.Errorf("the kernel held %d bytes to send, and there were %d bytes of files; want 64 MiB and %d MiB at most", unsent, files, filesMB)
	}
	if !healthy(t.Context(), p.base) {
		t.Error("the lab does not answer")
	}
	if said := p.end(); !strings.Contains(said, "a limit refuses") {
		t.Errorf("no line of what was refused: %s", said)
	}
	if left, _ := filepath.Glob(filepath.Join(p.temp, "stickylab*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
