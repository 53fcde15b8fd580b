package words

import (
	"cmp"
	"slices"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// source is where the bytes come from that a decoder is fed: a stream by the
// conn that sent it, or the datagrams that a conn received from another.
type source struct{ taker, sender int }

// streams are these bytes by their offset, as pieces, once they are sorted.
type streams struct {
	conns  lab.Conns
	pieces map[source][]piece
	sorted bool
	// received has the stream that a conn receives.
	received map[int]int
	// Of conns with datagrams: what they took last, and how many bytes their
	// decoders were fed.
	taken map[int]datagram
	fed   map[source]int64
}

// piece is the bytes of a send, or of a datagram that a decoder was fed.
type piece struct {
	off  int64
	data []byte
	seq  int // of the send
}

// datagram is one that was received by a line.
type datagram struct {
	step, stream int
	data         []byte
}

func newStreams(conns lab.Conns) streams {
	return streams{
		conns: conns, pieces: map[source][]piece{}, received: map[int]int{}, taken: map[int]datagram{}, fed: map[source]int64{},
	}
}

func (s *streams) learn(e *lab.Event) {
	s.sorted = false
	switch {
	case !s.stream(e.Conn):
		s.learnDatagram(e)
	case e.Call.Sends() && e.Got > 0:
		from := source{sender: e.Conn}
		s.pieces[from] = append(s.pieces[from], piece{e.Off, e.Data, e.Seq})
	case e.Call.Receives() && e.Stream != 0:
		s.received[e.Conn] = e.Stream
	}
}

func (s *streams) sort() {
	if s.sorted {
		return
	}
	s.sorted = true
	for _, pieces := range s.pieces {
		slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.off, b.off) })
	}
}

func (s streams) stream(conn int) bool { return s.conns.ConnOf(conn).Transport.Stream() }

// learnDatagram counts the bytes of the datagrams that decoders were fed: those
// of a receive of the same line.
func (s *streams) learnDatagram(e *lab.Event) {
	if e.Call.Receives() {
		s.taken[e.Conn] = datagram{e.Step, e.Stream, e.Data}
	}
	take, ok := s.taken[e.Conn]
	if e.Decode == nil || !ok || take.step != e.Step || take.stream != e.Stream {
		return
	}
	delete(s.taken, e.Conn)
	from := source{e.Conn, e.Stream}
	s.pieces[from] = append(s.pieces[from], piece{off: s.fed[from], data: take.data})
	s.fed[from] += int64(len(take.data))
}

// sourceOf gives where the bytes of a decode come from.
func (s streams) sourceOf(e lab.Event) source {
	if !s.stream(e.Conn) {
		return source{e.Conn, e.Stream}
	}
	return source{sender: s.received[e.Conn]}
}

// bytes gives n bytes from off on, fewer where they are not known.
func (s streams) bytes(from source, off int64, n int) []byte {
	pieces := s.pieces[from]
	at, found := slices.BinarySearchFunc(pieces, off, func(p piece, off int64) int { return cmp.Compare(p.off, off) })
	if !found {
		at--
	}
	var data []byte
	for ; at >= 0 && at < len(pieces) && len(data) < n; at++ {
		skip := off + int64(len(data)) - pieces[at].off
		size := int64(len(pieces[at].data))
		if skip < 0 || skip >= size {
			return data
		}
		data = append(data, pieces[at].data[skip:min(size, skip+int64(n-len(data)))]...)
	}
	return data
}

// decoded writes the bytes that a decoder has, of a complete frame those that the
// program got; nothing where they are not known.
func (s streams) decoded(e lab.Event) string {
	d := e.Decode
	if !e.Complete() {
		if d.Have == 0 {
			return ""
		}
		return s.raw(e, 0, d.Have, maxRowBytes)
	}
	from, to, within := d.Within()
	if !within {
		return shortBytes(d.Body.Bytes, maxRowBytes)
	}
	return s.raw(e, from, to, maxRowBytes)
}

// raw writes the first most bytes from from to to of those that a decoder has, as
// they were on the stream.
func (s streams) raw(e lab.Event, from, to, most int) string {
	n := min(to-from, most+1)
	data := s.bytes(s.sourceOf(e), e.Off+int64(from), n)
	if len(data) < n {
		return ""
	}
	return shortBytes(data, most)
}

// maxRawBytes is how many bytes of a frame stand beside what the program got of it.
const maxRawBytes = 24

// beside says what a row has beside the bytes that a program got of a frame: the
// frame as it was on the stream, where the program did not get it so.
func (s streams) beside(lang string, e lab.Event) string {
	d := e.Decode
	if !e.Complete() {
		return ""
	}
	if !d.Known() {
		return " · " + text(lang, "js.decode.unsaid")
	}
	if from, to, within := d.Within(); within && to-from == d.Have {
		return ""
	}
	raw := s.raw(e, 0, d.Have, maxRawBytes)
	if raw == "" {
		return ""
	}
	return " · " + text(lang, "js.decode.raw", raw)
}

// decodedNote says what a decoder has, with what is beside it, as decodeNote does
// in static/js/a11y/decodetexts.js.
func decodedNote(lang string, e lab.Event, beside string) string {
	words := decodedWords(lang, e) + beside
	file := e.Saved
	if file == nil || !e.Complete() {
		return words
	}
	key := "js.decode.file"
	if !file.OK {
		key = "js.decode.file.bad"
	}
	return words + " · " + text(lang, key, file.Name, file.Size)
}

func decodedWords(lang string, e lab.Event) string {
	d := e.Decode
	switch {
	case e.Err != "" && d.Need > int64(d.Have):
		return "✕ " + errName(lang, e.Err) + " · " + text(lang, "js.decoder.needs", d.Need, d.Have)
	case e.Err != "":
		return "✕ " + errName(lang, e.Err)
	case d.Part == frame.PartFrame:
		return text(lang, "js.decoder.frame", d.Have)
	case d.Part == frame.PartDelimiter:
		return text(lang, "js.decoder.delimiter", d.Have)
	case d.Part == frame.PartSkip && d.Need > 0:
		return text(lang, "js.decoder.skip", d.Need)
	case d.Part == frame.PartSkip:
		return text(lang, "js.decoder.skip.open")
	}
	return text(lang, "js.decoder.part", text(lang, "js.part."+string(d.Part)), text(lang, "js.decoder.needs", d.Need, d.Have))
}

// decodedMark is the word that colours the row of a decode.
func decodedMark(e lab.Event) string {
	switch {
	case e.Err != "":
		return "lost"
	case e.Decode.Part == frame.PartFrame:
		return "exact"
	}
	return ""
}
