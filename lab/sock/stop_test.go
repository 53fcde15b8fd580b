package sock

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
)

// blocked makes calls that wait until they are stopped.
var blocked = []struct {
	name    string
	prepare func(t *testing.T, n *Net) (*Socket, func() Result)
}{
	{"accept", func(t *testing.T, n *Net) (*Socket, func() Result) {
		s := mustListener(t, n, lab.TCP, 1)
		return s, func() Result { _, res := s.Accept(); return res }
	}},
	{"recv", func(t *testing.T, n *Net) (*Socket, func() Result) {
		s, _ := mustPair(t, n, lab.TCP)
		return s, func() Result { return s.Recv(make([]byte, 1)) }
	}},
	{"send", func(t *testing.T, n *Net) (*Socket, func() Result) {
		s, _ := mustPair(t, n, lab.TCP)
		return s, func() Result { return s.Send(make([]byte, 64<<20)) }
	}},
	{"recv with a timeout", func(t *testing.T, n *Net) (*Socket, func() Result) {
		s, _ := mustPair(t, n, lab.TCP)
		s.SetTimeout(time.Hour)
		return s, func() Result { return s.Recv(make([]byte, 1)) }
	}},
	{"connect", func(t *testing.T, n *Net) (*Socket, func() Result) {
		mustListener(t, n, lab.TCP, 0)
		mustConnect(t, n, lab.TCP)
		s := mustSocket(t, n, lab.TCP)
		return s, func() Result { return named(s).Connect(8080) }
	}},
	{"unix connect", func(t *testing.T, n *Net) (*Socket, func() Result) {
		mustListener(t, n, lab.UnixStream, 0)
		mustConnect(t, n, lab.UnixStream)
		s := mustSocket(t, n, lab.UnixStream)
		return s, func() Result { return named(s).Connect(8080) }
	}},
	{"recvfrom", func(t *testing.T, n *Net) (*Socket, func() Result) {
		_, s := mustDatagrams(t, n, lab.UDP)
		return s, func() Result { return s.RecvFrom(make([]byte, 1)) }
	}},
	{"unix sendto", func(t *testing.T, n *Net) (*Socket, func() Result) {
		s, _ := mustDatagrams(t, n, lab.UnixDatagram)
		return s, func() Result {
			for {
				if res := named(s).SendTo([]byte("x"), s.At(8080)); res.Err != nil {
					return res
				}
			}
		}
	}},
}

func TestStopEndsEveryBlockedCall(t *testing.T) {
	for _, b := range blocked {
		t.Run(b.name, func(t *testing.T) {
			n := mustNet(t)
			s, call := b.prepare(t, n)
			waits := waiting(s)
			done := in(call)
			await(t, "OnWait", waits)
			n.Stop()
			res := await(t, "the end of the call", done)
			wantErr(t, res, "stopped")
			if !res.Waited {
				t.Error("a blocked call that did not wait")
			}
			wantErr(t, call(), "stopped")
			n.Stop()
		})
	}
}

func TestCloseOfTheNetEndsEveryBlockedCall(t *testing.T) {
	for _, b := range blocked {
		t.Run(b.name, func(t *testing.T) {
			n := mustNet(t)
			s, call := b.prepare(t, n)
			waits := waiting(s)
			done := in(call)
			await(t, "OnWait", waits)
			if err := n.Close(); err != nil {
				t.Error(err)
			}
			wantErr(t, await(t, "the end of the call", done), "stopped")
			if err := n.Close(); err != nil {
				t.Errorf("the second close: %v", err)
			}
			_, res := n.Socket(lab.TCP)
			wantErr(t, res, "stopped")
		})
	}
}

func TestCloseOfASocketEndsItsBlockedCall(t *testing.T) {
	for _, b := range blocked {
		t.Run(b.name, func(t *testing.T) {
			s, call := b.prepare(t, mustNet(t))
			waits := waiting(s)
			done := in(call)
			await(t, "OnWait", waits)
			must(t, s.Close())
			if res := await(t, "the end of the call", done); b.name != "send" {
				wantErr(t, res, "EBADF")
			}
		})
	}
}

func TestATimeoutOfOneCallDoesNotEndTheNext(t *testing.T) {
	client, server := mustPair(t, mustNet(t), lab.TCP)
	server.SetTimeout(5 * time.Millisecond)
	for range 3 {
		wantErr(t, server.Recv(make([]byte, 1)), "timeout")
	}
	mustSend(t, client, "a")
	wantRecv(t, server, 1, "a")
	server.SetTimeout(0)
	waits := waiting(server)
	done := in(func() Result { return server.Recv(make([]byte, 1)) })
	await(t, "OnWait", waits)
	mustSend(t, client, "b")
	must(t, await(t, "recv", done))
}

func TestTheFolderIsPrivateAndGoesWithTheNet(t *testing.T) {
	n := mustNet(t)
	if n.dir != "" {
		t.Error("a folder before it is needed")
	}
	mustListener(t, n, lab.UnixStream, 1)
	info, err := os.Stat(n.dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder %v, %v", info, err)
	}
	if _, err := os.Stat(filepath.Join(n.dir, "8080.sock")); err != nil {
		t.Error(err)
	}
	dir := n.dir
	if err := n.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func TestALongFolderNameIsAvoided(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "a-folder-with-a-name-that-is-far-too-long-for-the-path-of-a-socket"))
	mustListener(t, mustNet(t), lab.UnixStream, 1)
}

func TestProbesMayHammerWhileASocketCloses(t *testing.T) {
	for _, transport := range transports {
		for range 20 {
			n := mustNet(t)
			s := mustSocket(t, n, transport)
			must(t, s.Bind(8080))
			stop := make(chan struct{})
			var wg, up sync.WaitGroup
			for range 2 {
				up.Add(1)
				wg.Go(func() {
					s.Probe()
					up.Done()
					for {
						select {
						case <-stop:
							return
						default:
							s.Probe()
							s.Peer()
							s.Local()
						}
					}
				})
			}
			up.Wait()
			must(t, s.Close())
			if got := s.Probe(); got != lab.NoProbe {
				t.Errorf("a closed socket has the probe %+v", got)
			}
			close(stop)
			wg.Wait()
		}
	}
}

// A call that is woken late must not report what Close did to its far end.
func TestWhatComesAfterStopIsNoOutcome(t *testing.T) {
	n := mustNet(t)
	client, server := mustPair(t, n, lab.TCP)
	waits := waiting(server)
	done := in(func() Result { return server.Recv(make([]byte, 1)) })
	await(t, "OnWait", waits)
	n.stopped.Store(true) // as Stop does, before it wakes anybody
	must(t, client.Close())
	wantErr(t, await(t, "the end of the call", done), "stopped")
}
