package guest

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
)

// alone begins a run of one program.
func alone(t *testing.T) (*party, *program) {
	t.Helper()
	run := newRoom(t, Limits{}).start("main.py")
	return run, run.program("main.py")
}

func TestNames(t *testing.T) {
	_, p := alone(t)
	s := p.tcp()
	if s != 3 {
		t.Errorf("the first socket is %d", s)
	}
	wantText(t, "the name of a new socket", p.ok(opLocalName, ask{handle: s}).text, "0.0.0.0:0")
	p.want(p.ask(opRemoteName, ask{handle: s}), statusErrno, 107)
	wantText(t, "the bound address", p.bind(s, "", 8000), "0.0.0.0:8000")
	wantText(t, "its name", p.ok(opLocalName, ask{handle: s}).text, "0.0.0.0:8000")
	p.ok(opListen, ask{handle: s, a: 1})
	c := p.tcp()
	p.connect(c, 8000)
	a := p.ok(opAccept, ask{handle: s, seconds: forEver})
	wantText(t, "who came", a.text, p.ok(opLocalName, ask{handle: c}).text)
	wantText(t, "the far end of the client", p.ok(opRemoteName, ask{handle: c}).text, "127.0.0.1:8000")
	wantText(t, "the name of the accepted one", p.ok(opLocalName, ask{handle: a.handle}).text, "127.0.0.1:8000")
	p.close(c)
	if again := p.tcp(); again != c {
		t.Errorf("the lowest free number is %d, not %d", c, again)
	}
	chosen := p.tcp()
	if text := p.bind(chosen, "localhost", 0); !strings.HasPrefix(text, "127.0.0.1:") || strings.HasSuffix(text, ":0") {
		t.Errorf("a chosen port is at %q", text)
	}
}

// TestErrors holds the numbers of Linux.
func TestErrors(t *testing.T) {
	_, p := alone(t)
	s := p.tcp()
	for _, test := range []struct {
		name  string
		op    op
		ask   ask
		errno int
	}{
		{"no such socket", opRecv, ask{handle: 99, a: 1}, 9},
		{"nobody listens", opConnect, ask{handle: p.tcp(), a: 8000, seconds: forEver}, 111},
		{"another host", opConnect, ask{handle: p.tcp(), a: 80, data: []byte("example.com")}, 101},
		{"another address", opBind, ask{handle: p.tcp(), a: 80, data: []byte("10.0.0.1")}, 99},
		{"not connected", opSend, ask{handle: s, data: []byte("x"), seconds: forEver}, 32},
		{"a raw socket", opSocket, ask{a: familyInet, b: typeRaw}, 1},
		{"a family that is none", opSocket, ask{a: 99, b: typeStream}, 97},
		{"a type that is none", opSocket, ask{a: familyInet, b: 9}, 94},
		{"a type above all", opSocket, ask{a: familyInet, b: 11}, 22},
		{"a flag that is none", opSocket, ask{a: familyInet, b: 99}, 22},
		{"a protocol above all", opSocket, ask{a: familyInet, b: typeStream, c: 300}, 22},
		{"a protocol that is another's", opSocket, ask{a: familyInet, b: typeStream, c: 17}, 93},
		{"a direction that is none", opShutdown, ask{handle: s, a: 7}, 22},
		{"an option that is none", opSetOption, ask{handle: s, a: levelSocket, b: 36, c: 1}, 92},
		{"an option to ask for that is none", opGetOption, ask{handle: s, a: levelSocket, b: 17}, 92},
		{"nothing to be received yet", opRecvFrom, ask{handle: p.bound(8001), a: 1}, 11},
		{"no such file", opUnlink, ask{data: []byte("/tmp/none")}, 2},
		{"urgent data", opSend, ask{handle: s, a: 1, data: []byte("x")}, 95},
		{"a select of what is closed", opPoll, ask{data: interest(99, wantRead)}, 9},
	} {
		if a := p.ask(test.op, test.ask); a.status != statusErrno || a.errno != test.errno {
			t.Errorf("%s: status %d, errno %d (%s); want %d", test.name, a.status, a.errno, a.text, test.errno)
		}
	}
	second := p.tcp()
	p.bind(s, "", 8000)
	p.want(p.ask(opBind, ask{handle: second, a: 8000}), statusErrno, 98)
}

// bound is a UDP socket.
func (p *program) bound(port int) int {
	p.t.Helper()
	s := p.socket(familyInet, typeDatagram)
	p.bind(s, "127.0.0.1", port)
	return s
}

func interest(handle int, want byte) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(handle)), want)
}

func TestDatagrams(t *testing.T) {
	run, p := alone(t)
	server := p.bound(8000)
	client := p.socket(familyInet, typeDatagram)
	to := "127.0.0.1"
	if a := p.ok(opSendTo, ask{handle: client, a: 8000, c: len(to), data: []byte(to + "hello")}); a.n != 5 {
		t.Errorf("sent %d", a.n)
	}
	a := p.ok(opRecvFrom, ask{handle: server, a: 2, seconds: forEver})
	if string(a.data) != "he" || a.handle != 5 || !strings.HasPrefix(a.text, "127.0.0.1:") {
		t.Errorf("received %q of %d from %q", a.data, a.handle, a.text)
	}
	p.exit()
	events, _ := run.ended()
	wantText(t, "the calls", callsOf(events, 0), "socket bind socket bind sendto recvfrom close close")
	if e := events[5]; e.Verdict != lab.Truncated {
		t.Errorf("the receive is %v", e.Verdict)
	}
}

func TestPollLooksAtEachDirection(t *testing.T) {
	run, p := alone(t)
	s := p.listener(8000)
	c := p.tcp()
	p.connect(c, 8000)
	conn := p.accept(s)
	look := func(seconds float64, want ...byte) answer {
		return p.ok(opPoll, ask{seconds: seconds, data: slices.Concat(interest(s, want[0]), interest(conn, want[1]))})
	}
	if a := look(0.01, wantRead, wantRead); a.n != 0 || string(a.data) != "\x00\x00" {
		t.Errorf("ready are %d, %v", a.n, a.data)
	}
	if a := look(forEver, wantRead, wantRead|wantWrite); a.n != 1 || a.data[1] != wantWrite {
		t.Errorf("ready are %d, %v", a.n, a.data)
	}
	p.send(c, "x")
	if a := look(forEver, wantRead, wantRead); a.n != 1 || a.data[1] != wantRead {
		t.Errorf("ready are %d, %v", a.n, a.data)
	}
	p.close(c)
	if a := p.ok(opPoll, ask{a: 1, data: interest(c, wantRead)}); a.data[0] != tellNone {
		t.Errorf("a closed socket is %v", a.data)
	}
	p.exit()
	events, _ := run.ended()
	polls := slices.DeleteFunc(events, func(e lab.Event) bool { return e.Call != lab.CallPoll })
	if len(polls) != 4 || polls[0].Asked != 2 || polls[0].Got != 0 || !polls[0].Waited || polls[1].Got != 1 {
		t.Errorf("the polls are %+v", polls)
	}
}

// select([sys.stdin, sock], [], []) waits for a person and a socket at once.
func TestPollOfWhatIsTyped(t *testing.T) {
	run, p := alone(t)
	s := p.listener(8000)
	both := slices.Concat(interest(stdin, wantRead), interest(s, wantRead))
	if a := p.ok(opPoll, ask{seconds: 0.01, data: both}); a.n != 0 {
		t.Errorf("nobody typed, and ready are %v", a.data)
	}
	waiting := p.later(opPoll, ask{seconds: forEver, data: both})
	if err := p.guest.Input("在吗", false); err != nil {
		t.Fatal(err)
	}
	if a := p.want(await(t, "the poll", waiting), statusDone, 0); a.n != 1 || a.data[0] != wantRead || a.data[1] != 0 {
		t.Errorf("a line was typed, and ready are %v", a.data)
	}
	if a := p.ok(opInput, ask{}); string(a.data) != "在吗" {
		t.Errorf("the line is %q", a.data)
	}
	p.connect(p.tcp(), 8000)
	if a := p.ok(opPoll, ask{seconds: forEver, data: both}); a.n != 1 || a.data[0] != 0 || a.data[1] != wantRead {
		t.Errorf("somebody connects, and ready are %v", a.data)
	}
	p.exit()
	run.ended()
}

func TestOptions(t *testing.T) {
	run, p := alone(t)
	s := p.tcp()
	p.ok(opSetOption, ask{handle: s, a: levelSocket, b: 8, c: 4096})
	if a := p.ok(opGetOption, ask{handle: s, a: levelSocket, b: 8}); a.n != 8192 {
		t.Errorf("4096 came to %d, not to what Linux makes of it", a.n)
	}
	linger := binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, 1), 0)
	p.ok(opSetOption, ask{handle: s, a: levelSocket, b: 13, data: linger})
	if a := p.ok(opGetOption, ask{handle: s, a: levelSocket, b: 13, c: 8}); string(a.data) != string(linger) {
		t.Errorf("the linger is %v", a.data)
	}
	p.ok(opSetOption, ask{handle: s, a: levelTCP, b: 4, c: 7})
	p.exit()
	events, _ := run.ended()
	var said []string
	for _, e := range events[1:6] {
		said = append(said, e.Call.String()+" "+e.Option)
	}
	want := []string{"setsockopt rcvbuf", "getsockopt rcvbuf", "setsockopt linger", "getsockopt linger", "setsockopt TCP_KEEPIDLE"}
	if !slices.Equal(said, want) {
		t.Errorf("the events are %q, want %q", said, want)
	}
}

func TestFlagsOfReceives(t *testing.T) {
	run, p := alone(t)
	s := p.listener(8000)
	c := p.tcp()
	p.connect(c, 8000)
	conn := p.accept(s)
	p.want(p.ask(opRecv, ask{handle: conn, a: 1, b: flagDontWait, seconds: forEver}), statusErrno, 11)
	p.send(c, "hello")
	wantText(t, "the peek", string(p.ok(opRecv, ask{handle: conn, a: 9, b: flagPeek, seconds: forEver}).data), "hello")
	all := p.later(opRecv, ask{handle: conn, a: 7, b: flagAll, seconds: forEver})
	p.thread(1).send(c, "fe")
	wantText(t, "all of it", string(p.want(await(t, "all", all), statusDone, 0).data), "hellofe")
	p.want(p.ask(opRecv, ask{handle: conn, a: 1, seconds: 0.01}), statusTimeout, 0)
	p.exit()
	events, _ := run.ended()
	if i := slices.IndexFunc(events, func(e lab.Event) bool { return e.Peek }); i < 0 || string(events[i].Data) != "hello" {
		t.Error("no event is the peek")
	}
	if i := slices.IndexFunc(events, func(e lab.Event) bool { return e.Strand == 1 }); i < 0 || events[i].Call != lab.CallSend {
		t.Error("no event is of the second thread")
	}
}

func TestUnixSockets(t *testing.T) {
	_, p := alone(t)
	path := []byte("/tmp/../tmp/chat.sock")
	s := p.socket(familyUnix, typeStream)
	wantText(t, "the bound path", p.ok(opBind, ask{handle: s, data: path}).text, string(path))
	p.ok(opListen, ask{handle: s, a: 1})
	c := p.socket(familyUnix, typeStream)
	p.want(p.ask(opConnect, ask{handle: c, data: []byte("/tmp/other.sock")}), statusErrno, 2)
	p.ok(opConnect, ask{handle: c, data: []byte("/tmp/chat.sock"), seconds: forEver})
	conn := p.accept(s)
	p.send(c, "hi")
	wantText(t, "what came", p.recv(conn, 9), "hi")
	wantText(t, "the far end", p.ok(opRemoteName, ask{handle: c}).text, string(path))
	again := p.socket(familyUnix, typeStream)
	p.want(p.ask(opBind, ask{handle: again, data: path}), statusErrno, 98)
	p.ok(opUnlink, ask{data: path})
	p.ok(opBind, ask{handle: again, data: path})

	pair := p.ok(opSocketPair, ask{a: familyUnix, b: typeStream})
	p.send(pair.handle, "a pair")
	wantText(t, "what came over the pair", p.recv(pair.n, 9), "a pair")
}

// TestIPv6 holds that it works where the kernel has it, and is refused as Linux does
// elsewhere.
func TestIPv6(t *testing.T) {
	_, p := alone(t)
	a := p.ask(opSocket, ask{a: familyInet6, b: typeStream})
	if a.status == statusErrno && a.errno == 97 {
		return // the kernel's own refusal
	}
	p.want(a, statusDone, 0)
	bound := p.ask(opBind, ask{handle: a.handle, a: 8000, data: []byte("::1")})
	if bound.status == statusErrno && bound.errno == 99 {
		return // no ::1 here
	}
	wantText(t, "the bound address", p.want(bound, statusDone, 0).text, "[::1]:8000")
	p.ok(opListen, ask{handle: a.handle, a: 1})
	c := p.socket(familyInet6, typeStream)
	p.ok(opConnect, ask{handle: c, a: 8000, data: []byte("::1"), seconds: forEver})
	conn := p.accept(a.handle)
	p.send(c, "six")
	wantText(t, "what came", p.recv(conn, 9), "six")
	wantText(t, "the name", p.ok(opRemoteName, ask{handle: c}).text, "[::1]:8000")
}

// TestWhereACallStands holds the file and the line of a call.
func TestWhereACallStands(t *testing.T) {
	run, p := alone(t)
	m := message(p.ids.next(), 0, 7, opSocket, ask{a: familyInet, b: typeStream})
	m[5] = noFile
	done := make(chan struct{})
	p.guest.Serve(m, func([]byte) { close(done) })
	await(t, "the socket", done)
	p.at(8).tcp()
	p.exit()
	events, _ := run.ended()
	if e := events[0]; e.File != lab.NoFile || e.Step != 7 {
		t.Errorf("a call of no file is in file %d, line %d", e.File, e.Step)
	}
	if e := events[1]; e.File != 0 || e.Step != 8 {
		t.Errorf("a call of the program is in file %d, line %d", e.File, e.Step)
	}
}

func TestOneMessageInSeveralSends(t *testing.T) {
	run, p := alone(t)
	pair := p.ok(opSocketPair, ask{a: familyUnix, b: typeStream})
	p.ok(opSend, ask{handle: pair.handle, b: 0, c: 6, data: []byte("abc"), seconds: forEver})
	p.ok(opSend, ask{handle: pair.handle, b: 3, c: 6, data: []byte("def"), seconds: forEver})
	wantText(t, "what came", p.recv(pair.n, 9), "abcdef")
	p.exit()
	events, _ := run.ended()
	i := slices.IndexFunc(events, func(e lab.Event) bool { return e.Call == lab.CallRecv })
	if !events[i-1].Continues || events[i].Verdict != lab.Exact {
		t.Errorf("the second send continues %v, the receive is %v", events[i-1].Continues, events[i].Verdict)
	}
}

func TestAConnectThatDoesNotWait(t *testing.T) {
	_, p := alone(t)
	p.listener(8000)
	c := p.tcp()
	if a := p.ask(opConnect, ask{handle: c, a: 8000}); a.errno != 115 && a.status != statusDone {
		t.Errorf("a connect that does not wait gives %d", a.errno)
	}
	p.ok(opPoll, ask{seconds: forEver, data: interest(c, wantWrite)})
	if a := p.ok(opGetOption, ask{handle: c, a: levelSocket, b: 4}); a.n != 0 {
		t.Errorf("SO_ERROR is %d", a.n)
	}
}

// A loop that only looks whether there is something to do is no wait: the next program
// begins when this one has got to where it does wait.
func TestWhoSleepsForNoTimeDoesNotWait(t *testing.T) {
	run := newRoom(t, Limits{Turn: time.Hour}).start("server.py", "client.py")
	server := run.program("server.py")
	begun := run.waiting("client.py").later(opStart, ask{data: []byte(`{"runtime":"CPython 3.14 (test)"}`)})
	server.ok(opSleep, ask{})
	listener := server.listener(8000)
	select {
	case <-begun:
		t.Error("the client began before the server waited")
	default:
	}
	server.later(opAccept, ask{handle: listener, seconds: forEver})
	await(t, "start", begun)
	run.stop()
	events, _ := run.ended()
	if e := events[0]; e.Call != lab.CallSleep || e.Waited {
		t.Errorf("the first call is %v, waited: %v", e.Call, e.Waited)
	}
}

func TestSleepAndInput(t *testing.T) {
	run, p := alone(t)
	before := time.Now()
	p.ok(opSleep, ask{seconds: 0.02})
	if took := time.Since(before); took < 20*time.Millisecond {
		t.Errorf("slept for %v", took)
	}
	if err := p.guest.Input("老师好", false); err != nil {
		t.Fatal(err)
	}
	if a := p.ok(opInput, ask{}); string(a.data) != "老师好" || a.n != 1 {
		t.Errorf("the line is %q, %d", a.data, a.n)
	}
	waiting := p.later(opInput, ask{})
	if err := p.guest.Input("", true); err != nil {
		t.Fatal(err)
	}
	if a := p.want(await(t, "the end of the input", waiting), statusDone, 0); a.n != 0 {
		t.Error("the end of the input is a line")
	}
	p.ask(opPrint, ask{a: 2, b: 1, data: []byte("> ")})
	p.exit()
	events, _ := run.ended()
	if e := events[1]; e.Call != lab.CallInput || e.Text != "老师好" {
		t.Errorf("the input is %+v", e)
	}
	if e := events[2]; !e.EOF {
		t.Errorf("the end of the input is %+v", e)
	}
	if e := events[3]; e.Text != "> " || e.Arg != 2+sameLine {
		t.Errorf("the print is %+v", e)
	}
}
