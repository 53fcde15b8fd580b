package view

import (
	"cmp"
	"encoding/json"
	"slices"

	"stickylab/lab"
)

// streams are the bytes that each conn sent on a stream, in their order, and
// which stream a conn receives.
type streams struct {
	sends    map[int][]lab.Event
	received map[int]int
}

// streamsOf has nothing of datagrams.
func streamsOf(p RunPage) streams {
	all := streams{map[int][]lab.Event{}, map[int]int{}}
	if !p.Transport.Stream() {
		return all
	}
	for _, e := range p.Events {
		switch {
		case e.Call.Sends() && e.Got > 0:
			all.sends[e.Conn] = append(all.sends[e.Conn], e)
		case e.Call.Receives() && e.Stream != 0:
			all.received[e.Conn] = e.Stream
		}
	}
	for _, sends := range all.sends {
		slices.SortStableFunc(sends, func(a, b lab.Event) int { return cmp.Compare(a.Off, b.Off) })
	}
	return all
}

// bytes gives n bytes of a stream from off on, fewer where it is not known.
func (s streams) bytes(conn int, off int64, n int) []byte {
	sends := s.sends[conn]
	at, found := slices.BinarySearchFunc(sends, off, func(e lab.Event, off int64) int { return cmp.Compare(e.Off, off) })
	if !found {
		at--
	}
	var data []byte
	for ; at >= 0 && at < len(sends) && len(data) < n; at++ {
		e := sends[at]
		skip := off + int64(len(data)) - e.Off
		if skip < 0 || skip >= int64(len(e.Data)) {
			return data
		}
		data = append(data, e.Data[skip:min(int64(len(e.Data)), skip+int64(n-len(data)))]...)
	}
	return data
}

// decoded gives the bytes that a decoder has, of a complete frame its body.
func (s streams) decoded(e lab.Event) []byte {
	d := e.Decode
	off, n := e.Off, d.Have
	if d.Part == lab.PartFrame && e.Err == "" {
		off, n = off+int64(d.Head), n-d.Head-d.Tail
	}
	return s.bytes(s.received[e.Conn], off, min(n, maxRowBytes+1))
}

// decodedNote says what a decoder has, as decodeNote does in
// static/js/model/decodewords.js.
func decodedNote(lang string, e lab.Event) string {
	d := e.Decode
	words := decodedWords(lang, e)
	var file lab.File
	if e.Err != "" || e.Text == "" || json.Unmarshal([]byte(e.Text), &file) != nil || d.Part != lab.PartFrame {
		return words
	}
	key := "js.decode.file"
	if !file.OK {
		key = "js.decode.file.bad"
	}
	return words + " · " + T(lang, key, file.Name, file.Size)
}

func decodedWords(lang string, e lab.Event) string {
	d := e.Decode
	switch {
	case e.Err != "" && d.Need > int64(d.Have):
		return "✕ " + errName(lang, e.Err) + " · " + T(lang, "js.decoder.needs", d.Need, d.Have)
	case e.Err != "":
		return "✕ " + errName(lang, e.Err)
	case d.Part == lab.PartFrame:
		return T(lang, "js.decoder.frame", d.Have)
	case d.Part == lab.PartDelimiter:
		return T(lang, "js.decoder.delimiter", d.Have)
	case d.Part == lab.PartSkip && d.Need > 0:
		return T(lang, "js.decoder.skip", d.Need)
	case d.Part == lab.PartSkip:
		return T(lang, "js.decoder.skip.open")
	}
	return T(lang, "js.decoder.part", T(lang, "js.part."+d.Part), T(lang, "js.decoder.needs", d.Need, d.Have))
}

// decodedMark is the word that colours the row of a decode.
func decodedMark(e lab.Event) string {
	switch {
	case e.Err != "":
		return "lost"
	case e.Decode.Part == lab.PartFrame:
		return "exact"
	}
	return ""
}
