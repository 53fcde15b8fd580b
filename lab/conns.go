package lab

import (
	"maps"
	"slices"
)

// Conns reports what is known of the conns of a run. A Transport is the Conns of
// a run all of whose conns have it.
type Conns interface{ ConnOf(id int) Conn }

// ConnOf returns a conn of the transport of which nothing else is known.
func (t Transport) ConnOf(id int) Conn { return Conn{ID: id, Transport: t} }

// ConnTable is the conns of a run by their ID. One that is not in it has the
// Default transport. The zero table is empty; it is not safe for concurrent use
// while it is changed.
type ConnTable struct {
	Default Transport

	byID map[int]*Conn
}

// Add enters a conn, or adds what was not known of one that is there. It reports
// false when the table is full.
func (t *ConnTable) Add(c Conn) bool {
	old, known := t.byID[c.ID]
	switch {
	case known:
		c = old.with(c)
	case len(t.byID) >= MaxConns:
		return false
	case t.byID == nil:
		t.byID = map[int]*Conn{}
	}
	t.byID[c.ID] = &c
	return true
}

// with returns the conn with what a later row says of it.
func (c Conn) with(later Conn) Conn {
	c.ID, c.Peer, c.Outside = later.ID, later.Peer, c.Outside || later.Outside
	if later.Transport != 0 {
		c.Transport = later.Transport
	}
	if later.Local != "" {
		c.Local = later.Local
	}
	if later.Remote != "" {
		c.Remote = later.Remote
	}
	if later.Far != 0 {
		c.Far = later.Far
	}
	if later.Base != 0 {
		c.Base = later.Base
	}
	return c
}

// ConnOf returns what is known of the conn.
func (t *ConnTable) ConnOf(id int) Conn {
	c := t.Default.ConnOf(id)
	if known := t.byID[id]; known != nil {
		c = c.with(*known)
	}
	return c
}

// TransportOf returns the transport of the conn.
func (t *ConnTable) TransportOf(id int) Transport {
	if c := t.byID[id]; c != nil && c.Transport != 0 {
		return c.Transport
	}
	return t.Default
}

// All lists the conns in the order of their IDs, as they were entered.
func (t *ConnTable) All() []Conn {
	var all []Conn
	for _, id := range slices.Sorted(maps.Keys(t.byID)) {
		all = append(all, *t.byID[id])
	}
	return all
}

// Len is the number of conns in the table.
func (t *ConnTable) Len() int { return len(t.byID) }

// Clone returns a copy that does not change with the table.
func (t *ConnTable) Clone() *ConnTable {
	return &ConnTable{Default: t.Default, byID: maps.Clone(t.byID)}
}
