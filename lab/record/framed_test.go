package record

import (
	"stickylab/lab"
	"stickylab/lab/frame"
)

// framedRun is a sender that cuts the frame of hello into 2, 3 and 4 bytes and
// a receiver that takes 3 at a time, then a frame of 4 GB.
func framedRun() *Log {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Pair(2, 3)
	before := 0
	for i, piece := range []string{"\x00\x00", "\x00\x05h", "ello"} {
		at := int64(10_000 * i)
		l.Begin(2, 0, Piece{Data: []byte(piece), Head: 4, Before: before, Whole: 9})
		l.Append(new(with(send(2, 11, at, piece), func(e *lab.Event) { e.Head = 2 * min(2-i, 1) })))
		before += len(piece)
		l.Append(&lab.Event{Peer: 1, Call: lab.CallSleep, Step: 11, Start: at + 3000, End: at + 9000, Waited: true})
	}
	got := "\x00\x00\x00\x05hello"
	for i, d := range []lab.Decode{
		{Part: frame.PartHeader, Have: 3, Need: 4, Length: -1},
		{Part: frame.PartBody, Have: 6, Need: 9, Length: 5},
		{Part: frame.PartFrame, Have: 9, Need: 9, Length: 5, Head: 4},
	} {
		at := int64(40_000 + 10_000*i)
		l.Append(new(recv(3, 6, at, 3, got[3*i:3*i+3])))
		l.Append(new(decode(at+2000, 0, d)))
	}
	l.Append(new(with(send(2, 12, 80_000, "\xff\xff\xff\xff"), func(e *lab.Event) { e.Head = 4 })))
	l.Append(new(recv(3, 7, 90_000, 1024, "\xff\xff\xff\xff")))
	fault := decode(92_000, 9, lab.Decode{Part: frame.PartHeader, Have: 4, Need: 4, Length: 1<<32 - 1})
	fault.Err = "too-long" // as lab/frame has it
	fault.Fault = &frame.Error{Kind: "too-long", Off: 9, Length: 1<<32 - 1, Max: 1 << 20}
	l.Append(&fault)
	l.End(lab.End{Reason: lab.EndError, Detail: "server:7 decode too-long"})
	return l
}

func decode(start, off int64, d lab.Decode) lab.Event {
	return lab.Event{
		Conn: 3, Call: lab.CallDecode, Step: 6, Start: start, End: start + 500, Stream: 2, Off: off, Decode: &d,
	}
}
