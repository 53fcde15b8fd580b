package words

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// ofKind is a finding of a kind that has no words.
type ofKind string

func (k ofKind) Kind() string { return string(k) }

// findingsOf makes so many of each kind: "2*split 1*eof".
func findingsOf(t *testing.T, kinds string) (all []findings.Found) {
	t.Helper()
	for word := range strings.FieldsSeq(kinds) {
		count, kind, _ := strings.Cut(word, "*")
		n, err := strconv.Atoi(count)
		if err != nil {
			t.Fatal(err)
		}
		for range n {
			all = append(all, findings.Found{Finding: ofKind(kind)})
		}
	}
	return all
}

// sentencesOf are the sentences of a run over TCP.
func sentencesOf(lang string, events []lab.Event) []Told {
	about := findings.About{Peers: []string{"server", "client"}, Conns: lab.TCP}
	return Sentences(lang, findings.List{Rows: events}.Analyse(about).Findings)
}

func TestManyAlikeAreFolded(t *testing.T) {
	for name, c := range map[string]struct{ findings, want string }{
		"nothing":                     {"", ""},
		"as many as are shown of one": {"3*split", "split 3+0"},
		"one too many":                {"4*split", "split 3+1"},
		"the largest give way": {
			"2*coalesced 20*split 3*short 1*held 1*failed 1*eof",
			"coalesced 2+0 split 2+18 short 1+2 held 1+0 failed 1+0 eof 1+0",
		},
		"one of each where kinds are many": {
			"2*a 2*b 1*c 1*d 1*e 1*f 1*g 1*h 1*i", "a 1+1 b 1+1 c 1+0 d 1+0 e 1+0 f 1+0 g 1+0 h 1+0 i 1+0",
		},
	} {
		var got []string
		for _, g := range alike(findingsOf(t, c.findings)) {
			got = append(got, fmt.Sprintf("%s %d+%d", g.kind, g.shown, len(g.found)-g.shown))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
	two := []findings.Found{
		{Finding: findings.Coalesced{Joined: lab.ReceiveQueue}},
		{Finding: findings.Coalesced{Joined: lab.SendQueue}},
	}
	if groups := alike(two); len(groups) != 2 {
		t.Errorf("messages that met in two queues are %d groups", len(groups))
	}
}

func TestWhatIsFoldedIsStillTold(t *testing.T) {
	var events []lab.Event
	for i := range 30 {
		events = append(events, taken(i+1, 5, int64(5*i), 5, lab.Split, lab.NotJoined, nil))
	}
	told := sentencesOf("zh", events)
	if len(told) != shownAlike {
		t.Fatalf("%d sentences, want %d", len(told), shownAlike)
	}
	last := told[shownAlike-1]
	if len(last.Rest) != findings.MaxFindings-shownAlike || last.Folded != "类似的还有 17 条" {
		t.Errorf("%d below %q", len(last.Rest), last.Folded)
	}
	if text := last.Rest[len(last.Rest)-1].Text; !strings.HasSuffix(text, "同样的情况还有 10 次。") {
		t.Errorf("the last one says %s", text)
	}
}
