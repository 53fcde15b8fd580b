package session

// stackRoom is what the calls of a hand take of a stack beyond the 2 KB that a
// goroutine begins with.
const stackRoom = 2 << 10

// deepen grows the stack of a goroutine that is about to play a peer. A stack
// that has to grow in the depth of a call is copied frame by frame.
//
//go:noinline
func deepen() {
	var room [stackRoom]byte
	touch(&room)
}

//go:noinline
func touch(room *[stackRoom]byte) { room[0] = 1 }
