package guest

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

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

// The key of a guest is the right to make its calls: neither its time nor other keys
// tell it.
func TestNobodyGuessesAKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // at one moment
		var seen [26]map[byte]bool // of each of its letters
		for range 100 {
			key := newKey()
			for i := range seen {
				if seen[i] == nil {
					seen[i] = map[byte]bool{}
				}
				seen[i][key[i]] = true
			}
		}
		for i, letters := range seen {
			if len(letters) < 16 { // of 32; the chance is below 10^-9
				t.Errorf("letter %d is one of %d", i+1, len(letters))
			}
		}
	})
}
