package traced

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/watch"
)

// A program that gives itself a title, as nginx and postgres do for their workers, has the
// name of its file, not that of the last path in the title.
func TestNameOfAProgramWithATitle(t *testing.T) {
	log := record.NewLog(record.Header{Transport: lab.TCP})
	teller := NewTeller(log, func(watch.Note, string) {})
	for i, p := range []watch.Program{
		{PID: 1, Index: -1, Peer: -1, Argv: []string{"nginx: master process nginx -c /etc/nginx.conf"}, Runtime: "nginx"},
		{PID: 2, Index: -1, Peer: -1, Argv: []string{"/opt/my-server", "-v"}, Runtime: "other"},
	} {
		teller.Program(p)
		if got, want := teller.byPID[i+1].Name, []string{"nginx", "my-server"}[i]; got != want {
			t.Errorf("%q is called %q, want %q", p.Argv, got, want)
		}
	}
}
