package player

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// whyOfRecv gives the evidence for the first receive of the peer.
func whyOfRecv(t *testing.T, tr record.Trace, peer string) findings.Evidence {
	t.Helper()
	for _, e := range tr.Events {
		if tr.Peers[e.Peer] == peer && e.Call.Receives() {
			why, ok := findings.Why(tr.Transport, tr.Events, tr.Segments, e.Seq)
			if !ok {
				t.Fatalf("there is nothing to say of event %d", e.Seq)
			}
			return why
		}
	}
	t.Fatalf("%s received nothing", peer)
	return findings.Evidence{}
}

// The rules on real sockets: each program makes that one apply.
func TestEachRuleOnRealSockets(t *testing.T) {
	const late = "server:\n    listen 5\n    accept\n    wait client send 2\n    wait client end\n    recv 100\n    close\nclient:\n    connect\n"
	for name, c := range map[string]struct {
		script string
		rule   findings.Rule
		joined lab.Joined
	}{
		"sent apart, read late":        {"tcp\n" + late + "    send \"hello\"\n    send \"feng\"\n", findings.RuleEdge, lab.ReceiveQueue},
		"corked, let go":               {"tcp\n" + late + "    set cork on\n    send \"hello\"\n    send \"feng\"\n    set cork off\n", findings.RuleSpanned, lab.SendQueue},
		"corked, and closed at once":   {"tcp\n" + late + "    set cork on\n    send \"hello\"\n    send \"feng\"\n", findings.RuleArrived, lab.SendQueue},
		"held back for the next send":  {"tcp\n" + late + "    send \"hello\" more\n    send \"feng\"\n", findings.RuleSpanned, lab.SendQueue},
		"a Unix stream":                {"unix stream\n" + late + "    send \"hello\"\n    send \"feng\"\n", findings.RuleUnix, lab.ReceiveQueue},
		"nothing measured":             {"tcp\nprobes off\n" + late + "    send \"hello\"\n    send \"feng\"\n", findings.RuleUnseen, lab.UnknownQueue},
		"in turn held and sent, twice": {"tcp\n" + strings.Replace(late, "send 2", "send 3", 1) + "    send \"one\"\n    send \"two\" more\n    send \"six\"\n", findings.RuleEdge, lab.BothQueues},
	} {
		t.Run(name, func(t *testing.T) {
			why := whyOfRecv(t, mustRun(t, mustLab(t, session.Limits{}), c.script), "server")
			if len(why.Joints) == 0 || why.Joints[0].Rule != c.rule || why.Joined != c.joined {
				t.Errorf("joined in the %q by %+v, want the %q by %s", why.Joined, why.Joints, c.joined, c.rule)
			}
		})
	}
}

func found(tr record.Trace, kind string) (all []findings.Finding) {
	for _, f := range findings.Findings(tr.Transport, tr.Peers, tr.Events) {
		if f.Kind == kind {
			all = append(all, f)
		}
	}
	return all
}

// A close with bytes unread loses them and all that is on its way. The sender
// counts what the kernel took of it.
func TestACloseWithUnreadBytesLosesThemAll(t *testing.T) {
	const sends, each = 40, 50_000
	tr := mustRun(t, mustLab(t, session.Limits{}), `tcp
server:
    listen 5
    accept
    wait client send 5
    recv 1000
    close
client:
    timeout 200ms
    connect
    loop 40:
        try send "x" * 50000
    wait server end
`)
	lost := found(tr, findings.KindLostBytes)
	taken := 0
	for _, e := range tr.Events {
		if e.Call == lab.CallSend {
			taken += e.Got
		}
	}
	if len(lost) != 1 || lost[0].Got != 1000 || lost[0].Whole != taken || taken <= 1000 || taken > sends*each {
		t.Errorf("got %+v; the kernel took %d", lost, taken)
	}
	if more := found(tr, findings.KindLost); len(more) > 0 {
		t.Errorf("messages are told besides: %+v", more)
	}
}

func TestAStopLosesNoBytesOfAStream(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), `tcp
limit 200ms
server:
    listen 5
    accept
    sleep 10s
client:
    connect
    send "hello"
`)
	if lost := found(tr, findings.KindLostBytes); len(lost) > 0 {
		t.Errorf("got %+v, but the receiver was only cut off", lost)
	}
}

// What the kernel counts as dropped is what no receive took.
func TestDroppedDatagramsAreCounted(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), `udp
server:
    set rcvbuf 1
    bind
    timeout 100ms
    wait client send 50
    loop 51:
        recv 10
client:
    loop 50:
        send "datagram" to port 8080
`)
	received := 0
	for _, e := range tr.Events {
		if e.Call.Receives() && e.Err == "" {
			received++
		}
	}
	dropped := found(tr, findings.KindDropped)
	if len(dropped) != 1 || dropped[0].Messages != 50-received || dropped[0].Whole != 50-received || received == 0 || received == 50 {
		t.Errorf("%d of 50 came, told is %+v", received, dropped)
	}
}
