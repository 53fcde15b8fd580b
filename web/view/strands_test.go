package view

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

// watched is a run of a program that is not the lab's own, as a Log takes it in.
func watched() record.Trace {
	l := record.NewLog(record.Header{Transport: lab.TCP, Peers: []string{"client"}})
	server := l.Peer(lab.Peer{Name: "server.py", Kind: lab.Watched})
	outside := l.Peer(lab.Peer{Name: "curl", Kind: lab.Outside})
	l.Conn(lab.Conn{ID: 9, Peer: outside, Outside: true})
	l.Pair(2, 3)
	l.Pair(8, 9)
	data := func(e lab.Event, text string) lab.Event {
		e.Data, e.Got, e.Asked = []byte(text), len(text), max(e.Asked, len(text))
		return e
	}
	l.Append(new(data(lab.Event{Conn: 2, Call: lab.CallSend, End: 10}, "hello")))
	l.Append(new(data(lab.Event{Peer: server, Strand: 1, Conn: 3, Call: lab.CallRecv, Peek: true, Start: 20, End: 30}, "he")))
	l.Append(new(data(lab.Event{Peer: server, Strand: 1, Conn: 3, Call: lab.CallRecv, Asked: 10, Start: 40, End: 50}, "hello")))
	l.Append(&lab.Event{Peer: server, Call: lab.CallPrint, Start: 60, End: 61, Text: "hello"})
	l.Append(&lab.Event{Peer: server, Call: lab.CallGap, Start: 70, End: 71, Got: 12, Text: "overrun"})
	l.Append(&lab.Event{Peer: server, Conn: 7, Call: lab.CallBind, Start: 72, End: 73, Implied: true})
	l.Append(new(data(lab.Event{Conn: 8, Call: lab.CallSend, Start: 80, End: 90}, "GET /")))
	l.Append(&lab.Event{Conn: 8, Call: lab.CallClose, Start: 91, End: 92})
	l.End(lab.End{Reason: lab.EndDone})
	return l.Trace()
}

func TestWhatWasWatchedReadsInRows(t *testing.T) {
	trace := watched()
	for lang, want := range map[string][]string{
		"zh": {
			"客户端|send|", "server.py · 线程 2|recv|只是看看，没有取走", "server.py · 线程 2|recv|", "server.py|print|hello",
			"server.py|gap|少记了 12 次调用 · overrun", "server.py|bind|由同一行带来", "客户端|send|", "客户端|close|",
		},
		"en": {
			"client|send|", "server.py · thread 2|recv|only looked, took nothing", "server.py · thread 2|recv|", "server.py|print|hello",
			"server.py|gap|12 calls missing · overrun", "server.py|bind|made by the same line", "client|send|", "client|close|",
		},
	} {
		page := RunPage{
			Chrome: Chrome{Lang: lang}, Transport: trace.Transport, Conns: trace.Known(), Peers: trace.Peers, End: &trace.End,
		}.listing(trace.Events, nil, 0)
		var got []string
		for _, row := range page.Lists.Rows {
			row := row.Line()
			got = append(got, strings.Join([]string{row[1], row[2], row[len(row)-1]}, "|"))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

// What is missing is told first, and then not that all was exact; what is sent
// to a program outside is not lost.
func TestWhatIsMissingIsTold(t *testing.T) {
	trace := watched()
	for lang, want := range map[string]string{"zh": "少记了 12 次调用", "en": "12 calls are missing"} {
		var got []string
		for _, told := range words.Sentences(lang, findings.List{Rows: trace.Events}.Analyse(findings.About{Peers: trace.Peers, Conns: trace.Known()}).Findings) {
			got = append(got, told.Title)
			if told.Kind == findings.KindGap && (!strings.Contains(told.Text, "overrun") || !strings.Contains(told.Text, "server.py")) {
				t.Errorf("%s: %s", lang, told.Text)
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: told %q, want %q alone", lang, got, want)
		}
	}
}
