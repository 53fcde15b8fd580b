package record

import "stickylab/lab/boundary"

// BeginPiece announces the send of a part of a message before its system call,
// see boundary.Tracker.BeginPiece.
func (l *Log) BeginPiece(conn int, p boundary.Piece) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end == nil {
		l.tracker.BeginPiece(conn, p)
	}
}
