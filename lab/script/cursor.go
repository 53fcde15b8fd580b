package script

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"stickylab/lab/action"
)

// cursor reads the tokens of one line after another. After the first error
// every read gives a zero value and err stays, so a caller looks once.
type cursor struct {
	line line
	at   int
	err  *Error
	// left has the lines, by their numbers, in whose places others stand. lenient: one of
	// them is of this peer, so that what may follow from it is no error.
	left    map[int]string
	lenient bool
}

// fail notes an error at a token of the line, if it is the first.
func (c *cursor) fail(at token, key string, args ...any) {
	if c.err == nil && !c.follows(key, args) {
		c.err = &Error{Line: c.line.no, Col: at.col, key: key, args: args}
	}
}

func (c *cursor) peek() token { return c.line.tokens[c.at] }

func (c *cursor) next() token {
	t := c.peek()
	if t.kind != atEnd {
		c.at++
	}
	return t
}

// take reads the next token if it is that text.
func (c *cursor) take(text string) bool {
	if !c.peek().is(text) {
		return false
	}
	c.at++
	return true
}

// end complains of what is left on the line; word is what it began with.
func (c *cursor) end(word string) {
	if t := c.peek(); t.kind != atEnd {
		c.fail(t, "rest", got(t.text), example(word))
	}
}

// integer reads a whole number for word.
func (c *cursor) integer(word string, least, most int) int {
	t := c.next()
	n, err := strconv.Atoi(t.text)
	if t.kind != isNumber || err != nil || n < least || n > most {
		c.fail(t, "integer", word, least, most, got(t.text), example(word))
		return 0
	}
	return n
}

// duration reads a time for word.
func (c *cursor) duration(word string, least, most time.Duration) time.Duration {
	t := c.next()
	d, err := time.ParseDuration(t.text)
	if t.kind != isNumber || err != nil || d < least || d > most {
		c.fail(t, "duration", word, action.Duration(least), action.Duration(most), got(t.text), example(word))
		return 0
	}
	return d
}

// choice reads one of several words after word.
func (c *cursor) choice(word string, choices ...string) string {
	t := c.next()
	if !slices.ContainsFunc(choices, t.is) {
		c.fail(t, "choice", word, list(choices), got(t.text), example(word))
		return ""
	}
	return t.text
}

// name reads a name of a peer or variable.
func (c *cursor) name(word string) string {
	t := c.next()
	if t.kind != isWord || !isName(t.text) {
		c.fail(t, "name", word, MaxName, got(t.text), example(word))
	}
	return t.text
}

// isName reports whether a word is [a-z][a-z0-9_]* and not too long.
func isName(word string) bool {
	return word[0] != '_' && word == strings.ToLower(word) && len(word) <= MaxName
}

// port reads "port N" if it stands there, else gives 0.
func (c *cursor) port() int {
	if !c.take("port") {
		return 0
	}
	return c.integer("port", 1, MaxPort)
}

// example is a right line for a word of the language.
func example(word string) string {
	if kind := action.Named(word); kind != nil {
		return kind.Example
	}
	for _, known := range [...]string{
		"tcp", "unix stream", "probes off", "limit 2s", "bind port 9000", "listen 5", "accept", "connect", `send "hello"`, "recv 10",
		"wait client send 2", "set nodelay on", "timeout 200ms", "close", "loop 3:", "port 9000", "wire off", `sendall "ab" * 5000`, "blocking off", "try recv 10", "break", "peek 4", "ready from a, b", "thread a:",
		`codec length "!I" max 1000`,
	} {
		if first, _, _ := strings.Cut(known, " "); first == word {
			return known
		}
	}
	switch word {
	case "if", "elif", "else":
		return map[string]string{"if": "if n > 100:", "elif": `elif same == "quit":`, "else": "else:"}[word]
	case "into":
		return "try connect into code"
	case "within":
		return "ready from a, b within 200ms"
	case "until":
		return "loop until empty:"
	case "as":
		return "accept as a"
	case "from":
		return "recv 10 from a"
	case "*":
		return `send "ab" * 20`
	case "pack":
		return `send pack "!I" len + "hello"`
	case "hex":
		return `send hex "00 05"`
	case "base64":
		return `send base64 "AAU="`
	case "to":
		return `send "hello" to sender`
	case "sndbuf", "rcvbuf", "maxseg":
		return fmt.Sprintf("set %s 4096", word)
	case "cut":
		return `send frame "hello" cut 2, 3`
	case "each":
		return `send "hello" cut each 1`
	case "gap":
		return `send frame "hello" cut 2, 3 gap 10ms`
	case "by":
		return "recv frame by 3"
	case "file":
		return `send file "notes.txt" 5000`
	case "max", "offset", "adjust", "strip", "header":
		return `codec length "!I" max 1000`
	case "fixed":
		return "codec fixed 8"
	case "rcvlowat":
		return "set rcvlowat 10"
	case "linger":
		return "set linger 0"
	case "nodelay", "reuseaddr", "cork", "quickack", "keepalive":
		return fmt.Sprintf("set %s on", word)
	}
	return "server:"
}
