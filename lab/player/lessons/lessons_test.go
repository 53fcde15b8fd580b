package lessons

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/player"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

const (
	lessonRuns  = 100 // of each lesson, one expectation for all
	variantRuns = 20  // of each change that a lesson asks to try
	shortRuns   = 5   // of either under -short
	runsAtOnce  = 4   // of those that take a processor
	waitsAtOnce = 25  // of those that wait for the limit of their script
)

// limits are those of a lab that ends no run by itself: how long one takes on a
// busy machine is not what a lesson claims.
var limits = session.Limits{RunsPerClient: 1000, RunTime: time.Hour}

// What a lesson claims is what the kernel does, every time, and exactly the
// choice of its question is right that its texts take for it; the sentence that
// answers the question is that of this choice. A lesson that stops before a result when its run
// is shown again has that result in every run.
func TestLessons(t *testing.T) {
	runner := session.New(limits)
	t.Cleanup(runner.Close)
	paused := 0
	for _, lesson := range course.Shipped().All() {
		pause := lesson.Pause()
		if pause.N > 0 {
			paused++
		}
		t.Run(lesson.Slug, func(t *testing.T) {
			t.Parallel()
			right, others, most := rightOf(lesson), 0, mostLuck(t, lesson)
			repeat(t, runner, lesson.Experiment, lessonRuns, func(trace record.Trace) {
				if err := lesson.Check(trace); err != nil {
					t.Errorf("%v\n%s", err, events(trace))
				}
				answers := lesson.Answers(trace)
				one := count(answers, true) == 1
				if !one || right >= 0 && !answers[right] {
					others++
				}
				if others > most {
					t.Errorf("choices that were right: %v, want choice %d alone, but in %d runs\n%s", answers, right+1, most, events(trace))
				}
				for _, lang := range []string{"zh", "en"} {
					if h, ok := lesson.Headline(lang, trace); ok != one || ok && !answers[h.Choice] {
						t.Errorf("in %s the answer is %+v, %v; the choices that were right: %v\n%s", lang, h, ok, answers, events(trace))
					}
				}
				if calls := callsOf(trace, pause); calls < pause.N {
					t.Errorf("the run has %d of the calls before which it stops, %s\n%s", calls, pause, events(trace))
				}
			})
		})
	}
	if paused < 12 {
		t.Errorf("%d lessons stop and ask, want 12 at least", paused)
	}
}

// rightOf returns the choice that the texts take for the right one, as it has no
// note; -1 where one run alone does not answer the question.
func rightOf(l course.Lesson) int {
	if _, many := l.Mixed(); many {
		return -1
	}
	return slices.Index(l.Text("zh").Notes, "")
}

// mostLuck is in how many of the runs another choice may be right: in none but where
// what the lesson claims comes out in one of several ways.
func mostLuck(t *testing.T, l course.Lesson) int {
	t.Helper()
	claimed, err := os.ReadFile(filepath.Join("../../course/lessons", l.Slug, "expect.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(claimed, []byte("\neither ")) {
		return lessonRuns / 10
	}
	return 0
}

// callsOf counts the calls that a pause is about.
func callsOf(trace record.Trace, pause course.Pause) int {
	n := 0
	for _, e := range trace.Events {
		if e.Call == pause.Call && trace.Peers[e.Peer] == pause.Peer {
			n++
		}
	}
	return n
}

// What a lesson says of the change that it asks to try holds as well.
func TestLessonVariants(t *testing.T) {
	runner := session.New(limits)
	t.Cleanup(runner.Close)
	for _, lesson := range course.Shipped().All() {
		for _, variant := range lesson.Variants() {
			t.Run(lesson.Slug, func(t *testing.T) {
				t.Parallel()
				repeat(t, runner, variant.Experiment, variantRuns, func(trace record.Trace) {
					if err := variant.Check(trace); err != nil {
						t.Errorf("%v\n%s", err, events(trace))
					}
					answers := lesson.Answers(trace)
					if h, ok := lesson.Headline("zh", trace); ok != (count(answers, true) == 1) || ok && !answers[h.Choice] {
						t.Errorf("the answer is %+v, %v; the choices that were right: %v\n%s", h, ok, answers, events(trace))
					}
				})
			})
		}
	}
}

// What a lesson says of the run that it is compared with holds too.
func TestLessonsBeside(t *testing.T) {
	runner := session.New(limits)
	t.Cleanup(runner.Close)
	for _, lesson := range course.Shipped().All() {
		beside, ok := lesson.Beside()
		if !ok {
			continue
		}
		t.Run(lesson.Slug, func(t *testing.T) {
			t.Parallel()
			repeat(t, runner, beside.Experiment, lessonRuns, func(trace record.Trace) {
				if err := beside.Check(trace); err != nil {
					t.Errorf("%v\n%s", err, events(trace))
				}
			})
		})
	}
}

// repeat runs the experiment n times, several at once, and shows each trace.
func repeat(t *testing.T, runner *session.Lab, e lab.Experiment, n int, show func(record.Trace)) {
	t.Helper()
	if testing.Short() {
		n = shortRuns
	}
	traces := make(chan record.Trace)
	go func() {
		defer close(traces)
		var wait sync.WaitGroup
		slots := make(chan struct{}, atOnce(e))
		for range n {
			slots <- struct{}{}
			wait.Go(func() {
				defer func() { <-slots }()
				traces <- mustTrace(t, runner, e)
			})
		}
		wait.Wait()
	}()
	for trace := range traces {
		show(trace)
	}
}

// atOnce is how many runs of the experiment are made at once. What many at once
// take from each other is time of their scripts' timeouts; those that wait for a
// limit take little, and one after another they would take minutes.
func atOnce(e lab.Experiment) int {
	if e.Limit > 0 {
		return waitsAtOnce
	}
	return runsAtOnce
}

// mustTrace runs the experiment to its end.
func mustTrace(t *testing.T, runner *session.Lab, e lab.Experiment) record.Trace {
	id, err := runner.Start(t.Context(), lab.Who{}, player.PlanOf(e), player.Actors(e))
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

func count(answers []bool, want bool) int {
	return len(slices.DeleteFunc(slices.Clone(answers), func(a bool) bool { return a != want }))
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
