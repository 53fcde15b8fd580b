package hook

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/watch"
)

//go:embed py/pair.py
var pairSource string

// The connections of one measurement, and the calls that a client makes of each.
const (
	measureRounds = 2
	measureEach   = 24
	pairCalls     = 7
)

// Measure finds out what Run costs and changes on this machine, in about a second: it runs
// two programs of its own alone and with the hook in turn, by the Python that the first of
// the programs runs on, else by python3.
func Measure(ctx context.Context, programs [][]string, tell func() watch.Teller, now func() int64) (lab.Watching, error) {
	python := pythonOf(programs)
	var both [2]pairSum
	for range measureRounds {
		port, err := freePort()
		if err != nil {
			return lab.Watching{}, err
		}
		var argv [][]string
		for _, role := range []string{"server", "client"} {
			argv = append(argv, []string{python, "-c", pairSource, role, port, strconv.Itoa(measureEach)})
		}
		if err := both[0].add(func(out *os.File) error { return alone(ctx, argv, out) }); err != nil {
			return lab.Watching{}, err
		}
		err = both[1].add(func(out *os.File) error {
			_, err := Run(ctx, watch.Options{Programs: argv, Stdout: out, Stderr: out, Tell: tell(), Now: now})
			return errors.Join(err, ctx.Err())
		})
		if err != nil {
			return lab.Watching{}, err
		}
	}
	n := measureRounds * measureEach
	return lab.Watching{
		Turns: n, Alone: both[0].joined, Watched: both[1].joined,
		NsPerCall: max(0, (both[1].took-both[0].took)/int64(n*pairCalls)),
	}, nil
}

// pythonOf is the interpreter of the first program.
func pythonOf(programs [][]string) string {
	for _, argv := range programs {
		if len(argv) > 0 && strings.HasPrefix(filepath.Base(argv[0]), "python") {
			return argv[0]
		}
	}
	return "python3"
}

func freePort() (string, error) {
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return "", err
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port, l.Close()
}

// alone runs the programs with nobody watching.
func alone(ctx context.Context, argv [][]string, out *os.File) (err error) {
	var all []*exec.Cmd
	for _, one := range argv {
		cmd := exec.CommandContext(ctx, one[0], one[1:]...)
		cmd.Stdout, cmd.Stderr = out, out
		if err = cmd.Start(); err != nil {
			break
		}
		all = append(all, cmd)
	}
	for _, cmd := range all {
		if err != nil {
			_ = cmd.Process.Kill()
		}
		err = errors.Join(err, cmd.Wait())
	}
	return err
}

// pairSum adds up what the two programs print.
type pairSum struct {
	joined int
	took   int64 // of the clients, in nanoseconds
}

func (s *pairSum) add(run func(out *os.File) error) error {
	out, err := os.CreateTemp("", "stickylab-pair-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(out.Name()) }()
	if err := errors.Join(run(out), out.Close()); err != nil {
		return err
	}
	text, err := os.ReadFile(out.Name())
	if err != nil {
		return err
	}
	var joined int
	var took int64
	for line := range bytes.Lines(text) {
		_, _ = fmt.Sscanf(string(line), "server %d", &joined)
		_, _ = fmt.Sscanf(string(line), "client %d", &took)
	}
	if took == 0 {
		return fmt.Errorf("the pair printed %q", text)
	}
	s.joined += joined
	s.took += took
	return nil
}
