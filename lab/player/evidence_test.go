package player

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// analysed analyses a run.
func analysed(tr record.Trace) (findings.List, *findings.Analysis) {
	run := findings.List{Rows: tr.Events, Captured: tr.Segments}
	return run, run.Analyse(findings.About{Peers: tr.Peers, Conns: tr.Known()})
}

// whyOfRecv returns the evidence for the first receive of the peer.
func whyOfRecv(t *testing.T, tr record.Trace, peer string) findings.Received {
	t.Helper()
	for _, e := range tr.Events {
		if tr.Peers[e.Peer] == peer && e.Call.Receives() {
			run, a := analysed(tr)
			why, err := a.Why(t.Context(), run, e.Seq)
			received, ok := why.(findings.Received)
			if !ok {
				t.Fatalf("the evidence for event %d is %+v, %v", e.Seq, why, err)
			}
			return received
		}
	}
	t.Fatalf("%s received nothing", peer)
	return findings.Received{}
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
		"counted at the close":         {"tcp\nprobes off\n" + late + "    send \"hello\"\n    send \"feng\"\n", findings.RuleCounted, lab.UnknownQueue},
		"counted, corked: one segment": {"tcp\nprobes off\n" + late + "    set cork on\n    send \"hello\"\n    send \"feng\"\n", findings.RuleCounted, lab.SendQueue},
		"in turn held and sent, twice": {"tcp\n" + strings.Replace(late, "send 2", "send 3", 1) + "    send \"one\"\n    send \"two\" more\n    send \"six\"\n", findings.RuleEdge, lab.BothQueues},
	} {
		t.Run(name, func(t *testing.T) {
			why := whyOfRecv(t, mustRun(t, mustLab(t, session.Limits{}), c.script), "server")
			if len(why.Joints) == 0 || why.Joints[0].Rule != c.rule || why.Event.Joined != c.joined {
				t.Errorf("joined in the %q by %+v, want the %q by %s", why.Event.Joined, why.Joints, c.joined, c.rule)
			}
		})
	}
}

// found returns the findings of one type.
func found[T findings.Finding](tr record.Trace) (all []T) {
	_, a := analysed(tr)
	for _, f := range a.Findings.All {
		if f, ok := f.Finding.(T); ok {
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
	lost := found[findings.LostBytes](tr)
	taken := 0
	for _, e := range tr.Events {
		if e.Call == lab.CallSend {
			taken += e.Got
		}
	}
	if len(lost) != 1 || lost[0].Received != 1000 || lost[0].Sent != int64(taken) || taken <= 1000 || taken > sends*each {
		t.Errorf("got %+v; the kernel took %d", lost, taken)
	}
	if more := found[findings.Lost](tr); len(more) > 0 {
		t.Errorf("messages are told besides: %+v", more)
	}
}

// Wherever a stop finds the receiver: it is only cut off.
func TestAStopLosesNoBytesOfAStream(t *testing.T) {
	for name, c := range map[string]struct{ head, serves string }{
		"in a sleep":            {"tcp", "accept\n    sleep 10s"},
		"before it accepts":     {"tcp", "sleep 10s"},
		"a Unix stream, before": {"unix stream", "sleep 10s"},
	} {
		t.Run(name, func(t *testing.T) {
			tr := mustRun(t, mustLab(t, session.Limits{}), c.head+`
limit 1s
server:
    listen 5
    `+c.serves+`
client:
    connect
    send "hello"
`)
			if lost := found[findings.LostBytes](tr); len(lost) > 0 {
				t.Errorf("got %+v, but the receiver was only cut off", lost)
			}
		})
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
	dropped := found[findings.Dropped](tr)
	if len(dropped) != 1 || dropped[0].Datagrams != 50-received || dropped[0].Unreceived != 50-received || received == 0 || received == 50 {
		t.Errorf("%d of 50 came, told is %+v", received, dropped)
	}
}

// Without probes one thing is asked, when it can change nothing any more: in how many
// segments the bytes came, as the receiver is about to close.
func TestWithoutProbesOnlyTheCloseIsCounted(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), "tcp\nprobes off\nserver:\n    listen 5\n    accept\n    wait client end\n    recv 100\n    recv 100\n    close\n"+
		"client:\n    connect\n    send \"hello\"\n    send \"feng\"\n")
	counted, last := 0, 0
	for _, e := range tr.Events {
		if e.Call.Receives() {
			last = e.Seq
		}
		if e.Far != nil {
			t.Errorf("event %d has a probe of the other end", e.Seq)
		}
		if e.Probe == nil {
			continue
		}
		counted++
		want := lab.NoProbe
		want.SegsIn = e.Probe.SegsIn
		if e.Call != lab.CallClose || e.Seq < last || *e.Probe != want || want.SegsIn < 1 {
			t.Errorf("event %d, a %s, has the probe %+v", e.Seq, e.Call, *e.Probe)
		}
	}
	if counted != 1 {
		t.Errorf("%d probes, want 1", counted)
	}
}
