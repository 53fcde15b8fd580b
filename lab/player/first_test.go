package player_test

import (
	"slices"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// Each connection has a first frame of its own, whichever of them a program writes to first.
func TestEveryConnectionBeginsWithItsFirstFrame(t *testing.T) {
	runner := session.New(session.Limits{RunsPerClient: 1000})
	t.Cleanup(runner.Close)
	const text = `tcp
server:
    codec first fixed 3 then length "B"
    listen 5
    accept as a
    accept as b
    recv frame from a
    recv frame from b
    recv frame from b
    recv frame from a
    send frame "yes" to a
    send frame "yes" to b
    send frame "more" to b
    send frame "more" to a
    close
alice:
    codec first fixed 3 then length "B"
    connect
    send frame "ab!"
    send frame "one"
    recv frame
    recv frame
bob:
    codec first fixed 3 then length "B"
    wait alice connect
    connect
    send frame "cd!"
    send frame "other"
    recv frame
    recv frame
`
	e, err := script.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	trace := mustTrace(t, runner, e)
	if trace.End.Reason != lab.EndDone {
		t.Errorf("the run ended by %s, %s", trace.End.Reason, trace.End.Detail)
	}
	got := map[string][]int{} // how long the frames are
	for _, event := range trace.Events {
		if event.Call == lab.CallDecode && event.Decode != nil && event.Fault == nil && event.Decode.Part == frame.PartFrame {
			name := e.Peers[event.Peer].Name
			got[name] = append(got[name], event.Decode.Have)
		}
	}
	for _, name := range []string{"alice", "bob"} {
		if !slices.Equal(got[name], []int{3, 5}) {
			t.Errorf("%s received frames of %d bytes", name, got[name])
		}
	}
}
