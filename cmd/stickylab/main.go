// Command stickylab (粘包实验室) shows what sockets do to messages: it serves
// the lab to a browser, or runs an experiment and prints what happened.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // the run failed, or the lab could not be served
	exitUsage  = 2
)

// errUsage tells that the command was called in a way it cannot follow; what
// was wrong has been said.
var errUsage = errors.New("wrong use")

// program is what a sub-command works with.
type program struct {
	in       io.Reader
	out, err io.Writer
	lang     string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := program{in: os.Stdin, out: os.Stdout, err: os.Stderr, lang: language(os.Getenv)}
	code := p.main(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// main runs a sub-command and gives the exit code.
func (p program) main(ctx context.Context, args []string) int {
	command := "serve"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	commands := map[string]func(context.Context, []string) error{
		"serve": p.serve, "run": p.run, "replay": p.replay, "check": p.check, "list": p.list, "healthcheck": p.healthcheck, "help": p.help,
	}
	do, ok := commands[command]
	if !ok {
		p.sayf("cli.command", command)
		return exitUsage
	}
	switch err := do(ctx, args); {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.Is(err, errUsage):
		return exitUsage
	case errors.Is(err, errRun):
		return exitFailed
	default:
		fmt.Fprintln(p.err, "stickylab:", err)
		return exitFailed
	}
}

// language is the one of the terminal: Chinese when the locale says so or says
// nothing, else English.
func language(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			if strings.HasPrefix(locale, "zh") || locale == "C" || strings.HasPrefix(locale, "C.") || locale == "POSIX" {
				return "zh"
			}
			return "en"
		}
	}
	return "zh"
}

func (p program) help(context.Context, []string) error {
	fmt.Fprint(p.out, p.text("cli.help"))
	return nil
}
