package sock

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// asked is what the kernel says of the queues when each is asked for by itself.
func asked(t *testing.T, s *Socket) (in, out int32) {
	t.Helper()
	var k sensor
	err := s.control(func(fd int) error {
		in, out = k.ioctl(uintptr(fd), unix.SIOCINQ), k.ioctl(uintptr(fd), unix.SIOCOUTQ)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return in, out
}

// arrived is how many bytes have come to the socket.
func arrived(t *testing.T, s *Socket) (n uint64) {
	t.Helper()
	err := s.control(func(fd int) error {
		info, err := unix.GetsockoptTCPInfo(fd, unix.IPPROTO_TCP, unix.TCP_INFO)
		if err == nil {
			n = info.Bytes_received
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// What a probe works out of tcp_info is what SIOCINQ and SIOCOUTQ say, whatever
// was done with the connection. Between the two the kernel may go on, so a
// difference counts when it stays.
func TestQueuesAreWhatTheKernelSays(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for range 15 {
		n := mustNet(t)
		client, server := mustPair(t, n, lab.TCP)
		ends := []*Socket{client, server}
		for _, s := range ends {
			s.SetTimeout(NoWait)
		}
		for step := range 60 {
			s := ends[random.IntN(2)]
			what := anything(s, random)
			for _, end := range ends {
				var got lab.Probe
				var in, out int32
				same := false
				for try := 0; try < 5 && !same; try++ {
					in, out = asked(t, end)
					got = end.Probe()
					// After a reset the kernel has thrown away what it still counts.
					reset := end.kernel.Load().info.State == unix.BPF_TCP_CLOSE
					same = got.InQ == in && (got.OutQ == out || reset)
				}
				if !same {
					t.Fatalf("step %d, after %s: a probe says %d in and %d out, the kernel %d and %d: %+v", step, what, got.InQ, got.OutQ, in, out, got)
				}
			}
		}
	}
}

// anything does something with a socket.
func anything(s *Socket, random *rand.Rand) string {
	switch random.IntN(14) {
	case 0:
		s.SetOption("nodelay", random.IntN(2))
		return "nodelay"
	case 1:
		s.SetOption("cork", random.IntN(2))
		return "cork"
	case 2:
		s.SetOption("rcvlowat", 1+random.IntN(20))
		return "rcvlowat"
	case 3:
		if random.IntN(8) == 0 {
			s.Shutdown([]string{"write", "read", "both"}[random.IntN(3)])
			return "shutdown"
		}
		return "nothing"
	case 4, 5, 6, 7, 8:
		s.Send(make([]byte, 1+random.IntN(1<<random.IntN(17))))
		return "send"
	case 9:
		s.SendMore(make([]byte, 1+random.IntN(100)))
		return "send with MSG_MORE"
	}
	s.Recv(make([]byte, 1+random.IntN(1<<random.IntN(17))))
	return "recv"
}

// A probe of a socket that another goroutine receives on never counts what was
// received already.
func TestAProbeDuringReceivesCountsNothingTwice(t *testing.T) {
	client, server := mustPair(t, mustNet(t), lab.TCP)
	const sends = 20_000
	done := make(chan int)
	go func() {
		total, buf := 0, make([]byte, 4096)
		for {
			res := server.Recv(buf)
			total += res.N
			if res.N == 0 {
				done <- total
				return
			}
		}
	}()
	for i := range sends {
		mustSend(t, client, "0123456789abcdef")
		// Bytes that come while a receive has the socket are queued after it. While
		// none came the queue only gets shorter.
		came := arrived(t, server)
		most, _ := asked(t, server)
		p := server.Probe()
		least, _ := asked(t, server)
		if came == arrived(t, server) && (p.InQ < least || p.InQ > most) {
			t.Fatalf("send %d: %d bytes wait, of %d before and %d after", i, p.InQ, most, least)
		}
	}
	must(t, client.Shutdown("write"))
	if total := await(t, "the end", done); total != 16*sends {
		t.Errorf("%d bytes came", total)
	}
	if p := server.Probe(); p.InQ != 0 {
		t.Errorf("%d bytes wait after all were received", p.InQ)
	}
}
