package player

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/session"
	"stickylab/lab/words"
)

// A peek between two frames of one receive is none of the decoder's receives.
func TestAPeekFeedsNoDecoder(t *testing.T) {
	trace := mustRun(t, mustLab(t, session.Limits{}), `tcp
server:
    listen 5
    accept
    codec line
    recv frame
    wait client send 2
    peek 1
    recv frame
    recv frame
client:
    connect
    send "a\nb\n"
    wait server recv
    send "c\n"
`)
	_, analysis := analysed(trace)
	for _, f := range analysis.Findings.All {
		if decoded, ok := f.Finding.(findings.Decoded); ok {
			if decoded.Receives != 2 || decoded.Frames != 3 {
				t.Errorf("%d frames of %d receives, want 3 of 2", decoded.Frames, decoded.Receives)
			}
			return
		}
	}
	t.Error("nothing was decoded")
}

// What a buffer of the program has no select sees: the finding says so.
func TestASelectWaitsForWhatTheBufferHas(t *testing.T) {
	trace := mustRun(t, mustLab(t, session.Limits{}), `tcp
limit 300ms
server:
    listen 5
    accept as a
    recv until "\n" from a
    ready from a
client:
    connect
    send "one\ntwo\n"
    wait server end
`)
	_, analysis := analysed(trace)
	for _, f := range analysis.Findings.All {
		if waiting, ok := f.Finding.(findings.Waiting); ok {
			if waiting.Call != lab.CallPoll || waiting.Rest != 4 || waiting.RestOff != 4 || waiting.Stream == 0 {
				t.Errorf("waiting is %+v, want 4 bytes from 4 on in the buffer", waiting)
			}
			if _, text := words.Sentence("en", waiting, 0); !strings.Contains(text, "4 bytes that had come before (bytes 5–8) are in a buffer of the program") {
				t.Errorf("it says %s", text)
			}
			return
		}
	}
	t.Error("nobody waits")
}

// Who waits for a receive is not woken by a look at the queue.
func TestAPeekIsNoReceiveToWaitFor(t *testing.T) {
	trace := mustRun(t, mustLab(t, session.Limits{}), `tcp
server:
    listen 1
    accept
    peek 1
    sleep 100ms
    recv 1
client:
    connect
    send "a"
    wait server recv
    send "b"
`)
	var received, sent int64
	for _, event := range trace.Events {
		switch {
		case event.Call == lab.CallRecv && !event.Peek:
			received = event.Start
		case event.Call == lab.CallSend:
			sent = event.Start // the last one's
		}
	}
	if received == 0 || sent < received {
		t.Errorf("the second send began %d ns before the receive that it waits for", received-sent)
	}
}
