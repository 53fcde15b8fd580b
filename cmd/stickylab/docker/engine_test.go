//go:build docker

package docker

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
)

// buildFlags are what the engine at hand needs to build an image, as "--network host".
const buildFlags = "STICKYLAB_TEST_DOCKER_BUILD"

// The image is built once, by the README's own line.
func TestMain(m *testing.M) {
	if other := otherProcess(); other != nil {
		other()
		return
	}
	root, err := filepath.Abs("../../..")
	if err == nil {
		err = build(root)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func build(root string) error {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		return err
	}
	const line = "docker build -t stickylab ."
	if !strings.Contains(string(readme), "\n"+line+"\n") {
		return fmt.Errorf("the README has no line %q", line)
	}
	words := strings.Fields(line)[1:]
	command := exec.Command("docker", slices.Insert(words, 1, strings.Fields(os.Getenv(buildFlags))...)...)
	command.Dir, command.Stdout, command.Stderr = root, os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	return nil
}

func mustReadme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// mustDocker runs the docker command and returns what it prints.
func mustDocker(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("docker", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("docker %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// container is a lab in a container.
type container struct {
	id   string
	base string // of its addresses, through the published port, as other machines come there
	here string // the same from this machine only: through a program of Docker's
	pid  string // of its process, as this machine counts
}

// bridge is the network of containers, and the address that this machine has in it.
func bridge(t *testing.T) (all netip.Prefix, here netip.Addr) {
	t.Helper()
	all, err := netip.ParsePrefix(mustDocker(t, "network", "inspect", "-f", "{{(index .IPAM.Config 0).Subnet}}", "bridge"))
	if err != nil {
		t.Fatal(err)
	}
	return all, all.Masked().Addr().Next()
}

// readmeRun are the flags of the README's only line "docker run" that has a text, with
// another port of this machine, and in the background.
func readmeRun(t *testing.T, has string) []string {
	t.Helper()
	for _, found := range regexp.MustCompile("(?m)docker run --rm -p 8035:8035 ([^`\n]*)stickylab").FindAllStringSubmatch(mustReadme(t), -1) {
		if strings.Contains(found[1], has) && (has != "" || found[1] == "") {
			return strings.Fields(found[1])
		}
	}
	t.Fatalf("the README runs no image with %q", has)
	return nil
}

// mustRun starts a lab with flags of docker run, and waits until it answers.
func mustRun(t *testing.T, flags ...string) container {
	t.Helper()
	network, address := bridge(t)
	words := slices.Concat([]string{
		"run", "-d", "-p", "127.0.0.1::8035", "-p", address.String() + "::8035",
		"-e", "STICKYLAB_ALLOW_HOST=" + address.String(), "-e", "STICKYLAB_METRICS_FROM=" + network.String(),
	}, flags, []string{"stickylab"})
	c := container{id: mustDocker(t, words...)}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the lab said %s", mustDocker(t, "logs", c.id))
		}
		mustDocker(t, "rm", "-f", c.id)
	})
	for _, at := range strings.Fields(mustDocker(t, "port", c.id, "8035/tcp")) {
		if strings.HasPrefix(at, "127.") {
			c.here = "http://" + at
		} else {
			c.base = "http://" + at
		}
	}
	c.pid = c.inspect(t, ".State.Pid")
	for deadline := time.Now().Add(time.Minute); ; <-time.After(50 * time.Millisecond) {
		response, err := http.Get(c.base + "/healthz")
		if err == nil {
			_ = response.Body.Close()
			return c
		}
		if time.Now().After(deadline) {
			t.Fatalf("it does not answer: %v", err)
		}
	}
}

func (c container) inspect(t *testing.T, field string) string {
	t.Helper()
	return mustDocker(t, "inspect", "-f", "{{"+field+"}}", c.id)
}

// gauge is a number of /metrics.
func (c container) gauge(t *testing.T, name string) float64 {
	t.Helper()
	for line := range strings.Lines(c.get(t, "/metrics", http.StatusOK)) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	t.Fatalf("/metrics has no %s", name)
	return 0
}

// get is the answer to a program's request, which has to have a status.
func (c container) get(t *testing.T, path string, status int) string {
	t.Helper()
	s := class.NewStranger(c.base)
	defer s.CloseIdleConnections() // it is no connection of the class
	body, err := s.Get(t.Context(), path, status)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// mustEnd runs a lesson or a script to its end and returns the trace.
func (c container) mustEnd(t *testing.T, order string) string {
	t.Helper()
	s := class.NewStudent(c.base)
	defer s.CloseIdleConnections()
	id, err := s.Start(t.Context(), order)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Watch(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	return c.get(t, "/api/runs/"+id, http.StatusOK)
}

// unkilled fails where the kernel killed the lab for its memory, or it ended otherwise.
func (c container) unkilled(t *testing.T) {
	t.Helper()
	if state := c.inspect(t, ".State.Status") + " " + c.inspect(t, ".State.OOMKilled"); state != "running false" {
		t.Fatalf("the lab is %s (killed for its memory: true)", state)
	}
}

// learning has students of the class learn at the same time until the context is over, a
// lesson every few seconds each, and returns how long each waited.
func learning(ctx context.Context, t *testing.T, students []*class.Student, pause time.Duration) (all []time.Duration) {
	t.Helper()
	took := make(chan time.Duration)
	done := make(chan struct{}, len(students))
	for i, s := range students {
		go func() {
			defer func() { done <- struct{}{} }()
			late := time.Duration(i) * pause / time.Duration(len(students)) // they do not click at the same moment
			for sleep(ctx, late) {
				one, err := s.Learn(t.Context())
				if err != nil {
					t.Errorf("a student is refused what is theirs: %v", err)
					return
				}
				took <- one
				late = pause
			}
		}()
	}
	for left := len(students); left > 0; {
		select {
		case one := <-took:
			all = append(all, one)
		case <-done:
			left--
		}
	}
	return all
}

// sleep waits, and reports whether the context goes on.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

func newClass(t *testing.T, base string, n int) []*class.Student {
	t.Helper()
	all := make([]*class.Student, n)
	for i := range all {
		all[i] = class.NewStudent(base)
		if err := all[i].Open(t.Context(), "/"); err != nil { // its cookie
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		for _, s := range all {
			s.CloseIdleConnections()
		}
	})
	return all
}
