package sock

import "sync"

// bell wakes those that wait for room where the poller would not tell them: a
// Unix socket does not become writable for its sender when the receiver at the
// other end of a datagram, or the listener of a connect, has room again. All
// receivers are sockets of the run, so each of them rings.
type bell struct {
	mu sync.Mutex
	ch chan struct{}
}

// listen gives a channel that the next ring closes.
func (b *bell) listen() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch == nil {
		b.ch = make(chan struct{})
	}
	return b.ch
}

func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch != nil {
		close(b.ch)
		b.ch = nil
	}
}
