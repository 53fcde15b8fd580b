package record

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// eventJSON is an event as the trace format has it.
type eventJSON struct {
	Seq       int              `json:"seq"`
	Peer      string           `json:"peer"`
	Conn      int              `json:"conn"`
	Call      string           `json:"call"`
	Step      int              `json:"step"`
	Start     int64            `json:"start"`
	End       int64            `json:"end"`
	Waited    bool             `json:"waited"`
	Asked     int              `json:"asked"`
	Got       int              `json:"got"`
	Err       string           `json:"err"`
	EOF       bool             `json:"eof"`
	Stream    int              `json:"stream,omitempty"`
	Off       int64            `json:"off"`
	Data      []byte           `json:"data"`
	Datagram  int              `json:"datagram,omitempty"`
	Head      int              `json:"head,omitempty"`
	Address   string           `json:"address,omitempty"`
	Holder    string           `json:"holder,omitempty"`
	Option    string           `json:"option,omitempty"`
	How       string           `json:"how,omitempty"`
	Arg       int              `json:"arg,omitempty"`
	More      bool             `json:"more,omitempty"`
	Var       string           `json:"var,omitempty"`
	Value     string           `json:"value,omitempty"`
	Text      string           `json:"text,omitempty"`
	Implied   bool             `json:"implied,omitempty"`
	Cut       bool             `json:"cut,omitempty"`
	Unmade    string           `json:"unmade,omitempty"`
	File      int              `json:"file,omitempty"`
	Strand    int              `json:"strand,omitempty"`
	Peek      bool             `json:"peek,omitempty"`
	Via       []lab.Origin     `json:"via,omitempty"`
	Verdict   []string         `json:"verdict,omitempty"`
	Joined    string           `json:"joined,omitempty"`
	From      []lab.Origin     `json:"from,omitempty"`
	Probe     *probeJSON       `json:"probe,omitempty"`
	FarConn   int              `json:"far_conn,omitempty"`
	Far       *probeJSON       `json:"far,omitempty"`
	Accepts   *lab.AcceptQueue `json:"accepts,omitempty"`
	Continues bool             `json:"continues,omitempty"`
	Decode    *decodeJSON      `json:"decode,omitempty"`
	Fault     *frame.Error     `json:"fault,omitempty"`
	Saved     *savedJSON       `json:"saved,omitempty"`
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
		Address: e.Address, Holder: e.Holder, Option: e.Option, How: e.How, Arg: e.Arg, More: e.More, Var: e.Var, Value: e.Value, Text: e.Text,
		Implied: e.Implied, Cut: e.Cut, Unmade: unmadeName(e), File: e.File, Strand: e.Strand, Peek: e.Peek, Via: e.Via, Fault: e.Fault, Saved: (*savedJSON)(e.Saved),
		Verdict: e.Verdict.Names(), Joined: e.Joined.String(), From: from,
		Probe: (*probeJSON)(e.Probe), FarConn: e.FarConn, Far: (*probeJSON)(e.Far), Accepts: e.Accepts,
		Continues: e.Continues, Decode: newDecodeJSON(e.Decode, e.Complete()),
	}
}

// event reads an event of a file, which anybody may have written.
func (j *eventJSON) event(peers map[string]int, names []string) (lab.Event, error) {
	peer, ok := peers[j.Peer]
	if !ok {
		return lab.Event{}, wrong("peer", "peer", strconv.Quote(j.Peer), quoted(names))
	}
	call, ok := lab.ParseCall(j.Call)
	if !ok {
		return lab.Event{}, wrong("call", "call", strconv.Quote(j.Call), calls())
	}
	unmade, ok := j.unmade(call)
	if !ok {
		return lab.Event{}, wrong("unmade", "call", strconv.Quote(j.Unmade), calls())
	}
	verdict, err := lab.ParseVerdict(j.Verdict)
	if err != nil {
		return lab.Event{}, wrong("verdict", "verdict", quoted(j.Verdict))
	}
	joined, ok := lab.ParseJoined(j.Joined)
	if !ok {
		return lab.Event{}, wrong("joined", "joined", strconv.Quote(j.Joined))
	}
	if err := cmp.Or(j.Decode.check(), j.checkNumbers(), j.checkBytes(call), j.checkVia()); err != nil {
		return lab.Event{}, err
	}
	complete := j.Decode != nil && j.Decode.Part == frame.PartFrame && j.Err == ""
	return lab.Event{
		Seq: j.Seq, Peer: peer, Conn: j.Conn, Call: call, Step: j.Step, Start: j.Start, End: j.End,
		Waited: j.Waited, Asked: j.Asked, Got: j.Got, Err: j.Err, EOF: j.EOF, Stream: j.Stream, Off: j.Off,
		Data: j.Data, Datagram: j.Datagram, Head: j.Head, Verdict: verdict, Joined: joined,
		Address: j.Address, Holder: j.Holder, Option: j.Option, How: j.How, Arg: j.Arg, More: j.More, Var: j.Var, Value: j.Value, Text: j.Text,
		Implied: j.Implied, Cut: j.Cut, Unmade: unmade, File: j.File, Strand: j.Strand, Peek: j.Peek, Via: j.Via, Fault: j.Fault, Saved: j.Saved.saved(),
		Probe: (*lab.Probe)(j.Probe), FarConn: j.FarConn, Far: (*lab.Probe)(j.Far), Accepts: j.Accepts,
		Continues: j.Continues, Decode: j.Decode.decode(complete),
	}, nil
}

// unmadeName names the call that an event stands for, empty for one that was
// made.
func unmadeName(e *lab.Event) string {
	if e.Call == lab.CallNone {
		return e.Unmade.String()
	}
	return ""
}

// unmade reads the call that an event stands for: only one of CallNone has it.
func (j *eventJSON) unmade(call lab.Call) (lab.Call, bool) {
	if call != lab.CallNone {
		return 0, j.Unmade == ""
	}
	return lab.ParseCall(j.Unmade)
}

// The greatest numbers of a trace: those that the browser can hold in a column,
// and those that it can hold at all.
const (
	maxInt  = 1<<31 - 1
	maxTime = 1<<53 - 1
)

// whole holds a member to whole numbers from least to most.
func whole(member string, value, least, most int64) error {
	if value < least || value > most {
		return wrong(member, "number", least, most)
	}
	return nil
}

// checkNumbers holds the numbers of an event to what the wire and the browser
// can carry.
func (j *eventJSON) checkNumbers() error {
	for _, number := range []struct {
		member             string
		value, least, most int64
	}{
		{"seq", int64(j.Seq), 1, maxInt},
		{"conn", int64(j.Conn), 0, maxInt},
		{"step", int64(j.Step), 0, maxInt},
		{"asked", int64(j.Asked), 0, maxInt},
		{"got", int64(j.Got), 0, maxInt},
		{"stream", int64(j.Stream), 0, maxInt},
		{"datagram", int64(j.Datagram), 0, maxInt},
		{"head", int64(j.Head), 0, maxInt},
		{"far_conn", int64(j.FarConn), 0, maxInt},
		{"arg", int64(j.Arg), -maxInt, maxInt},
		{"file", int64(j.File), lab.NoFile, lab.MaxFiles - 1},
		{"strand", int64(j.Strand), 0, maxStrand},
		{"off", j.Off, 0, maxTime},
		{"start", j.Start, 0, maxTime},
		{"end", j.End, 0, maxTime},
	} {
		if err := whole(number.member, number.value, number.least, number.most); err != nil {
			return err
		}
	}
	if q := j.Accepts; q != nil {
		for _, value := range []int{q.Conn, q.Waiting, q.Max} {
			if err := whole("accepts", int64(value), 0, maxInt); err != nil {
				return err
			}
		}
	}
	if j.End < j.Start {
		return wrong("end", "times", j.End, j.Start)
	}
	return cmp.Or(within("probe", j.Probe.check()), within("far", j.Far.check()))
}

// maxStrand bounds the threads of a peer, each of which may have a row.
const maxStrand = 1<<16 - 1

// checkBytes holds what an event says of its bytes together.
func (j *eventJSON) checkBytes(call lab.Call) error {
	if (call.Sends() || call.Receives()) && len(j.Data) != j.Got {
		return wrong("data", "data", j.Got, len(j.Data))
	}
	if call.Receives() && j.Datagram > 0 && j.Datagram < j.Got {
		return wrong("datagram", "datagram", j.Datagram, j.Got)
	}
	if call.Sends() && j.Head > j.Got {
		return wrong("head", "head", j.Head, j.Got)
	}
	return nil
}

// quoted lists names.
func quoted(names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = strconv.Quote(name)
	}
	return strings.Join(list, ", ")
}

// calls lists the calls that an event may be of.
func calls() string {
	names := make([]string, lab.MaxCall)
	for call := range lab.MaxCall {
		names[call] = call.String()
	}
	return strings.Join(names, ", ")
}

// checkVia holds the receives that the bytes came through to what the wire can
// carry.
func (j *eventJSON) checkVia() error {
	if n := len(j.Via); n > lab.MaxVia {
		return wrong("via", "via", n, lab.MaxVia)
	}
	for _, o := range j.Via {
		for _, n := range []int{o.Seq, o.Off, o.Len} {
			if err := whole("via", int64(n), 0, maxInt); err != nil {
				return err
			}
		}
	}
	return nil
}

// check holds what was measured to what the kernel can report.
func (p *probeJSON) check() error {
	if p == nil {
		return nil
	}
	for i, v := range fields((*lab.Probe)(p)) {
		if err := whole(probeKeys[i], int64(v), lab.Missing, maxInt); err != nil {
			return err
		}
	}
	return nil
}

// probeJSON writes only what was measured.
type probeJSON lab.Probe

// probeText is the room for a probe as text: what the kernel reports of a TCP
// socket is rarely longer.
const probeText = 144

func (p *probeJSON) MarshalJSON() ([]byte, error) {
	out := append(make([]byte, 0, probeText), '{')
	for i, v := range fields((*lab.Probe)(p)) {
		if v == lab.Missing {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(strconv.AppendQuote(out, probeKeys[i]), ':')
		out = strconv.AppendInt(out, int64(v), 10)
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
