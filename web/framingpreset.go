package web

import (
	"slices"
	"strconv"

	"stickylab/lab/frame"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// framingPreset is a stream to decode and the codec that takes it apart.
type framingPreset struct {
	key, codec string
	frames     [][]byte
	// bodies are what the codec delivers of each.
	bodies [][]byte
	// encoded tells that the frames are what the codec makes of the bodies.
	encoded bool
}

// plain reports whether the sender can use the codec itself.
func (p framingPreset) plain() bool { return p.encoded }

func (p framingPreset) stream() []byte { return slices.Concat(p.frames...) }

// sent shows what is sent, frame by frame.
func (p framingPreset) sent() []view.FramedRow {
	var rows []view.FramedRow
	for i, data := range p.frames {
		rows = append(rows, view.FramedRow{Kind: "sent", Cells: cells(data, i+1, nil), Label: strconv.Itoa(i + 1)})
	}
	return rows
}

// framingPresets are the streams of the framing page, real protocols first.
func framingPresets() []framingPreset {
	presets := protocolPresets()
	for _, codec := range []string{`length "!I"`, `varint`, `delimiter "|"`, `line`, `fixed 8`, `json "!I"`} {
		presets = append(presets, plainPreset(codec))
	}
	return presets
}

// plainPreset is hello and feng by a codec.
func plainPreset(codec string) framingPreset {
	p := framingPreset{key: kindOf(codec), codec: codec, encoded: true, bodies: [][]byte{[]byte("hello"), []byte("feng")}}
	c, err := script.ParseCodec(codec)
	if err != nil {
		return p
	}
	for _, body := range p.bodies {
		data, _ := c.Encode(nil, body) // tested: every codec carries them
		p.frames = append(p.frames, data)
	}
	return p
}

// findPreset gives the preset of that key, or the first one.
func findPreset(key string) framingPreset {
	all := framingPresets()
	at := slices.IndexFunc(all, func(p framingPreset) bool { return p.key == key })
	return all[max(at, 0)]
}

// decoded gives the bodies of a stream's frames.
func decoded(codec string, frames [][]byte) [][]byte {
	c, err := script.ParseCodec(codec)
	if err != nil {
		return nil
	}
	d, err := frame.NewDecoder(c)
	if err != nil {
		return nil
	}
	var bodies [][]byte
	for _, data := range frames {
		d.Feed(data)
		for {
			f, ok, err := d.Next()
			if !ok || err != nil {
				break
			}
			bodies = append(bodies, slices.Clone(f.Body))
		}
	}
	return bodies
}
