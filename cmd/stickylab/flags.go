package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"stickylab/web/view"
)

// envPrefix begins the environment variable of each flag: -allow-host is
// STICKYLAB_ALLOW_HOST. A flag given wins over its variable.
const envPrefix = "STICKYLAB_"

func (p program) text(key string, args ...any) string { return view.T(p.lang, key, args...) }

func (p program) sayf(key string, args ...any) {
	fmt.Fprintln(p.err, "stickylab:", p.text(key, args...))
}

// flags makes a flag set whose flags are described in the reader's language.
func (p program) flags(command string) *flag.FlagSet {
	set := flag.NewFlagSet("stickylab "+command, flag.ContinueOnError)
	set.SetOutput(p.err)
	set.Usage = func() {
		fmt.Fprintln(p.err, p.text("cli."+command))
		set.PrintDefaults()
	}
	return set
}

// parse reads flags and gives what is no flag, wherever it stands.
func (p program) parse(set *flag.FlagSet, args []string) (rest []string, err error) {
	if err := p.fromEnv(set); err != nil {
		return nil, err
	}
	for {
		if err := set.Parse(args); err != nil {
			return nil, wrongUse(err)
		}
		if set.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, set.Arg(0))
		args = set.Args()[1:]
	}
}

// parseAlone is parse for a command that takes flags only.
func (p program) parseAlone(set *flag.FlagSet, args []string) error {
	rest, err := p.parse(set, args)
	if err == nil && len(rest) > 0 {
		p.sayf("cli.extra", rest[0])
		return errUsage
	}
	return err
}

// wrongUse keeps the request for help apart from a mistake, which the flag
// set has told already.
func wrongUse(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	return errUsage
}

func (p program) fromEnv(set *flag.FlagSet) (err error) {
	set.VisitAll(func(f *flag.Flag) {
		name := envName(f.Name)
		value, ok := os.LookupEnv(name)
		if !ok || err != nil {
			return
		}
		if bad := set.Set(f.Name, value); bad != nil {
			p.sayf("cli.env", name, value, bad)
			err = errUsage
		}
	})
	return err
}

// limit is a flag that is a number from 1.
type limit int

var errLimit = errors.New("not a whole number from 1")

func (l *limit) String() string { return strconv.Itoa(int(*l)) }

func (l *limit) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return errLimit
	}
	*l = limit(n)
	return nil
}

// list is a flag that may be given several times or with commas.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(text string) error {
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			*l = append(*l, word)
		}
	}
	return nil
}
