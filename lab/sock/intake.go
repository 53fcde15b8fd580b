package sock

import "sync/atomic"

// intake counts the bytes that receives took from a stream. During a receive the
// number is not certain: the kernel has it before the count does.
type intake struct {
	turn  atomic.Uint64 // odd during a receive
	bytes atomic.Uint64
}

func (t *intake) begin() { t.turn.Add(1) }

func (t *intake) end(n int) {
	if n > 0 {
		t.bytes.Add(uint64(n))
	}
	t.turn.Add(1)
}

// look is the count at one moment.
type look struct{ turn, bytes uint64 }

func (t *intake) look() look { return look{t.turn.Load(), t.bytes.Load()} }

// certain reports whether no receive was under way from one look to the other.
func (l look) certain(later look) bool { return l == later && l.turn%2 == 0 }
