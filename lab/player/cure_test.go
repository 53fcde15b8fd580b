package player

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/cure"
	"stickylab/lab/frame"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// TestCuresAreWhatTheirRunsShow: what a trial says of its case is what the run
// of it on real sockets gives, with a decoder and without one.
func TestCuresAreWhatTheirRunsShow(t *testing.T) {
	l := mustLab(t, session.Limits{})
	long := strings.Repeat("x", 300)
	for _, test := range []struct {
		codec    string
		messages []string
	}{
		{`length "!I"`, []string{"hello", "feng"}},
		{`length "!I"`, []string{long, long, "feng"}},
		{`length "B"`, []string{long}},
		{`length "!I" max 8`, []string{"hello"}},
		{`length "!H" strip 0`, []string{"hello", "feng"}},
		{`delimiter "\n"`, []string{"hello", "a\nb"}},
		{`line`, []string{"a\r\nb"}},
		{`fixed 8`, []string{"hello feng"}},
		{`fixed 8 pad "\0"`, []string{"hello", ""}},
		{`json "!I"`, []string{"hello"}},
		{"", []string{"hello", "feng"}},
		{"", []string{"a", "b"}},
	} {
		var codec frame.Codec
		if test.codec != "" {
			c, err := script.ParseCodec(test.codec)
			if err != nil {
				t.Fatal(err)
			}
			codec = c
		}
		var messages [][]byte
		for _, m := range test.messages {
			messages = append(messages, []byte(m))
		}
		found := cure.Try(codec, messages, 1).Case
		tr := mustRun(t, l, found.Script(codec))
		var want []string
		for _, body := range found.Outcome.Bodies {
			want = append(want, string(body))
		}
		got, fault := cured(t, tr, codec)
		wanted := ""
		if found.Outcome.Fault != nil {
			wanted = found.Outcome.Fault.Kind
		}
		if !slices.Equal(got, want) || fault != wanted {
			t.Errorf("%s of %.20q: the run gave %.60q and %q, want %.60q and %q\n%s",
				test.codec, test.messages, got, fault, want, wanted, lines(tr, "server"))
		}
	}
}

// cured gives what a run's server took for messages, and how its decoder ended.
func cured(t *testing.T, tr record.Trace, codec frame.Codec) (messages []string, fault string) {
	t.Helper()
	stream := ""
	for _, e := range tr.Events {
		switch {
		case tr.Peers[e.Peer] != "server":
		case e.Call.Receives() && e.Got > 0:
			stream += string(e.Data)
			if codec == nil {
				messages = append(messages, string(e.Data))
			}
		case e.Call == lab.CallDecode && e.Err != "":
			fault = e.Err
		case e.Call == lab.CallDecode && e.Decode.Part == frame.PartFrame:
			d, err := frame.NewDecoder(codec)
			if err != nil {
				t.Fatal(err)
			}
			d.Feed([]byte(stream[e.Off : e.Off+int64(e.Decode.Have)]))
			f, _, err := d.Next()
			if err != nil {
				t.Fatal(err)
			}
			messages = append(messages, string(f.Body))
		}
	}
	return messages, fault
}
