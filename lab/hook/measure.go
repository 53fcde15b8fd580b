package hook

import (
	"context"
	_ "embed"
	"errors"
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
	var pairs watch.Pairs
	for range measureRounds {
		port, err := freePort()
		if err != nil {
			return lab.Watching{}, err
		}
		var argv [][]string
		for _, role := range []string{"server", "client"} {
			argv = append(argv, []string{python, "-c", pairSource, role, port, strconv.Itoa(measureEach)})
		}
		watched := func(out *os.File) error {
			_, err := Run(ctx, watch.Options{Programs: argv, Stdout: out, Stderr: out, Tell: tell(), Now: now})
			return errors.Join(err, ctx.Err())
		}
		for i, run := range []func(*os.File) error{func(out *os.File) error { return alone(ctx, argv, out) }, watched} {
			text, err := printed(run)
			if err == nil {
				err = pairs.Add(i == 1, text)
			}
			if err != nil {
				return lab.Watching{}, err
			}
		}
	}
	return pairs.Watching(measureRounds*measureEach, pairCalls), nil
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

// printed is what programs print.
func printed(run func(out *os.File) error) ([]byte, error) {
	out, err := os.CreateTemp("", "stickylab-pair-*")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(out.Name()) }()
	if err := errors.Join(run(out), out.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(out.Name())
}
