package guest

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab"
)

// gapsOf writes what is said to be missing.
func gapsOf(events []lab.Event) string {
	var all []string
	for _, e := range events {
		if e.Call == lab.CallGap {
			all = append(all, fmt.Sprint(e.Got, " ", e.Text))
		}
	}
	return strings.Join(all, ", ")
}

// TestRefusedCallsAreSaid: a call that a limit of guests refuses is not recorded, and a gap
// says so by the limit's name.
func TestRefusedCallsAreSaid(t *testing.T) {
	for _, test := range []struct {
		limit  string
		refuse func(p *program) answer
	}{
		{"threads", func(p *program) answer { return p.thread(maxStrands).ask(opSleep, ask{}) }},
		{"poll", func(p *program) answer {
			return p.ask(opPoll, ask{data: []byte(strings.Repeat("\x03\x00\x00\x00\x01", maxPolled+1))})
		}},
		{"calls", func(p *program) answer {
			p.http = true
			for n := range maxCalls {
				p.ids.last++ // nobody fetches the answers
				if _, refused := p.guest.join(&request{id: p.ids.last, op: opNothing, strand: n % maxStrands}); refused != nil {
					t.Fatalf("call %d was refused", n)
				}
			}
			return p.ask(opNothing, ask{})
		}},
	} {
		t.Run(test.limit, func(t *testing.T) {
			run, p := alone(t)
			for range 3 {
				if a := test.refuse(p); a.status != statusLimit || a.text != test.limit {
					t.Fatalf("status %d, %q", a.status, a.text)
				}
				if test.limit == "calls" {
					break
				}
			}
			p.guest.Leave()
			events, _ := run.ended()
			want := "1 " + test.limit + ", 2 " + test.limit
			if test.limit == "calls" {
				want = "1 calls"
			}
			wantText(t, "what is missing", gapsOf(events), want)
		})
	}
}
