package guest

import (
	"encoding/json"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"stickylab/lab"
)

// call is a call under way.
type call struct {
	*Guest
	*request
	strand *strand
	hand   hand
}

// calls make the calls, by what is asked for.
var calls = [opCount]func(*call) answer{
	opSocket: (*call).openSocket, opBind: (*call).bind, opListen: (*call).listen, opAccept: (*call).accept,
	opConnect: (*call).connect, opSend: (*call).send, opSendTo: (*call).sendTo, opRecv: (*call).recv, opRecvFrom: (*call).recv,
	opShutdown: (*call).shutdown, opClose: (*call).close, opSetOption: (*call).setOption, opGetOption: (*call).option,
	opLocalName: (*call).localName, opRemoteName: (*call).remoteName, opSleep: (*call).sleep, opInput: (*call).input,
	opPrint: (*call).print, opNothing: (*call).nothing, opPoll: (*call).poll, opSocketPair: (*call).socketPair,
	opStart: (*call).start, opExit: (*call).exit, opUnlink: (*call).unlink, opUnpack: (*call).unpacked,
}

// start answers when the program may begin.
func (c *call) start() answer {
	var about struct {
		Runtime string `json:"runtime"`
	}
	if len(c.data) > maxWord || len(c.data) > 0 && json.Unmarshal(c.data, &about) != nil {
		return bad("start wants {\"runtime\": TEXT}")
	}
	select {
	case <-c.turn:
	case <-c.over:
		return answer{status: statusStopped}
	}
	c.mu.Lock()
	first := !c.started
	c.started = true
	c.mu.Unlock()
	if first {
		p := c.peer
		p.Runtime = about.Runtime
		c.world.Runs(p)
		time.AfterFunc(c.host.limits.Turn, func() { c.world.Begun(c.number) })
	}
	return answer{}
}

// exit notes how the program ended.
func (c *call) exit() answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.a != 0 {
		c.failure = errors.New(lab.EndRaised + cut(strings.ToValidUTF8(string(c.data), "\uFFFD"), maxWord))
	}
	return answer{}
}

// exiting is what the program said of its end.
func (g *Guest) exiting() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.failure
}

func (c *call) nothing() answer { return answer{} }

func (c *call) sleep() answer {
	d := time.Duration(1<<63 - 1)
	if !c.endless() {
		d = c.duration()
	}
	return done(c.hand.Sleep(d))
}

func (c *call) input() answer {
	over := c.group.asks()
	defer over()
	line, err := c.hand.Ask(c.lines)
	if err != nil {
		return failed(err)
	}
	a := answer{data: []byte(line.Text), n: 1}
	if line.EOF {
		a.n = 0
	}
	return a
}

// sameLine is added to the number of a print after which no newline follows.
const sameLine = 16

// print records a printed line. What is too much is counted.
func (c *call) print() answer {
	text := cut(strings.ToValidUTF8(string(c.data), "\uFFFD"), maxPrinted)
	if !c.group.prints(len(text)) {
		return c.missed("print-bytes")
	}
	now := c.world.Now()
	e := lab.Event{Call: lab.CallPrint, Text: text, Arg: 1, Start: now, End: now}
	if c.a == 2 {
		e.Arg = 2
	}
	if c.b != 0 {
		e.Arg += sameLine
	}
	return done(c.hand.Note(e))
}

// unpacked records that the program unpacked a bytes of what it received last, or, with b,
// that it could not.
func (c *call) unpacked() answer {
	text := cut(strings.ToValidUTF8(string(c.data), "\uFFFD"), maxWord)
	if c.a < 0 || !c.group.prints(len(text)) {
		return c.missed("print-bytes")
	}
	now := c.world.Now()
	e := lab.Event{Call: lab.CallUnpack, Asked: c.a, Value: text, Start: now, End: now}
	if c.b != 0 {
		e.Err, e.Value, e.Text = "struct.error", "", text
	}
	return done(c.hand.Note(e))
}

// missed counts what is not recorded, by its limit.
func (c *call) missed(limit string) answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.miss(limit)
	return answer{}
}

// cut shortens a text to so many bytes, between two characters, and marks it.
func cut(text string, most int) string {
	const mark = "…"
	if len(text) <= most {
		return text
	}
	at := most - len(mark)
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return text[:at] + mark
}

// done is the answer to a call that gives nothing but an error.
func done(err error) answer {
	if err != nil {
		return failed(err)
	}
	return answer{}
}
