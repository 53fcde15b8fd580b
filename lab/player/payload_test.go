package player

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// What was received may be repeated in a send until no memory holds it.
func TestASendOfWhatWasReceivedHasALimit(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), `tcp
server:
    listen 1
    accept
    recv exactly 16000
    send `+strings.Repeat("same + ", 1048)+`upper
client:
    connect
    send "x" * 16000
    recv 10
`)
	if want := (lab.End{Reason: lab.EndError, Detail: "server:6 encode limit"}); tr.End != want {
		t.Errorf("end %+v, want %+v", tr.End, want)
	}
	if got := lines(tr, "client"); !strings.HasSuffix(got, "recv b'' EOF\nclose") {
		t.Errorf("the client saw bytes of what was not sent:\n%s", got)
	}
}

// Equal datagrams to two receivers of which one never reads.
func TestADatagramIsLostWhereItWasSent(t *testing.T) {
	for _, probes := range []string{"on", "off"} {
		tr := mustRun(t, mustLab(t, session.Limits{}), `udp
probes `+probes+`
deaf:
    bind port 9001
    wait hears recv
hears:
    bind port 9002
    recv 10
client:
    send "x" to port 9000
    send "x" to port 9001
    send "x" to port 9002
`)
		const want = "socket\nbind implied\nsendto b'x' lost\nsendto b'x' lost\nsendto b'x'\nclose"
		if got := lines(tr, "client"); got != want {
			t.Errorf("probes %s: got\n%s\nwant\n%s", probes, got, want)
		}
	}
}

// The greatest payload comes whole through the kernel, the wire format and a trace.
func TestTheGreatestPayloadComesWhole(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), fmt.Sprintf(`tcp
server:
    listen 1
    accept
    recv exactly %d
client:
    connect
    sendall "0123456789abcdef" * %d
`, script.MaxPayload, script.MaxPayload/16))
	if tr.End.Reason != lab.EndDone {
		t.Fatalf("end %+v", tr.End)
	}
	var got []byte
	for _, e := range tr.Events {
		if e.Call.Receives() {
			got = append(got, e.Data...)
		}
	}
	if want := bytes.Repeat([]byte("0123456789abcdef"), script.MaxPayload/16); !bytes.Equal(got, want) {
		t.Errorf("%d bytes came, which are not the %d that were sent", len(got), len(want))
	}
}

// What waits to be sent counts, though the kernel has not taken it.
func TestPayloadsThatWaitToBeSentAreLimited(t *testing.T) {
	text := "tcp\nlimit 5s\nserver:\n    listen 2\n    accept\n    accept\n    sleep 60s\n"
	for _, name := range []string{"one", "two"} {
		text += name + ":\n    connect\n    send \"x\" * 16777216\n"
	}
	tr := mustRun(t, mustLab(t, session.Limits{Bytes: 32 << 20}), text)
	if want := (lab.End{Reason: lab.EndLimit, Detail: "bytes"}); tr.End != want {
		t.Errorf("end %+v, want %+v", tr.End, want)
	}
}

// As many peers as a run may have, each with a connection of its own and a receive
// that asks for far more than comes: it takes no memory for what does not.
func TestAsManyPeersAsThereMayBe(t *testing.T) {
	var text strings.Builder
	text.WriteString("tcp\nserver:\n    listen 63\n    loop 63:\n        accept\n")
	for i := 1; i < lab.MaxPeers; i++ {
		fmt.Fprintf(&text, "c%d:\n    connect\n    recv %d\n", i, script.MaxRecv)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	tr := mustRun(t, mustLab(t, session.Limits{}), text.String())
	runtime.ReadMemStats(&after)
	ends := 0
	for _, e := range tr.Events {
		if e.Call == lab.CallRecv && e.EOF && e.Asked == script.MaxRecv {
			ends++
		}
	}
	if tr.End.Reason != lab.EndDone || len(tr.Peers) != lab.MaxPeers || ends != lab.MaxPeers-1 {
		t.Errorf("end %+v, %d peers, %d receives that saw the end", tr.End, len(tr.Peers), ends)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > script.MaxRecv*8 {
		t.Errorf("the receives took %d bytes of memory", took)
	}
}
