package player_test

import (
	"slices"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// byHand receives until there is enough in a loop of its own, with and without names for
// what came last, in a thread too.
const byHand = `tcp
server:
    listen 5
    accept as a
    recv 2 into head
    loop:
        if len head == 4:
            break
        recv 4 - len head from a onto head
    unpack "!I" n
    print head
    send pack "!BI" len head, (len + len head * 2) + head + same to a
    recv 100 into all
    loop until empty:
        recv 3 onto all
    print all
    if len all > n:
        print same
    thread a:
        recv 3 onto all
        print all
client:
    connect
    send "\0\0\0\x05"
    recv 100
    send "hello"
    wait server recv 3
    send "feng" cut each 2
    shutdown write
    wait server end
`

func init() { alike["receiving by hand"] = byHand }

func TestBytesThatGetMore(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(byHand)
	if err != nil {
		t.Fatal(err)
	}
	if printed := script.Print(e); printed != byHand {
		t.Errorf("printed\n%s", printed)
	}
	var got []string
	for _, event := range mustTrace(t, runner, e).Events {
		if event.Peer == 0 && event.Call == lab.CallPrint {
			got = append(got, event.Text)
		}
		if event.Peer == 0 && event.Call == lab.CallSend {
			got = append(got, lab.Bytes(event.Data))
		}
	}
	want := []string{`b'\x00\x00\x00\x05'`, `b'\x04\x00\x00\x00\x10\x00\x00\x00\x05\x00\x00\x00\x05'`, "b'hellofeng'", "b''", "b'hellofeng'"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
