package record

import "stickylab/lab"

// extras gives the bits of the rarer fields that the event has.
func extras(e *lab.Event) (bits uint64) {
	if e.Err != "" {
		bits |= extraErr
	}
	if e.EOF {
		bits |= extraEOF
	}
	if e.Verdict != impliedVerdict(e) || e.Joined != lab.NotJoined {
		bits |= extraVerdict
	}
	if e.Datagram != 0 {
		bits |= extraDatagram
	}
	if e.Head != 0 {
		bits |= extraHead
	}
	if e.Text != "" {
		bits |= extraText
	}
	if e.Probe != nil {
		bits |= extraProbe
	}
	if e.Far != nil {
		bits |= extraFar
	}
	if e.Stream == 0 && e.Got > 0 && e.Call.Receives() {
		bits |= extraRaw
	}
	if e.Decode != nil {
		bits |= extraDecode
	}
	if e.Continues {
		bits |= extraContinues
	}
	return bits
}

// extras writes the fields of the bits, in the bits' order.
func (c *encoder) extras(e *lab.Event, bits uint64) {
	c.uint(bits)
	if bits&extraErr != 0 {
		c.text(e.Err)
	}
	if bits&extraVerdict != 0 {
		c.buf = append(c.buf, byte(e.Verdict), byte(e.Joined))
	}
	if bits&extraDatagram != 0 {
		c.uint(uint64(e.Datagram))
	}
	if bits&extraHead != 0 {
		c.uint(uint64(e.Head))
	}
	if bits&extraText != 0 {
		c.text(e.Text)
	}
	if bits&extraProbe != 0 {
		c.probe(e.Conn, e.Probe)
	}
	if bits&extraFar != 0 {
		c.uint(uint64(e.FarConn))
		c.probe(e.FarConn, e.Far)
	}
	if bits&extraDecode != 0 {
		c.decode(e.Decode)
	}
}

// decode writes what a decoder made of its bytes.
func (c *encoder) decode(d *lab.Decode) {
	code, _ := lab.PartCode(d.Part)
	c.buf = append(c.buf, code)
	c.uint(uint64(d.Have))
	c.uint(uint64(d.Need))
	c.zigzag(d.Length)
	c.uints(d.Head, d.Tail)
}

// probe writes the fields in which a probe differs from the conn's last one.
func (c *encoder) probe(conn int, p *lab.Probe) {
	last, ok := c.probes[conn]
	if !ok {
		last = lab.NoProbe
	}
	was, is := fields(&last), fields(p)
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
	c.probes[conn] = *p
}

// fields gives a probe's fields in the order of the wire and of probeKeys.
func fields(p *lab.Probe) [11]int32 {
	return [11]int32{p.OutQ, p.Unsent, p.InQ, p.SegsOut, p.SegsIn, p.Unacked, p.Cwnd, p.RTTMicro, p.MSS, p.Retrans, p.Drops}
}

// probeOf is the inverse of fields.
func probeOf(all [11]int32) lab.Probe {
	return lab.Probe{
		OutQ: all[0], Unsent: all[1], InQ: all[2], SegsOut: all[3], SegsIn: all[4],
		Unacked: all[5], Cwnd: all[6], RTTMicro: all[7], MSS: all[8], Retrans: all[9], Drops: all[10],
	}
}

var probeKeys = [11]string{
	"outq", "unsent", "inq", "segs_out", "segs_in", "unacked", "cwnd", "rtt_us", "mss", "retrans", "drops",
}

// control writes a control row around the body.
func (c *encoder) control(kind byte, body []byte) {
	c.buf = append(c.buf, tagControl, kind)
	c.uint(uint64(len(body)))
	c.buf = append(c.buf, body...)
}

func waitingBody(w Waiting) []byte {
	return appendInts(nil, []int{w.Peer, w.Conn, int(w.Call), w.Step, w.Asked, int(w.Start)})
}

func endBody(e lab.End) []byte {
	body := appendInts(nil, []int{len(e.Reason)})
	body = append(body, e.Reason...)
	body = appendInts(body, []int{len(e.Detail)})
	return append(body, e.Detail...)
}
