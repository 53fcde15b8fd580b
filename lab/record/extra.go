package record

import (
	"encoding/json"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// extras returns the bits of the rarer fields that the event has.
func extras(e *lab.Event) uint64 {
	return bit(e.Probe != nil, extraProbe) |
		bit(e.Address != "", extraAddress) |
		bit(e.Verdict != impliedVerdict(e) || e.Joined != lab.NotJoined, extraVerdict) |
		bit(e.Err != "", extraErr) |
		bit(e.Datagram != 0, extraDatagram) |
		bit(e.Head != 0, extraHead) |
		bit(e.Continues, extraContinues) |
		bit(e.Far != nil, extraFar) |
		bit(e.Far == nil && e.FarConn != 0, extraFarConn) |
		bit(e.EOF, extraEOF) |
		bit(e.Decode != nil, extraDecode) |
		bit(e.Stream == 0 && e.Got > 0 && e.Call.Receives(), extraRaw) |
		bit(e.Decode != nil && e.Decode.Body != nil, extraBody) |
		details(e)
}

// details returns the bits of the fields that few calls have.
func details(e *lab.Event) uint64 {
	if !detailed(e) {
		return 0
	}
	return bit(e.Strand != 0, extraStrand) |
		bit(e.More, extraMore) |
		bit(e.Arg != 0, extraArg) |
		bit(e.Option != "", extraOption) |
		bit(e.How != "", extraHow) |
		bit(e.Var != "" || e.Value != "", extraValue) |
		bit(e.Fault != nil, extraFault) |
		bit(e.Saved != nil, extraSaved) |
		bit(e.Text != "", extraText) |
		bit(e.File != 0, extraFile) |
		bit(e.Peek, extraPeek) |
		bit(len(e.Via) > 0, extraVia) |
		bit(e.Implied, extraImplied) |
		bit(e.Cut, extraCut) |
		bit(e.Holder != "", extraHolder) |
		bit(e.Accepts != nil, extraAccepts) |
		bit(e.Call == lab.CallNone, extraUnmade)
}

// detailed reports whether the event has any of those fields. It is asked on the
// way of every call, and so in few branches.
func detailed(e *lab.Event) bool {
	return e.Strand|e.Arg|e.File|len(e.Option)|len(e.How)|len(e.Var)|len(e.Value)|len(e.Text)|len(e.Holder)|len(e.Via) != 0 ||
		e.Fault != nil || e.Saved != nil || e.Accepts != nil || e.More || e.Peek || e.Implied || e.Cut || e.Call == lab.CallNone
}

func bit(set bool, bit uint64) uint64 {
	if set {
		return bit
	}
	return 0
}

// extras writes the fields of the bits, in the bits' order.
func (c *encoder) extras(e *lab.Event, bits uint64) {
	c.uint(bits)
	if bits&extraProbe != 0 {
		c.probe(e.Conn, e.Probe)
	}
	if bits&extraAddress != 0 {
		c.text(e.Address)
	}
	if bits&extraVerdict != 0 {
		c.buf = append(c.buf, byte(e.Verdict), byte(e.Joined))
	}
	if bits&extraErr != 0 {
		c.text(e.Err)
	}
	if bits&extraDatagram != 0 {
		c.uint(uint64(e.Datagram))
	}
	if bits&extraHead != 0 {
		c.uint(uint64(e.Head))
	}
	if bits&extraFar != 0 {
		c.uint(uint64(e.FarConn))
		c.probe(e.FarConn, e.Far)
	}
	if bits&extraFarConn != 0 {
		c.uint(uint64(e.FarConn))
	}
	if bits&extraDecode != 0 {
		c.decode(e.Decode)
	}
	if bits >= extraStrand {
		c.details(e, bits)
	}
}

// details writes the fields that few calls have.
func (c *encoder) details(e *lab.Event, bits uint64) {
	if bits&extraStrand != 0 {
		c.uint(uint64(e.Strand))
	}
	if bits&extraArg != 0 {
		c.zigzag(int64(e.Arg))
	}
	if bits&extraOption != 0 {
		c.text(e.Option)
	}
	if bits&extraHow != 0 {
		c.text(e.How)
	}
	if bits&extraValue != 0 {
		c.text(e.Var)
		c.text(e.Value)
	}
	if bits&extraFault != 0 {
		c.fault(e.Fault)
	}
	if bits&extraSaved != 0 {
		c.saved(e.Saved)
	}
	if bits&extraText != 0 {
		c.text(e.Text)
	}
	if bits&extraFile != 0 {
		c.zigzag(int64(e.File))
	}
	if bits&extraVia != 0 {
		c.via(e.Via)
	}
	if bits&extraUnmade != 0 {
		c.uint(uint64(e.Unmade))
	}
	if bits&extraBody != 0 {
		c.body(e.Decode.Body)
	}
	if bits&extraHolder != 0 {
		c.text(e.Holder)
	}
	if q := e.Accepts; q != nil {
		c.uints(q.Conn, q.Waiting, q.Max)
	}
}

// How a body is written.
const (
	bodyWithin = iota
	bodyBytes
	bodyUnknown
)

func (c *encoder) body(b *lab.Body) {
	switch {
	case b.Unknown:
		c.buf = append(c.buf, bodyUnknown)
	case b.Bytes != nil:
		c.buf = append(c.buf, bodyBytes)
		c.text(string(b.Bytes))
	default:
		c.buf = append(c.buf, bodyWithin)
		c.uints(b.From, b.To)
	}
}

// fault writes what is wrong with a frame as JSON: its values are of several
// types, and it is rare.
func (c *encoder) fault(f *frame.Error) {
	text, err := json.Marshal(f)
	if err != nil { // a value of a codec is of the types that frame.Error names
		text = []byte("{}")
	}
	c.text(string(text))
}

func (c *encoder) saved(f *lab.SavedFile) {
	c.text(f.Name)
	c.uint(uint64(f.Size))
	c.text(f.MD5)
	ok := byte(0)
	if f.OK {
		ok = 1
	}
	c.buf = append(c.buf, ok)
}

func (c *encoder) via(all []lab.Origin) {
	all = all[:min(len(all), lab.MaxVia)]
	c.uint(uint64(len(all)))
	for _, o := range all {
		c.uints(o.Seq, o.Off, o.Len)
	}
}

// decode writes what a decoder made of its bytes.
func (c *encoder) decode(d *lab.Decode) {
	code, _ := d.Part.Code()
	c.buf = append(c.buf, code)
	c.uint(uint64(d.Have))
	c.uint(uint64(d.Need))
	c.zigzag(d.Length)
	c.uints(d.Head, d.Tail)
}

// probe writes the fields in which a probe differs from the conn's last one.
func (c *encoder) probe(conn int, p *lab.Probe) {
	last := c.probes.Ref(conn)
	if last == nil {
		c.probes.Set(conn, lab.NoProbe)
		last = c.probes.Ref(conn)
	}
	if *last == *p {
		c.uint(0)
		return
	}
	was, is := fields(last), fields(p)
	mask := uint64(0)
	for i := range is {
		if is[i] != was[i] {
			mask |= 1 << i
		}
	}
	c.uint(mask)
	for i := range is {
		if is[i] != was[i] {
			c.zigzag(int64(is[i]) - int64(was[i]))
		}
	}
	*last = *p
}

// fields gives a probe's fields in the order of the wire and of probeKeys.
func fields(p *lab.Probe) [14]int32 {
	return [14]int32{p.OutQ, p.Unsent, p.InQ, p.SegsOut, p.SegsIn, p.Unacked, p.Cwnd, p.RTTMicro, p.MSS, p.Retrans, p.Drops, p.Window, p.Limited, p.Memory}
}

// probeOf is the inverse of fields.
func probeOf(all [14]int32) lab.Probe {
	return lab.Probe{
		OutQ: all[0], Unsent: all[1], InQ: all[2], SegsOut: all[3], SegsIn: all[4],
		Unacked: all[5], Cwnd: all[6], RTTMicro: all[7], MSS: all[8], Retrans: all[9], Drops: all[10],
		Window: all[11], Limited: all[12], Memory: all[13],
	}
}

var probeKeys = [14]string{
	"outq", "unsent", "inq", "segs_out", "segs_in", "unacked", "cwnd", "rtt_us", "mss", "retrans", "drops",
	"snd_wnd", "rwnd_limited_us", "rmem",
}
