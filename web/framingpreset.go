package web

import (
	"slices"
	"strconv"

	"stickylab/lab/script"
	"stickylab/web/view"
)

// framingPreset is a stream to decode and the codec that takes it apart.
type framingPreset struct {
	key, codec string
	frames     [][]byte
	// bodies are what the codec delivers of each.
	bodies [][]byte
	// standard is where the frame is laid down, wrote the program that wrote
	// the bytes; empty where the codec made them.
	standard, wrote string
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
		rows = append(rows, view.FramedRow{Kind: "sent", Cells: cells(data, i+1), Label: strconv.Itoa(i + 1)})
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
