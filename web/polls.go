package web

import (
	"crypto/rand"
	"net/http"
	"sync"
	"time"
)

// pollKept is how long a feed waits for the next request of its client.
const pollKept = 30 * time.Second

// polls keeps the feeds whose clients ask again and again, between two requests. It is
// safe for concurrent use.
type polls struct {
	mu  sync.Mutex
	all map[string]polled
}

// polled is a feed that waits for its client.
type polled struct {
	feed *httpFeed
	late *time.Timer
}

func newPolls(l *life) *polls {
	p := &polls{all: map[string]polled{}}
	l.atEnd(p.forget)
	return p
}

// keep keeps a feed and returns the token by which its client goes on.
func (p *polls) keep(feed *httpFeed) (token string) {
	token = rand.Text()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all[token] = polled{feed, time.AfterFunc(pollKept, func() {
		if feed, ok := p.take(token); ok {
			feed.leave()
		}
	})}
	return token
}

// take takes a feed out, for one request.
func (p *polls) take(token string) (*httpFeed, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one, ok := p.all[token]
	if !ok {
		return nil, false
	}
	one.late.Stop()
	delete(p.all, token)
	return one.feed, true
}

// forget ends all feeds, as the server ends.
func (p *polls) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for token, one := range p.all {
		if one.late.Stop() {
			one.feed.leave()
		}
		delete(p.all, token)
	}
}

// pollOn goes on with the feed of a token. One that is not kept any more has to be
// begun again behind what its client has.
func (f feeds) pollOn(w http.ResponseWriter, r *http.Request, token string) error {
	feed, ok := f.polls.take(token)
	if !ok || feed.crowd.id != runID(r) {
		if ok {
			feed.leave()
		}
		return &fault{status: http.StatusGone, kind: "feed.gone"}
	}
	return f.poll(w, r, feed, nil)
}

// poll answers with what there is, or with what comes within httpPause.
func (f feeds) poll(w http.ResponseWriter, r *http.Request, feed *httpFeed, frames []byte) error {
	ctx, cancel := f.life.untilEnd(r.Context())
	defer cancel()
	more, ended, err := feed.next(ctx)
	if err != nil {
		feed.leave()
		if f.life.ending.Err() != nil {
			return closing()
		}
		return err
	}
	feedHead(w)
	if ended {
		feed.leave()
	} else {
		w.Header().Set(tokenHeader, f.polls.keep(feed))
	}
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(append(frames, more...)) // who has left begins again
	return nil
}
