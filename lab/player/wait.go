package player

import "stickylab/lab"

// wait pauses until another peer has done what the step waits for.
func (p *program) wait(do lab.Wait) error {
	peer := p.world.Peer(do.Peer)
	if do.Call == "end" {
		return p.hand.WaitEnd(peer)
	}
	call := lab.CallSetOption // which a script writes as set
	if named, ok := lab.ParseCall(do.Call); ok {
		call = named
	}
	return p.hand.Wait(peer, call, do.Count)
}
