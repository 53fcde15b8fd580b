package player_test

import (
	"slices"
	"testing"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// connectEx asks how a connect ended, twice.
const connectEx = `tcp
server:
    wait client close
    listen 5
    accept
    recv 4
client:
    try connect port 9999 into code
    if code == 111:
        print "refused"
    elif not code:
        print "connected"
    close
    wait server listen
    try connect as up into code
    if code == 0:
        send pack "!I" (code + 7) to up
        print "connected"
`

func init() { alike["connect_ex"] = connectEx }

func TestConnectEx(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(connectEx)
	if err != nil {
		t.Fatal(err)
	}
	trace := mustTrace(t, runner, e)
	var printed, failed []string
	for _, event := range trace.Events {
		switch event.Call {
		case lab.CallPrint:
			printed = append(printed, event.Text)
		case lab.CallConnect:
			failed = append(failed, event.Err)
		}
	}
	if want := []string{"refused", "connected"}; !slices.Equal(printed, want) || trace.End.Reason != lab.EndDone {
		t.Errorf("printed %q and ended with %+v, want %q", printed, trace.End, want)
	}
	if want := []string{"ECONNREFUSED", ""}; !slices.Equal(failed, want) {
		t.Errorf("the connects ended with %q, want %q", failed, want)
	}
	var lines []string
	for _, line := range export.Python(e)[1].Lines {
		if slices.Contains(line.Calls, lab.CallConnect) {
			lines = append(lines, line.String())
		}
	}
	if want := []string{"code = s.connect_ex(('127.0.0.1', 9999))", "code = up.connect_ex(('127.0.0.1', 8080))"}; !slices.Equal(lines, want) {
		t.Errorf("in Python %q, want %q", lines, want)
	}
}
