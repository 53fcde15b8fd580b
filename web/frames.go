package web

import (
	"context"
	"net/http"

	"stickylab/lab/frame"
	"stickylab/lab/framing"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// frames is GET /api/runs/{id}/frames: what went into the run's decoder and
// what came out. With ?preset= frames are held against those of the preset.
func (a runAPI) frames(w http.ResponseWriter, r *http.Request) error {
	run, err := a.find(r)
	if err != nil {
		return err
	}
	var preset framing.Preset
	if key := r.URL.Query().Get("preset"); key != "" {
		preset = framing.FindPreset(key)
	}
	lang := languageOf(r)
	drawn, err := withSlot(r.Context(), a.slots, runID(r), func() (*view.Framed, error) {
		d, err := a.decoded(r.Context(), run, preset)
		if err != nil {
			return nil, err
		}
		return view.FramedOf(lang, d), nil
	})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(lang))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, drawn)
}

// decoded is what the first peer that decodes made of its bytes.
func (s *runs) decoded(ctx context.Context, run Run, preset framing.Preset) (*framing.Decoded, error) {
	peer, err := framing.DecodingPeer(run.Events(ctx, 0))
	if err != nil || peer < 0 {
		return &framing.Decoded{}, err
	}
	about := run.About()
	return framing.Decode(run.Events(ctx, 0), peer, s.codecOf(&about, peer), preset)
}

// codecOf finds the codec in the program of a peer; nil without one.
func (s *runs) codecOf(about *record.Header, peer int) frame.Codec {
	played, err := s.played(about)
	if err != nil || peer >= len(played.Peers) {
		return nil
	}
	return framing.CodecOf(played.Peers[peer].Steps)
}
