package player

import (
	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// sendPieces sends a message as its step cuts it, each piece by calls of its
// own. On datagrams each is a datagram, and so a message, of its own.
func (p *program) sendPieces(s *session.Socket, do lab.Send, data []byte, head int) error {
	sizes, err := cut(do.Cut, len(data))
	if err != nil {
		return p.broken(lab.CallEncode, err)
	}
	at := 0
	for i, size := range sizes {
		if i > 0 && do.Gap > 0 {
			if err := p.hand.Sleep(do.Gap); err != nil {
				return err
			}
		}
		if s.Transport().Stream() {
			err = p.sendPiece(s, do, session.Piece{Data: data[at : at+size], Head: head, Before: at, Whole: len(data)})
		} else {
			err = p.sendWhole(s, do, data[at:at+size], max(head-at, 0))
		}
		if err != nil {
			return err
		}
		at += size
	}
	return nil
}

// cut gives the sizes of the pieces, none of them empty unless all is.
func cut(c lab.Cut, whole int) ([]int, error) {
	var sizes []int
	for i, left := 0, whole; left > 0 || i == 0; i++ {
		size := left
		switch {
		case c.Each > 0:
			size = min(c.Each, left)
		case i < len(c.Sizes):
			size = min(c.Sizes[i], left)
		}
		if len(sizes) == script.MaxCutPieces+1 { // those that are named, and the rest
			return nil, &lab.LimitError{Name: "cut-pieces", Max: script.MaxCutPieces}
		}
		sizes = append(sizes, size)
		left -= size
	}
	return sizes, nil
}
