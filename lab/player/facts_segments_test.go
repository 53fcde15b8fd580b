package player

import (
	"fmt"
	"testing"

	"stickylab/lab"
	"stickylab/lab/session"
)

// twenty sends 20 000 bytes at once to a server that receives later.
const twenty = `tcp
server:
    listen 5
    accept
    wait client send
    sleep 200ms
    recv 65536
client:
    %s
    connect
    wait server accept
    send "x" * 20000
    wait server recv
    set keepalive on
`

// segmentsOfOneSend: one send, one receive, and as many segments as the MSS
// makes of it: 12 bytes less where timestamps are used (RFC 7323 3), one
// segment more where a tail-loss probe sent the last one again.
func segmentsOfOneSend(t *testing.T, l *session.Lab) {
	for _, c := range []struct {
		set         string
		least, most int32
	}{
		{"set keepalive off", 1, 2},
		{"set maxseg 1460", 14, 15},
		{"set maxseg 536", 38, 40},
	} {
		trace := mustRun(t, l, fmt.Sprintf(twenty, c.set))
		if got := nth(t, trace, "server recv 1").Got; got != 20000 {
			t.Errorf("%s: one recv gave %d bytes, want all 20000", c.set, got)
		}
		if p := probed(t, trace, "server recv 1"); p.SegsIn < c.least || p.SegsIn > c.most {
			t.Errorf("%s: %d segments came in, want %d to %d", c.set, p.SegsIn, c.least, c.most)
		}
	}
}

// retransmissionsAreNamed: the count of segments may be larger than what was
// sent, but never without retransmissions that say why.
func retransmissionsAreNamed(t *testing.T, l *session.Lab) {
	const script = `tcp
server:
    listen 5
    accept
    wait client send 10
    sleep 50ms
    recv exactly 50
client:
    set nodelay on
    connect
    wait server accept
    loop 10:
        send "hello"
    sleep 30ms
    set quickack on
    wait server recv
    set quickack on
`
	const runs = 10
	again := 0
	for range runs {
		trace := mustRun(t, l, script)
		p := probed(t, trace, "client setsockopt 3")
		if p.Retrans == lab.Missing {
			t.Fatalf("retransmissions are not counted: %+v", p)
		}
		if first := p.SegsOut - p.Retrans; first < 1 || first > 10 {
			t.Errorf("%d segments went out, %d of them again: want 10 sends to make 1 to 10", p.SegsOut, p.Retrans)
		}
		if p.Retrans > 0 {
			again++
		}
	}
	t.Logf("%d of %d runs had retransmissions", again, runs)
}

// superSegments: what is captured on loopback is cut by nobody, so one packet
// stands for several of the segments that TCP_INFO counts.
func superSegments(t *testing.T, l *session.Lab) {
	trace := mustRun(t, l, fmt.Sprintf(twenty, "set maxseg 1460"))
	if trace.Env.Capture != lab.CaptureOn {
		t.Logf("no segments are captured here (%s)", trace.Env.Capture)
		return
	}
	packets, segments, bytes := 0, 0, 0
	for _, s := range trace.Segments {
		if s.Len > 0 {
			packets++
			segments += s.Count
			bytes += s.Len
		}
	}
	p := probed(t, trace, "client setsockopt 2")
	if int32(segments) != p.SegsOut && trace.SegmentsLost == 0 {
		t.Errorf("captured packets stand for %d segments, TCP_INFO counts %d", segments, p.SegsOut)
	}
	if packets >= segments || bytes < 20000 {
		t.Errorf("%d packets of %d segments with %d bytes, want fewer packets than segments and every byte", packets, segments, bytes)
	}
}
