package view

import (
	"net/url"
	"strconv"
)

// pager is the part of a long list that a page shows, with links to the parts
// before and after it, which work without scripting.
type pager struct {
	text  string // the key of what is said of the part
	path  string
	query url.Values // of this page
	param string     // the name of the parameter that holds the first row
	first int        // from 1
	most  int        // rows on a page
	count int        // of the whole list
}

func (p RunPage) eventPager() pager {
	return pager{"pager.events", "/runs/" + p.ID, p.query(), "from", p.FirstEvent, MaxTableRows, p.Lists.Events}
}

func (p RunPage) segmentPager() pager {
	return pager{"pager.segments", "/runs/" + p.ID, p.query(), "segment", p.FirstSegment, MaxSegmentRows, p.Lists.Segments}
}

// query names the parts that the page shows.
func (p RunPage) query() url.Values {
	query := url.Values{}
	if p.FirstEvent > 1 {
		query.Set("from", strconv.Itoa(p.FirstEvent))
	}
	if p.FirstSegment > 1 {
		query.Set("segment", strconv.Itoa(p.FirstSegment))
	}
	return query
}

// shown is the range of the list that is shown, counted from 0. A part behind
// the end of the list is the last one.
func (p pager) shown() (from, to int) {
	from = max(0, min(p.first-1, p.count-1))
	return from, min(from+p.most, p.count)
}

// all reports whether one page shows the whole list.
func (p pager) all() bool {
	from, to := p.shown()
	return from == 0 && to == p.count
}

// before is the address of the part before, empty for the first one.
func (p pager) before() string {
	from, _ := p.shown()
	if from == 0 {
		return ""
	}
	return p.at(max(0, from-p.most))
}

// after is the address of the part after, empty for the last one.
func (p pager) after() string {
	_, to := p.shown()
	if to == p.count {
		return ""
	}
	return p.at(to)
}

// at is the address of the page whose part begins at row from, counted from 0.
func (p pager) at(from int) string {
	query := url.Values{}
	for name, values := range p.query {
		query[name] = values
	}
	query.Del(p.param)
	if from > 0 {
		query.Set(p.param, strconv.Itoa(from+1))
	}
	address := url.URL{Path: p.path, RawQuery: query.Encode()}
	return address.String()
}
