package lessons

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/exercise"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// answerRuns is how often the answer of an exercise is run.
const answerRuns = 20

// The answer of each exercise passes every time; what one begins with and wrong
// answers do not, and it is said what is not met.
func TestExercises(t *testing.T) {
	runner := session.New(limits)
	t.Cleanup(runner.Close)
	for _, x := range exercise.Shipped() {
		t.Run(x.Slug, func(t *testing.T) {
			t.Parallel()
			for range answerRuns {
				if unmet := checked(t, runner, x, x.Answer); unmet != nil {
					t.Errorf("the answer: %s", unmet.In("en"))
				}
			}
			for i, text := range append([]string{x.Start}, x.Wrong...) {
				unmet := checked(t, runner, x, text)
				if unmet == nil {
					t.Errorf("wrong answer %d (0 is the start) passes\n%s", i, text)
				} else {
					t.Logf("wrong answer %d: %s", i, unmet.In("zh"))
				}
			}
		})
	}
}

func checked(t *testing.T, runner *session.Lab, x exercise.Exercise, text string) *exercise.Unmet {
	t.Helper()
	written, scripts, err := x.Runs(text)
	if err != nil {
		t.Fatal(err)
	}
	var traces []record.Trace
	for _, one := range scripts {
		traces = append(traces, mustTrace(t, runner, mustParse(t, one)))
	}
	return x.Check(written, traces)
}

func mustParse(t *testing.T, text string) lab.Experiment {
	t.Helper()
	e, err := script.Parse(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return e
}
