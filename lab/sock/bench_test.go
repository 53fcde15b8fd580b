package sock

import (
	"testing"

	"stickylab/lab"
)

// A 16-byte send and its recv, the pair that the recorder is measured against.
func BenchmarkPair(b *testing.B) {
	for _, transport := range transports {
		b.Run(transport.String(), func(b *testing.B) {
			n := mustNet(b)
			client, server := mustEnds(b, n, transport)
			data, buf := []byte("0123456789abcdef"), make([]byte, 16)
			b.ReportAllocs()
			for b.Loop() {
				if client.Send(data).N != len(data) || server.Recv(buf).N != len(data) {
					b.Fatal("bytes are missing")
				}
			}
		})
	}
}

func mustEnds(b *testing.B, n *Net, transport lab.Transport) (client, server *Socket) {
	b.Helper()
	if transport.Stream() {
		return mustPair(b, n, transport)
	}
	client, server = mustDatagrams(b, n, transport)
	must(b, named(client).Connect(8080))
	return client, server
}

func BenchmarkProbe(b *testing.B) {
	client, _ := mustPair(b, mustNet(b), lab.TCP)
	b.ReportAllocs()
	for b.Loop() {
		client.Probe()
	}
}
