package guess

import (
	"bytes"
	"slices"
	"strconv"
)

// begins returns a test for frames that begin with one of some texts.
func begins(texts ...string) func([]byte) bool {
	return func(p []byte) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return bytes.HasPrefix(p, []byte(text)) })
	}
}

// checked are protocols whose marks are held by the codec itself, or are words.
func checked() []named {
	const rtu = `when "\x80" at 1 mask "\x80" fixed 5 else when "\x05" "\x06" "\x0f" "\x10" at 1 fixed 8 else length "B" offset 2 adjust 2 strip 0`
	stomp := []string{"CONNECT", "STOMP", "CONNECTED", "SEND", "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK", "BEGIN", "COMMIT", "ABORT", "DISCONNECT", "MESSAGE", "RECEIPT", "ERROR"}
	return []named{
		{name: "Modbus RTU", codec: `check "crc-16/modbus" keep ` + rtu, bits: 16, bears: func([]byte) bool { return true }},
		{name: "UBX", codec: `start "\xb5b" length "<H" offset 4 adjust 2 strip 0`, bits: 16, bears: begins("\xb5b")},
		{name: "RTCM 3", codec: `start "\xd3" length "!H" offset 1 adjust 3 bits 10 strip 0`, bits: 8, bears: begins("\xd3")},
		{name: "ADB", codec: `length "<I" offset 12 adjust 8 strip 24`, bits: 24, bears: begins("CNXN", "OPEN", "OKAY", "CLSE", "WRTE", "AUTH", "SYNC", "STLS")},
		{name: "Docker", codec: `length "!I" offset 4`, bits: 22, bears: begins("\x00\x00\x00\x00", "\x01\x00\x00\x00", "\x02\x00\x00\x00"), some: begins("\x01", "\x02")},
		{name: "ZMTP", codec: `when "\x02" mask "\x02" length "!Q" offset 1 else length "B" offset 1`, bits: 1, bears: func(p []byte) bool { return p[0] <= 6 }},
		{
			name: "SOCKS5", bits: 8, bears: begins("\x05"),
			codec: `first length "B" offset 1 strip 0 then when "\x01" at 3 fixed 10 else when "\x03" at 3 length "B" offset 4 adjust 2 strip 0 else when "\x04" at 3 fixed 22`,
		},
		{name: "FIX", codec: `start "8=FIX" number "\x01" after "\x019=" adjust 7 keep`, bits: 40, bears: begins("8=FIX")},
		{name: "STOMP", codec: `skip "\n" "\r\n" headers "content-length" until "\x00" keep`, bits: 20, bears: begins(stomp...)},
		{
			name: "NATS", bits: 12, bears: begins("PUB ", "MSG ", "HPUB ", "HMSG ", "SUB ", "UNSUB ", "CONNECT ", "INFO ", "PING\r\n", "PONG\r\n", "+OK\r\n", "-ERR "),
			codec: `when "PUB " "MSG " "HPUB " "HMSG " number "\r\n" word -1 adjust 2 keep else delimiter "\r\n" keep`,
		},
		{
			name: "memcached", bits: 12, bears: begins("VALUE ", "END\r\n", "STORED\r\n", "get ", "gets ", "set ", "add ", "delete ", "incr ", "decr "),
			codec: `when "VALUE " number "\r\n" word 4 adjust 2 keep else when "set " number "\r\n" word 5 adjust 2 keep else delimiter "\r\n" keep`,
		},
		{
			name: "RTSP", bits: 10, bears: begins("$", "RTSP/1.0 ", "OPTIONS rtsp:", "DESCRIBE rtsp:", "SETUP rtsp:", "PLAY rtsp:", "PAUSE rtsp:", "TEARDOWN rtsp:"),
			codec: `when "$" length "!H" offset 2 strip 4 else headers "Content-Length"`, some: begins("RTSP/1.0 ", "OPTIONS rtsp:", "DESCRIBE rtsp:", "SETUP rtsp:", "PLAY rtsp:"),
		},
		{name: "ADTS", codec: `start "\xff\xf1" length "!3" offset 3 bits 13 shift 5 adjust -6 strip 0`, bits: 12, bears: begins("\xff\xf0", "\xff\xf1", "\xff\xf8", "\xff\xf9")},
		{
			name: "RESP", codec: `resp`, bits: 12, bears: begins("*", "$", "+", "-", ":"),
			some: func(p []byte) bool { return bytes.HasPrefix(p, []byte("*")) && bytes.Contains(p, []byte("\r\n$")) },
		},
		{
			name: "GB/T 32960", bits: 24, bears: func(p []byte) bool { return len(p) >= 25 && string(p[:2]) == "##" && sumsToZero(p[2:]) },
			codec: `length "!H" offset 22 adjust 1 strip 0`,
		},
		{
			name: "STUN", bits: 32, codec: `length "!H" offset 2 adjust 16 strip 0`, bears: func(p []byte) bool {
				return len(p) >= 20 && p[0] < 0x40 && p[3]&3 == 0 && bytes.Equal(p[4:8], []byte{0x21, 0x12, 0xa4, 0x42})
			},
		},
		{
			name: "DL/T 645", bits: 16, bears: func(p []byte) bool { return len(p) >= 12 && p[0] == 0x68 && p[7] == 0x68 && p[len(p)-1] == 0x16 },
			codec: `skip "\xfe" length "B" offset 9 adjust 2 strip 0`,
		},
		{
			name: "HTTP/2", bits: 1, codec: `first fixed 24 then length "!3" adjust 6`, bears: func(p []byte) bool {
				return bytes.HasPrefix(p, []byte(preface)) || len(p) >= 9 && p[3] <= 9 && p[5]&0x80 == 0
			}, some: begins(preface),
		},
		{name: "HJ 212", codec: `start "##" end "\r\n" keep length "%04d" offset 2 adjust 6 strip 0`, bits: 16, bears: begins("##")},
	}
}

// preface is what a client of HTTP/2 sends first (RFC 9113 3.4).
const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

// sumsToZero reports whether the exclusive or of bytes, the last of which is that of the
// others, is right.
func sumsToZero(p []byte) bool {
	var sum byte
	for _, b := range p {
		sum ^= b
	}
	return sum == 0
}

// digits are lengths that are written in digits, as in ISO 8583 over TCP, or count bits.
func digits() (all []attempt) {
	for _, text := range []string{`length "%04d"`, `length "%03d"`, `length "%02d"`, `length "%05d"`, `length "%06d"`, `length "%08d"`, `length "%04x"`, `length "%08x"`, `number " "`, `number ":"`, `length "!H" per 8`, `length "!H" per 8`} {
		all = append(all, parsed(text, 3)...)
	}
	return all
}

// closingTag is the delimiter of text that begins with an XML tag.
func (s *search) closingTag() []attempt {
	end := bytes.IndexAny(s.data[:min(len(s.data), 64)], " >")
	if end < 2 || s.data[0] != '<' || s.data[1] == '?' || s.data[1] == '/' {
		return nil
	}
	closing := "</" + string(s.data[1:end]) + ">"
	if !bytes.HasSuffix(bytes.TrimRight(s.data, "\r\n"), []byte(closing)) {
		return nil
	}
	return parsed(`delimiter `+strconv.QuoteToASCII(closing)+` keep`, 2)
}
