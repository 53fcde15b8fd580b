package view

import (
	"context"
	"iter"
	"slices"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

// Listed is a run whose rows a page lists.
type Listed interface {
	Len() int
	Rows(ctx context.Context, after int) iter.Seq2[record.Row, error]
	Segments(ctx context.Context) iter.Seq2[*lab.Segment, error]
}

// RunLists are the parts of a run's lists that its page shows.
type RunLists struct {
	// Events counts the run's events; Rows are those from FirstEvent on.
	Events int
	Rows   []words.Row
	// Segments counts those that were captured, SegmentsLost those that were missed.
	Segments, SegmentsLost int
	segmentRows            []segmentRow
	transports             []string
	peers                  []lab.Peer // that more is known of than their names
}

// List reads what the page shows of the lists. It goes through the run, of which
// no more is kept than where its bytes are, and through the segments, if any.
func (p *RunPage) List(ctx context.Context, run Listed) error {
	l := lister{page: p, words: words.NewEvents(p.Chrome.Lang, p.Peers, p.conns()), owners: map[int]int{}}
	p.Lists = RunLists{Events: run.Len(), Rows: []words.Row{}, transports: []string{p.Transport.String()}}
	l.from, l.to = p.eventPager().shown()
	for row, err := range run.Rows(ctx, 0) {
		if err == nil {
			err = l.row(&row)
		}
		if err != nil {
			return err
		}
	}
	for i := range l.shown {
		p.Lists.Rows = append(p.Lists.Rows, l.words.Row(&l.shown[i], l.origins[i]))
	}
	if p.Lists.Segments == 0 {
		return nil
	}
	return l.segments(ctx, run)
}

// lister goes through the rows of a run for its page.
type lister struct {
	page   *RunPage
	words  *words.Events
	owners map[int]int // the peer of each socket
	// The events that are shown: from, counted from 0, up to to.
	from, to int
	shown    []lab.Event
	origins  [][]lab.Origin
}

func (l *lister) row(row *record.Row) error {
	lists := &l.page.Lists
	switch row.Kind {
	case record.RowEvent:
		return l.event(row)
	case record.RowSegment:
		lists.Segments++
	case record.RowPeer:
		l.peer(row.Peer)
	case record.RowSegmentsLost:
		lists.SegmentsLost = row.Count
	}
	return nil
}

// peer enters what is known of a peer. A later row of it says more.
func (l *lister) peer(p *lab.Peer) {
	lists := &l.page.Lists
	lists.peers = slices.DeleteFunc(lists.peers, func(known lab.Peer) bool { return known.Name == p.Name })
	lists.peers = append(lists.peers, *p)
}

func (l *lister) event(row *record.Row) error {
	e := row.Event
	l.words.Learn(e)
	l.owners[e.Conn] = e.Peer
	l.transport(e.Conn)
	if e.Seq <= l.from || e.Seq > l.to {
		return nil
	}
	origins, err := row.Origins()
	l.shown, l.origins = append(l.shown, *e), append(l.origins, slices.Clone(origins))
	return err
}

// transport enters that of the conn.
func (l *lister) transport(conn int) {
	if l.page.Conns == nil || conn == 0 {
		return
	}
	if name := l.page.Conns.ConnOf(conn).Transport.String(); !slices.Contains(l.page.Lists.transports, name) {
		l.page.Lists.transports = append(l.page.Lists.transports, name)
	}
}

// segments makes the rows of the segments that are shown. Those before them are
// gone through, for what repeats them.
func (l *lister) segments(ctx context.Context, run Listed) error {
	sent, err := l.messages(ctx, run)
	if err != nil {
		return err
	}
	t := segmentTable{page: l.page, owners: l.owners, sent: sent, datagrams: map[int]int{}, seen: onWire{}}
	from, to := l.page.segmentPager().shown()
	number := 0
	for s, err := range run.Segments(ctx) {
		if err != nil {
			return err
		}
		if number++; number > to {
			break
		}
		if row := t.row(number, *s); number > from {
			l.page.Lists.segmentRows = append(l.page.Lists.segmentRows, row)
		}
	}
	return nil
}
