package player

import (
	"testing"

	"stickylab/lab/findings"
	"stickylab/lab/session"
)

// A peek between two frames of one receive is none of the decoder's receives.
func TestAPeekFeedsNoDecoder(t *testing.T) {
	trace := mustRun(t, mustLab(t, session.Limits{}), `tcp
server:
    listen 5
    accept
    codec line
    recv frame
    wait client send 2
    peek 1
    recv frame
    recv frame
client:
    connect
    send "a\nb\n"
    wait server recv
    send "c\n"
`)
	_, analysis := analysed(trace)
	for _, f := range analysis.Findings.All {
		if decoded, ok := f.Finding.(findings.Decoded); ok {
			if decoded.Receives != 2 || decoded.Frames != 3 {
				t.Errorf("%d frames of %d receives, want 3 of 2", decoded.Frames, decoded.Receives)
			}
			return
		}
	}
	t.Error("nothing was decoded")
}
