package view

import (
	"strings"

	"stickylab/lab/starter"
)

// PythonPage is where students run programs of their own.
type PythonPage struct {
	Chrome Chrome
	// Kit is the path of what runs them, with a slash at its end; Worker is that of the
	// script of an interpreter.
	Kit, Worker string
	// Ready reports whether the interpreter is there, CanPut whether the reader may put
	// it there, Package and Name what it is called as a file and for npm.
	Ready, CanPut bool
	Package, Name string
	// Files are what the editors hold at first, Start the exercise that they are of and
	// Lesson the lesson; both empty for neither.
	Files         []PythonFile
	Start, Lesson string
	// Own is the peer of the lesson that the reader writes; empty where all programs are
	// the reader's.
	Own string
}

// PythonFile is one file. Runs reports whether it is a program of its own.
type PythonFile struct {
	Name, Text string
	Runs       bool
}

// Limits of what stands in the editors, as POST /api/runs has them.
const (
	maxPythonPrograms = 4
	maxPythonFiles    = 8
)

func (p PythonPage) tabs() []dockTab {
	lang := p.Chrome.Lang
	return append(runTabs(lang, nil, nothing()),
		beforeTab(p.Chrome),
		dockTab{Name: "pyhelp", Count: uncounted, Size: "tall", Body: pythonHelp(p)},
	)
}

// starts lists the exercises to start from.
func (p PythonPage) starts() []string { return starter.Names() }

// command runs the programs under stickylab trace, as app/python/terminal.js writes it.
func (p PythonPage) command() string {
	var programs []string
	for _, file := range p.Files {
		if file.Runs {
			programs = append(programs, file.Name)
		}
	}
	return traceCommand(programs)
}

// traceCommand runs files by python3 under stickylab trace.
func traceCommand(files []string) string {
	return "stickylab trace -- python3 " + strings.Join(files, " ::: python3 ")
}
