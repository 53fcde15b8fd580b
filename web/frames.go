package web

import (
	"iter"
	"net/http"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/framing"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// frames is GET /api/runs/{id}/frames: what went into the run's decoder and
// what came out. With ?preset= frames are held against those of the preset.
func (a runAPI) frames(w http.ResponseWriter, r *http.Request) error {
	log, err := a.log(r)
	if err != nil {
		return err
	}
	var preset framing.Preset
	if key := r.URL.Query().Get("preset"); key != "" {
		preset = framing.FindPreset(key)
	}
	lang := languageOf(r)
	drawn, err := withSlot(r.Context(), a.slots, runID(r), func() (*view.Framed, error) {
		return view.FramedOf(lang, decoded(log.Trace(), preset)), nil
	})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(lang))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, drawn)
}

// decoded is what the first peer that decodes made of its bytes.
func decoded(t record.Trace, preset framing.Preset) *framing.Decoded {
	peer := framing.DecodingPeer(eventsOf(t, -1))
	if peer < 0 {
		return &framing.Decoded{}
	}
	return framing.Decode(eventsOf(t, peer), codecOf(t, peer), preset)
}

// codecOf finds the codec in the program of a peer.
func codecOf(t record.Trace, peer int) frame.Codec {
	exp, err := script.Parse(t.Script)
	if err != nil || peer >= len(exp.Peers) {
		return nil
	}
	return framing.CodecOf(exp.Peers[peer].Steps)
}

// eventsOf yields the events of a peer, of all with -1.
func eventsOf(t record.Trace, peer int) iter.Seq[*lab.Event] {
	return func(yield func(*lab.Event) bool) {
		for i := range t.Events {
			if e := &t.Events[i]; (peer < 0 || e.Peer == peer) && !yield(e) {
				return
			}
		}
	}
}
