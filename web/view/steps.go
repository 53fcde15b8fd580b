package view

import (
	"slices"
	"strings"

	"stickylab/lab/action"
)

// stepRow explains one step.
type stepRow struct{ Form, Text string }

// stepRows explains what a script may say: stepHelp, and each action of
// lab/action behind the last of the steps that it names.
func stepRows(lang string) []stepRow {
	var rows []stepRow
	for _, step := range stepHelp {
		rows = append(rows, stepRow{step.form, T(lang, step.key)})
	}
	for _, kind := range action.Kinds() {
		at := len(rows)
		for i, row := range rows {
			if first, _, _ := strings.Cut(row.Form, " "); first == kind.After {
				at = i + 1
			}
		}
		rows = slices.Insert(rows, at, stepRow{kind.Example, kind.Texts.Text(lang, "help")})
	}
	return rows
}

// stepHelp explains steps in the words of their grammar.
var stepHelp = [...]struct{ form, key string }{
	{"tcp · udp · tcp6 · udp6 · unix stream · unix datagram · unix seqpacket", "step.transport"},
	{"clock udp:", "step.own"},
	{"probes off · wire off · limit 1s", "step.settings"},
	{"listen 5", "step.listen"},
	{"bind port 9000", "step.bind"},
	{"accept", "step.accept"},
	{"connect", "step.connect"},
	{`accept as a · recv 10 from a · send "x" to a`, "step.conns"},
	{"ready from a, b · if ready a:", "step.ready"},
	{`send "hello"`, "step.send"},
	{`send "ab" * 20 + upper`, "step.terms"},
	{`send pack "!I" len + "hello"`, "step.pack"},
	{`send file "a.bin"`, "step.ownfile"},
	{`send "hi" to sender`, "step.to"},
	{`send "hello" more`, "step.more"},
	{`sendall "ab" * 50000`, "step.sendall"},
	{"recv 10", "step.recv"},
	{"recv 100 into line · send line", "step.into"},
	{"recv 4 - len head onto head", "step.onto"},
	{"recv exactly 4", "step.exactly"},
	{"peek 4", "step.peek"},
	{`recv until "\n"`, "step.until"},
	{"recv 10 waitall", "step.waitall"},
	{`codec length "!I"`, "step.codec"},
	{`codec line · codec json "!I"`, "step.codecs"},
	{`send frame "hello"`, "step.frame"},
	{`send frame "hello" cut 2, 3 gap 10ms`, "step.cut"},
	{"recv frame by 3", "step.recvframe"},
	{`send file "a.txt" 5000 · recv file`, "step.file"},
	{"wait client send 2", "step.wait"},
	{"set nodelay on", "step.set"},
	{"set linger 0 · set linger off", "step.linger"},
	{"set rcvlowat 10", "step.rcvlowat"},
	{"timeout 200ms", "step.timeout"},
	{"blocking off", "step.blocking"},
	{"try recv 10", "step.try"},
	{"try connect into code", "step.connectex"},
	{"close · close listener", "step.close"},
	{"loop 3: · loop until empty:", "step.loop"},
	{"break", "step.break"},
	{"thread a: · thread:", "step.thread"},
	{`if same == "quit": · elif n > 100: · else:`, "step.if"},
}
