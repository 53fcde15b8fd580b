package sock

import (
	"encoding/binary"
	"testing"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// A small receive buffer, many datagrams and nobody who reads: what the probe
// counts as dropped is what the kernel says with the next datagram that gets
// in (SO_RXQ_OVFL, socket(7)), and is just what is missing.
func TestTheProbeCountsTheDatagramsThatWereDropped(t *testing.T) {
	const sends = 50
	client, server := mustDatagrams(t, mustNet(t), lab.UDP)
	must(t, server.SetOption("rcvbuf", 1)) // the kernel's least, 2304
	mustOption(t, server, unix.SO_RXQ_OVFL, 1)
	for range sends {
		must(t, named(client).SendTo([]byte("datagram"), client.At(8080)))
	}
	got := 0
	for buf := make([]byte, 16); server.Probe().InQ > 0; got++ {
		must(t, server.Recv(buf))
	}
	dropped := server.Probe().Drops
	if got == 0 || got == sends || int(dropped) != sends-got {
		t.Fatalf("%d of %d came, %d dropped", got, sends, dropped)
	}
	must(t, named(client).SendTo([]byte("one more"), client.At(8080)))
	if said := overflow(t, server); said != dropped {
		t.Errorf("the probe says %d, SO_RXQ_OVFL %d", dropped, said)
	}
	if sender := client.Probe().Drops; sender != 0 {
		t.Errorf("the sender dropped %d", sender)
	}
}

func mustOption(t *testing.T, s *Socket, option, value int) {
	t.Helper()
	if err := s.control(func(fd int) error { return unix.SetsockoptInt(fd, unix.SOL_SOCKET, option, value) }); err != nil {
		t.Fatal(err)
	}
}

// overflow receives a datagram and gives the count that came with it.
func overflow(t *testing.T, s *Socket) (count int32) {
	t.Helper()
	err := s.control(func(fd int) error {
		buf, beside := make([]byte, 16), make([]byte, unix.CmsgSpace(4))
		_, n, _, _, err := unix.Recvmsg(fd, buf, beside, 0)
		if err != nil {
			return err
		}
		messages, err := unix.ParseSocketControlMessage(beside[:n])
		for _, m := range messages {
			if m.Header.Level == unix.SOL_SOCKET && m.Header.Type == unix.SO_RXQ_OVFL {
				count = int32(binary.NativeEndian.Uint32(m.Data))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return count
}
