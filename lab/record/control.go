package record

import (
	"slices"

	"stickylab/lab"
)

// control begins a control row and returns where its body begins, for ends.
func (c *encoder) control(kind byte) (body int) {
	c.buf = append(c.buf, tagControl, kind, 0)
	return len(c.buf)
}

// ends writes the length before a body that has been written. Nearly every one is
// short enough for the byte that control left.
func (c *encoder) ends(body int) {
	size := len(c.buf) - body
	if size < 1<<7 {
		c.buf[body-1] = byte(size)
		return
	}
	c.buf = slices.Replace(c.buf, body-1, body, appendUint(nil, uint64(size))...)
}

func (c *encoder) waiting(w Waiting) {
	body := c.control(controlWaiting)
	c.uints(w.Peer, w.Conn, int(w.Call), w.Step, w.Asked, int(w.Start))
	if w.Strand != 0 {
		c.uints(w.Strand)
	}
	c.ends(body)
}

func (c *encoder) lost(seq int) {
	body := c.control(controlLost)
	c.uints(seq)
	c.ends(body)
}

func (c *encoder) ended(e lab.End) {
	body := c.control(controlEnd)
	c.text(e.Reason)
	c.text(e.Detail)
	c.ends(body)
}

// segment writes a segment; number counts the segments from 1.
func (c *encoder) segment(number int, s *lab.Segment) {
	body := c.control(controlSegment)
	c.uints(number, int(s.At), s.From, s.To, int(s.Flags))
	c.zigzag(s.Seq)
	c.zigzag(s.Ack)
	c.uints(s.Len, s.Count, s.Window)
	c.ends(body)
}

// segmentsLost writes how many segments are missing, in all.
func (c *encoder) segmentsLost(all int) {
	body := c.control(controlSegmentsLost)
	c.uints(all)
	c.ends(body)
}

func (c *encoder) peer(index int, p *lab.Peer) {
	body := c.control(controlPeer)
	c.uints(index, int(p.Kind), int(p.Transport), p.PID)
	c.text(p.Name)
	c.text(p.Runtime)
	c.uint(uint64(len(p.Argv)))
	for _, arg := range p.Argv {
		c.text(arg)
	}
	c.uint(uint64(len(p.Files)))
	for _, f := range p.Files {
		c.text(f.Name)
		c.text(f.Text)
	}
	c.ends(body)
}

func (c *encoder) conn(known *lab.Conn) {
	body := c.control(controlConn)
	outside := 0
	if known.Outside {
		outside = 1
	}
	c.uints(known.ID, known.Peer, int(known.Transport), outside)
	c.uint(uint64(known.Base))
	c.text(known.Local)
	c.text(known.Remote)
	c.uint(uint64(known.Far))
	c.ends(body)
}
