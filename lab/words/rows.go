package words

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"stickylab/lab"
)

// MaxListed is how many items of a list stand in one cell or line when a run
// decides how long the list is; static/js/model/limits.js shows as many.
const MaxListed = 32

// maxRowBytes is how many bytes of a payload a row shows.
const maxRowBytes = 40

// Columns name the cells of a row, in order; the first is its heading.
func Columns() []string { return slices.Clone(columns[:]) }

var columns = [...]string{
	"seq", "peer", "call", "conn", "start", "took", "asked", "got", "bytes", "from", "verdict", "note",
}

// Events writes the events of a run as rows. All events are learnt first, in
// their order: what a row says of bytes may stand in later ones.
type Events struct {
	lang  string
	peers []string // names by number
	sent  streams
	// arrived has what a close counted of its socket: lab.Event.Arrived.
	arrived map[int]int32
}

// NewEvents makes the Events of a run with the peers and conns.
func NewEvents(lang string, peers []string, conns lab.Conns) *Events {
	return &Events{lang: lang, peers: peers, sent: newStreams(conns), arrived: map[int]int32{}}
}

// Learn takes the next event. Of it only where its bytes are is kept, and what a close
// counted.
func (e *Events) Learn(one *lab.Event) {
	e.sent.learn(one)
	if n := one.Arrived(); n > 0 {
		e.arrived[one.Conn] = n
	}
}

// Row is one event as a table shows it. Mark is what is worst about it: a
// verdict's word, or how a decoder's step went.
type Row struct {
	Seq   int
	Mark  string
	Cells []Cell
}

// Cell is what stands in one of the Columns.
type Cell struct{ Column, Text string }

// Headings are those of the Columns.
func (e *Events) Headings() []string {
	heads := make([]string, len(columns))
	for i, column := range columns {
		heads[i] = text(e.lang, "table."+column)
	}
	return heads
}

// Line is the row as text, in the order of the Columns.
func (r Row) Line() []string {
	line := []string{strconv.Itoa(r.Seq)}
	for _, cell := range r.Cells {
		line = append(line, cell.Text)
	}
	return line
}

// Row writes an event; the origins are those of a receive.
func (e *Events) Row(one *lab.Event, origins []lab.Origin) Row {
	e.sent.sort()
	texts := [...]string{
		strandName(e.lang, e.peer(one.Peer), one.Strand),
		one.Call.String(),
		SocketName(one.Conn),
		Duration(one.Start),
		Duration(one.End - one.Start),
		counted(*one, rowAsked(*one)),
		counted(*one, one.Got),
		rowBytes(*one, e.sent),
		e.sent.origins(one, origins),
		VerdictOf(e.lang, one.Verdict, one.Joined.Counted(e.arrived[one.Conn])),
		joinNotes(later(e.lang, one, origins), rowNote(e.lang, *one, e.sent)),
	}
	row := Row{Seq: one.Seq, Mark: Mark(one.Verdict)}
	if one.Decode != nil {
		row.Mark = decodedMark(*one)
	}
	for i, text := range texts {
		row.Cells = append(row.Cells, Cell{columns[i+1], text})
	}
	return row
}

// strandName names a peer and, but for its first, the thread of it.
func strandName(lang, peer string, strand int) string {
	if strand == 0 {
		return PeerName(lang, peer)
	}
	return text(lang, "js.peer.strand", PeerName(lang, peer), strand+1)
}

// SocketName gives the number that a run calls a socket by, empty for none.
func SocketName(conn int) string {
	if conn == 0 {
		return ""
	}
	return "#" + strconv.Itoa(conn)
}

func (e *Events) peer(index int) string {
	if index < 0 || index >= len(e.peers) {
		return strconv.Itoa(index)
	}
	return e.peers[index]
}

// Mark is the one word that colours a row: what is worst about it.
func Mark(v lab.Verdict) string {
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
	return shortBytes(e.Data, maxRowBytes)
}

// shortBytes writes bytes as Python does, the first most of them.
func shortBytes(data []byte, most int) string {
	if len(data) <= most {
		return lab.Bytes(data)
	}
	shown := lab.Bytes(data[:most])
	return shown[:len(shown)-1] + "…" + shown[len(shown)-1:]
}

// origins writes which sends the bytes of a receive came from, and which bytes
// they are: #4:1–5.
func (s *streams) origins(receive *lab.Event, origins []lab.Origin) string {
	pieces := s.pieces[source{sender: receive.Stream}] // none where these are datagrams
	at := sort.Search(len(pieces), func(i int) bool { return pieces[i].off+int64(len(pieces[i].data)) > receive.Off })
	return Listed(len(origins), func(i int) string {
		o := origins[i]
		for at < len(pieces) && pieces[at].seq != o.Seq {
			at++
		}
		if at == len(pieces) {
			return Span(o.Seq, int64(o.Off), o.Len)
		}
		return Span(o.Seq, pieces[at].off+int64(o.Off), o.Len)
	})
}

// Span writes which bytes of a send n bytes from the offset on are, counted from
// 1: those of a stream through the whole stream, those of a datagram within it.
func Span(seq int, off int64, n int) string {
	switch n {
	case 0:
		return fmt.Sprintf("#%d", seq)
	case 1:
		return fmt.Sprintf("#%d:%d", seq, off+1)
	}
	return fmt.Sprintf("#%d:%d–%d", seq, off+1, off+int64(n))
}

// Listed writes a list whose length a run decides: of more than MaxListed items
// the rest is counted.
func Listed(count int, item func(i int) string) string {
	var parts []string
	for i := range min(count, MaxListed) {
		parts = append(parts, item(i))
	}
	if count > MaxListed {
		parts = append(parts, fmt.Sprintf("… (+%d)", count-MaxListed))
	}
	return strings.Join(parts, " ")
}

// VerdictOf is a verdict with the queue in which messages ran together, in
// words.
func VerdictOf(lang string, v lab.Verdict, j lab.Joined) string {
	return rowVerdict(lang, lab.Event{Verdict: v, Joined: j})
}

func rowVerdict(lang string, e lab.Event) string {
	var words []string
	for _, name := range e.Verdict.Names() {
		words = append(words, text(lang, "js.verdict."+name))
	}
	if joined := Joined(lang, e.Joined); joined != "" {
		words = append(words, joined)
	}
	return strings.Join(words, " · ")
}

// Joined names the queue in which messages ran together, empty for none.
func Joined(lang string, j lab.Joined) string {
	if key := joinedKey(j); key != "" {
		return text(lang, key)
	}
	return ""
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

// later notes that a send that a receive has bytes of is below it: calls are listed
// as they returned. Where there are several it names the first.
func later(lang string, one *lab.Event, origins []lab.Origin) string {
	for _, o := range origins {
		if o.Seq > one.Seq {
			return text(lang, "js.note.later", o.Seq)
		}
	}
	return ""
}

// joinNotes joins two notes, of which each may be empty.
func joinNotes(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

func rowNote(lang string, e lab.Event, sent streams) string {
	if e.Decode != nil {
		return decodedNote(lang, e, sent.beside(lang, e))
	}
	var notes []string
	if e.Err != "" {
		notes = append(notes, errName(lang, e.Err))
	}
	if e.EOF {
		notes = append(notes, text(lang, "js.note.eof"))
	}
	if e.Waited {
		notes = append(notes, text(lang, "js.note.waited"))
	}
	if e.Peek {
		notes = append(notes, text(lang, "js.note.peek"))
	}
	if e.Call == lab.CallGap {
		notes = append(notes, text(lang, "js.note.gap", e.Got))
	}
	if e.Call == lab.CallNone {
		notes = append(notes, text(lang, "js.note.unmade", e.Unmade))
	}
	if e.Implied {
		notes = append(notes, text(lang, "js.note.implied"))
	}
	if e.Cut {
		notes = append(notes, text(lang, "js.note.cut"))
	}
	if e.Datagram > e.Got {
		notes = append(notes, text(lang, "js.note.datagram", e.Datagram))
	}
	if note := e.Note(); note != "" {
		notes = append(notes, note)
	}
	return strings.Join(notes, " · ")
}

// errName calls an errno as man pages do; what the lab itself did has words.
func errName(lang, err string) string {
	if key := "js.err." + err; has(key) {
		return text(lang, key)
	}
	return err
}

// Duration writes nanoseconds with three figures: 812 ns, 12.3 µs, 50.1 ms,
// as formatNs does in static/js/scale/ticks.js.
func Duration(ns int64) string {
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
		return fixed(value, 2)
	case value < 100:
		return fixed(value, 1)
	}
	return fixed(value, 0)
}

// fixed writes at most two decimals. It rounds what lies exactly halfway up, as toFixed
// does; FormatFloat would round it to the even digit.
func fixed(value float64, decimals int) string {
	// Halfway between two numbers of n decimals and exact in binary are the odd
	// multiples of 2^-(n+1) alone.
	if math.Mod(math.Ldexp(value, decimals+1), 2) == 1 {
		value = math.Nextafter(value, math.Inf(1))
	}
	return strconv.FormatFloat(value, 'f', decimals, 64)
}
