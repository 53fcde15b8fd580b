package replay

import "stickylab/lab"

// frame is where a send stands in a message that takes several: whole bytes,
// head of them header, of which before were sent earlier.
type frame struct{ head, before, whole int }

// framesOf finds the messages that take several sends: each that continues the
// one before it on its conn. Of a message that was broken off it is not known
// how long it would have been.
func framesOf(events []lab.Event) map[int]frame {
	frames := map[int]frame{}
	parts := map[int][]int{} // by conn: the places of the message under way
	for i := range events {
		e := &events[i]
		if !e.Call.Sends() {
			continue
		}
		if !e.Continues {
			place(frames, events, parts[e.Conn])
			parts[e.Conn] = parts[e.Conn][:0]
		}
		parts[e.Conn] = append(parts[e.Conn], i)
	}
	for _, rest := range parts {
		place(frames, events, rest)
	}
	return frames
}

// place sets the frames of the parts of a message.
func place(frames map[int]frame, events []lab.Event, parts []int) {
	if len(parts) < 2 {
		return
	}
	f := frame{}
	for _, i := range parts {
		e := &events[i]
		f.head += e.Head
		f.whole = max(f.whole, f.before+max(e.Asked, e.Got))
		frames[i] = frame{before: f.before}
		f.before += e.Got
	}
	for _, i := range parts {
		frames[i] = frame{head: f.head, before: frames[i].before, whole: f.whole}
	}
}
