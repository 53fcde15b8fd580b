package record

import (
	"stickylab/lab"
	"stickylab/lab/frame"
)

// detailedRun has an event with each of the fields that few calls have.
func detailedRun() *Log {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server.py", "client.py"}})
	for i, e := range []lab.Event{
		{Call: lab.CallBind, Address: "127.9.8.7:8080", Implied: true},
		{Call: lab.CallListen, Arg: 5},
		{Call: lab.CallSetOption, Option: "linger", Arg: lab.LingerOff},
		{Call: lab.CallSetOption, Option: "sndbuf", Arg: 4096, File: 1},
		{Call: lab.CallUnpack, Asked: 4, Var: "n", Value: "5"},
		{Call: lab.CallShutdown, How: "write"},
		{Call: lab.CallPrint, Text: "收到 b'hello'", Strand: 1},
		{Call: lab.CallInput, Text: "quit", Strand: 1, File: lab.NoFile},
		{Call: lab.CallPoll, Got: 2, Asked: 7, Waited: true},
		{Call: lab.CallGap, Got: 12, Text: "overrun"},
		{Call: lab.CallDecode, Decode: &lab.Decode{Part: frame.PartFrame, Have: 9, Need: 9, Length: 5, Head: 4}, Saved: &lab.SavedFile{
			Name: "照片.jpg", Size: 5, MD5: "5d41402abc4b2a76b9719d911017c592", OK: true,
		}},
		{Call: lab.CallSend, Err: "delimiter", Fault: &frame.Error{Kind: frame.KindDelimiter, Off: 3, Length: -1}}, // of an older edition
		{Call: lab.CallRecv, Asked: 1<<31 - 1, Err: lab.ErrLimit, Value: "4294967295"},                             // the same
		{Call: lab.CallEncode, Err: "delimiter", Fault: &frame.Error{Kind: frame.KindDelimiter, Off: 3, Length: -1}},
		{Call: lab.CallNone, Unmade: lab.CallRecv, Asked: 1<<31 - 1, Err: lab.ErrLimit, Value: "4294967295"},
		{Call: lab.CallNone, Unmade: lab.CallSocket, Err: lab.ErrLimit},
		{Call: lab.CallNone, Unmade: lab.CallClose},
	} {
		e.Conn, e.Step, e.Start, e.End = 2, i+1, int64(1000*i), int64(1000*i+500)
		l.Append(&e)
	}
	l.Append(new(with(send(2, 20, 20_000, "hello"), func(e *lab.Event) { e.More, e.Via = true, []lab.Origin{{Seq: 9, Off: 1, Len: 2}} })))
	l.Append(new(with(recv(3, 21, 30_000, 10, "hel"), func(e *lab.Event) { e.Peek, e.Strand = true, 2 })))
	l.Append(&lab.Event{Conn: 2, Call: lab.CallClose, Start: 40_000, End: 40_500, Cut: true})
	l.End(lab.End{Reason: lab.EndDone})
	return l
}
