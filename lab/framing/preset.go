// Package framing knows exercises in framing: a stream of bytes, how it is cut
// into pieces, the codec that takes it apart, the script that shows it on real
// sockets, and what the decoder of such a run made of the bytes.
package framing

import (
	"bytes"
	"slices"

	"stickylab/lab/frame"
	"stickylab/lab/protocol"
	"stickylab/lab/script"
)

// Preset is a stream to decode and the codec that takes it apart.
type Preset struct {
	Key, Codec string
	// Frames are the stream, frame by frame; Bodies are what the codec delivers
	// of each.
	Frames, Bodies [][]byte
	// Standard is where the frame is laid down, Wrote the program that wrote
	// the bytes; empty where the codec made them.
	Standard, Wrote string
	// Encoded marks frames that are what the codec makes of the bodies: the
	// sender can use the codec itself.
	Encoded bool
}

// Stream returns the frames as they follow each other.
func (p Preset) Stream() []byte { return slices.Concat(p.Frames...) }

// Presets returns the streams to choose from, real protocols first.
func Presets() []Preset {
	presets := protocolPresets()
	for _, k := range frame.Kinds() {
		if k.Preset != "" {
			presets = append(presets, encodedPreset(k.Preset))
		}
	}
	return presets
}

// encodedPreset is hello and feng by a codec.
func encodedPreset(codec string) Preset {
	p := Preset{Key: KindOf(codec), Codec: codec, Encoded: true, Bodies: [][]byte{[]byte("hello"), []byte("feng")}}
	c, err := script.ParseCodec(codec)
	if err != nil {
		return p
	}
	for i, body := range p.Bodies {
		data, _ := frame.Nth(c, i).Encode(nil, body) // tested: every codec carries them
		p.Frames = append(p.Frames, data)
	}
	return p
}

// protocolPresets are streams that real programs wrote. A stream that cannot
// be read is left out: tested, that there is none.
func protocolPresets() []Preset {
	recorded, err := protocol.Presets()
	if err != nil {
		return nil
	}
	var presets []Preset
	for _, r := range recorded {
		p := Preset{Key: r.Slug, Codec: r.Codec, Standard: r.Standard, Wrote: r.Wrote}
		frames, err := r.Frames()
		if err != nil {
			continue
		}
		for _, f := range frames {
			p.Frames = append(p.Frames, bytes.Clone(f.Raw))
			p.Bodies = append(p.Bodies, bytes.Clone(f.Body))
		}
		presets = append(presets, p)
	}
	return presets
}

// FindPreset returns the preset of that key, or the first one.
func FindPreset(key string) Preset {
	all := Presets()
	at := slices.IndexFunc(all, func(p Preset) bool { return p.Key == key })
	return all[max(at, 0)]
}
