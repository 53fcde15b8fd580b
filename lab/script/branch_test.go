package script

import (
	"errors"
	"strings"
	"testing"

	"stickylab/lab"
)

// decisions has every form of a decision as Print writes it.
const decisions = `tcp
server:
    listen 5
    loop:
        accept as a
        recv 10 from a
        if same == "quit":
            close a
            break
        elif not same:
            sleep 1ms
        elif hex "00 ff" != same:
            unpack "!I" n
            if n & 1 == 1:
                recv n from a
            elif (n + 1) * 2 < 0x10:
                print "small"
        else:
            close a
            accept as a
        close a
        accept as a
        ready from listener, a within 200ms
        if ready listener:
            accept
            close
        elif not ready a:
            print "nothing"
        close a
    close listener
client:
    connect
    if 1 < 2:
        send "x"
`

func TestDecisions(t *testing.T) {
	e := mustParse(t, decisions)
	if got, want := Print(e), strings.ReplaceAll(decisions, "0x10", "16"); got != want {
		t.Errorf("printed\n%s", got)
	}
	if got, want := Amend(e), strings.ReplaceAll(decisions, "0x10", "16"); got != want {
		t.Errorf("amended\n%s", got)
	}
	if changed, err := As(e, lab.UnixStream); err != nil || Print(changed) != strings.Replace(Print(e), "tcp", "unix stream", 1) {
		t.Errorf("as a Unix stream: %v", err)
	}
	if _, err := As(e, lab.UDP); err == nil || !strings.Contains(err.Error(), "line 23, column 9") {
		t.Errorf("a ready on datagrams: %v", err)
	}
	before, rest, _ := strings.Cut(decisions, "        ready from")
	_, after, _ := strings.Cut(rest, "\"nothing\"\n")
	if changed, err := As(mustParse(t, before+after), lab.UDP); err != nil {
		t.Errorf("as datagrams: %v in\n%s", err, Print(changed))
	}
}

// Below an if only what holds on every way holds.
func TestWaysThroughAnIf(t *testing.T) {
	for text, want := range map[string]string{
		"if 1:\n  accept\n else:\n  accept\n send \"x\"":                                   "depends",
		"accept as a\n if 1:\n  close a\n send \"x\"":                                      "depends",
		"accept as a\n accept\n if 1:\n  close a\n send \"x\"":                             "depends",
		"accept as a\n if 1:\n  close a\n accept as a":                                     "conn-open",
		"accept as a\n if 1:\n  close a\n else:\n  close a\n accept as a\n recv 1":         "",
		"accept\n if 1:\n  close\n timeout 1s":                                             "depends",
		"accept\n if 1:\n  accept\n  close\n recv 1":                                       "",
		"if 1:\n  close listener\n accept":                                                 "accept-first",
		"accept\n if 1:\n  recv 1\n send same":                                             "nothing",
		"accept\n if 1:\n  recv 1\n else:\n  recv 2\n send same":                           "",
		"accept\n recv 4\n if 1:\n  unpack \"!I\" n\n recv n":                              "unknown-name",
		"accept\n recv 4\n if 1:\n  unpack \"!I\" n\n else:\n  unpack \"!4s\" n\n recv n":  "unknown-name",
		"accept\n recv 4\n if 1:\n  unpack \"!I\" n\n else:\n  unpack \"!i\" n\n recv n":   "",
		"accept\n recv 4\n if 1:\n  unpack \"!I\" n\n elif 2:\n  unpack \"!I\" n\n recv n": "unknown-name",
		"accept\n recv 4\n if 1:\n  unpack \"!I\" n\n else:\n  unpack \"!I\" n\n recv n":   "",
		"loop:\n  accept\n  if 1:\n   break\n  close\n recv 1":                             "",
		"loop 3:\n  accept\n  if 1:\n   break\n  close\n recv 1":                           "depends",
		"loop 3:\n  accept\n  if 1:\n   close\n   break\n  close\n accept\n recv 1":        "",
		"loop:\n  accept as a\n  if 1:\n   break\n  close a\n recv 1 from a":               "",
		"loop:\n  accept as a\n  if 1:\n   close a\n   break":                              "conn-loop",
		"accept as a\n loop 3:\n  thread a:\n   recv 10":                                   "conn-given",
		"accept as a\n loop:\n  thread a:\n   recv 10\n  break":                            "",
		"accept\n recv 4\n loop:\n  if 1:\n   unpack \"!I\" n\n   break\n recv n":          "",
		"accept\n recv 4\n loop:\n  if 1:\n   unpack \"!I\" n\n   break\n  break\n recv n": "unknown-name",
		"bind port 9\n if 1:\n  listen 5":                                                  "depends",
		"if 1:\n  break":                                                                   "break-alone",
		"loop:\n  sleep 1s\n  break\n break":                                               "break-alone",
		"if 1:\n  sleep 1s\n sleep 1s\n else:\n  sleep 1s":                                 "else-alone",
		"if 1:\n  sleep 1s\n else:\n  sleep 1s\n elif 1:\n  sleep 1s":                      "else-alone",
		"if 1:\n  loop:\n   if 2:\n    break\n  sleep 1s\n else:\n  sleep 1s":              "",
		"sleep 1s\nc udp:\n if 1:\n  send \"x\" to port 1\n recv 1":                        "",
		"sleep 1s\nc udp:\n bind\n if 1:\n  close\n recv 1":                                "depends",
	} {
		_, err := Parse("tcp\na:\n listen 5\n " + text + "\nb:\n connect\n")
		var wrong *Error
		if errors.As(err, &wrong); err == nil && want != "" || err != nil && wrong.key != want {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}
