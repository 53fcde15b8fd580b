//go:build amd64 || arm64

package watch

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strconv"

	"stickylab/lab"
)

// The connections of one measurement: rounds in which they are made alone and
// then watched, so that what else the machine does hits both.
const (
	measureRounds = 4
	measureEach   = 12
)

func measure(ctx context.Context, tell func() Teller, now func() int64) (lab.Watching, error) {
	listener, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return lab.Watching{}, err
	}
	defer func() { _ = listener.Close() }()
	file, err := listener.File()
	if err != nil {
		return lab.Watching{}, err
	}
	defer func() { _ = file.Close() }()
	file.Fd() // makes it wait in accept, not in poll
	p := pairRun{listener: file}
	watched := func(ctx context.Context, out *os.File) error {
		_, err := Run(ctx, Options{Programs: p.programs(), Probes: true, Stdin: file, Stdout: out, Stderr: out, Tell: tell(), Now: now})
		return err
	}
	var pairs Pairs
	for range measureRounds {
		for i, run := range []func(context.Context, *os.File) error{p.alone, watched} {
			text, err := printed(ctx, run)
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

// printed is what programs print.
func printed(ctx context.Context, run func(context.Context, *os.File) error) ([]byte, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	if err := errors.Join(run(ctx, w), w.Close(), ctx.Err()); err != nil {
		return nil, err
	}
	return io.ReadAll(r) // the programs have ended: it is all there
}

// pairRun runs the two programs.
type pairRun struct{ listener *os.File }

func (pairRun) programs() [][]string {
	const self = "/proc/self/exe"
	n := strconv.Itoa(measureEach)
	return [][]string{{self, Pair, "server", n}, {self, Pair, "client", n}}
}

// alone runs them with nobody watching.
func (p pairRun) alone(ctx context.Context, out *os.File) error {
	var all []*os.Process
	for _, argv := range p.programs() {
		one, err := os.StartProcess(argv[0], argv, &os.ProcAttr{Files: []*os.File{p.listener, out, out}})
		if err != nil {
			return errors.Join(err, ended(all))
		}
		all = append(all, one)
	}
	stop := context.AfterFunc(ctx, func() {
		for _, one := range all {
			_ = one.Kill()
		}
	})
	defer stop()
	var err error
	for _, one := range all {
		_, failed := one.Wait()
		err = errors.Join(err, failed)
	}
	return err
}

// ended ends programs that the other did not join.
func ended(all []*os.Process) (err error) {
	for _, one := range all {
		_ = one.Kill()
		_, failed := one.Wait()
		err = errors.Join(err, failed)
	}
	return err
}
