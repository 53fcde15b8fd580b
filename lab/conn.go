package lab

// MaxConns bounds the conns of one run that a viewer is informed of.
const MaxConns = 4096

// Conn is one socket of a run: what is known of it before its events, or
// beside them. A later row of the same ID adds what was not known before.
type Conn struct {
	// ID numbers the sockets of a run from 1.
	ID int
	// Peer is the index of the peer whose socket it is.
	Peer      int
	Transport Transport
	// Local and Remote are addresses; empty where they are not known.
	Local, Remote string
	// Outside: the socket belongs to a program whose calls are not seen. What is
	// sent to it is never judged lost, because its receives are not recorded.
	Outside bool
	// Far is the conn at the other end, 0 where no event says which it is.
	Far int
	// Base counts the bytes that the socket had sent before it was watched.
	Base int64
}
