package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"stickylab/lab/pyodide"
)

const (
	// pythonOff turns the Python of browsers off.
	pythonOff = "off"
	// fetchTime bounds how long npm or another host may take to deliver 6 MB.
	fetchTime = 10 * time.Minute
	megabyte  = 1e6
)

// python is the command that is about the Python of browsers: get takes it from
// npm, from a file or from an address, and puts it where serve finds it.
func (p program) python(ctx context.Context, args []string) error {
	set := p.flags("python")
	dir := set.String("python", "", p.text("cli.python-dir"))
	rest, err := p.parse(set, args)
	if err != nil {
		return err
	}
	if len(rest) == 0 || rest[0] != "get" || len(rest) > 2 {
		p.sayf("cli.python-what")
		return errUsage
	}
	store, err := pythonStore(*dir)
	if err != nil {
		return err
	}
	if store == nil {
		p.sayf("cli.python-off")
		return errUsage
	}
	if store.Ready() {
		fmt.Fprintln(p.out, p.text("cli.python-there", pyodide.Version, store.Dir()))
		return nil
	}
	from := ""
	if len(rest) == 2 {
		from = rest[1]
	}
	return p.getPython(ctx, store, from)
}

// pythonStore is the one in a folder, or in the usual one; nil when it is off.
func pythonStore(dir string) (*pyodide.Store, error) {
	switch dir {
	case pythonOff:
		return nil, nil
	case "":
		usual, err := pyodide.DefaultDir()
		if err != nil {
			return nil, err
		}
		dir = usual
	}
	return pyodide.NewStore(dir), nil
}

// getPython puts the package from somewhere into the store and says how far it is.
func (p program) getPython(ctx context.Context, store *pyodide.Store, from string) error {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	body, err := p.openPackage(ctx, from)
	if err != nil {
		return err
	}
	defer body.Close()
	line := newStatusLine(p.err)
	err = store.Put(body, func(done int64) {
		line.show(p.text("cli.python-read", fmt.Sprintf("%.1f", float64(done)/megabyte)))
	})
	line.clear()
	switch {
	case errors.Is(err, pyodide.ErrOther), errors.Is(err, pyodide.ErrTooLarge):
		p.sayf("cli.python-other", pyodide.Package)
		return errUsage
	case err != nil:
		return err
	}
	fmt.Fprintln(p.out, p.text("cli.python-got", pyodide.Version, store.Dir()))
	return nil
}

// openPackage opens what the argument names. Without one npm gets the package from
// wherever it is set up to.
func (p program) openPackage(ctx context.Context, from string) (io.ReadCloser, error) {
	switch {
	case from == "":
		return p.npmPack(ctx)
	case strings.HasPrefix(from, "http://"), strings.HasPrefix(from, "https://"):
		return fetch(ctx, from)
	}
	file, err := os.Open(from)
	if errors.Is(err, os.ErrNotExist) {
		p.sayf("cli.no-file", from)
		return nil, errUsage
	}
	return file, err
}

func fetch(ctx context.Context, address string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, fmt.Errorf("%s: %s", address, response.Status)
	}
	return response.Body, nil
}

// npmPack has npm write the package into a folder that goes away with the reader.
func (p program) npmPack(ctx context.Context) (io.ReadCloser, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		p.sayf("cli.python-ways", pyodide.Name, pyodide.Package)
		return nil, errUsage
	}
	dir, err := os.MkdirTemp("", "stickylab-npm-")
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(p.err, p.text("cli.python-npm", pyodide.Name))
	command := exec.CommandContext(ctx, npm, "pack", "--silent", "--pack-destination", dir, pyodide.Name)
	said, err := command.CombinedOutput()
	if err != nil {
		_ = os.RemoveAll(dir)
		return nil, fmt.Errorf("npm pack %s: %w\n%s\n%s", pyodide.Name, err, said, p.text("cli.python-ways", pyodide.Name, pyodide.Package))
	}
	file, err := os.Open(filepath.Join(dir, pyodide.Package))
	if err != nil {
		_ = os.RemoveAll(dir)
		return nil, err
	}
	return inFolder{file, dir}, nil
}

// inFolder is a file whose folder goes away with it.
type inFolder struct {
	*os.File
	dir string
}

func (f inFolder) Close() error { return errors.Join(f.File.Close(), os.RemoveAll(f.dir)) }
