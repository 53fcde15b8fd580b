package tap

import (
	"time"

	"stickylab/lab"
)

// MaxUnread is how long a piece may lie in the receiver's queue before the next one is
// sent all the same.
const MaxUnread = 50 * time.Millisecond

// How long the tap looks whether the last piece was taken, and how often.
const (
	mostLook  = 2 * time.Second
	firstLook = 20 * time.Microsecond
	laterLook = 2 * time.Millisecond
	// blindPause is between pieces where the kernel does not say what was taken.
	blindPause = 5 * time.Millisecond
)

// await waits until the program at the other end has taken what was sent: else pieces
// would lie together in its receive queue. Without pieces it only looks, until there is
// something to send. The wait is an event with what the kernel said at its end.
func (w *way) await() {
	r, t := w.relay, w.relay.tap
	cuts := t.options.Pieces.cuts()
	if t.diag == nil {
		if cuts {
			t.pause(blindPause)
		}
		return
	}
	start := t.clock.Now()
	most := mostLook
	if cuts {
		most = t.options.Unread
	}
	for look := firstLook; ; look = min(2*look, laterLook) {
		size, _, end := w.hold.state()
		if !cuts && (size > 0 || end != open) || r.ended() {
			return
		}
		far, ok := t.diag.TCP(w.to.remote, w.to.local)
		taken := !ok || far.InQ == 0
		now := t.clock.Now()
		if taken && look == firstLook {
			return // the event of the send says it nearly as well
		}
		if late := time.Duration(now-start) > most; taken || late {
			e := &lab.Event{Conn: w.to.id, Call: lab.CallWait, Strand: w.writing, Start: start, End: now, FarConn: w.to.far}
			if ok {
				e.Far = &far
			}
			if late && !taken {
				e.Err = lab.ErrTimeout
			}
			r.append(e)
			return
		}
		if t.options.looked != nil {
			t.options.looked()
		}
		t.pause(look)
	}
}
