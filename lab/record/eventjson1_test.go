package record

import (
	"reflect"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// The text of an event of version 1 becomes the detail that it stood for.
func TestEventsOfVersion1GetTypedDetails(t *testing.T) {
	for name, c := range map[string]struct{ old, want eventJSON }{
		"the address of a bind":     {eventJSON{Call: "bind", Text: "127.0.0.1:1"}, eventJSON{Call: "bind", Address: "127.0.0.1:1"}},
		"a refused connect":         {eventJSON{Call: "connect", Err: "ECONNREFUSED", Text: "a:1"}, eventJSON{Call: "connect", Err: "ECONNREFUSED", Address: "a:1"}},
		"a backlog":                 {eventJSON{Call: "listen", Asked: 5}, eventJSON{Call: "listen", Arg: 5}},
		"an option":                 {eventJSON{Call: "setsockopt", Asked: 9, Text: "sndbuf"}, eventJSON{Call: "setsockopt", Arg: 9, Option: "sndbuf"}},
		"an option taken back":      {eventJSON{Call: "setsockopt", Text: "linger off"}, eventJSON{Call: "setsockopt", Arg: lab.LingerOff, Option: "linger"}},
		"a direction":               {eventJSON{Call: "shutdown", Text: "write"}, eventJSON{Call: "shutdown", How: "write"}},
		"a send with MSG_MORE":      {eventJSON{Call: "send", Asked: 2, Text: "MSG_MORE"}, eventJSON{Call: "send", Asked: 2, More: true}},
		"a connected datagram":      {eventJSON{Call: "send", Err: "EMSGSIZE", Text: "a:1"}, eventJSON{Call: "send", Err: "EMSGSIZE", Address: "a:1"}},
		"a send of no frame":        {eventJSON{Call: "send", Err: "short", Text: `{"kind":"short","need":4}`}, eventJSON{Call: "send", Err: "short", Fault: &frame.Error{Kind: "short", Need: 4}}},
		"an exception of a send":    {eventJSON{Call: "send", Err: "struct.error", Text: "bad char"}, eventJSON{Call: "send", Err: "struct.error", Text: "bad char"}},
		"a size above the limit":    {eventJSON{Call: "recv", Err: "limit", Text: "4294967295"}, eventJSON{Call: "recv", Err: "limit", Value: "4294967295"}},
		"a variable":                {eventJSON{Call: "unpack", Text: "n = 5"}, eventJSON{Call: "unpack", Var: "n", Value: "5"}},
		"an unpack that failed":     {eventJSON{Call: "unpack", Err: "struct.error", Text: "n = 5"}, eventJSON{Call: "unpack", Err: "struct.error", Text: "n = 5"}},
		"a file":                    {eventJSON{Call: "decode", Err: "md5", Text: `{"name":"a","size":2,"md5":"x","ok":false}`}, eventJSON{Call: "decode", Err: "md5", Saved: &savedJSON{Name: "a", Size: 2, MD5: "x"}}},
		"the fault of another kind": {eventJSON{Call: "decode", Err: "too-long", Text: `{"kind":"negative"}`}, eventJSON{Call: "decode", Err: "too-long", Text: `{"kind":"negative"}`}},
		"a fault cut short":         {eventJSON{Call: "decode", Err: "too-long", Text: `{"kind":`}, eventJSON{Call: "decode", Err: "too-long", Text: `{"kind":`}},
		"no fault without an error": {eventJSON{Call: "decode", Text: `{"kind":""}`}, eventJSON{Call: "decode", Text: `{"kind":""}`}},
	} {
		got := c.old
		if got.upgrade(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}
