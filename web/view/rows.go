package view

import (
	"fmt"
	"strconv"
	"strings"

	"stickylab/lab"
)

// MaxTableRows is how many events a page lists at once, MaxSegmentRows how many
// captured segments; links lead to the others. With scripting the feed brings
// them all.
const (
	MaxTableRows   = 100
	MaxSegmentRows = 30
)

// MaxListed is how many items of a list stand in one cell or line when a run
// decides how long the list is; static/js/model/limits.js shows as many.
const MaxListed = 32

// maxRowBytes is how many bytes of a payload a row shows.
const maxRowBytes = 40

// columns name the cells of a row, in order; the first is its heading.
var columns = [...]string{
	"seq", "peer", "call", "conn", "start", "took", "asked", "got", "bytes", "from", "verdict", "note",
}

// eventRow is one event as the table shows it.
type eventRow struct {
	seq   int
	mark  string
	cells []tableCell
}

type tableCell struct{ column, text string }

// rows is never nil: a run without events has an empty table.
func (p RunPage) rows() []eventRow {
	from, to := p.eventPager().shown()
	rows := make([]eventRow, 0, to-from)
	sent := streamsOf(p)
	for _, event := range p.Events[from:to] {
		rows = append(rows, p.row(event, sent))
	}
	return rows
}

func (p RunPage) row(e lab.Event, sent streams) eventRow {
	lang := p.Chrome.Lang
	texts := [...]string{
		strandName(lang, p.peer(e.Peer), e.Strand),
		e.Call.String(),
		socketName(e.Conn),
		duration(e.Start),
		duration(e.End - e.Start),
		counted(e, rowAsked(e)),
		counted(e, e.Got),
		rowBytes(e, sent),
		rowOrigins(p.Origins[e.Seq]),
		rowVerdict(lang, e),
		rowNote(lang, e),
	}
	row := eventRow{seq: e.Seq, mark: mark(e.Verdict)}
	if e.Decode != nil {
		row.mark = decodedMark(e)
	}
	for i, text := range texts {
		row.cells = append(row.cells, tableCell{columns[i+1], text})
	}
	return row
}

// strandName names a peer and, but for its first, the thread of it.
func strandName(lang, peer string, strand int) string {
	if strand == 0 {
		return PeerName(lang, peer)
	}
	return T(lang, "js.peer.strand", PeerName(lang, peer), strand+1)
}

// socketName gives the number that a run calls a socket by, empty for none.
func socketName(conn int) string {
	if conn == 0 {
		return ""
	}
	return "#" + strconv.Itoa(conn)
}

func (p RunPage) peer(index int) string {
	if index < 0 || index >= len(p.Peers) {
		return strconv.Itoa(index)
	}
	return p.Peers[index]
}

// mark is the one word that colours a row: what is worst about it.
func mark(v lab.Verdict) string {
	names := v.Names()
	for _, worst := range []string{"lost", "truncated", "coalesced", "split", "exact"} {
		for _, name := range names {
			if name == worst {
				return worst
			}
		}
	}
	return ""
}

func counted(e lab.Event, n int) string {
	if e.Call.Sends() || e.Call.Receives() || n != 0 {
		return strconv.Itoa(n)
	}
	return ""
}

// rowAsked returns what a call was made with: bytes, a backlog, an option's value.
func rowAsked(e lab.Event) int {
	if e.Call == lab.CallListen || e.Call == lab.CallSetOption {
		return max(e.Arg, 0)
	}
	return e.Asked
}

func rowBytes(e lab.Event, sent streams) string {
	if e.Decode != nil {
		return sent.decoded(e)
	}
	if !e.Call.Sends() && !e.Call.Receives() || e.Err != "" && len(e.Data) == 0 {
		return ""
	}
	return shortBytes(e.Data)
}

// shortBytes writes bytes as Python does, the first of many.
func shortBytes(data []byte) string {
	if len(data) <= maxRowBytes {
		return lab.Bytes(data)
	}
	shown := lab.Bytes(data[:maxRowBytes])
	return shown[:len(shown)-1] + "…" + shown[len(shown)-1:]
}

// rowOrigins writes origins as slices of the sends' bytes: #4[0:5].
func rowOrigins(origins []lab.Origin) string {
	return listed(len(origins), func(i int) string {
		o := origins[i]
		return fmt.Sprintf("#%d[%d:%d]", o.Seq, o.Off, o.Off+o.Len)
	})
}

// listed writes a list whose length a run decides: of more than MaxListed items
// the rest is counted.
func listed(count int, item func(i int) string) string {
	var parts []string
	for i := range min(count, MaxListed) {
		parts = append(parts, item(i))
	}
	if count > MaxListed {
		parts = append(parts, fmt.Sprintf("… (+%d)", count-MaxListed))
	}
	return strings.Join(parts, " ")
}

func rowVerdict(lang string, e lab.Event) string {
	var words []string
	for _, name := range e.Verdict.Names() {
		words = append(words, T(lang, "js.verdict."+name))
	}
	if joined := joinedKey(e.Joined); joined != "" {
		words = append(words, T(lang, joined))
	}
	return strings.Join(words, " · ")
}

func joinedKey(j lab.Joined) string {
	switch j {
	case lab.SendQueue:
		return "js.joined.send"
	case lab.ReceiveQueue:
		return "js.joined.receive"
	case lab.BothQueues:
		return "js.joined.both"
	case lab.UnknownQueue:
		return "js.joined.unknown"
	}
	return ""
}

func rowNote(lang string, e lab.Event) string {
	if e.Decode != nil {
		return decodedNote(lang, e)
	}
	var notes []string
	if e.Err != "" {
		notes = append(notes, errName(lang, e.Err))
	}
	if e.EOF {
		notes = append(notes, T(lang, "js.note.eof"))
	}
	if e.Waited {
		notes = append(notes, T(lang, "js.note.waited"))
	}
	if e.Peek {
		notes = append(notes, T(lang, "js.note.peek"))
	}
	if e.Call == lab.CallGap {
		notes = append(notes, T(lang, "js.note.gap", e.Got))
	}
	if e.Implied {
		notes = append(notes, T(lang, "js.note.implied"))
	}
	if e.Datagram > e.Got {
		notes = append(notes, T(lang, "js.note.datagram", e.Datagram))
	}
	if note := e.Note(); note != "" {
		notes = append(notes, note)
	}
	return strings.Join(notes, " · ")
}

// errName calls an errno as man pages do; what the lab itself did has words.
func errName(lang, err string) string {
	if key := "js.err." + err; Has(key) {
		return T(lang, key)
	}
	return err
}

// duration writes nanoseconds with three figures: 812 ns, 12.3 µs, 50.1 ms,
// as formatNs does in static/js/scale/ticks.js.
func duration(ns int64) string {
	switch {
	case ns == 0:
		return "0"
	case ns < 1_000:
		return strconv.FormatInt(ns, 10) + " ns"
	case ns < 1_000_000:
		return figures(float64(ns)/1e3) + " µs"
	case ns < 1_000_000_000:
		return figures(float64(ns)/1e6) + " ms"
	}
	return figures(float64(ns)/1e9) + " s"
}

func figures(value float64) string {
	switch {
	case value < 10:
		return strconv.FormatFloat(value, 'f', 2, 64)
	case value < 100:
		return strconv.FormatFloat(value, 'f', 1, 64)
	}
	return strconv.FormatFloat(value, 'f', 0, 64)
}

func (p RunPage) heading() string {
	if p.Title == "" {
		return T(p.Chrome.Lang, "run.of.script")
	}
	return T(p.Chrome.Lang, "run.of", p.Title)
}
