package findings

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// intoDecoders lists the receives that a decoder took: its step is the next that is
// told of their conn.
func intoDecoders(events []lab.Event) map[int]bool {
	all := map[int]bool{}
	last := map[int]int{} // the Seq of the last receive of a conn
	for i := range events {
		switch e := &events[i]; {
		case e.Call.Receives():
			last[e.Conn] = e.Seq
		case e.Call == lab.CallDecode:
			if seq := last[e.Conn]; seq != 0 {
				all[seq] = true
			}
			delete(last, e.Conn)
		}
	}
	return all
}

// lookAtFrames tells for each peer of the frames that it decoded, and of the
// receives that they came in.
func (f *finder) lookAtFrames() {
	found := map[int]*Finding{}
	var peers []int
	for i := range f.events {
		e := &f.events[i]
		if e.Decode == nil || e.Err != "" || e.Decode.Part != frame.PartFrame {
			continue
		}
		if found[e.Peer] == nil {
			peers = append(peers, e.Peer)
			found[e.Peer] = &Finding{
				Kind: KindDecoded, Peer: f.name(e.Peer), Call: e.Call, Seq: e.Seq, Conn: e.Conn,
				Stream: f.transport(e.Conn).Stream(), Segments: lab.Missing,
			}
		}
		found[e.Peer].Messages++
	}
	for i := range f.events {
		e := &f.events[i]
		one := found[e.Peer]
		switch {
		case one == nil:
		case f.fed[e.Seq] && e.Got > 0:
			if one.Got++; e.Verdict != lab.Exact {
				one.Whole++
			}
		case e.Call == lab.CallDecode && e.Err != "":
			one.Err = e.Err
		}
	}
	slices.Sort(peers)
	for _, peer := range peers {
		f.kinds[KindDecoded] = append(f.kinds[KindDecoded], *found[peer])
	}
}
