package web

import (
	"strconv"

	"stickylab/lab/frame"
)

// protocolPresets are frames as these protocols have them on the wire.
func protocolPresets() []framingPreset {
	of := func(key, codec string, frames ...string) framingPreset {
		p := framingPreset{key: key, codec: codec}
		for _, data := range frames {
			p.frames = append(p.frames, []byte(data))
		}
		p.bodies = decoded(codec, p.frames)
		return p
	}
	return []framingPreset{
		of("grpc", `length "!I" offset 1`, "\x00\x00\x00\x00\x07\x0a\x05hello", "\x00\x00\x00\x00\x06\x0a\x04feng"),
		of("resp", `resp`, "*3\r\n$3\r\nSET\r\n$4\r\nname\r\n$4\r\nfeng\r\n", "*2\r\n$3\r\nGET\r\n$4\r\nname\r\n", "+OK\r\n"),
		of("http", `http`, "POST /say HTTP/1.1\r\nHost: lab\r\nContent-Length: 5\r\n\r\nhello", "GET / HTTP/1.1\r\nHost: lab\r\n\r\n"),
		of("chunked", `http chunked`, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n4\r\nfeng\r\n0\r\n\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
		of("tls", `length "!H" offset 3`, "\x16\x03\x03\x00\x04\x0e\x00\x00\x00", "\x14\x03\x03\x00\x01\x01", "\x15\x03\x03\x00\x02\x01\x00"),
		of("mqtt", `varint offset 1`, "\x10\x11\x00\x04MQTT\x04\x02\x00\x3c\x00\x05hello", "\x30\x0a\x00\x04feng\x00hey", "\xc0\x00"),
		of("dns", `length "!H"`, "\x00\x1d\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x03com\x00\x00\x01\x00\x01",
			"\x00\x1d\x12\x35\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x03com\x00\x00\x1c\x00\x01"),
		of("postgres", `length "!I" offset 1 adjust -4`, "Q\x00\x00\x00\x0dSELECT 1\x00", "X\x00\x00\x00\x04"),
		of("websocket", `websocket`, "\x81\x05hello", "\x81\x84\x37\xfa\x21\x3d\x51\x9f\x4f\x5a", "\x89\x00"),
	}
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
