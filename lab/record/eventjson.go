package record

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// errLeast is a number of a file that no run can have.
var errLeast = errors.New("a number below its least")

// eventJSON is an event as the trace format has it.
type eventJSON struct {
	Seq       int          `json:"seq"`
	Peer      string       `json:"peer"`
	Conn      int          `json:"conn"`
	Call      string       `json:"call"`
	Step      int          `json:"step"`
	Start     int64        `json:"start"`
	End       int64        `json:"end"`
	Waited    bool         `json:"waited"`
	Asked     int          `json:"asked"`
	Got       int          `json:"got"`
	Err       string       `json:"err"`
	EOF       bool         `json:"eof"`
	Stream    int          `json:"stream,omitempty"`
	Off       int64        `json:"off"`
	Data      []byte       `json:"data"`
	Datagram  int          `json:"datagram,omitempty"`
	Head      int          `json:"head,omitempty"`
	Address   string       `json:"address,omitempty"`
	Option    string       `json:"option,omitempty"`
	How       string       `json:"how,omitempty"`
	Arg       int          `json:"arg,omitempty"`
	More      bool         `json:"more,omitempty"`
	Var       string       `json:"var,omitempty"`
	Value     string       `json:"value,omitempty"`
	Text      string       `json:"text,omitempty"`
	Implied   bool         `json:"implied,omitempty"`
	File      int          `json:"file,omitempty"`
	Strand    int          `json:"strand,omitempty"`
	Peek      bool         `json:"peek,omitempty"`
	Via       []lab.Origin `json:"via,omitempty"`
	Verdict   []string     `json:"verdict,omitempty"`
	Joined    string       `json:"joined,omitempty"`
	From      []lab.Origin `json:"from,omitempty"`
	Probe     *probeJSON   `json:"probe,omitempty"`
	FarConn   int          `json:"far_conn,omitempty"`
	Far       *probeJSON   `json:"far,omitempty"`
	Continues bool         `json:"continues,omitempty"`
	Decode    *decodeJSON  `json:"decode,omitempty"`
	Fault     *frame.Error `json:"fault,omitempty"`
	Saved     *savedJSON   `json:"saved,omitempty"`
}

func newEventJSON(e *lab.Event, peers []string, from []lab.Origin) eventJSON {
	data := e.Data
	if data == nil {
		data = []byte{} // "", not null
	}
	return eventJSON{
		Seq: e.Seq, Peer: peers[e.Peer], Conn: e.Conn, Call: e.Call.String(), Step: e.Step,
		Start: e.Start, End: e.End, Waited: e.Waited, Asked: e.Asked, Got: e.Got, Err: e.Err, EOF: e.EOF,
		Stream: e.Stream, Off: e.Off, Data: data, Datagram: e.Datagram, Head: e.Head,
		Address: e.Address, Option: e.Option, How: e.How, Arg: e.Arg, More: e.More, Var: e.Var, Value: e.Value, Text: e.Text,
		Implied: e.Implied, File: e.File, Strand: e.Strand, Peek: e.Peek, Via: e.Via, Fault: e.Fault, Saved: (*savedJSON)(e.Saved),
		Verdict: e.Verdict.Names(), Joined: e.Joined.String(), From: from,
		Probe: (*probeJSON)(e.Probe), FarConn: e.FarConn, Far: (*probeJSON)(e.Far),
		Continues: e.Continues, Decode: (*decodeJSON)(e.Decode),
	}
}

func (j *eventJSON) event(peers map[string]int) (lab.Event, error) {
	peer, ok := peers[j.Peer]
	if !ok {
		return lab.Event{}, fmt.Errorf("unknown peer %q; the trace's peers are %s", j.Peer, inOrder(peers))
	}
	call, ok := lab.ParseCall(j.Call)
	if !ok {
		return lab.Event{}, fmt.Errorf("unknown call %q; it is one of %s", j.Call, calls())
	}
	verdict, err := lab.ParseVerdict(j.Verdict)
	if err != nil {
		return lab.Event{}, err
	}
	joined, ok := lab.ParseJoined(j.Joined)
	if !ok {
		return lab.Event{}, fmt.Errorf("unknown queue %q", j.Joined)
	}
	if err := cmp.Or(j.Decode.check(), j.checkPlace(), j.checkNumbers(call)); err != nil {
		return lab.Event{}, err
	}
	return lab.Event{
		Seq: j.Seq, Peer: peer, Conn: j.Conn, Call: call, Step: j.Step, Start: j.Start, End: j.End,
		Waited: j.Waited, Asked: j.Asked, Got: j.Got, Err: j.Err, EOF: j.EOF, Stream: j.Stream, Off: j.Off,
		Data: j.Data, Datagram: j.Datagram, Head: j.Head, Verdict: verdict, Joined: joined,
		Address: j.Address, Option: j.Option, How: j.How, Arg: j.Arg, More: j.More, Var: j.Var, Value: j.Value, Text: j.Text,
		Implied: j.Implied, File: j.File, Strand: j.Strand, Peek: j.Peek, Via: j.Via, Fault: j.Fault, Saved: j.Saved.saved(),
		Probe: (*lab.Probe)(j.Probe), FarConn: j.FarConn, Far: (*lab.Probe)(j.Far),
		Continues: j.Continues, Decode: (*lab.Decode)(j.Decode),
	}, nil
}

// checkNumbers holds the numbers of an event to what the wire can carry.
func (j *eventJSON) checkNumbers(call lab.Call) error {
	if min(j.Conn, j.Step, j.Asked, j.Got, j.Stream, j.Datagram, j.Head, j.FarConn) < 0 || min(j.Off, j.Start) < 0 {
		return errLeast
	}
	if j.End < j.Start {
		return fmt.Errorf("it ends at %d, before it starts at %d", j.End, j.Start)
	}
	if (call.Sends() || call.Receives()) && len(j.Data) != j.Got {
		return fmt.Errorf("got is %d, but there are %d bytes of data", j.Got, len(j.Data))
	}
	return nil
}

// inOrder lists the peers' names.
func inOrder(peers map[string]int) string {
	names := make([]string, 0, len(peers))
	for name := range peers {
		names = append(names, fmt.Sprintf("%q", name))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// calls lists the calls that an event may be of.
func calls() string {
	names := make([]string, lab.MaxCall)
	for call := range lab.MaxCall {
		names[call] = call.String()
	}
	return strings.Join(names, ", ")
}

// checkPlace holds where the call was made, and through what its bytes came, to
// what the wire can carry.
func (j *eventJSON) checkPlace() error {
	if j.Strand < 0 || j.File < lab.NoFile || j.File >= lab.MaxFiles {
		return fmt.Errorf("no such strand %d or file %d", j.Strand, j.File)
	}
	if len(j.Via) > lab.MaxVia {
		return fmt.Errorf("via: %d origins are above %d", len(j.Via), lab.MaxVia)
	}
	for _, o := range j.Via {
		if min(o.Seq, o.Off, o.Len) < 0 {
			return fmt.Errorf("via: a number below 0")
		}
	}
	return nil
}

// probeJSON writes only what was measured.
type probeJSON lab.Probe

func (p *probeJSON) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, v := range fields((*lab.Probe)(p)) {
		if v == lab.Missing {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, "%q:%d", probeKeys[i], v)
	}
	return append(out, '}'), nil
}

func (p *probeJSON) UnmarshalJSON(text []byte) error {
	values := map[string]int32{}
	if err := json.Unmarshal(text, &values); err != nil {
		return err
	}
	var all [len(probeKeys)]int32
	for i, key := range probeKeys {
		v, ok := values[key]
		if !ok {
			v = lab.Missing
		}
		all[i] = v
	}
	*p = probeJSON(probeOf(all))
	return nil
}
