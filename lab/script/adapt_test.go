package script

import (
	"testing"

	"stickylab/lab"
)

// FuzzAdapt: whatever can be parsed can be had with options and over another
// transport, or it is said why not.
func FuzzAdapt(f *testing.F) {
	f.Add(twoSends)
	f.Add("udp\na:\n bind\n loop 2 until empty:\n  try recv 9\n  send same to sender\nb:\n send \"x\" to port 8080\n")
	f.Add("unix stream\na:\n  listen 1\n  wait b connect\n  loop:\n    try accept\n    recv exactly 3\n    shutdown both\nb:\n connect")
	f.Add("tcp\nlimit 1s\n\na:\n  set linger 3\n  connect\n  blocking off\n  sendall \"x\" more\n  close\n  recv 9 waitall\n")
	f.Fuzz(func(t *testing.T, text string) {
		if e, err := Parse(text); err == nil {
			checkAdapted(t, text, e)
		}
	})
}

// checkAdapted: another transport, and each option, is had or refused with an
// error in the text.
func checkAdapted(t *testing.T, text string, e lab.Experiment) {
	t.Helper()
	for to := lab.TCP; to <= lab.UnixDatagram; to++ {
		checkSame(t, text)(As(e, to))
	}
	for i, option := range lab.Options {
		peer := e.Peers[i%len(e.Peers)].Name
		checkSame(t, text)(WithOptions(e, []lab.PeerOption{{Peer: peer, Option: option, Value: 1}}))
	}
}

func checkSame(t *testing.T, text string) func(lab.Experiment, error) {
	return func(e lab.Experiment, err error) {
		t.Helper()
		if err != nil {
			checkError(t, text, err)
			return
		}
		if again, err := Parse(e.Script); err != nil || Print(again) != e.Script {
			t.Errorf("%v: not as printed\n%s", err, e.Script)
		}
	}
}
