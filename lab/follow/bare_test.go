package follow

import (
	"bytes"
	"testing"

	"stickylab/lab/catalog"
)

// A capture that has connections and not a byte of them says so, and where the bytes are.
func TestACaptureWithoutBytes(t *testing.T) {
	syn := mustRead(t, fileOf(t, links()[0], false, []piece{{seq: 99, syn: true}}))
	fragments := *syn
	fragments.Fragments = 2
	for _, test := range []struct {
		capture *Capture
		kind    string
	}{{syn, "bare"}, {&fragments, "bare/fragments"}} {
		fault := test.capture.Bare()
		if fault == nil || fault.Kind != test.kind || fault.In("zh") == "" || bytes.ContainsAny([]byte(fault.In(catalog.Languages[1])), "{}") {
			t.Errorf("%v, want %s", fault, test.kind)
		}
	}
	if fault := mustRead(t, fileOf(t, links()[0], false, []piece{{seq: 99, syn: true}, {seq: 100, data: "a"}})).Bare(); fault != nil {
		t.Errorf("a capture with a byte: %v", fault)
	}
}
