// Package protocol has conversations that real programs had, byte for byte as
// they were on the stream, and for each the codec of lab/frame that cuts it.
// Its tests record them, and have tshark find the same messages in them.
package protocol

import (
	"embed"
	"fmt"
	"strings"

	"stickylab/lab/frame"
)

// Preset is one direction of a conversation and the codec that cuts it.
type Preset struct {
	// Slug names the protocol: tls, http, mqtt.
	Slug string
	// Codec is in the text form that frame.Parse reads.
	Codec string
	// Standard is where the frame is laid down: RFC 8446 5.1.
	Standard string
	// Wrote is the program that wrote the bytes, and its version.
	Wrote string
	// Client tells that the client wrote them, not the server.
	Client bool
	// Stream is several frames in a row, whole ones. Nobody may change it.
	Stream []byte
}

// described are the presets without what is in their streams.
func described() []Preset {
	return []Preset{
		{Slug: "tls", Codec: `length "!H" offset 3 max 16645`, Standard: "RFC 8446 5.1", Client: true},
		{Slug: "http", Codec: `http`, Standard: "RFC 9112 6.2"},
		{Slug: "http-chunked", Codec: `http`, Standard: "RFC 9112 7.1"},
		{Slug: "websocket", Codec: `websocket`, Standard: "RFC 6455 5.2"},
		{Slug: "http2", Codec: `length "!3" adjust 6 strip 0`, Standard: "RFC 9113 4.1", Client: true},
		{Slug: "grpc", Codec: `length "!I" offset 1`, Standard: "gRPC over HTTP/2, Length-Prefixed-Message", Client: true},
		{Slug: "resp", Codec: `resp`, Standard: "RESP2"},
		{Slug: "mqtt", Codec: `varint offset 1`, Standard: "MQTT 3.1.1 2.2", Client: true},
		{Slug: "dns", Codec: `length "!H"`, Standard: "RFC 1035 4.2.2", Client: true},
		{Slug: "postgresql", Codec: `length "!I" offset 1 adjust -4`, Standard: "PostgreSQL 55.7"},
	}
}

//go:embed streams/*.hex
var streams embed.FS

// Presets gives all of them, in the order to show them in. The error is a fault
// of the program: a stream that is not written as it should be.
func Presets() ([]Preset, error) {
	all := described()
	for i := range all {
		p := &all[i]
		t, err := conversation(p.Slug)
		if err != nil {
			return nil, fmt.Errorf("stream of %s: %w", p.Slug, err)
		}
		p.Wrote, p.Stream = t.wrote, t.stream(p.Client)
	}
	return all, nil
}

// conversation reads the one that is embedded under a name.
func conversation(slug string) (talk, error) {
	text, err := streams.ReadFile("streams/" + slug + ".hex")
	if err != nil {
		return talk{}, err
	}
	return readTalk(strings.Split(string(text), "\n"))
}

// Frames cuts the stream.
func (p Preset) Frames() ([]frame.Frame, error) {
	codec, err := frame.Parse(p.Codec)
	if err != nil {
		return nil, err
	}
	return frames(codec, p.Stream)
}

// frames cuts a whole stream. The bytes of the frames are their own.
func frames(codec frame.Codec, stream []byte) (all []frame.Frame, err error) {
	d, err := frame.NewDecoder(codec)
	if err != nil {
		return nil, err
	}
	d.Feed(stream)
	for ended := false; ; {
		f, ok, err := d.Next()
		switch {
		case err != nil:
			return all, err
		case ok:
			all = append(all, f)
		case ended:
			return all, nil
		default:
			if err := d.End(); err != nil {
				return all, err
			}
			ended = true
		}
	}
}
