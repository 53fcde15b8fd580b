package record

import (
	"encoding/binary"
	"encoding/hex"
	"errors"

	"stickylab/lab"
)

// row is a decoded row, as the golden files have it for the browser's decoder.
type row struct {
	Control   string           `json:"control,omitempty"`
	Seq       int              `json:"seq,omitempty"`
	Peer      int              `json:"peer"`
	Conn      int              `json:"conn"`
	Call      string           `json:"call,omitempty"`
	Step      int              `json:"step"`
	Asked     int              `json:"asked"`
	Got       int              `json:"got"`
	Stream    int              `json:"stream"`
	Off       int64            `json:"off"`
	Start     int64            `json:"start"`
	End       int64            `json:"end"`
	Waited    bool             `json:"waited"`
	Err       string           `json:"err,omitempty"`
	EOF       bool             `json:"eof,omitempty"`
	Verdict   lab.Verdict      `json:"verdict"`
	Joined    lab.Joined       `json:"joined"`
	Datagram  int              `json:"datagram,omitempty"`
	Head      int              `json:"head,omitempty"`
	Text      string           `json:"text,omitempty"`
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
}

// rowDecode is what a decode row adds.
type rowDecode struct {
	Part   string `json:"part"`
	Have   int    `json:"have"`
	Need   int64  `json:"need"`
	Length int64  `json:"length"`
	Head   int    `json:"head"`
	Tail   int    `json:"tail"`
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

var errShort = errors.New("batch ends inside a row")

// decoder reads one batch, plainly and slowly.
type decoder struct {
	buf    []byte
	err    error
	last   map[lab.Call]row
	probes map[int][11]int32
}

func (d *decoder) byte() byte {
	if len(d.buf) == 0 {
		d.err = errShort
		return 0
	}
	b := d.buf[0]
	d.buf = d.buf[1:]
	return b
}

func (d *decoder) uint() int {
	v, n := binary.Uvarint(d.buf)
	if n <= 0 {
		d.err = errShort
		return 0
	}
	d.buf = d.buf[n:]
	return int(v)
}

func (d *decoder) zigzag() int64 {
	v, n := binary.Varint(d.buf)
	if n <= 0 {
		d.err = errShort
		return 0
	}
	d.buf = d.buf[n:]
	return v
}

func (d *decoder) bytes(n int) []byte {
	if n < 0 || n > len(d.buf) {
		d.err = errShort
		return nil
	}
	b := d.buf[:n]
	d.buf = d.buf[n:]
	return b
}

func decodeBatch(batch []byte) (rows []row, err error) {
	d := &decoder{buf: batch, last: map[lab.Call]row{}, probes: map[int][11]int32{}}
	if d.byte() != wireVersion {
		return nil, errors.New("not version 1")
	}
	datagram := d.byte()&flagDatagram != 0
	seq, end := d.uint(), int64(d.uint())
	for len(d.buf) > 0 && d.err == nil {
		tag := d.byte()
		if tag == tagControl {
			rows = append(rows, d.control())
			continue
		}
		r := d.event(tag, datagram, end)
		r.Seq = seq
		seq, end = seq+1, r.End
		rows = append(rows, r)
	}
	return rows, d.err
}

func (d *decoder) event(tag byte, datagram bool, before int64) row {
	call := lab.Call(tag & 31)
	last := d.last[call]
	r := row{Call: call.String(), Peer: last.Peer, Conn: last.Conn, Step: last.Step, Asked: last.Asked, Stream: last.Stream, Off: last.Off}
	if tag&tagSpelled != 0 {
		r.Peer, r.Conn, r.Step, r.Asked, r.Stream, r.Off = d.uint(), d.uint(), d.uint(), d.uint(), d.uint(), int64(d.uint())
	}
	r.Start = before + d.zigzag()
	duration := d.uint()
	r.End, r.Waited = r.Start+int64(duration>>1), duration&1 != 0
	if call.Sends() || call.Receives() {
		r.Got = r.Asked
	}
	if tag&tagPart != 0 {
		r.Got = d.uint()
	}
	if call.Receives() && r.Got > 0 {
		r.Verdict = lab.Exact
	}
	raw := false
	if tag&tagExtra != 0 {
		raw = d.extras(&r)
	}
	if call.Sends() || raw {
		r.Payload = hex.EncodeToString(d.bytes(r.Got))
	}
	next := r
	next.Off += int64(r.Got)
	if datagram {
		next.Off = r.Off + 1
	}
	d.last[call] = next
	return r
}

func (d *decoder) extras(r *row) (raw bool) {
	bits := d.uint()
	if bits&extraErr != 0 {
		r.Err = string(d.bytes(d.uint()))
	}
	r.EOF = bits&extraEOF != 0
	if bits&extraVerdict != 0 {
		r.Verdict, r.Joined = lab.Verdict(d.byte()), lab.Joined(d.byte())
	}
	if bits&extraDatagram != 0 {
		r.Datagram = d.uint()
	}
	if bits&extraHead != 0 {
		r.Head = d.uint()
	}
	if bits&extraText != 0 {
		r.Text = string(d.bytes(d.uint()))
	}
	if bits&extraProbe != 0 {
		r.Probe = d.probe(r.Conn)
	}
	if bits&extraFar != 0 {
		r.FarConn = d.uint()
		r.Far = d.probe(r.FarConn)
	}
	if bits&extraDecode != 0 {
		r.Decode = d.decode()
	}
	r.Continues = bits&extraContinues != 0
	return bits&extraRaw != 0
}

func (d *decoder) decode() *rowDecode {
	code := d.byte()
	for _, part := range []string{"header", "json", "body", "delimiter", "skip", "frame"} {
		if n, _ := lab.PartCode(part); n == code {
			return &rowDecode{
				Part: part, Have: d.uint(), Need: int64(d.uint()), Length: d.zigzag(), Head: d.uint(), Tail: d.uint(),
			}
		}
	}
	d.err = errors.New("no such part of a frame")
	return nil
}

func (d *decoder) probe(conn int) map[string]int32 {
	all, ok := d.probes[conn]
	if !ok {
		all = fields(&lab.NoProbe)
	}
	mask := d.uint()
	out := map[string]int32{}
	for i := range all {
		if mask&(1<<i) != 0 {
			all[i] += int32(d.zigzag())
		}
		if all[i] != lab.Missing {
			out[probeKeys[i]] = all[i]
		}
	}
	d.probes[conn] = all
	return out
}

func (d *decoder) control() row {
	kind := d.byte()
	body := &decoder{buf: d.bytes(d.uint())}
	r := row{}
	switch kind {
	case controlWaiting:
		r.Control = "waiting"
		r.Peer, r.Conn, r.Call, r.Step, r.Asked, r.Start = body.uint(), body.uint(), lab.Call(body.uint()).String(), body.uint(), body.uint(), int64(body.uint())
	case controlLost:
		r.Control, r.Seq = "lost", body.uint()
	case controlEnd:
		r.Control = "end"
		r.Reason, r.Detail = string(body.bytes(body.uint())), string(body.bytes(body.uint()))
	case controlSegment:
		r.Control = "segment"
		r.Segment = &rowSegment{
			Number: body.uint(), At: int64(body.uint()), From: body.uint(), To: body.uint(), Flags: body.uint(),
			Seq: body.zigzag(), Ack: body.zigzag(), Len: body.uint(), Count: body.uint(), Window: body.uint(),
		}
	case controlSegmentsLost:
		r.Control, r.Lost = "segments lost", body.uint()
	}
	if body.err != nil {
		d.err = body.err
	}
	return r
}
