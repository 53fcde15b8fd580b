package main

import (
	"bufio"
	"errors"
	"flag"
	"io"
	"os"
	"strings"

	"stickylab/lab/catalog"
)

// configFlag names the file of flags.
const configFlag = "config"

// maxConfigBytes bounds a file of flags.
const maxConfigBytes = 64 << 10

// fromFile sets what the file of -config has and neither a flag nor the environment:
// a line is KEY = value with a flag's own name, and # begins a comment. With some, keys
// that the set has not are those of another command; else they are refused, with the
// one that is most like it. What is wrong has been said.
func (p program) fromFile(set *flag.FlagSet, some bool) error {
	path := set.Lookup(configFlag).Value.String()
	if path == "" {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		p.sayf("cli.config.file", err)
		return errUsage
	}
	defer func() { _ = file.Close() }()
	text, err := io.ReadAll(io.LimitReader(file, maxConfigBytes+1))
	if err == nil && len(text) > maxConfigBytes {
		err = errors.New(p.text("cli.config.long", path, maxConfigBytes))
	}
	if err != nil {
		p.sayf("cli.config.file", err)
		return errUsage
	}
	given := map[string]bool{configFlag: true}
	set.Visit(func(f *flag.Flag) { given[f.Name] = true })
	seen := map[string]bool{}
	lines := bufio.NewScanner(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))) // as Notepad begins it
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		f := set.Lookup(key)
		switch {
		case !ok:
			p.sayf("cli.config.line", path, n, line)
		case f == nil && some:
			continue
		case f == nil || key == configFlag:
			p.sayf("cli.config.unknown", path, n, key, nearest(key, set))
		case seen[key] && !repeatable(f):
			p.sayf("cli.config.twice", path, n, key)
		default:
			seen[key] = true
			if given[key] {
				continue
			}
			bad := set.Set(key, value)
			if bad == nil {
				continue
			}
			p.sayf("cli.config.value", path, n, key, value, bad)
		}
		return errUsage
	}
	return lines.Err()
}

// repeatable reports whether a flag may be given several times.
func repeatable(f *flag.Flag) bool {
	switch f.Value.(type) {
	case *hosts, *proxies, *list:
		return true
	}
	return false
}

// nearest is the name of a set's flag that is most like another name.
func nearest(name string, set *flag.FlagSet) (best string) {
	least := -1
	set.VisitAll(func(f *flag.Flag) {
		if n := catalog.Distance(name, f.Name); f.Name != configFlag && (least < 0 || n < least) {
			best, least = f.Name, n
		}
	})
	return best
}
