package player_test

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/player"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// mustTrace runs the experiment to its end.
func mustTrace(t *testing.T, runner *session.Lab, e lab.Experiment) record.Trace {
	id, err := player.Start(runner, e, "")
	if err != nil {
		t.Errorf("start: %v", err)
		return record.Trace{}
	}
	log, ok := runner.Log(id)
	if !ok {
		t.Errorf("run %s is gone", id)
		return record.Trace{}
	}
	<-log.Done()
	return log.Trace()
}

// events writes a run for people.
func events(trace record.Trace) string {
	const most = 16 << 10 // what a log bears
	text, err := trace.MarshalJSON()
	if err != nil {
		return err.Error()
	}
	if len(text) > most {
		return string(text[:most]) + "..."
	}
	return string(text)
}
