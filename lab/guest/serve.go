package guest

import (
	"context"
	"time"
)

// Serve makes the call that a message of the WebSocket asks for. Answer is called with
// the message that answers it, once, maybe later and from elsewhere; for what is only
// told it is not called at all. The message must not be changed any more.
func (g *Guest) Serve(m []byte, answer func([]byte)) {
	q, err := parse(m)
	if err != nil {
		answer(bad(err.Error()).to(q.id))
		return
	}
	if q.op.told() { // in the order of the messages, and nobody waits for it
		if g.begin(&q) == nil {
			g.perform(&q)
		}
		return
	}
	if refused := g.begin(&q); refused != nil {
		answer(refused.to(q.id))
		return
	}
	go func() { // that g.calls waits for
		answer(g.perform(&q).to(q.id))
		g.exits(q.op)
	}()
}

// exits ends a program that said that it is over, after the answer to that.
func (g *Guest) exits(op op) {
	if op == opExit {
		g.end(g.exiting())
	}
}

// pending is a call over HTTP that was begun.
type pending struct {
	done   chan struct{}
	answer answer // once it is done
}

// Call makes the call that a message over HTTP asks for, and returns its answer: after a
// while that it is not done yet. A later message of the same id asks for it again. The
// context is that of the request.
func (g *Guest) Call(ctx context.Context, m []byte) []byte {
	q, err := parse(m)
	if err != nil {
		return bad(err.Error()).to(q.id)
	}
	g.requested(1)
	defer g.requested(-1)
	p, refused := g.join(&q)
	if refused != nil {
		return refused.to(q.id)
	}
	late := time.NewTimer(g.host.limits.Slice)
	defer late.Stop()
	select {
	case <-p.done:
		g.fetched(q.id)
		return p.answer.to(q.id)
	case <-late.C:
		return answer{status: statusNotYet}.to(q.id)
	case <-ctx.Done():
		return nil
	}
}

// requested counts the requests that wait.
func (g *Guest) requested(n int) {
	now := g.host.now()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.requests += n
	g.heard = now
}

// join returns the call of that id that was begun, or begins it.
func (g *Guest) join(q *request) (p *pending, refused *answer) {
	g.mu.Lock()
	p = g.pending[q.id]
	full := len(g.pending) >= maxCalls
	g.mu.Unlock()
	switch {
	case p != nil:
		return p, nil
	case full:
		g.mu.Lock()
		g.miss("calls")
		g.mu.Unlock()
		return nil, &answer{status: statusLimit, text: "calls"}
	}
	if refused := g.begin(q); refused != nil {
		return nil, refused
	}
	p = &pending{done: make(chan struct{})}
	g.mu.Lock()
	g.pending[q.id] = p
	g.mu.Unlock()
	go func() { // that g.calls waits for
		p.answer = g.perform(q)
		close(p.done)
		g.exits(q.op)
	}()
	return p, nil
}

func (g *Guest) fetched(id uint32) {
	g.mu.Lock()
	delete(g.pending, id)
	g.mu.Unlock()
}

// begin admits a call, which perform must follow; or refuses it.
func (g *Guest) begin(q *request) (refused *answer) {
	g.group.touch()
	g.mu.Lock()
	defer g.mu.Unlock()
	said := func(a answer) *answer {
		if a.status == statusLimit {
			g.miss(a.text)
		}
		return &a
	}
	switch {
	case q.op == 0 || q.op >= opCount || calls[q.op] == nil:
		return said(bad("no such call"))
	case q.strand >= maxStrands:
		return said(over("threads"))
	case q.file != noFile && q.file >= max(len(g.peer.Files), 1), q.line < 0:
		return said(bad("no such line"))
	case g.ended:
		return said(answer{status: statusStopped})
	case g.under >= maxCalls:
		return said(over("calls"))
	case !g.started && q.op != opStart && q.op != opNothing && q.op != opExit:
		return said(bad("the program has not begun"))
	}
	g.under++
	g.calls.Add(1)
	return nil
}

// perform makes a call that begin admitted.
func (g *Guest) perform(q *request) (a answer) {
	defer func() {
		g.mu.Lock()
		g.under--
		g.mu.Unlock()
		g.calls.Done()
	}()
	if q.op.besides() {
		return calls[q.op](&call{Guest: g, request: q})
	}
	s := &g.strands[q.strand]
	if !s.mu.TryLock() {
		return bad("the thread makes a call already")
	}
	defer s.mu.Unlock()
	file := q.file
	if file == noFile {
		file = -1
	}
	s.hand.AtFile(file, q.line)
	if q.strand == 0 && !q.op.told() && q.op != opClose && s.hand.Interrupted() {
		return answer{status: statusErrno, errno: errnos["EINTR"], text: "EINTR"}
	}
	if a = calls[q.op](&call{Guest: g, request: q, strand: s, hand: s.hand}); a.status == statusLimit && ownLimit(a.text) {
		g.mu.Lock()
		g.miss(a.text)
		g.mu.Unlock()
	}
	return a
}

// ownLimit reports whether a limit is one of guests: others' calls are recorded as any call.
func ownLimit(name string) bool { _, own := Bounds()[name]; return own }

// told reports whether a program only says what it did: nobody waits for an answer.
func (o op) told() bool { return o == opPrint || o == opUnpack }

// besides reports whether it is no call of a thread.
func (o op) besides() bool { return o == opStart || o == opNothing || o == opExit }
