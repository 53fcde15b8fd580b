package order

import (
	"encoding/json"
	"reflect"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
)

// FuzzMake: whatever is posted as an order or stands in a trace's file is
// refused or made, and what is kept of it makes the same again.
func FuzzMake(f *testing.F) {
	for _, seed := range []string{
		`{"experiment":"hello-feng","options":["client.nodelay.1","server.timeout.200"],"transport":"unix stream"}`,
		`{"experiment":"tcp-echo","literals":["1"]}`,
		`{"script":"udp\ns:\n    bind\n    recv 9\n","options":["s.rcvbuf.2304"]}`,
		`{"framing":"preset=tls&codec=line&cut=random&seed=7"}`,
		`{"framing":"codec=length+%22!I%22+offset+-1&%zz"}`, `{"options":["a.b.c.d"]}`, `{"transport":"sctp"}`, `{}`, `[]`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var o lab.Order
		if json.Unmarshal([]byte(text), &o) != nil {
			return
		}
		m, err := Make(course.Shipped(), o)
		if err != nil {
			return
		}
		again, err := Make(course.Shipped(), m.Order)
		if err != nil || again.Experiment.Script != m.Experiment.Script || !reflect.DeepEqual(again.Order, m.Order) {
			t.Errorf("%s: made again as %+v, %v\n%s\nwas\n%s", text, again.Order, err, again.Experiment.Script, m.Experiment.Script)
		}
	})
}
