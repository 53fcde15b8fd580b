package web

import (
	"bytes"
	"strconv"

	"stickylab/lab/frame"
	"stickylab/lab/protocol"
)

// protocolPresets are streams that real programs wrote. A stream that cannot
// be read is left out: tested, that there is none.
func protocolPresets() []framingPreset {
	recorded, err := protocol.Presets()
	if err != nil {
		return nil
	}
	var presets []framingPreset
	for _, r := range recorded {
		p := framingPreset{key: r.Slug, codec: r.Codec, standard: r.Standard, wrote: r.Wrote}
		frames, err := r.Frames()
		if err != nil {
			continue
		}
		for _, f := range frames {
			p.frames = append(p.frames, bytes.Clone(f.Raw))
			p.bodies = append(p.bodies, bytes.Clone(f.Body))
		}
		presets = append(presets, p)
	}
	return presets
}

// protocolValues are the parameters of the codecs of protocols.
func protocolValues(c frame.Codec) map[string]string {
	switch c := c.(type) {
	case frame.RESP:
		return map[string]string{"max": strconv.Itoa(c.Max)}
	case frame.HTTP:
		chunked := ""
		if c.Chunked {
			chunked = "on"
		}
		return map[string]string{"chunked": chunked, "header": strconv.Itoa(c.MaxHeader), "max": strconv.Itoa(c.Max)}
	case frame.WebSocket:
		return map[string]string{"mask": unquoted([]byte(c.Mask)), "max": strconv.Itoa(c.Max)}
	}
	return map[string]string{}
}
