package record

import "stickylab/lab/boundary"

// BeginPiece announces the send of a part of a message before its system call,
// see boundary.Tracker.BeginPiece.
func (l *Log) BeginPiece(conn int, p boundary.Piece) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end == nil {
		l.tracker.BeginPiece(conn, p)
		l.begun(conn, p.Data)
	}
}

// Received gives how many bytes of the stream that a conn receives it has
// received so far; 0 after the end.
func (l *Log) Received(conn int) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil {
		return 0
	}
	return l.tracker.Received(conn)
}
