package guest

import (
	"context"
	"encoding/binary"
	"math"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

// room is a lab with guests.
type room struct {
	t    testing.TB
	lab  *session.Lab
	host *Host
}

func newRoom(t testing.TB, limits Limits) *room {
	t.Helper()
	return newRoomAt(t, limits, session.Limits{NoCapture: true}, time.Now)
}

func newRoomAt(t testing.TB, limits Limits, of session.Limits, now func() time.Time) *room {
	t.Helper()
	l := session.New(of)
	t.Cleanup(l.Close)
	return &room{t: t, lab: l, host: NewHost(limits, now)}
}

// party is a run of programs of the given names.
type party struct {
	*room
	id   string
	keys map[string]string
}

func (r *room) start(names ...string) *party {
	r.t.Helper()
	return r.startAs(lab.Who{Addr: "127.0.0.1"}, names...)
}

func (r *room) startAs(who lab.Who, names ...string) *party {
	r.t.Helper()
	var peers []lab.Peer
	for _, name := range names {
		peers = append(peers, lab.Peer{Name: name, Kind: lab.Guest, Files: []lab.File{{Name: name, Text: "import socket\n"}}})
	}
	actors := make([]session.Actor, len(peers))
	keys, leave := r.host.Seat(peers, actors)
	id, err := r.lab.Start(context.Background(), who, r.host.Plan(session.Plan{Transport: lab.TCP, Probes: true}), actors)
	if err != nil {
		leave()
		r.t.Fatal(err)
	}
	return &party{room: r, id: id, keys: keys}
}

// ended waits for the end of the run and returns its events.
func (p *party) ended() ([]lab.Event, lab.End) {
	p.t.Helper()
	log, ok := p.lab.Log(p.id)
	if !ok {
		p.t.Fatal("the run is not there")
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	end, err := log.Wait(ctx)
	if err != nil {
		p.t.Fatalf("the run does not end: %v", err)
	}
	return eventsOf(p.t, log), end
}

func (p *party) stop() {
	p.t.Helper()
	if err := p.lab.Stop(context.Background(), lab.Who{Addr: "127.0.0.1"}, p.id); err != nil {
		p.t.Error(err)
	}
}

func eventsOf(t testing.TB, log *record.Log) []lab.Event {
	t.Helper()
	var all []lab.Event
	for e, err := range log.Events(context.Background(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		one := *e
		all = append(all, one)
	}
	return all
}

// program is a fake interpreter: it asks for calls as the shim does.
type program struct {
	t      testing.TB
	guest  *Guest
	strand uint16
	ids    *ids
	http   bool // it asks by requests, and not over a WebSocket
	line   int
}

type ids struct {
	mu   sync.Mutex
	last uint32
}

func (i *ids) next() uint32 {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.last++
	return i.last
}

// program begins the program of a name.
func (p *party) program(name string) *program {
	p.t.Helper()
	return p.waiting(name).begin()
}

func (p *party) waiting(name string) *program {
	p.t.Helper()
	g, ok := p.host.Find(p.keys[name])
	if !ok {
		p.t.Fatalf("%s has no key", name)
	}
	return &program{t: p.t, guest: g, ids: new(ids)}
}

func (p *program) begin() *program {
	p.t.Helper()
	p.want(p.ask(opStart, ask{data: []byte(`{"runtime":"CPython 3.14 (test)"}`)}), statusDone, 0)
	return p
}

// thread is another thread of the program.
func (p *program) thread(n int) *program {
	other := *p
	other.strand = uint16(n)
	return &other
}

// at says which line makes the next calls.
func (p *program) at(line int) *program { p.line = line; return p }

type ask struct {
	handle  int
	a, b, c int
	seconds float64
	data    []byte
}

var forEver = math.NaN()

// message is what the shim sends.
func message(id uint32, strand uint16, line int, what op, q ask) []byte {
	le := binary.LittleEndian
	m := make([]byte, requestHead, requestHead+len(q.data))
	le.PutUint32(m, id)
	m[4] = byte(what)
	le.PutUint16(m[6:], strand)
	le.PutUint32(m[8:], uint32(line))
	le.PutUint32(m[12:], uint32(q.handle))
	le.PutUint32(m[16:], uint32(int32(q.a)))
	le.PutUint32(m[20:], uint32(int32(q.b)))
	le.PutUint32(m[24:], uint32(int32(q.c)))
	le.PutUint64(m[28:], math.Float64bits(q.seconds))
	return append(m, q.data...)
}

func readAnswer(t testing.TB, m []byte) (id uint32, a answer) {
	t.Helper()
	if len(m) < answerHead || len(m) < answerHead+int(m[15]) {
		t.Fatalf("an answer of %d bytes", len(m))
	}
	le := binary.LittleEndian
	a = answer{
		n: int(int32(le.Uint32(m[4:]))), handle: int(le.Uint32(m[8:])), errno: int(le.Uint16(m[12:])), status: status(m[14]),
		text: string(m[answerHead : answerHead+int(m[15])]), data: m[answerHead+int(m[15]):],
	}
	return le.Uint32(m), a
}

// later asks for a call and returns where its answer will come.
func (p *program) later(what op, q ask) <-chan answer {
	p.t.Helper()
	id := p.ids.next()
	m := message(id, p.strand, p.line, what, q)
	got := make(chan answer, 1)
	if p.http {
		go func() {
			for {
				is, a := readAnswer(p.t, p.guest.Call(context.Background(), m))
				if is != id {
					p.t.Errorf("the answer to %d is to %d", id, is)
				}
				if a.status != statusNotYet {
					got <- a
					return
				}
				m = m[:requestHead:requestHead] // the head alone is enough
			}
		}()
		return got
	}
	if what.told() {
		p.guest.Serve(m, func([]byte) { p.t.Errorf("op %d was answered", what) })
		got <- answer{}
		return got
	}
	p.guest.Serve(m, func(reply []byte) {
		is, a := readAnswer(p.t, reply)
		if is != id {
			p.t.Errorf("the answer to %d is to %d", id, is)
		}
		got <- a
	})
	return got
}

func (p *program) ask(what op, q ask) answer {
	p.t.Helper()
	return await(p.t, "an answer", p.later(what, q))
}

func await[T any](t testing.TB, what string, ch <-chan T) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(patience):
		buf := make([]byte, 1<<16)
		t.Fatalf("%s did not come\n%s", what, buf[:runtime.Stack(buf, true)])
		panic("unreachable")
	}
}

func (p *program) want(got answer, want status, errno int) answer {
	p.t.Helper()
	if got.status != want || got.errno != errno {
		p.t.Fatalf("status %d, errno %d (%s); want %d, %d", got.status, got.errno, got.text, want, errno)
	}
	return got
}

func (p *program) ok(what op, q ask) answer {
	p.t.Helper()
	return p.want(p.ask(what, q), statusDone, 0)
}

// What Python's calls ask for.

func (p *program) socket(family, kind int) int {
	p.t.Helper()
	return p.ok(opSocket, ask{a: family, b: kind}).handle
}

func (p *program) tcp() int { p.t.Helper(); return p.socket(familyInet, typeStream) }

func (p *program) bind(s int, host string, port int) string {
	p.t.Helper()
	return p.ok(opBind, ask{handle: s, a: port, data: []byte(host)}).text
}

func (p *program) listener(port int) int {
	p.t.Helper()
	s := p.tcp()
	p.bind(s, "127.0.0.1", port)
	p.ok(opListen, ask{handle: s, a: 5})
	return s
}

func (p *program) accept(s int) int {
	p.t.Helper()
	return p.ok(opAccept, ask{handle: s, seconds: forEver}).handle
}

func (p *program) connect(s, port int) {
	p.t.Helper()
	p.ok(opConnect, ask{handle: s, a: port, data: []byte("127.0.0.1"), seconds: forEver})
}

func (p *program) send(s int, text string) {
	p.t.Helper()
	if a := p.ok(opSend, ask{handle: s, data: []byte(text), seconds: forEver}); a.n != len(text) {
		p.t.Fatalf("sent %d of %d", a.n, len(text))
	}
}

func (p *program) recv(s, size int) string {
	p.t.Helper()
	a := p.ok(opRecv, ask{handle: s, a: size, seconds: forEver})
	if a.n != len(a.data) {
		p.t.Fatalf("%d bytes are said to be %d", len(a.data), a.n)
	}
	return string(a.data)
}

func (p *program) close(s int) { p.t.Helper(); p.ok(opClose, ask{handle: s}) }

func (p *program) print(text string) { p.t.Helper(); p.ask(opPrint, ask{a: 1, data: []byte(text)}) }

func (p *program) exit() { p.t.Helper(); p.ok(opExit, ask{}) }

// raise ends it by an exception.
func (p *program) raise(text string) { p.t.Helper(); p.ok(opExit, ask{a: 1, data: []byte(text)}) }

func wantText(t testing.TB, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %q, want %q", what, got, want)
	}
}

// calls writes the calls of a peer, one a line.
func callsOf(events []lab.Event, peer int) string {
	var all []string
	for _, e := range events {
		if e.Peer == peer {
			all = append(all, e.Meant().String())
		}
	}
	return strings.Join(all, " ")
}

// descriptors counts what the process has open.
func descriptors(t testing.TB) int {
	t.Helper()
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}
