package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/lab/ratio"
)

// bareServer is the least that answers HTTP: what ours is measured against.
const bareServer = `package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
)

func main() {
	listener, err := net.Listen("tcp", os.Args[2])
	if err != nil {
		panic(err)
	}
	fmt.Println("http://" + listener.Addr().String())
	http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) }))
}
`

// mustBuild builds as make build does and gives the file.
func mustBuild(b testing.TB, name, from string) string {
	b.Helper()
	file := filepath.Join(b.TempDir(), name)
	build := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", file, from)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v\n%s", name, err, out)
	}
	return file
}

// started is a server that was started and has answered.
type started struct {
	answerMs float64 // from exec to the first 200
	idleMB   float64 // resident then
}

var printedAddress = regexp.MustCompile(`https?://[\d.]+:\d+`)

// mustAnswer starts the server on a port that the kernel chooses, waits for
// its first answer and ends it.
func mustAnswer(b *testing.B, file string) started {
	b.Helper()
	server := exec.CommandContext(b.Context(), file, "-listen", "127.0.0.1:0")
	said, err := server.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = server.Process.Signal(syscall.SIGTERM) // it is there until Wait
		_ = server.Wait()                          // the bare one does not exit with 0
	}()
	line, err := bufio.NewReader(said).ReadString('\n')
	if err != nil {
		b.Fatalf("%s said %q: %v", file, line, err)
	}
	base := printedAddress.FindString(line)
	if !healthy(b.Context(), base) {
		b.Fatalf("no answer from %q", base)
	}
	return started{time.Since(start).Seconds() * 1000, residentMB(b, server.Process.Pid)}
}

// residentMB is VmRSS of proc_pid_status(5).
func residentMB(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmRSS:")
	kb, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		b.Fatal(err)
	}
	return float64(kb) / 1024
}

func sizeMB(b *testing.B, file string) float64 {
	b.Helper()
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	return float64(info.Size()) / 1e6
}

// What the program costs before anybody uses it, beside a bare net/http.
func BenchmarkRatio13(b *testing.B) {
	source := filepath.Join(b.TempDir(), "bare.go")
	if err := os.WriteFile(source, []byte(bareServer), 0o600); err != nil {
		b.Fatal(err)
	}
	ours, bare := mustBuild(b, "stickylab", "."), mustBuild(b, "bare", source)
	var idle ratio.Pair
	start := ratio.InTurn(21,
		func() float64 {
			s := mustAnswer(b, ours)
			idle.Ours = append(idle.Ours, s.idleMB)
			return s.answerMs
		},
		func() float64 {
			s := mustAnswer(b, bare)
			idle.Theirs = append(idle.Theirs, s.idleMB)
			return s.answerMs
		})
	size := ratio.Pair{Ours: []float64{sizeMB(b, ours)}, Theirs: []float64{sizeMB(b, bare)}}
	for _, part := range []struct {
		name, unit string
		pair       ratio.Pair
		target     float64
	}{
		{"ColdStart", "ms", start, 20},
		{"Binary", "MB", size, 19},
		{"IdleMemory", "MB", idle, 24},
	} {
		b.Run(part.name, func(b *testing.B) {
			part.pair.Report(b, part.unit, ratio.OursAtMost(part.target))
		})
	}
}
