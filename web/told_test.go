package web

import (
	"context"
	"iter"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

// A run that found nothing still says why it ended.
func TestToldSaysWhyARunEnded(t *testing.T) {
	for name, c := range map[string]struct {
		end  lab.End
		want int
	}{
		"done":    {lab.End{Reason: lab.EndDone}, 0},
		"stopped": {lab.End{Reason: lab.EndStopped}, 1},
		"limit":   {lab.End{Reason: lab.EndLimit, Detail: "run-time"}, 1},
	} {
		all := told("en", &findings.Findings{}, c.end)
		if len(all) != c.want || c.want == 1 && all[0].Kind != words.KindEnding {
			t.Errorf("%s: told %v, want %d sentences", name, all, c.want)
		}
	}
}

// readRun counts how often its rows were read.
type readRun struct {
	*record.Log
	reads int
}

func (r *readRun) Rows(ctx context.Context, after int) iter.Seq2[record.Row, error] {
	r.reads++
	return r.Log.Rows(ctx, after)
}

// A long run is read as a whole for nothing but the answers of a lesson.
func TestAnswersReadARunOfALessonOnly(t *testing.T) {
	for name, c := range map[string]struct {
		slug    string
		end     string
		reads   int
		answers bool
	}{
		"a lesson":              {"hello-feng", lab.EndDone, 1, true},
		"a lesson, stopped":     {"hello-feng", lab.EndStopped, 0, false},
		"a script of one's own": {"", lab.EndDone, 0, false},
	} {
		run := &readRun{Log: record.NewLog(record.Header{Slug: c.slug, Transport: lab.TCP, Peers: []string{"server", "client"}})}
		run.End(lab.End{Reason: c.end})
		got, err := answers(t.Context(), course.Shipped(), run)
		if err != nil || got == nil || len(got) > 0 != c.answers || run.reads != c.reads {
			t.Errorf("%s: answers %v, %v, the run was read %d times, want %d", name, got, err, run.reads, c.reads)
		}
	}
}

// What a run answers to the question of its lesson stands above all else that it shows,
// which is folded away below.
func TestAnAnswerStandsAboveWhatARunShows(t *testing.T) {
	lesson, _ := course.Shipped().Find("udp-chat")
	events := []lab.Event{{Seq: 1, Peer: 0, Call: lab.CallSocket, Conn: 1}, {Seq: 2, Peer: 0, Call: lab.CallRecvFrom, Conn: 1, Got: 5}}
	trace := record.Trace{Events: events}
	found := []words.Told{{Kind: "eof", Title: "End"}}
	all := headed(lesson, "en", trace, &findings.Findings{}, found)
	if len(all) != 1 || all[0].Kind != words.KindAnswer || all[0].Text != "The server had 1 socket." || len(all[0].Rest) != 1 || all[0].Folded == "" {
		t.Errorf("told %+v, want the answer over the finding", all)
	}
	kept := &findings.Findings{All: []findings.Found{{Finding: findings.Exact{Receives: 1}}}}
	if all := headed(lesson, "en", trace, kept, found); all[0].Kind != words.KindAnswerKept {
		t.Errorf("boundaries that were kept: kind %q", all[0].Kind)
	}
	trace.Events = nil
	if all := headed(lesson, "en", trace, kept, found); len(all) != 1 || all[0].Kind != "eof" {
		t.Errorf("a run that answers nothing: told %+v, want the finding as it was", all)
	}
}

// Part 1 does not speak of luck with boundaries, of which part 2 is the first to show any.
func TestPartOneSaysNothingOfLuck(t *testing.T) {
	all := &findings.Findings{All: []findings.Found{{Finding: findings.Exact{Receives: 1, Stream: true}}}}
	for slug, want := range map[string]int{"tcp-echo": 0, "hello-feng": 1} {
		lesson, _ := course.Shipped().Find(slug)
		found := told("en", all, lab.End{Reason: lab.EndDone})
		if len(found) != 1 {
			t.Fatalf("a receive that matched is told as %+v", found)
		}
		if shown := headed(lesson, "en", record.Trace{}, all, found); len(shown) != want {
			t.Errorf("%s: told %+v, want %d", slug, shown, want)
		}
	}
}
