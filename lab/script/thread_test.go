package script

import (
	"strings"
	"testing"

	"stickylab/lab"
)

// pool has every form of a thread as Print writes it.
const pool = `tcp
server:
    listen 5
    codec line
    accept as a
    recv 4 from a into word
    unpack "!HH" n m
    thread a:
        recv n into word
        send word
        if word == "quit":
            close a
    loop 2:
        thread:
            accept as c
            recv m from c
            send same to a
            close c
client:
    connect
`

func TestThreads(t *testing.T) {
	e := mustParse(t, pool)
	if got := Print(e); got != pool {
		t.Errorf("printed\n%s", got)
	}
	if got := Amend(e); got != pool {
		t.Errorf("amended\n%s", got)
	}
	steps := e.Peers[0].Steps
	first, second := steps[5].Do.(lab.Thread), lab.BlockOf(steps[6].Do)[0].Do.(lab.Thread)
	if first.Conn != "a" || strings.Join(first.Takes, " ") != "n" || len(first.Uses) != 0 || first.Listener {
		t.Errorf("the first thread is %+v", first)
	}
	if second.Conn != "" || strings.Join(second.Takes, " ") != "m" || strings.Join(second.Uses, " ") != "a" || !second.Listener {
		t.Errorf("the second thread is %+v", second)
	}
	if changed, err := As(e, lab.UnixStream); err != nil || Print(changed) != strings.Replace(pool, "tcp", "unix stream", 1) {
		t.Errorf("as a Unix stream: %v", err)
	}
	if _, err := As(e, lab.UDP); err == nil || !strings.Contains(err.Error(), "could have a name") {
		t.Errorf("as datagrams: %v", err)
	}
	if _, err := Parse(pool + "    wait server accept 4\n"); err == nil {
		t.Error("a wait for four accepts of three was taken")
	}
}

// An option stands before the first use of each socket that a thread opens, and not
// before one that it is given.
func TestOptionsInThreads(t *testing.T) {
	e := mustParse(t, "tcp\na:\n    connect as up\n    thread up:\n        send \"x\"\n    thread:\n        connect\n        send \"y\"\nb:\n    listen 1\n")
	changed, err := WithOptions(e, []lab.PeerOption{{Peer: "a", Option: "sndbuf", Value: 5000}})
	if err != nil {
		t.Fatal(err)
	}
	want := "tcp\na:\n    set sndbuf 5000\n    connect as up\n    thread up:\n        send \"x\"\n    thread:\n        set sndbuf 5000\n        connect\n        send \"y\"\nb:\n    listen 1\n"
	if got := Print(changed); got != want {
		t.Errorf("got\n%s", got)
	}
}
