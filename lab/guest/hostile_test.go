package guest

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/session"
)

// TestHostileMessages holds that what no shim sends is answered with an error.
func TestHostileMessages(t *testing.T) {
	run, p := alone(t)
	pair := p.ok(opSocketPair, ask{a: familyUnix, b: typeStream})
	for _, test := range []struct {
		name string
		m    []byte
	}{
		{"nothing", nil},
		{"half a head", message(1, 0, 1, opSocket, ask{})[:20]},
		{"an operation that is none", message(2, 0, 1, 0, ask{})},
		{"an operation that is none yet", message(3, 0, 1, opCount, ask{})},
		{"the last number", message(4, 0, 1, 255, ask{})},
		{"a thread too many", message(5, maxStrands, 1, opSocket, ask{a: 2, b: 1})},
		{"a time before now", message(6, 0, 1, opSleep, ask{seconds: -1})},
		{"a size below 0", message(7, 0, 1, opRecv, ask{handle: pair.n, a: -1})},
		{"half a socket to poll", message(8, 0, 1, opPoll, ask{data: []byte{1, 2}})},
		{"more sockets than a poll takes", message(9, 0, 1, opPoll, ask{a: 1, data: make([]byte, polled*(maxPolled+1))})},
		{"an address longer than the message", message(10, 0, 1, opSendTo, ask{handle: pair.n, c: 1 << 30})},
		{"an address of a negative length", message(11, 0, 1, opSendTo, ask{handle: pair.n, c: -1})},
		{"more bytes than a message has", make([]byte, MaxMessage+1)},
		{"a message too large to send", message(12, 0, 1, opSend, ask{handle: pair.n, data: make([]byte, maxPayload+1)})},
		{"a start that is no JSON", message(13, 0, 1, opStart, ask{data: []byte("{")})},
	} {
		for _, http := range []bool{false, true} {
			var a answer
			if http {
				_, a = readAnswer(t, p.guest.Call(context.Background(), test.m))
			} else {
				got := make(chan []byte, 1)
				p.guest.Serve(test.m, func(reply []byte) { got <- reply })
				_, a = readAnswer(t, await(t, test.name, got))
			}
			if a.status != statusBad && a.status != statusLimit {
				t.Errorf("%s: status %d (%s)", test.name, a.status, a.text)
			}
		}
	}
	// Counts without bound are cut to what the lab allows.
	p.send(pair.handle, "x")
	wantText(t, "a receive of everything", p.recv(pair.n, math.MaxInt32), "x")
	p.ok(opListen, ask{handle: p.tcpBound(), a: math.MaxInt32})
	run.stop()
}

func (p *program) tcpBound() int {
	p.t.Helper()
	s := p.tcp()
	p.bind(s, "", 0)
	return s
}

func TestCallsBeforeTheBeginning(t *testing.T) {
	run := newRoom(t, Limits{}).start("server.py", "client.py")
	client := run.waiting("client.py") // it is not its turn
	client.want(client.ask(opSocket, ask{a: familyInet, b: typeStream}), statusBad, 0)
	client.ok(opNothing, ask{})
	run.stop()
}

func TestAThreadMakesOneCallAtATime(t *testing.T) {
	run, p := alone(t)
	first := waits[0].call(p)
	second := p.later(opSleep, ask{seconds: forEver})
	// One of the two is refused: which came first is luck.
	select {
	case a := <-first:
		p.want(a, statusBad, 0)
	case a := <-second:
		p.want(a, statusBad, 0)
	case <-time.After(patience):
		t.Fatal("both wait")
	}
	run.stop()
}

func TestCallsUnderWayHaveALimit(t *testing.T) {
	run, p := alone(t)
	p.http = true
	for range maxCalls {
		p.later(opSleep, ask{seconds: forEver})
	}
	// All but one of them were refused, and nobody fetches the answers.
	deadline := time.Now().Add(patience)
	for {
		a := p.ask(opNothing, ask{})
		if a.status == statusLimit || a.status == statusDone {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("status %d", a.status)
		}
	}
	run.stop()
}

// TestForeignHandles holds that no program reaches the sockets of another.
func TestForeignHandles(t *testing.T) {
	r := newRoom(t, Limits{Turn: time.Millisecond})
	run := r.start("a.py", "b.py")
	a, b := run.program("a.py"), run.program("b.py")
	for range 3 {
		a.tcp()
	}
	mine := b.tcp()
	if mine != firstHandle {
		t.Errorf("the first socket of b.py is %d", mine)
	}
	b.want(b.ask(opClose, ask{handle: firstHandle + 1}), statusErrno, 9)
	run.stop()
}

func TestKeys(t *testing.T) {
	r := newRoom(t, Limits{Turn: time.Millisecond})
	one, other := r.start("main.py"), r.start("main.py")
	if one.keys["main.py"] == other.keys["main.py"] || len(one.keys["main.py"]) < 26 {
		t.Errorf("the keys are %q and %q", one.keys, other.keys)
	}
	for _, key := range []string{"", "main.py", one.id, one.keys["main.py"][1:]} {
		if _, ok := r.host.Find(key); ok {
			t.Errorf("%q is a key", key)
		}
	}
	one.stop()
	if _, ok := r.host.Find(one.keys["main.py"]); ok {
		t.Error("the key of an ended run is alive")
	}
	if _, ok := r.host.Find(other.keys["main.py"]); !ok {
		t.Error("the key of the other run is dead")
	}
	other.stop()
}

func TestARunThatCannotStartLeavesNoKeys(t *testing.T) {
	r := newRoomAt(t, Limits{}, session.Limits{NoCapture: true, RunsPerClient: 1}, time.Now)
	r.start("main.py")
	peers := []lab.Peer{{Name: "main.py", Kind: lab.Guest}}
	actors := make([]session.Actor, 1)
	_, leave := r.host.Seat(peers, actors)
	if _, err := r.lab.Start(t.Context(), lab.Who{Addr: "127.0.0.1"}, session.Plan{Transport: lab.TCP}, actors); err == nil {
		t.Fatal("the second run started")
	}
	leave()
	if n := r.host.Guests(); n != 1 {
		t.Errorf("there are %d keys", n)
	}
}

// TestAnyMessageIsAnswered throws random messages, most of them nearly right, at
// programs that have sockets of every kind. It waits for nothing but the stop.
func TestAnyMessageIsAnswered(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	for round := range 20 {
		run := newRoom(t, Limits{Turn: time.Millisecond, Slice: time.Millisecond}).start("a.py", "b.py")
		guests := []*program{run.program("a.py"), run.program("b.py")}
		asked, answered := 0, make(chan struct{}, 1000)
		for range 300 {
			p := guests[random.IntN(2)]
			m := randomMessage(random)
			if len(m) > 4 && (op(m[4]).told() || op(m[4]) == opExit && random.IntN(20) > 0) {
				m[4] = byte(opSocket)
			}
			asked++
			p.guest.Serve(m, func([]byte) { answered <- struct{}{} })
		}
		run.stop()
		for i := range asked {
			select {
			case <-answered:
			case <-time.After(patience):
				t.Fatalf("seed %d, round %d: %d of %d messages were answered", seed, round, i, asked)
			}
		}
	}
}

func randomMessage(r *rand.Rand) []byte {
	pick := func(likely ...int) int {
		if r.IntN(8) == 0 {
			return int(int32(r.Uint32()))
		}
		return likely[r.IntN(len(likely))]
	}
	q := ask{
		handle: pick(3, 4, 5, 6, 0), a: pick(1, 2, 10, 0, 8000, 64, 1<<20), b: pick(0, 1, 2, 64, 256), c: pick(0, 1, 4, 9),
		seconds: []float64{0, 0.001, forEver, math.Inf(1), -1, 1e300}[r.IntN(6)],
		data:    [][]byte{nil, []byte("127.0.0.1"), []byte("/tmp/x"), bytes.Repeat([]byte("y"), r.IntN(3000)), interest(3, 7), {0xff}}[r.IntN(6)],
	}
	m := message(r.Uint32(), uint16(r.IntN(maxStrands+1)), r.IntN(100), op(r.IntN(int(opCount)+2)), q)
	if r.IntN(20) == 0 {
		return m[:r.IntN(len(m))]
	}
	return m
}

// FuzzMessage holds that any bytes are answered, and as the request that they are.
func FuzzMessage(f *testing.F) {
	f.Add([]byte(nil))
	f.Add(message(7, 0, 3, opSocket, ask{a: familyInet, b: typeStream}))
	f.Add(message(8, 1, 4, opRecv, ask{handle: 3, a: 10, seconds: 0.5}))
	f.Fuzz(func(t *testing.T, m []byte) {
		q, err := parse(m)
		if err != nil {
			return
		}
		if q.endless() && q.timeout() != 0 || !q.endless() && q.seconds > 0 && q.timeout() <= 0 {
			t.Errorf("%v seconds are a timeout of %v", q.seconds, q.timeout())
		}
		again := message(q.id, uint16(q.strand), q.line, q.op, ask{q.handle, q.a, q.b, q.c, q.seconds, q.data})
		again[5], again[7] = m[5], m[7]
		if !bytes.Equal(again[:28], m[:28]) || !bytes.Equal(again[36:], m[36:]) {
			t.Errorf("%x is read as %x", m, again)
		}
	})
}

func TestFileNames(t *testing.T) {
	seen := map[string]string{}
	for _, path := range []string{
		"/tmp/a.sock", "/tmp/b/a.sock", "a.sock", "./b.sock", "../../etc/passwd", "..", "/", "\x00abstract", "abstract", "/tmp/聊天.sock",
		fmt.Sprintf("/tmp/%0100d", 1), "a b", "a\nb",
	} {
		name := fileName(path)
		if !lab.FileName(name) || len(name) > 40 {
			t.Errorf("%q is the file %q", path, name)
		}
		if before, twice := seen[name]; twice {
			t.Errorf("%q and %q are one file", before, path)
		}
		seen[name] = path
	}
	if fileName("/tmp/x/../a.sock") != fileName("/tmp/a.sock") {
		t.Error("one path is two files")
	}
}
