package script

import (
	"slices"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
)

// silence is how long a run over datagrams goes on when nothing more happens:
// datagrams have no end of stream that would end a receive.
const silence = 2 * time.Second

// As gives the same experiment over another transport, its text printed anew.
// From streams to datagrams a listen becomes a bind, an accept nothing, and
// what its peer then sends an answer to whoever wrote last; shutdown and the
// close of an accepted connection are left out, and without a limit of its own
// the experiment gets one, for no receive will ever tell that the other end is
// closed. A peer with a transport of its own keeps it. The error is an *Error at the step that cannot be carried over.
func As(e lab.Experiment, t lab.Transport) (lab.Experiment, error) {
	changed := e
	changed.Transport = t
	changed.Peers = slices.Clone(e.Peers)
	for i := range changed.Peers {
		if changed.Peers[i].Transport == t {
			changed.Peers[i].Transport = 0
		}
	}
	if e.Transport.Connects() && !t.Connects() {
		for i, peer := range changed.Peers {
			if e.Peers[i].Transport != 0 {
				continue
			}
			changed.Peers[i].Steps = new(unstreaming).steps(peer.Steps)
		}
		if e.Limit == 0 {
			changed.Limit = min(pauses(e.Peers)+silence, MaxLimit)
		}
	}
	return adapted(changed, e)
}

// unstreaming rewrites the program of one peer for datagrams.
type unstreaming struct {
	listens bool
	conns   int // accepted and not closed yet
}

func (u *unstreaming) steps(steps []lab.Step) []lab.Step {
	var all []lab.Step
	for _, step := range steps {
		do, kept := u.action(bare(step.Do))
		if !kept {
			continue
		}
		if try, tried := step.Do.(lab.Try); tried {
			do = lab.Try{Do: do, Code: try.Code}
		}
		all = append(all, lab.Step{Line: step.Line, Do: do})
	}
	return all
}

// action gives what takes an action's place, if anything.
func (u *unstreaming) action(step lab.Action) (lab.Action, bool) {
	switch do := step.(type) {
	case lab.Listen:
		u.listens = true
		return lab.Bind{Port: do.Port}, true
	case lab.Accept:
		u.conns++
		return nil, false
	case action.Action:
		return do, !do.Kind().StreamOnly
	case lab.Close:
		return u.close(do)
	case lab.Wait:
		return waitOf(do), true
	case lab.Connect:
		do.As = ""
		return do, true
	case lab.Recv:
		do.From = ""
		return do, true
	case lab.RecvFrame:
		do.From = ""
		return do, true
	case lab.Send:
		do.To = lab.Target{Sender: u.listens || do.To.Sender, Port: do.To.Port}
		return do, true
	case lab.Loop:
		do.Body = u.steps(do.Body)
		return do, len(do.Body) > 0
	case lab.Thread:
		do.Body = u.steps(do.Body)
		return do, len(do.Body) > 0
	case lab.Branch:
		if do.Body = u.steps(do.Body); len(do.Body) == 0 {
			do.Body = []lab.Step{{Line: 1, Do: action.Sleep{}}} // the branches behind it need it
		}
		return do, true
	}
	return step, true
}

// close leaves out the closing of a connection: the one socket is the one that
// stands for the listening one.
func (u *unstreaming) close(do lab.Close) (lab.Action, bool) {
	if u.conns > 0 && !do.Listener {
		u.conns--
		return nil, false
	}
	return lab.Close{}, true
}

// waitOf gives the call to wait for in place of one that is not made.
func waitOf(do lab.Wait) lab.Wait {
	if do.Call == "accept" || do.Call == "listen" {
		return lab.Wait{Peer: do.Peer, Call: "bind", Count: 1}
	}
	return do
}

// pauses adds up what all peers sleep, loops without a count as if they went
// round once.
func pauses(peers []lab.Peer) (sum time.Duration) {
	for _, peer := range peers {
		sum += pause(peer.Steps)
	}
	return sum
}

func pause(steps []lab.Step) (sum time.Duration) {
	for _, step := range steps {
		switch do := step.Do.(type) {
		case action.Pausing:
			sum += do.Pause()
		case lab.Send:
			sum += do.Gap * time.Duration(gaps(do))
		case lab.Loop:
			sum += pause(do.Body) * time.Duration(min(max(do.Count, 1), MaxSteps))
		case lab.Branch, lab.Thread:
			sum += pause(lab.BlockOf(do))
		}
		sum = min(sum, MaxLimit)
	}
	return sum
}

// gaps counts the pauses of a send that is cut, as far as its terms tell how
// long it is.
func gaps(do lab.Send) int {
	if do.Cut.Each == 0 {
		return len(do.Cut.Sizes)
	}
	size := 0
	for _, term := range do.Terms {
		if plain, ok := term.(lab.Literal); ok && plain.Count == nil {
			size += len(plain.Bytes) * plain.Times
		}
	}
	return min(size/do.Cut.Each, MaxCutPieces)
}
