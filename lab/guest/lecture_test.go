package guest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// echo are the two programs of the lecture's first echo, as their shim asks for them.
func echo(t *testing.T, server, client *program, turn <-chan answer) {
	t.Helper()
	port := 8000
	done := make(chan struct{})
	go func() {
		defer close(done)
		s := server.at(3).listener(port)
		server.print("123")
		conn := server.at(6).accept(s)
		server.print("234")
		data := server.at(8).recv(conn, 1024)
		server.at(9).send(conn, "HELLO")
		server.print(data)
		server.close(conn)
		server.close(s)
		server.exit()
	}()
	client.want(await(t, "the client's turn", turn), statusDone, 0)
	c := client.at(2).tcp()
	client.at(3).connect(c, port)
	client.at(4).send(c, "hello")
	wantText(t, "the echo", client.at(5).recv(c, 1024), "HELLO")
	wantText(t, "the end", client.recv(c, 1024), "")
	client.close(c)
	client.exit()
	await(t, "the end of the server", done)
}

func TestTheLecturesEcho(t *testing.T) {
	for _, http := range []bool{false, true} {
		t.Run(map[bool]string{false: "WebSocket", true: "XHR"}[http], func(t *testing.T) {
			run := newRoom(t, Limits{}).start("server.py", "client.py")
			server, client := run.waiting("server.py"), run.waiting("client.py")
			server.http, client.http = http, http
			server.begin()
			echo(t, server, client, client.later(opStart, ask{}))
			events, end := run.ended()
			if end != (lab.End{Reason: lab.EndDone}) {
				t.Errorf("the run ended with %v", end)
			}
			wantText(t, "the server's calls", callsOf(events, 0), "socket bind listen print accept print recv send print close close")
			wantText(t, "the client's calls", callsOf(events, 1), "socket bind connect send recv recv close")
			i := slices.IndexFunc(events, func(e lab.Event) bool { return e.Call == lab.CallRecv && e.Peer == 0 })
			if e := events[i]; e.Step != 8 || e.Verdict != lab.Exact || string(e.Data) != "hello" || e.Start > e.End {
				t.Errorf("the server's receive is %+v", e)
			}
			if run.host.Guests() != 0 {
				t.Errorf("%d keys are left", run.host.Guests())
			}
		})
	}
}

// TestTheNextProgramBegins holds the order of beginning: when the one before first waits,
// when it ends, and after a while.
func TestTheNextProgramBegins(t *testing.T) {
	for _, test := range []struct {
		name string
		turn time.Duration
		do   func(server *program)
	}{
		{"when the one before waits", time.Hour, func(server *program) { server.later(opAccept, ask{handle: server.listener(8000), seconds: forEver}) }},
		{"when the one before ends", time.Hour, (*program).exit},
		{"when the one before is gone", time.Hour, func(server *program) { server.guest.Leave() }},
		{"after a while", time.Millisecond, func(*program) {}},
	} {
		t.Run(test.name, func(t *testing.T) {
			run := newRoom(t, Limits{Turn: test.turn}).start("server.py", "client.py")
			client := run.waiting("client.py").later(opStart, ask{})
			server := run.program("server.py")
			if test.turn == time.Hour {
				server.tcp()
				select {
				case <-client:
					t.Error("the client began while the server went on")
				default:
				}
			}
			test.do(server)
			run.waiting("client.py").want(await(t, "the client's turn", client), statusDone, 0)
			run.stop()
		})
	}
}

// TestHeadersOfPrograms: who unpacks a header and reads just what it announces reads as
// it should, in however many pieces a message is sent and received.
func TestHeadersOfPrograms(t *testing.T) {
	together, apart := []string{"\x00\x05hello", "\x00\x04feng"}, []string{"\x00\x05", "hello", "\x00\x04", "feng"}
	for _, test := range []struct {
		name   string
		sends  []string
		header string // what is told of the first; none of any if empty
		want   string
	}{
		{"a message a send", together, "5", findings.KindFramed},
		{"a message a send, nothing told", together, "", findings.KindSplit},
		{"two sends a message", apart, "5", findings.KindFramed},
		{"two sends a message, nothing told", apart, "", findings.KindExact},
		{"two sends a message, told is something else", apart, "6", findings.KindExact},
	} {
		t.Run(test.name, func(t *testing.T) {
			run := newRoom(t, Limits{}).start("server.py", "client.py")
			server := run.program("server.py")
			accepting := server.later(opAccept, ask{handle: server.listener(8000), seconds: forEver})
			client := run.program("client.py")
			c := client.tcp()
			client.connect(c, 8000)
			conn := server.want(await(t, "the connection", accepting), statusDone, 0).handle
			for _, sent := range test.sends {
				client.send(c, sent)
			}
			for _, body := range []string{"hello", "feng"} {
				server.recv(conn, 2)
				if test.header != "" && body == "hello" {
					server.ask(opUnpack, ask{a: 2, data: []byte(test.header)})
				}
				wantText(t, "the body", server.recv(conn, len(body)), body)
			}
			client.exit()
			server.exit()
			events, _ := run.ended()
			log, _ := run.lab.Log(run.id)
			trace, list := log.Trace(), findings.List{Rows: events}
			for _, f := range list.Analyse(findings.About{Peers: []string{"server.py", "client.py"}, Conns: trace.Known()}).Findings.All {
				if got := f.Finding.Kind(); got != test.want {
					t.Errorf("found is %s, want %s", got, test.want)
				}
			}
		})
	}
}

func TestWhatIsUnpackedIsAnEvent(t *testing.T) {
	run, p := alone(t)
	p.at(7).ask(opUnpack, ask{a: 5, data: []byte("1, 258")})
	p.at(8).ask(opUnpack, ask{a: 2, b: 1, data: []byte("unpack requires a buffer of 4 bytes")})
	p.exit()
	events, _ := run.ended()
	var told []string
	for _, e := range events {
		told = append(told, fmt.Sprint(e.Call, " ", e.Step, " ", e.Asked, " ", e.Value, e.Err, " ", e.Text))
	}
	if want := []string{"unpack 7 5 1, 258 ", "unpack 8 2 struct.error unpack requires a buffer of 4 bytes"}; !slices.Equal(told, want) {
		t.Errorf("told are %q, want %q", told, want)
	}
}

func TestTheReceivesOfTheLecture(t *testing.T) {
	run := newRoom(t, Limits{}).start("server.py", "client.py")
	server := run.program("server.py")
	accepting := server.later(opAccept, ask{handle: server.listener(8000), seconds: forEver})
	client := run.program("client.py")
	c := client.tcp()
	client.connect(c, 8000)
	client.send(c, "hello")
	client.send(c, "feng")
	client.close(c)
	client.exit()
	conn := server.want(await(t, "the connection", accepting), statusDone, 0).handle
	wantText(t, "the first receive", server.recv(conn, 2), "he")
	wantText(t, "the second receive", server.recv(conn, 1024), "llofeng")
	wantText(t, "the end", server.recv(conn, 1024), "")
	server.exit()
	events, _ := run.ended()
	var verdicts []lab.Verdict
	for _, e := range events {
		if e.Call == lab.CallRecv {
			verdicts = append(verdicts, e.Verdict)
		}
	}
	if want := []lab.Verdict{lab.Split, lab.Split | lab.Coalesced}; !slices.Equal(verdicts[:2], want) {
		t.Errorf("the receives are %v, want %v", verdicts, want)
	}
	last := events[len(events)-1]
	if last.Call != lab.CallClose || last.Step != 0 || last.Cut {
		t.Errorf("what the server left open was closed by %+v", last)
	}
}
