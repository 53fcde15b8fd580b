package browser

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"testing"
	"time"
)

// Program is the file of stickylab, built from the sources around the test.
type Program string

// Build builds the program, with the race detector where the test has it. All tests
// share one file, which is linked again only when the sources have changed: go build sees
// to that, one at a time.
func Build(t testing.TB) Program {
	t.Helper()
	root := ModuleRoot(t)
	noteSources(t, root)
	folder := filepath.Join(root, ".bin")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "stickylab-under-test")
	args := []string{"build"}
	if raceDetected() {
		file, args = file+"-race", append(args, "-race")
	}
	defer alone(t, file+".lock")()
	build := exec.CommandContext(t.Context(), "go", append(args, "-o", file, "./cmd/stickylab")...)
	build.Dir = root
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build stickylab: %v\n%s", err, said)
	}
	return Program(file)
}

// alone waits until no other process has the lock of a file (flock(2)), and returns what
// lets go of it.
func alone(t testing.TB, name string) (release func()) {
	t.Helper()
	lock, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	for err = syscall.EINTR; errors.Is(err, syscall.EINTR); {
		err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX)
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() { _ = lock.Close() }
}

// raceDetected reports whether the test binary was built with -race.
func raceDetected() bool {
	info, _ := debug.ReadBuildInfo()
	for _, setting := range info.Settings {
		if setting.Key == "-race" {
			return setting.Value == "true"
		}
	}
	return false
}

// ModuleRoot is the folder of go.mod, in or above the folder of the test.
func ModuleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			t.Fatal("no go.mod in or above the folder of the test")
		}
		dir = above
	}
}

// noteSources looks at every file that the program is built from. go test
// notes what a test looks at, so that it does not take the result of an older
// program from its cache.
func noteSources(t testing.TB, root string) {
	t.Helper()
	for _, top := range []string{"cmd", "lab", "web", "static"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, entry os.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && entry.Name() == "node_modules":
				return filepath.SkipDir
			case entry.IsDir():
				return nil
			}
			_, err = os.Stat(name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Serve starts the lab on a free port and returns its address. It is ended as a
// service manager ends it, by SIGTERM, and must then exit with 0.
func (program Program) Serve(t testing.TB, args ...string) (base string) {
	t.Helper()
	address := FreeAddress(t)
	ctx, stop := context.WithCancel(context.Background())
	process := exec.CommandContext(ctx, string(program), append([]string{"-listen", address}, args...)...)
	process.Cancel = func() error { return process.Process.Signal(syscall.SIGTERM) }
	process.WaitDelay = patience
	output, err := os.Create(filepath.Join(t.TempDir(), "output"))
	if err != nil {
		t.Fatal(err)
	}
	process.Stdout, process.Stderr = output, output
	if err := process.Start(); err != nil {
		t.Fatalf("start stickylab: %v", err)
	}
	t.Cleanup(func() {
		stop()
		_ = process.Wait() // the exit code says more
		_ = output.Close()
		code := process.ProcessState.ExitCode()
		if code != 0 || t.Failed() {
			said, _ := os.ReadFile(output.Name())
			t.Logf("stickylab said:\n%s", said)
		}
		if code != 0 {
			t.Errorf("stickylab after SIGTERM: exit code %d, want 0", code)
		}
	})
	base = "http://" + address
	eventually(t, "the lab answers on "+base, func() bool { return healthy(t.Context(), base) })
	return base
}

func healthy(ctx context.Context, base string) bool {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/healthz", http.NoBody)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err == nil && response.StatusCode == http.StatusOK
}

// FreeAddress is an address on loopback that nobody listens on.
func FreeAddress(t testing.TB) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
