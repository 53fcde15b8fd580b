package lab

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestAnOrderIsWrittenAndReadAsJSON(t *testing.T) {
	for _, tt := range []struct {
		order Order
		want  string
	}{
		{Order{}, `{}`},
		{Order{Script: "tcp\n"}, `{"script":"tcp\n"}`},
		{
			Order{Slug: "a", Literals: []string{"1"}, Transport: UnixStream, Options: []PeerOption{{"client", "linger", LingerOff}}},
			`{"experiment":"a","literals":["1"],"transport":"unix stream","options":["client.linger.-1"]}`,
		},
	} {
		text, err := json.Marshal(tt.order)
		if err != nil || string(text) != tt.want {
			t.Errorf("%+v: %s, %v, want %s", tt.order, text, err, tt.want)
		}
		var back Order
		if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back, tt.order) {
			t.Errorf("%s: read as %+v, %v", text, back, err)
		}
	}
}

func TestAnOrderThatCannotBeRead(t *testing.T) {
	for _, text := range []string{
		`{"options":["client.nodelay"]}`, `{"options":["client.nodelay.on"]}`, `{"options":[1]}`, `{"transport":"sctp"}`, `{"transport":3}`,
	} {
		var o Order
		if err := json.Unmarshal([]byte(text), &o); err == nil {
			t.Errorf("%s: read as %+v, want an error", text, o)
		}
	}
}
