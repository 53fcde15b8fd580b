package player_test

import (
	"slices"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// commands is a server that answers by what came.
const commands = `tcp
server:
    listen 5
    loop:
        accept
        loop until empty:
            recv until "\n"
            if same == "quit\n":
                send "bye\n"
                break
            elif same == "stop\n":
                print "stop"
                break
            else:
                send upper
        if same == "stop\n":
            break
        close
    send "stopped"
    close
    close listener
one:
    connect
    send "hello\nquit\n"
    wait server send 2
    recv exactly 10
    recv 10
two:
    wait one end
    connect
    send "你好\n"
    recv exactly 7
    send "stop\n"
    recv 10
`

func init() {
	alike["answers by what came"] = commands
	alike["answers by numbers"] = `tcp
server:
    listen 5
    accept
    loop 8:
        recv exactly 5
        unpack "!Bi" kind n
        if kind & 0x80:
            print "top bit"
        if not kind:
            print "none"
        elif kind == 1:
            print "one"
            if n > 100:
                print "big"
            elif n >= 100:
                print "just"
            else:
                if n != 5:
                    print "other"
                else:
                    print "five"
            if n == 12345:
                print "never"
        elif kind * 2 <= n - 1:
            print "less"
        elif n < -5 + 4:
            print "negative"
            loop:
                if n == -7:
                    break
                elif n != -7:
                    print "break"
                    break
        else:
            break
    print "end"
client:
    connect
    send pack "!Bi" 0, 5
    send pack "!Bi" 1, 101
    send pack "!Bi" 1, 100
    send pack "!Bi" 1, 5 + pack "!Bi" 1, 6
    send pack "!Bi" 130, 300
    send pack "!Bi" 2, -7
    send pack "!Bi" 9, 3
`
	alike["answers to datagrams"] = `udp
server:
    bind
    loop 3:
        recv 100
        if same == "ping":
            send "pong" to sender
        elif not same:
            send "empty" to sender
        else:
            send same to sender
            loop 2:
                recv 100
                if same == hex "00 01" * 2:
                    send "hex" to sender
client:
    if "a" == "b":
        print "never"
    elif "a" != "b":
        send "ping" to port 8080
    recv 10
    send "" to port 8080
    recv 10
    send "other" to port 8080
    recv 10
    send hex "00 01 00 01" to port 8080
    recv 10
    send "" to port 8080
`
	alike["no frame is nothing"] = `tcp
server:
    listen 5
    accept
    codec line
    wait client end
    loop 3:
        recv frame
        if same == "":
            print "empty"
        elif same != "x":
            print "none"
        if not same:
            print "nothing"
client:
    connect
    codec line
    send frame "x"
    send frame ""
`
	alike["connections of branches"] = `tcp
server:
    listen 5
    accept as a
    recv 1 from a
    if same == "1":
        close a
        accept as b
    else:
        accept as b
        close a
    try recv 1 from a
    recv 1 from b
    if same == "2":
        close b
    elif same == "3":
        send "no" to b
        close b
    else:
        close b
    accept
    recv 1
    loop 2:
        if same == "3":
            close
            break
        recv 1
    accept
    recv 1
    close
client:
    connect as one
    send "1" to one
    connect as two
    send "2" to two
    recv 1 from two
    connect as three
    send "3" to three
    recv 1 from three
    connect as four
    send "4" to four
    recv 1 from four
`
}

func TestIf(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(commands)
	if err != nil {
		t.Fatal(err)
	}
	var sent []string
	for _, event := range mustTrace(t, runner, e).Events {
		if event.Peer == 0 && event.Call == lab.CallSend {
			sent = append(sent, string(event.Data))
		}
	}
	if want := []string{"HELLO\n", "bye\n", "你好\n", "stopped"}; !slices.Equal(sent, want) {
		t.Errorf("answered %q, want %q", sent, want)
	}
}
