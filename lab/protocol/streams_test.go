package protocol

import (
	"encoding/hex"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

// mustStream returns a stream of lab/frame's samples of real protocols and its codec.
func mustStream(t *testing.T, name string) (codec string, stream []byte) {
	t.Helper()
	text, err := os.ReadFile("../frame/testdata/streams.txt")
	if err != nil {
		t.Fatal(err)
	}
	for part := range strings.SplitSeq(string(text), "\n= ") {
		head, rest, _ := strings.Cut(part, "\n")
		if called, codec, _ := strings.Cut(head, " | "); called == name {
			line, _, _ := strings.Cut(strings.TrimPrefix(rest, "stream "), "\n")
			stream, err := hex.DecodeString(line)
			if err != nil {
				t.Fatal(err)
			}
			return codec, stream
		}
	}
	t.Fatalf("there is no stream %s", name)
	return "", nil
}

// TestTsharkCutsTheStreamsAlike: of the samples of protocols that it knows tshark finds
// as many messages, of the same lengths, as the codecs that are put together for them.
func TestTsharkCutsTheStreamsAlike(t *testing.T) {
	whole := func(less int) func(frame.Frame) int {
		return func(f frame.Frame) int { return len(f.Raw) - less }
	}
	body := func(f frame.Frame) int { return len(f.Body) }
	tests := []struct {
		name, dissector, field string
		length                 func(frame.Frame) int
	}{
		{"modbus-tcp", "mbtcp", "mbtcp.len", whole(6)},
		{"tpkt-cotp-s7", "tpkt", "tpkt.length", whole(0)},
		{"bgp", "bgp", "bgp.length", whole(0)},
		{"amqp-0-9-1", "amqp", "amqp.length", body},
		{"opcua", "opcua", "opcua.transport.size", whole(0)},
		{"thrift-framed", "thrift", "thrift.frame_len", whole(4)},
		{"mysql", "mysql", "mysql.packet_length", whole(4)},
		{"sip-tcp", "sip", "sip.Content-Length", body},
	}
	for cutting, pieces := range cuttings() {
		if cutting == "one by one" {
			continue // four of its dissectors do not know their own protocol by one byte
		}
		c, asked := newCapture(), map[string]witness{}
		for i, test := range tests {
			_, stream := mustStream(t, test.name)
			c.add(talk{turns: []turn{{client: true, data: stream}}}, uint16(firstPort+i), pieces)
			asked[strconv.Itoa(firstPort+i)] = witness{dissector: test.dissector, fields: []string{test.field}}
		}
		seen := ask(t, asked, c.file)
		for i, test := range tests {
			codec, stream := mustStream(t, test.name)
			var want []string
			for _, f := range mustFrames(t, codec, stream) {
				want = append(want, strconv.Itoa(test.length(f)))
			}
			if got := first(seen[strconv.Itoa(firstPort+i)][true]); !slices.Equal(got, want) || len(want) < 2 {
				t.Errorf("%s, %s: tshark saw %q, the codec cut %q", test.name, cutting, got, want)
			}
		}
	}
}
