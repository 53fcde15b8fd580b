package record

import (
	"encoding/json"
	"testing"

	"stickylab/lab"
)

func TestASourceIsKept(t *testing.T) {
	for _, source := range []string{"", lab.SourceTap, lab.SourceTrace, lab.SourcePython} {
		l := NewLog(Header{Source: source, Transport: lab.TCP, Peers: []string{"tap"}})
		l.End(lab.End{Reason: lab.EndDone})
		text, err := json.Marshal(l.Trace())
		if err != nil {
			t.Fatal(err)
		}
		var read Trace
		if err := json.Unmarshal(text, &read); err != nil || read.Source != source {
			t.Errorf("source %q came back as %q (%v)", source, read.Source, err)
		}
	}
}
