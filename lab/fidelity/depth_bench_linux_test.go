package fidelity

import (
	"net/netip"
	"os"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"

	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// What a recorder that asks for the queue depth and nothing else would cost,
// beside BenchmarkRatio01RecorderWithProbes: one question for each queue that
// changed (SIOCOUTQ, SIOCINQ), where the lab's probes (TCP_INFO) also bring the
// segments that say where messages ran together.
func BenchmarkRatio01RecorderWithQueueDepth(b *testing.B) {
	l := newBenchLab(b)
	const pairs = 2000
	measure := func(asking bool) float64 {
		d, err := l.Drive(planOf(lab.Recorded))
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = d.Close() }() // it is measured already
		client, server := mustDescriptors(b, d)
		clock := record.NewClock()
		if !asking {
			err = barePairs(d, pairs)
		} else {
			err = askedPairs(d, client, server, pairs)
		}
		took := clock.Now()
		if err != nil {
			b.Fatal(err)
		}
		return float64(took) / pairs
	}
	ratio.InTurn(101, func() float64 { return measure(true) }, func() float64 { return measure(false) }).
		Report(b, "ns/pair", ratio.AtMost(1.30))
}

// askedPairs is recordedPairs with a question for each queue that changed.
func askedPairs(d *session.Driven, client, server, n int) error {
	data, buf := sixteen(), make([]byte, 16)
	for range n {
		if _, err := d.Client.Send(data); err != nil {
			return err
		}
		if _, err := unix.IoctlGetInt(client, unix.SIOCOUTQ); err != nil {
			return err
		}
		if queued, err := unix.IoctlGetInt(server, unix.SIOCINQ); err != nil || queued != len(data) {
			return errShort
		}
		if _, err := d.Server.Recv(buf); err != nil {
			return err
		}
		if queued, err := unix.IoctlGetInt(server, unix.SIOCINQ); err != nil || queued != 0 {
			return errShort
		}
	}
	return nil
}

// mustDescriptors finds the descriptors of the run's connection by its addresses.
func mustDescriptors(b *testing.B, d *session.Driven) (client, server int) {
	b.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		b.Fatal(err)
	}
	for _, entry := range entries {
		fd, _ := strconv.Atoi(entry.Name())
		near, _ := unix.Getsockname(fd)
		far, _ := unix.Getpeername(fd)
		if isPort(near, d, lab.DefaultPort) && far != nil {
			server = fd
		}
		if isPort(far, d, lab.DefaultPort) {
			client = fd
		}
	}
	if client == 0 || server == 0 {
		b.Fatal("the descriptors of the connection were not found")
	}
	return client, server
}

func isPort(address unix.Sockaddr, d *session.Driven, port int) bool {
	inet, ok := address.(*unix.SockaddrInet4)
	return ok && inet.Port == port && netip.AddrFrom4(inet.Addr).String() == d.Recorded().About().Env.Address
}
