// Command stickylab (粘包实验室) shows what sockets do to messages: it serves
// the lab to a browser, or runs an experiment and prints what happened.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"stickylab/lab/watch"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // the run failed, or the lab could not be served
	exitUsage  = 2
	// exitNoProgram is that of a program to trace that cannot be started, as of a shell.
	exitNoProgram = 127
)

// exitCode is the error of a command that ends as a program of the user's did.
type exitCode int

func (e exitCode) Error() string { return "exit code " + strconv.Itoa(int(e)) }

// errUsage tells that the command was called in a way it cannot follow; what
// was wrong has been said.
var errUsage = errors.New("wrong use")

// program is what a sub-command works with.
type program struct {
	in       io.Reader
	out, err io.Writer
	lang     string
	door     netip.AddrPort // where runs meet a program of the user's own, not valid without one
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == watch.Launcher {
		fmt.Fprintln(os.Stderr, "stickylab:", watch.Launch(os.Args[2:]))
		os.Exit(exitNoProgram)
	}
	if len(os.Args) > 1 && os.Args[1] == watch.Pair {
		if err := watch.PlayPair(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, "stickylab:", err)
			os.Exit(exitFailed)
		}
		os.Exit(0)
	}
	ctx, stop := signal.NotifyContext(context.Background(), endingSignals()...)
	p := program{in: os.Stdin, out: os.Stdout, err: os.Stderr, lang: language(os.Getenv)}
	code := p.main(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// endingSignals are those that end a command.
func endingSignals() []os.Signal {
	ending := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as nohup(1) does, to live longer than its terminal
		ending = append(ending, syscall.SIGHUP)
	}
	return ending
}

// main runs a sub-command and gives the exit code.
func (p program) main(ctx context.Context, args []string) int {
	command := "serve"
	if len(args) > 0 && (args[0] == "-version" || args[0] == "--version") {
		command, args = "version", nil
	} else if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	commands := map[string]func(context.Context, []string) error{
		"serve": p.serve, "run": p.run, "replay": p.replay, "trace": p.trace, "check": p.check, "python": p.python, "tap": p.tap, "list": p.list, "healthcheck": p.healthcheck, "help": p.help, "version": p.version,
	}
	do, ok := commands[command]
	if !ok {
		p.sayf("cli.command", command)
		return exitUsage
	}
	err, code := do(ctx, args), exitCode(0)
	switch {
	case errors.As(err, &code):
		return int(code)
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
