package view

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strconv"
	"strings"

	"stickylab/lab/words"

	"stickylab/lab"
)

// segmentColumns name the cells of a segment's row, in order; the first is its
// heading. static/js/a11y/segmentwords.js has the same.
var segmentColumns = [...]string{
	"number", "time", "from", "to", "flags", "seq", "ack", "len", "count", "window", "carried", "note",
}

// segmentRow is one captured segment as the table shows it.
type segmentRow struct {
	number int
	again  bool
	cells  []words.Cell
}

// segmentTable makes the rows of a run's segments, one after another.
type segmentTable struct {
	page      *RunPage
	owners    map[int]int // the peer of each socket
	sent      map[int]messages
	datagrams map[int]int // how many each socket had on the wire
	seen      onWire
}

func (t *segmentTable) row(number int, s lab.Segment) segmentRow {
	stream := t.page.stream(cmp.Or(s.From, s.To))
	again := stream && t.seen.again(s)
	row := segmentRow{number: number, again: again}
	for _, column := range segmentColumns[1:] {
		row.cells = append(row.cells, words.Cell{Column: column})
	}
	row.set("time", words.Duration(s.At))
	row.set("from", t.socket(s.From))
	row.set("to", t.socket(s.To))
	row.set("flags", strings.Join(s.Flags.Names(), " "))
	row.set("len", strconv.Itoa(s.Len))
	row.set("carried", t.carried(s))
	if stream {
		row.set("seq", strconv.FormatInt(s.Seq+1, 10))
		row.set("window", strconv.Itoa(s.Window))
	}
	if s.Flags&lab.ACK != 0 {
		row.set("ack", strconv.FormatInt(s.Ack+1, 10))
	}
	if s.Count > 1 {
		row.set("count", "×"+strconv.Itoa(s.Count))
	}
	if again {
		row.set("note", T(t.page.Chrome.Lang, "js.segment.again"))
	}
	return row
}

// mark is the one word that colours a row.
func (r segmentRow) mark() string {
	if r.again {
		return "again"
	}
	return ""
}

func (r *segmentRow) set(column, text string) {
	for i := range r.cells {
		if r.cells[i].Column == column {
			r.cells[i].Text = text
		}
	}
}

// carried tells whose bytes a segment had. A datagram is told by its number,
// so not where some were not captured.
func (t *segmentTable) carried(s lab.Segment) string {
	if t.page.stream(cmp.Or(s.From, s.To)) {
		return t.sent[s.From].spans(s.Seq, s.Len)
	}
	number := t.datagrams[s.From]
	t.datagrams[s.From]++
	if t.page.Lists.SegmentsLost > 0 {
		return ""
	}
	return t.sent[s.From].datagram(number, s.Len)
}

// socket names a socket by its peer and number; an end that nobody accepted
// has no name.
func (t *segmentTable) socket(conn int) string {
	if conn == 0 {
		return "–"
	}
	peer, known := t.owners[conn]
	if !known {
		return words.SocketName(conn)
	}
	return words.PeerName(t.page.Chrome.Lang, t.page.peer(peer)) + " " + words.SocketName(conn)
}

// message is a send that gave bytes to the kernel.
type message struct {
	conn, seq, len int
	off, start     int64
	nth            int // among those of the run
}

// messages are those of one socket, by offset.
type messages []message

// messages returns the sends of each socket. Their letters follow the order in
// which they began.
func (l *lister) messages(ctx context.Context, run Listed) (map[int]messages, error) {
	var sends []message
	for row, err := range run.Rows(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if e := row.Event; e != nil && e.Call.Sends() && e.Err == "" && (e.Got > 0 || !l.page.stream(e.Conn)) {
			sends = append(sends, message{conn: e.Conn, start: e.Start, seq: e.Seq, len: e.Got, off: e.Off})
		}
	}
	slices.SortStableFunc(sends, func(a, b message) int { return cmp.Compare(a.start, b.start) })
	all := map[int]messages{}
	for n, m := range sends {
		m.nth = n
		all[m.conn] = append(all[m.conn], m)
	}
	return all, nil
}

// spans writes whose bytes [off, off+length) of the stream are: A #4:1–5.
func (ms messages) spans(off int64, length int) string {
	end := off + int64(length)
	first := sort.Search(len(ms), func(i int) bool { return ms[i].off+int64(ms[i].len) > off })
	behind := first + sort.Search(len(ms)-first, func(i int) bool { return ms[first+i].off >= end })
	return words.Listed(behind-first, func(i int) string {
		m := ms[first+i]
		from, to := max(off, m.off), min(end, m.off+int64(m.len))
		return letter(m.nth) + " " + words.Span(m.seq, from, int(to-from))
	})
}

// datagram names the socket's datagram of that number, counted from 0.
func (ms messages) datagram(number, length int) string {
	i := sort.Search(len(ms), func(i int) bool { return ms[i].off >= int64(number) })
	if i == len(ms) || ms[i].off != int64(number) || ms[i].len != length {
		return ""
	}
	return letter(ms[i].nth) + " " + words.Span(ms[i].seq, 0, length)
}

// letter names message n, counted from 0: A to Z, then AA, AB, ...
func letter(n int) string {
	name := ""
	for k := n + 1; k > 0; k = (k - 1) / 26 {
		name = string(rune('A'+(k-1)%26)) + name
	}
	return name
}

// onWire is how much of each socket's stream was on the wire, by socket, or by
// minus the far one where only that is known.
type onWire map[int]*sent

type sent struct {
	end      int64
	syn, fin bool
}

// again tells whether a segment repeats what was on the wire before. A reset of
// a socket that is not connected yet makes its next try a new one.
func (w onWire) again(s lab.Segment) bool {
	key := s.From
	if key == 0 {
		key = -s.To
	}
	if s.From == 0 || s.To == 0 {
		defer func() {
			if s.Flags&lab.RST != 0 {
				delete(w, s.From+s.To)
				delete(w, -s.From-s.To)
			}
		}()
	}
	seen := w[key]
	if seen == nil {
		seen = &sent{}
		w[key] = seen
	}
	syn, fin := s.Flags&lab.SYN != 0, s.Flags&lab.FIN != 0
	again := syn && seen.syn || fin && seen.fin || s.Len > 0 && s.Seq < seen.end
	seen.syn, seen.fin = seen.syn || syn, seen.fin || fin
	seen.end = max(seen.end, s.Seq+int64(s.Len))
	return again
}
