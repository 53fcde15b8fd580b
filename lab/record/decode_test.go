package record

import (
	"encoding/hex"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// row is a decoded row, as the golden files have it for the browser's decoder.
type row struct {
	Control  string      `json:"control,omitempty"`
	Seq      int         `json:"seq,omitempty"`
	Peer     int         `json:"peer"`
	Conn     int         `json:"conn"`
	Call     string      `json:"call,omitempty"`
	Step     int         `json:"step"`
	Asked    int         `json:"asked"`
	Got      int         `json:"got"`
	Stream   int         `json:"stream"`
	Off      int64       `json:"off"`
	Start    int64       `json:"start"`
	End      int64       `json:"end"`
	Waited   bool        `json:"waited"`
	Err      string      `json:"err,omitempty"`
	EOF      bool        `json:"eof,omitempty"`
	Verdict  lab.Verdict `json:"verdict"`
	Joined   lab.Joined  `json:"joined"`
	Datagram int         `json:"datagram,omitempty"`
	Head     int         `json:"head,omitempty"`
	Address  string      `json:"address,omitempty"`
	Holder   string      `json:"holder,omitempty"`

	Accepts   *lab.AcceptQueue `json:"accepts,omitempty"`
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
	Fault     *frame.Error     `json:"fault,omitempty"`
	Saved     *savedJSON       `json:"saved,omitempty"`
	Probe     map[string]int32 `json:"probe,omitempty"`
	FarConn   int              `json:"far_conn,omitempty"`
	Far       map[string]int32 `json:"far,omitempty"`
	Decode    *rowDecode       `json:"decode,omitempty"`
	Continues bool             `json:"continues,omitempty"`
	Payload   string           `json:"payload,omitempty"` // hex
	Reason    string           `json:"reason,omitempty"`
	Detail    string           `json:"detail,omitempty"`
	Segment   *rowSegment      `json:"segment,omitempty"`
	Lost      int              `json:"segments_lost,omitempty"`
	Name      string           `json:"name,omitempty"`
	Kind      string           `json:"kind,omitempty"`
	Transport string           `json:"transport,omitempty"`
	PID       int              `json:"pid,omitempty"`
	Runtime   string           `json:"runtime,omitempty"`
	Argv      []string         `json:"argv,omitempty"`
	Files     []fileJSON       `json:"files,omitempty"`
	Outside   bool             `json:"outside,omitempty"`
	Base      int64            `json:"base,omitempty"`
	Local     string           `json:"local,omitempty"`
	Remote    string           `json:"remote,omitempty"`
}

// rowDecode is what a decode row adds.
type rowDecode struct {
	decodeJSON
	Body *rowBody `json:"body,omitempty"`
}

// rowBody is a body that is not between head and tail.
type rowBody struct {
	From    int    `json:"from"`
	To      int    `json:"to"`
	Bytes   string `json:"bytes,omitempty"` // hex
	Unknown bool   `json:"unknown,omitempty"`
}

func rowDecodeOf(d *lab.Decode) *rowDecode {
	if d == nil {
		return nil
	}
	out := &rowDecode{decodeJSON: *newDecodeJSON(d, false)}
	if b := d.Body; b != nil {
		out.Body = &rowBody{b.From, b.To, hex.EncodeToString(b.Bytes), b.Unknown}
	}
	return out
}

// rowSegment is the body of a control row of a segment.
type rowSegment struct {
	Number int   `json:"number"`
	At     int64 `json:"at"`
	From   int   `json:"from"`
	To     int   `json:"to"`
	Flags  int   `json:"flags"`
	Seq    int64 `json:"seq"`
	Ack    int64 `json:"ack"`
	Len    int   `json:"len"`
	Count  int   `json:"count"`
	Window int   `json:"window"`
}

// decodeBatch reads the rows of a batch, in the form of the golden files. It
// knows that batch alone, as a browser's decoder does.
func decodeBatch(batch []byte) (rows []row, err error) {
	var d decoder
	d.begin(batch)
	for r, ok := d.next(); ok; r, ok = d.next() {
		rows = append(rows, goldenRow(r))
	}
	return rows, d.err
}

func goldenRow(r Row) row {
	switch r.Kind {
	case RowEvent:
		out := rowOf(*r.Event)
		out.Payload = hex.EncodeToString(r.Event.Data)
		return out
	case RowWaiting:
		w := r.Waiting
		return row{Control: "waiting", Peer: w.Peer, Conn: w.Conn, Call: w.Call.String(), Step: w.Step, Asked: w.Asked, Start: w.Start, Strand: w.Strand}
	case RowLost:
		return row{Control: "lost", Seq: r.Seq}
	case RowSegment:
		s := r.Segment
		return row{Control: "segment", Segment: &rowSegment{r.Number, s.At, s.From, s.To, int(s.Flags), s.Seq, s.Ack, s.Len, s.Count, s.Window}}
	case RowSegmentsLost:
		return row{Control: "segments lost", Lost: r.Count}
	case RowPeer:
		p := r.Peer
		out := row{Control: "peer", Peer: r.Number, Name: p.Name, Kind: p.Kind.String(), PID: p.PID, Runtime: p.Runtime, Argv: p.Argv}
		if p.Transport != 0 {
			out.Transport = p.Transport.String()
		}
		for _, f := range p.Files {
			out.Files = append(out.Files, fileJSON(f))
		}
		return out
	case RowConn:
		c := r.Conn
		out := row{Control: "conn", Peer: c.Peer, Conn: c.ID, Outside: c.Outside, Base: c.Base, FarConn: c.Far, Local: c.Local, Remote: c.Remote}
		if c.Transport != 0 {
			out.Transport = c.Transport.String()
		}
		return out
	case RowEnd:
		return row{Control: "end", Reason: r.End.Reason, Detail: r.End.Detail}
	}
	panic("a row of a kind that no golden file has")
}
