// Package tally counts how the runs of a repeated experiment came out: it
// groups those that looked the same to their programs and says how sure the
// share of each group is. It is pure: no run, no clock.
package tally

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"iter"

	"stickylab/lab"
)

const (
	// MaxResults is how many results of one peer an Outcome lists.
	MaxResults = 12
	// MaxData is how many bytes of one result an Outcome keeps.
	MaxData = 48
)

// Kind says what a call returned to its program.
type Kind uint8

// The kinds. EOF and EmptyDatagram are both no bytes to a Python program, and
// mean opposite things: nothing will come any more, and a message that is empty.
const (
	Bytes Kind = iota
	EOF
	EmptyDatagram
	Failed
)

// Result is what one receive returned, or the error of one call.
type Result struct {
	Kind Kind
	// Data is the beginning of the bytes, at most MaxData of them; Len counts
	// all of them.
	Data []byte
	Len  int
	// Err names the error of a Failed call as its event does.
	Err string
}

// Received is what the calls of one peer returned, in their order. Total
// counts all results, of which at most MaxResults are listed.
type Received struct {
	Results []Result
	Total   int
}

// Key tells outcomes apart: two runs with the same Key returned the same.
type Key [sha256.Size]byte

// Outcome is what a run returned to its programs, peer by peer: what each
// receive gave, and which calls failed. Times are no part of it.
type Outcome struct {
	Key   Key
	Peers []Received

	verdict lab.Verdict // of all events
	joined  lab.Queues  // where messages ran together
}

// Of returns the outcome of a run of so many peers with the conns. It keeps
// nothing of the events; the error is theirs.
func Of(conns lab.Conns, peers int, events iter.Seq2[*lab.Event, error]) (Outcome, error) {
	o := Outcome{Peers: make([]Received, peers)}
	sums := make([]hash.Hash, peers)
	for e, err := range events {
		if err != nil {
			return Outcome{}, err
		}
		o.see(e)
		if e.Peer < 0 || e.Peer >= peers {
			continue
		}
		result, ok := resultOf(conns, e)
		if !ok {
			continue
		}
		if sums[e.Peer] == nil {
			sums[e.Peer] = sha256.New()
		}
		result.addTo(sums[e.Peer], e.Data)
		o.Peers[e.Peer].add(result)
	}
	o.Key = keyOf(sums)
	return o, nil
}

// see joins what the event says of its messages.
func (o *Outcome) see(e *lab.Event) {
	o.verdict |= e.Verdict
	o.joined.Add(e)
}

// resultOf gives what the event's call returned to the program; false for a
// call that gives a program nothing to look at.
func resultOf(conns lab.Conns, e *lab.Event) (Result, bool) {
	switch {
	case e.Err != "":
		failed := e.Call != lab.CallWait && e.Call != lab.CallSleep
		return Result{Kind: Failed, Err: e.Err}, failed
	case !e.Call.Receives():
		return Result{}, false
	case e.EOF:
		return Result{Kind: EOF}, true
	case len(e.Data) == 0 && e.Datagram == 0 && !conns.ConnOf(e.Conn).Transport.Stream():
		return Result{Kind: EmptyDatagram}, true
	}
	return Result{Kind: Bytes, Data: e.Data, Len: len(e.Data)}, true
}

// add lists the result with a copy of the beginning of its bytes.
func (r *Received) add(result Result) {
	r.Total++
	if len(r.Results) == MaxResults {
		return
	}
	result.Data = append([]byte(nil), result.Data[:min(len(result.Data), MaxData)]...)
	r.Results = append(r.Results, result)
}

// addTo puts the result into a sum; lengths keep neighbours apart.
func (r Result) addTo(sum hash.Hash, data []byte) {
	if r.Kind == Failed {
		data = []byte(r.Err)
	}
	head := binary.AppendUvarint([]byte{byte(r.Kind)}, uint64(len(data)))
	sum.Write(head) // a hash never fails
	sum.Write(data)
}

// keyOf joins the sums of the peers. A peer without results has none.
func keyOf(sums []hash.Hash) Key {
	var all []byte
	for peer, sum := range sums {
		if sum != nil {
			all = binary.AppendUvarint(all, uint64(peer))
			all = sum.Sum(all)
		}
	}
	return sha256.Sum256(all)
}
