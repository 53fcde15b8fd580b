package player

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/export"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// mixed sends the same two messages over TCP and over UDP, in one run.
const mixed = `tcp
server:
    listen 5
    accept
    wait client send 2
    recv 10
    close
client:
    connect
    wait server accept
    send "hello"
    send "feng"
    close
clock udp:
    bind port 9000
    wait asker send 2
    recv 10
    recv 10
asker udp:
    wait clock bind
    send "hello" to port 9000
    send "feng" to port 9000
`

func TestTCPAndUDPInOneRun(t *testing.T) {
	trace := mustRun(t, mustLab(t, session.Limits{}), mixed)
	if trace.End.Reason != lab.EndDone {
		t.Fatalf("end %+v", trace.End)
	}
	for words, want := range map[string]lab.Verdict{
		"server recv 1": lab.Coalesced, "clock recvfrom 1": lab.Exact, "clock recvfrom 2": lab.Exact,
	} {
		if e := nth(t, trace, words); e.Verdict != want {
			t.Errorf("%s: %v, want %v", words, e.Verdict.Names(), want.Names())
		}
	}
	known, origins := trace.Known(), boundary.Origins(trace.Known(), trace.Events)
	for words, want := range map[string]lab.Transport{
		"client send 1": lab.TCP, "server recv 1": lab.TCP, "asker sendto 1": lab.UDP, "clock recvfrom 1": lab.UDP,
	} {
		if got := known.ConnOf(nth(t, trace, words).Conn).Transport; got != want {
			t.Errorf("%s: over %v, want %v", words, got, want)
		}
	}
	second := nth(t, trace, "clock recvfrom 2")
	if want := []lab.Origin{{Seq: nth(t, trace, "asker sendto 2").Seq, Len: 4}}; !reflect.DeepEqual(origins[second.Seq], want) || second.Off != 1 {
		t.Errorf("the second datagram is number %d, from %v, want 1, from %v", second.Off, origins[second.Seq], want)
	}
	var kinds []string
	_, analysis := analysed(trace)
	for _, f := range analysis.Findings.All {
		kinds = append(kinds, f.Kind())
		if exact, ok := f.Finding.(findings.Exact); ok && exact.Stream {
			t.Error("the receives of the stream are called exact")
		}
	}
	if want := []string{findings.KindCoalesced, findings.KindExact}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("findings %q, want %q", kinds, want)
	}
}

func TestSegmentsOfTCPAndUDPInOneRun(t *testing.T) {
	l := mustLab(t, session.Limits{})
	trace := mustRun(t, l, mixed)
	if trace.Env.Capture != l.Capturing() {
		t.Errorf("capture is %q, want %q", trace.Env.Capture, l.Capturing())
	}
	if trace.Env.Capture != lab.CaptureOn {
		return // this machine captures nothing, and the run says so
	}
	var tcp, udp []int
	for _, s := range trace.Segments {
		switch {
		case s.Len == 0:
		case trace.Known().ConnOf(max(s.From, s.To)).Transport == lab.UDP:
			udp = append(udp, s.Len)
			if s.Seq != -1 || s.From == 0 || s.To == 0 {
				t.Errorf("a datagram is %+v", s)
			}
		default:
			tcp = append(tcp, s.Len)
		}
	}
	if want := []int{5, 4}; !slices.Equal(tcp, want) || !slices.Equal(udp, want) {
		t.Errorf("segments of TCP have %v bytes, of UDP %v, want %v of each", tcp, udp, want)
	}
}

func TestAPeersTransportIsInItsTraceAndInItsProgram(t *testing.T) {
	trace := mustRun(t, mustLab(t, session.Limits{}), mixed)
	text, err := json.Marshal(trace)
	if err != nil {
		t.Fatal(err)
	}
	var back record.Trace
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back.Programs, trace.Programs) || len(back.Programs) != 2 || !reflect.DeepEqual(back.Conns, trace.Conns) {
		t.Errorf("the file has %+v %+v, want %+v %+v", back.Programs, back.Conns, trace.Programs, trace.Conns)
	}
	kind := map[string]string{"server": "SOCK_STREAM", "client": "SOCK_STREAM", "clock": "SOCK_DGRAM", "asker": "SOCK_DGRAM"}
	for _, program := range export.Python(mustParse(t, mixed)) {
		var code strings.Builder
		for _, line := range program.Lines {
			for _, token := range line.Tokens {
				code.WriteString(token.Text)
			}
			code.WriteByte('\n')
		}
		if !strings.Contains(code.String(), kind[program.Peer]) {
			t.Errorf("the Python of %s opens no socket of %s:\n%s", program.Peer, kind[program.Peer], code.String())
		}
	}
}
