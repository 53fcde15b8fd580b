package record

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
)

func TestTheOrderIsInTheTrace(t *testing.T) {
	order := lab.Order{Slug: "tcp-echo", Options: []lab.PeerOption{{Peer: "client", Option: "nodelay", Value: 1}}}
	log := NewLog(Header{Script: "tcp\n", Transport: lab.TCP, Slug: "tcp-echo", Order: order, Added: []int{7}})
	log.End(lab.End{Reason: lab.EndDone})
	text, err := json.Marshal(log.Trace())
	if err != nil {
		t.Fatal(err)
	}
	if want := `"order":{"experiment":"tcp-echo","options":["client.nodelay.1"]},"added":[7]`; !strings.Contains(string(text), want) {
		t.Errorf("the trace is\n%s\nwant %s in it", text, want)
	}
	var back Trace
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back.Order, order) || !reflect.DeepEqual(back.Added, []int{7}) {
		t.Errorf("read as order %+v, added %v, %v", back.Order, back.Added, err)
	}
	none, err := json.Marshal(Trace{Header: Header{Transport: lab.TCP}})
	if err != nil || strings.Contains(string(none), `"order"`) {
		t.Errorf("a trace without an order is %s, %v", none, err)
	}
}
