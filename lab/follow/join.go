package follow

import (
	"cmp"
	"slices"
)

// segment is the payload of one, by its offset in what the side sent.
type segment struct {
	at   int64
	data []byte
}

// take keeps what a segment says and has.
func (w *Way) take(s *tcp) {
	seq := s.seq
	if s.syn {
		seq++ // the SYN takes a number itself (RFC 9293 3.4)
	}
	if !w.started {
		w.started, w.initial = true, seq
	} else if s.syn && !w.SYN { // what was seen before it begins later
		moved := int64(int32(w.initial - seq))
		for i := range w.segments {
			w.segments[i].at += moved
		}
		w.initial, w.far = seq, w.far+moved
	}
	w.SYN, w.FIN, w.RST = w.SYN || s.syn, w.FIN || s.fin, w.RST || s.rst
	if len(s.payload) == 0 {
		return
	}
	// Numbers come again after 4 GB: each is taken near those seen last.
	at := w.far + int64(int32(seq-(w.initial+uint32(w.far))))
	w.Packets++
	w.segments = append(w.segments, segment{at, s.payload})
	w.far = max(w.far, at+int64(len(s.payload)))
}

// join puts the segments in order. Every byte is that of the segment which came first;
// nothing is put where nothing came.
func (w *Way) join() {
	w.fromZero()
	spans := w.spans()
	for _, span := range spans[:min(len(spans), MaxRuns)] {
		w.Runs = append(w.Runs, Run{At: span[0], Data: make([]byte, span[1]-span[0])})
	}
	w.Lost = len(spans) - len(w.Runs)
	filled := make([][]bool, len(w.Runs))
	for i, r := range w.Runs {
		filled[i] = make([]bool, len(r.Data))
	}
	for _, s := range w.segments {
		at, found := slices.BinarySearchFunc(w.Runs, s.at, func(r Run, at int64) int { return cmp.Compare(r.At, at) })
		if !found {
			at--
		}
		if at < 0 || s.at >= w.Runs[at].At+int64(len(w.Runs[at].Data)) {
			continue // of a run over the limit
		}
		w.put(w.Runs[at].Data[s.at-w.Runs[at].At:], filled[at][s.at-w.Runs[at].At:], s.data)
	}
	w.segments = nil
}

// fromZero lets offsets begin at the first byte seen where the SYN was not, and leaves out
// what lies in front of the SYN: a probe of a connection that is kept alive has a byte
// there that was never sent (RFC 9293 3.8.4).
func (w *Way) fromZero() {
	if len(w.segments) == 0 {
		return
	}
	if !w.SYN {
		first := slices.MinFunc(w.segments, func(a, b segment) int { return cmp.Compare(a.at, b.at) }).at
		for i := range w.segments {
			w.segments[i].at -= first
		}
		return
	}
	for i := range w.segments {
		if s := &w.segments[i]; s.at < 0 {
			s.data = s.data[min(-s.at, int64(len(s.data))):]
			s.at = 0
		}
	}
	w.segments = slices.DeleteFunc(w.segments, func(s segment) bool { return len(s.data) == 0 })
}

// put writes a segment where nothing is yet, and counts what is there already.
func (w *Way) put(run []byte, filled []bool, data []byte) {
	for i, b := range data {
		switch {
		case !filled[i]:
			run[i], filled[i] = b, true
		case run[i] == b:
			w.Repeated++
		default:
			w.Repeated++
			w.Differing++
		}
	}
}

// spans are the offsets that segments cover, in order and apart from each other.
func (w *Way) spans() (all [][2]int64) {
	sorted := slices.Clone(w.segments)
	slices.SortStableFunc(sorted, func(a, b segment) int { return cmp.Compare(a.at, b.at) })
	for _, s := range sorted {
		end := s.at + int64(len(s.data))
		if last := len(all) - 1; last >= 0 && s.at <= all[last][1] {
			all[last][1] = max(all[last][1], end)
			continue
		}
		all = append(all, [2]int64{s.at, end})
	}
	return all
}
