package sock

import (
	"bytes"
	"io"
	"testing"
	"time"

	"stickylab/lab"
)

var streams = []lab.Transport{lab.TCP, lab.UnixStream}

// eachStream runs a test on both transports that carry a stream.
func eachStream(t *testing.T, test func(t *testing.T, transport lab.Transport)) {
	for _, transport := range streams {
		t.Run(transport.String(), func(t *testing.T) { test(t, transport) })
	}
}

func TestTwoSendsAreOneRecv(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustPair(t, mustNet(t), transport)
		mustSend(t, client, "hello")
		mustSend(t, client, "feng")
		if res := wantRecv(t, server, 10, "hellofeng"); res.EOF || res.Waited || res.Datagram != 0 {
			t.Errorf("got %+v, want no end, no wait, no datagram", res)
		}
	})
}

func TestTheRestOfASendStaysInTheQueue(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustPair(t, mustNet(t), transport)
		mustSend(t, client, "hello feng")
		wantRecv(t, server, 2, "he")
		wantRecv(t, server, 10, "llo feng")
	})
}

func TestTheEndOfAStreamRepeats(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustPair(t, mustNet(t), transport)
		mustSend(t, client, "bye")
		must(t, client.Close())
		wantRecv(t, server, 10, "bye")
		for range 3 {
			if res := wantRecv(t, server, 10, ""); !res.EOF {
				t.Fatalf("got %+v, want EOF", res)
			}
		}
	})
}

func TestShutdownWriteEndsOneDirection(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustPair(t, mustNet(t), transport)
		must(t, client.Shutdown("write"))
		if res := wantRecv(t, server, 10, ""); !res.EOF {
			t.Errorf("got %+v, want EOF", res)
		}
		mustSend(t, server, "still")
		wantRecv(t, client, 10, "still")
		wantErr(t, client.Send([]byte("x")), "EPIPE")
		wantErr(t, client.Shutdown("sideways"), "EINVAL")
	})
}

func TestEmptySendOnAStreamSendsNothing(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustPair(t, mustNet(t), transport)
		must(t, client.Send(nil))
		server.SetTimeout(20 * time.Millisecond)
		res := server.Recv(make([]byte, 10))
		wantErr(t, res, "timeout")
		if !res.Waited || res.EOF {
			t.Errorf("got %+v, want a wait and no end", res)
		}
		wantRecv(t, server, 0, "")
		mustSend(t, client, "a")
		wantRecv(t, server, 10, "a")
	})
}

func TestARecvThatWaitsTellsSoOnce(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustPair(t, mustNet(t), transport)
		waits := waiting(server)
		buf := make([]byte, 10)
		done := in(func() Result { return server.Recv(buf) })
		start := await(t, "OnWait", waits)
		mustSend(t, client, "late")
		res := must(t, await(t, "recv", done))
		if !res.Waited || res.N != 4 || res.Start != start || len(waits) != 0 {
			t.Errorf("got %+v, %d more waits; want 4 bytes after one wait that began at %d", res, len(waits), start)
		}
	})
}

func TestABlockingSendReturnsWhenAllIsQueued(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustPair(t, mustNet(t), transport)
		data := bytes.Repeat([]byte("0123456789abcdef"), 1<<20)
		waits := waiting(client)
		done := in(func() Result { return client.Send(data) })
		await(t, "OnWait", waits)
		var got bytes.Buffer
		if _, err := io.CopyN(&got, reader{server}, int64(len(data))); err != nil {
			t.Fatal(err)
		}
		res := must(t, await(t, "send", done))
		if res.N != len(data) || !res.Waited {
			t.Errorf("sent %d of %d, waited %v", res.N, len(data), res.Waited)
		}
		if !bytes.Equal(got.Bytes(), data) {
			t.Error("the bytes received are not those sent")
		}
	})
}

// reader makes an io.Reader of a socket.
type reader struct{ s *Socket }

func (r reader) Read(p []byte) (int, error) {
	res := r.s.Recv(p)
	if res.EOF {
		return 0, io.EOF
	}
	return res.N, res.Err
}

func TestASendWithATimeoutReturnsShort(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, _ := mustPair(t, mustNet(t), transport)
		client.SetTimeout(20 * time.Millisecond)
		data := make([]byte, 64<<20)
		res := must(t, client.Send(data))
		if res.N == 0 || res.N >= len(data) {
			t.Fatalf("sent %d of %d, want a part", res.N, len(data))
		}
		for res.Err == nil {
			res = client.Send(data)
		}
		wantErr(t, res, "timeout")
	})
}

func TestASendCutByTheOtherEndGivesItsPartFirst(t *testing.T) {
	eachStream(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustPair(t, mustNet(t), transport)
		waits := waiting(client)
		done := in(func() Result { return client.Send(make([]byte, 64<<20)) })
		await(t, "OnWait", waits)
		must(t, server.Close())
		res := must(t, await(t, "send", done))
		if res.N == 0 || res.N == 64<<20 {
			t.Errorf("sent %d, want a part", res.N)
		}
		if res := client.Send([]byte("x")); res.Err == nil || res.N != 0 {
			t.Errorf("the next send gave %+v, want an error", res)
		}
	})
}

func TestSendAfterThePeerClosed(t *testing.T) {
	client, server := mustPair(t, mustNet(t), lab.TCP)
	must(t, server.Close())
	mustSend(t, client, "first")
	awaitBroken(t, client)
	wantErr(t, client.Send([]byte("second")), "EPIPE")
}

func TestCloseWithUnreadBytesResets(t *testing.T) {
	client, server := mustPair(t, mustNet(t), lab.TCP)
	mustSend(t, client, "unread")
	must(t, server.Close())
	wantErr(t, client.Recv(make([]byte, 10)), "ECONNRESET")
}

func TestCallsOnSocketsThatAreNotConnected(t *testing.T) {
	n := mustNet(t)
	s := mustSocket(t, n, lab.TCP)
	wantErr(t, s.Recv(make([]byte, 1)), "ENOTCONN")
	wantErr(t, s.Send([]byte("x")), "EPIPE")
	wantErr(t, s.Shutdown("both"), "ENOTCONN")
	_, res := s.Accept()
	wantErr(t, res, "EINVAL")
	must(t, s.Close())
	wantUnmade(t, s.Close(), "")
	// A call on a closed socket is made, and its answer is the kernel's.
	_, res = s.Accept()
	all := make([]byte, 5)
	s.SetTimeout(time.Hour)
	for call, res := range map[string]Result{
		"accept": res, "recv": s.Recv(all), "recv waitall": s.RecvAll(all), "send": s.Send(all), "send more": s.SendMore(all),
		"connect": named(s).Connect(8080), "setsockopt": s.SetOption("nodelay", 1), "shutdown": s.Shutdown("both"), "listen": s.Listen(1),
	} {
		if res.Unmade || ErrName(res.Err) != "EBADF" || res.Waited {
			t.Errorf("%s gave %+v, want EBADF of the kernel", call, res)
		}
	}
}
