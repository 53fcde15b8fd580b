package export

import (
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/catalog"
	"stickylab/lab/repr"
)

// Runnable returns the programs as somebody runs them, each in a terminal of its
// own, the first one first: what is received is printed, a wait of the lab is one by
// the file that Sync returns, and a server may be started again at once. Comments are
// in the language, "zh" or "en".
func Runnable(e lab.Experiment, lang string) []Program {
	programs := Python(e)
	waits, peers := waitsOf(e), played(e)
	for i, p := range programs {
		r := runnable{lang: lang, waits: waits, reuse: e.TransportOf(peers[i]).IsTCP() && !setsReuse(e), long: sendsLong(e)}
		r.prints = slices.ContainsFunc(p.Lines, func(l Line) bool { return strings.Contains(l.String(), ".setblocking(False)") })
		for _, line := range p.Lines {
			r.line(line)
		}
		programs[i].Lines = r.lines
		if len(waits) > 0 {
			programs[i].imports = []string{"sync"}
		}
	}
	return programs
}

// noStep is the Step of a line that no step of the script stands for.
const noStep = -1

// Receiving returns the function by which the program receives just so many bytes,
// for whoever is to read it; nil where it uses none.
func (p Program) Receiving() (lines []Line) {
	const name = "recv_exactly"
	if !p.names(name) {
		return nil
	}
	text, err := prelude.ReadFile("prelude/" + name + ".py")
	if err != nil {
		panic(err) // it is part of this program
	}
	for line := range strings.Lines(string(text)) {
		code := strings.TrimSpace(line)
		indent := (len(line) - len(strings.TrimLeft(line, " "))) / 4
		lines = append(lines, Line{Step: noStep, Indent: indent, Tokens: scan(code)})
	}
	return lines
}

// SyncFile is the name of what Sync returns.
const SyncFile = "sync.py"

// Sync returns the module by which the programs of Runnable wait for each other's
// steps, false where none waits.
func Sync(e lab.Experiment, lang string) (text string, ok bool) {
	if len(waitsOf(e)) == 0 {
		return "", false
	}
	body, err := prelude.ReadFile("prelude/" + SyncFile)
	if err != nil {
		panic(err) // it is part of this program
	}
	first := strings.TrimSuffix(fileName(played(e)[0].Name), ".py")
	about := runnableTexts.Text(lang, "sync", first)
	imports, rest, _ := strings.Cut(string(body), "\n\n")
	return about + "\n" + imports + "\n\nFIRST = " + repr.Quote(first) + "\n" + rest, true
}

// runnable writes the lines of one program anew.
type runnable struct {
	lang   string
	waits  map[int]lab.Wait
	reuse  bool // its listening sockets need SO_REUSEADDR
	prints bool // how many bytes a send took is worth a look
	long   bool // what is received is too long to be read on a terminal
	caught bool // the line before begins what an error is caught by

	lines []Line
}

func (r *runnable) line(line Line) {
	text := line.String()
	code := strings.TrimSpace(text)
	caught := r.caught
	r.caught = false
	if wait, ok := r.waits[line.Step]; ok {
		r.add(line, scan(waiting(wait))...)
		return
	}
	switch name := firstName(line); {
	case caught && code == "pass":
	case r.reuse && strings.Contains(code, ".bind(") && !strings.HasPrefix(code, "if "):
		server, _, _ := strings.Cut(code, ".bind(")
		r.add(line, Token{Kind: "comment", Text: runnableTexts.Text(r.lang, "reuse"), Literal: -1})
		r.add(line, scan(server+".setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)")...)
		r.lines = append(r.lines, line)
	case strings.HasPrefix(code, "except ") && strings.HasSuffix(code, ":"):
		r.add(line, scan(strings.TrimSuffix(code, ":")+" as error:")...)
		r.add(Line{Step: line.Step, Indent: line.Indent + 1}, scan("print('->', repr(error))")...)
		r.caught = true
	case r.prints && slices.Contains(line.Calls, lab.CallSend) && strings.Contains(code, ".send("):
		line.Tokens = slices.Concat(scan("print('send ->', "), line.Tokens, scan(")"))
		r.lines = append(r.lines, line)
	case name != "" && gives(line):
		r.lines = append(r.lines, line)
		r.add(line, scan(fmt.Sprintf("print('%s ->', %s)", word(line, name), r.shown(line, name)))...)
	default:
		r.lines = append(r.lines, line)
	}
}

// shown is what is printed of a value: of long ones how many bytes they are.
func (r *runnable) shown(line Line, name string) string {
	if r.long && slices.Contains(line.Calls, lab.CallRecv) && !slices.Contains(line.Calls, lab.CallDecode) {
		return "len(" + name + "), 'bytes'"
	}
	return name
}

// add appends a line of tokens where another stands.
func (r *runnable) add(at Line, tokens ...Token) {
	r.lines = append(r.lines, Line{Step: at.Step, Indent: at.Indent, Tokens: tokens})
}

// waiting is the call that a wait becomes.
func waiting(w lab.Wait) string {
	count := ""
	if w.Count > 1 {
		count = fmt.Sprint(", ", w.Count)
	}
	return fmt.Sprintf("sync.wait(%s, %s%s)", repr.Quote(strings.TrimSuffix(fileName(w.Peer), ".py")), repr.Quote(w.Call), count)
}

// firstName is the variable that a line assigns to first, empty without one.
func firstName(line Line) string {
	code := strings.TrimSpace(line.String())
	head, _, ok := strings.Cut(code, " = ")
	name, _, _ := strings.Cut(head, ",")
	if !ok || span(name, func(c byte) bool { return isLetter(c) || isDigit(c) }) != len(name) {
		return ""
	}
	return name
}

// gives reports whether what a line assigns came from the other side.
func gives(line Line) bool {
	return slices.ContainsFunc(line.Calls, func(c lab.Call) bool {
		switch c {
		case lab.CallRecv, lab.CallRecvFrom, lab.CallDecode, lab.CallUnpack:
			return true
		}
		return false
	})
}

// word is what is printed before a value.
func word(line Line, name string) string {
	switch {
	case slices.Contains(line.Calls, lab.CallDecode):
		return "frame"
	case slices.Contains(line.Calls, lab.CallUnpack):
		return name
	case slices.Contains(line.Calls, lab.CallRecvFrom):
		return "recvfrom"
	}
	return "recv"
}

// waitsOf finds the waits of an experiment by the line of their step.
func waitsOf(e lab.Experiment) map[int]lab.Wait {
	found := map[int]lab.Wait{}
	for _, a := range flatSteps(e) {
		if wait, ok := a.Do.(lab.Wait); ok {
			found[a.Line] = wait
		}
	}
	return found
}

// setsReuse reports whether SO_REUSEADDR is what the experiment is about.
func setsReuse(e lab.Experiment) bool {
	return slices.ContainsFunc(flatSteps(e), func(s lab.Step) bool {
		set, ok := s.Do.(lab.Set)
		return ok && set.Option == "reuseaddr"
	})
}

// mostShown is how many bytes at once are still read on a terminal.
const mostShown = 4096

// sendsLong reports whether one send has more than that.
func sendsLong(e lab.Experiment) bool {
	return slices.ContainsFunc(flatSteps(e), func(s lab.Step) bool {
		if try, ok := s.Do.(lab.Try); ok {
			s.Do = try.Do
		}
		send, _ := s.Do.(lab.Send)
		size := 0
		for _, term := range send.Terms {
			if l, ok := term.(lab.Literal); ok {
				size += len(l.Bytes) * max(l.Times, 1)
			}
		}
		return size > mostShown
	})
}

// flatSteps lists the steps of all peers, also those inside blocks.
func flatSteps(e lab.Experiment) (all []lab.Step) {
	var look func([]lab.Step)
	look = func(steps []lab.Step) {
		for _, s := range steps {
			all = append(all, s)
			look(lab.BlockOf(s.Do))
		}
	}
	for _, peer := range e.Peers {
		look(peer.Steps)
	}
	return all
}

// runnableTexts are the comments of the programs, and what goes with them.
var runnableTexts = catalog.New(catalog.Texts{
	"reuse": "# 刚运行过的连接还占着端口（TIME_WAIT，60 秒）：前后两次都设了它，才能马上再运行",
	"sync": `# 让几个程序按课里的次序走：每做完一次调用，就在 sync-程序名.txt 里记一行；
# wait('client', 'send', 2) 等 client.py 记下第 2 次 send。先运行 {0}.py，它会清掉上次的记录。`,
}, catalog.Texts{
	"reuse": "# a connection of the run before may hold the port (TIME_WAIT, 60 s): if both runs set this, it starts at once",
	"sync": `# Keeps the programs in the lesson's order: each call that is done is a line in sync-PROGRAM.txt, and
# wait('client', 'send', 2) waits for the 2nd send of client.py. Run {0}.py first: it clears what was noted before.`,
})
