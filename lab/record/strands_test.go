package record

import (
	"stickylab/lab"
)

// strandsRun is a watched server with two threads whose calls overlap, of which
// one still waits, and a client that talks to a program that is not watched.
func strandsRun() *Log {
	l := NewLog(Header{Transport: lab.TCP})
	server := l.Peer(lab.Peer{Name: "server.py", Kind: lab.Watched, Runtime: "CPython 3.11.7", Files: []lab.File{{Name: "server.py", Text: "import socket\n"}}})
	client := l.Peer(lab.Peer{Name: "client", Kind: lab.Watched})
	curl := l.Peer(lab.Peer{Name: "你的客户端", Kind: lab.Outside})
	l.Conn(lab.Conn{ID: 9, Peer: curl, Outside: true, Remote: "127.0.0.1:80"})
	l.Pair(2, 3)
	l.Pair(4, 5)
	l.Pair(8, 9)
	by := func(peer, strand int, e lab.Event) lab.Event { e.Peer, e.Strand = peer, strand; return e }
	took := func(e lab.Event, end int64) lab.Event { e.End = end; return e }
	l.Append(new(by(client, 0, send(2, 3, 1000, "hello"))))
	l.Append(new(by(client, 0, send(4, 4, 6000, "feng"))))
	l.Append(new(by(server, 1, with(recv(3, 7, 8000, 2, "he"), func(e *lab.Event) { e.Peek = true }))))
	l.Append(new(by(server, 2, took(recv(5, 7, 9000, 10, "feng"), 21_000))))
	l.Append(new(by(server, 1, took(recv(3, 8, 10_500, 10, "hello"), 22_000))))
	l.Append(new(by(server, 1, lab.Event{Call: lab.CallPrint, Step: 9, Start: 23_000, End: 24_000, Text: "hello"})))
	l.Append(new(by(server, 0, lab.Event{Call: lab.CallGap, Start: 25_000, End: 26_000, Got: 12, Text: "overrun"})))
	l.Append(new(by(client, 0, lab.Event{Conn: 8, Call: lab.CallConnect, Step: 5, Start: 30_000, End: 31_000, Address: "127.0.0.1:80", FarConn: 9})))
	l.Append(new(by(client, 0, send(8, 6, 32_000, "GET /"))))
	l.Append(new(by(client, 0, lab.Event{Conn: 8, Call: lab.CallClose, Step: 7, Start: 40_000, End: 41_000})))
	l.Waiting(Waiting{Peer: server, Conn: 5, Call: lab.CallRecv, Step: 7, Asked: 10, Start: 42_000, Strand: 2})
	l.Waiting(Waiting{Peer: server, Conn: 1, Call: lab.CallAccept, Step: 5, Start: 43_000})
	return l
}
