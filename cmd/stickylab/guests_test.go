package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/course"
	"stickylab/lab/guest"
	"stickylab/lab/replay"
	"stickylab/lab/session"
	"stickylab/web"
)

// guestLab is a lab that programs of one's own come to, served over HTTP.
type guestLab struct {
	t      testing.TB
	base   string
	lab    *session.Lab
	client *http.Client
}

func newGuestLab(t testing.TB, limits session.Limits) *guestLab {
	t.Helper()
	l := session.New(limits)
	t.Cleanup(l.Close)
	h := host{l, course.Shipped()}
	server, err := web.New(web.Config{
		Runner: h, Course: course.Shipped(), Guests: guests{h, guest.NewHost(guest.Limits{}, time.Now)},
		Traces: replay.Opener{Keeper: l, Limits: l.TraceLimits(), Now: time.Now},
	})
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewServer(server)
	t.Cleanup(func() { served.Close(); _ = server.Close() })
	return &guestLab{t: t, base: served.URL, lab: l, client: served.Client()}
}

// request sends a request and returns the status and the body.
func (g *guestLab) request(method, path, body string, header ...string) (status int, answer []byte, h http.Header) {
	g.t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), method, g.base+path, strings.NewReader(body))
	if err != nil {
		g.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := g.client.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err = io.ReadAll(response.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	return response.StatusCode, answer, response.Header
}

type guestRun struct {
	*guestLab
	ID, URL, Feed string
	Keys          map[string]string
}

func (g *guestLab) start(order string) *guestRun {
	g.t.Helper()
	status, body, _ := g.request(http.MethodPost, "/api/runs", order, "Content-Type", "application/json")
	if status != http.StatusCreated {
		g.t.Fatalf("status %d: %s", status, body)
	}
	run := &guestRun{guestLab: g}
	if err := json.Unmarshal(body, run); err != nil {
		g.t.Fatal(err)
	}
	return run
}

const twoPrograms = `{"programs":[{"name":"server.py","text":"import socket\n"},{"name":"client.py","text":"import socket\n","files":[{"name":"helper.py","text":"x = 1\n"}]}]}`

// fakePython asks for calls as the browser's shim does: over a WebSocket, or with requests.
type fakePython struct {
	*guestRun
	key  string
	conn *websocket.Conn // nil with requests
	id   uint32
}

func (r *guestRun) python(name string, xhr bool) *fakePython {
	r.t.Helper()
	p := &fakePython{guestRun: r, key: r.Keys[name]}
	if !xhr {
		p.conn = r.dial(p.key, "null")
	}
	return p
}

func (r *guestRun) dial(key, origin string) *websocket.Conn {
	r.t.Helper()
	conn, response, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(r.base, "http")+"/api/guests/"+key+"/calls", http.Header{"Origin": {origin}})
	if err != nil {
		r.t.Fatalf("%v: %+v", err, response)
	}
	r.t.Cleanup(func() { conn.Close() })
	return conn
}

type fakeCall struct {
	op, handle, a, b, c, line int
	seconds                   float64
	data                      string
}

type fakeAnswer struct {
	n, handle, errno, status int
	text, data               string
}

func (c fakeCall) message(id uint32) []byte {
	le := binary.LittleEndian
	m := make([]byte, 36, 36+len(c.data))
	le.PutUint32(m, id)
	m[4] = byte(c.op)
	for i, n := range []int{c.line, c.handle, c.a, c.b, c.c} {
		le.PutUint32(m[8+4*i:], uint32(int32(n)))
	}
	le.PutUint64(m[28:], math.Float64bits(c.seconds))
	return append(m, c.data...)
}

func (p *fakePython) ask(c fakeCall) fakeAnswer {
	p.t.Helper()
	p.id++
	m := c.message(p.id)
	var reply []byte
	if p.conn != nil {
		if err := p.conn.WriteMessage(websocket.BinaryMessage, m); err != nil {
			p.t.Fatal(err)
		}
		if c.op == 18 {
			return fakeAnswer{}
		}
		var err error
		if _, reply, err = p.conn.ReadMessage(); err != nil {
			p.t.Fatal(err)
		}
	} else {
		var status int
		var h http.Header
		if status, reply, h = p.request(http.MethodPost, "/api/guests/"+p.key+"/call", string(m), "Origin", "null", "Sec-Fetch-Site", "cross-site"); status != http.StatusOK {
			p.t.Fatalf("status %d: %s", status, reply)
		}
		if h.Get("Access-Control-Allow-Origin") != "*" {
			p.t.Error("the frame may not read the answer")
		}
	}
	le := binary.LittleEndian
	if len(reply) < 16 || le.Uint32(reply) != p.id {
		p.t.Fatalf("the answer to %d is %x", p.id, reply)
	}
	length := 16 + int(reply[15])
	return fakeAnswer{
		n: int(int32(le.Uint32(reply[4:]))), handle: int(le.Uint32(reply[8:])), errno: int(le.Uint16(reply[12:])), status: int(reply[14]),
		text: string(reply[16:length]), data: string(reply[length:]),
	}
}

func (p *fakePython) ok(c fakeCall) fakeAnswer {
	p.t.Helper()
	a := p.ask(c)
	if a.status != 0 {
		p.t.Fatalf("call %d: status %d, errno %d (%s)", c.op, a.status, a.errno, a.text)
	}
	return a
}

// Operations by their numbers, as the shim has them.
const (
	pySocket, pyBind, pyListen, pyAccept, pyConnect, pySend = 1, 2, 3, 4, 5, 6
	pyRecv, pyClose, pySleep, pyInput, pyPrint              = 9, 12, 16, 17, 18
	pyStart, pyExit                                         = 23, 24
)

var never = math.NaN()

func (p *fakePython) begin() *fakePython {
	p.t.Helper()
	p.ok(fakeCall{op: pyStart, data: `{"runtime":"CPython 3.14.2 (Pyodide 314.0.7)"}`})
	return p
}

// trace waits for the end of a run and returns its trace.
func (r *guestRun) trace() (text []byte, trace map[string]any) {
	r.t.Helper()
	log, ok := r.lab.Log(r.ID)
	if !ok {
		r.t.Fatal("the run is not there")
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if _, err := log.Wait(ctx); err != nil {
		r.t.Fatal(err)
	}
	_, text, _ = r.request(http.MethodGet, "/api/runs/"+r.ID, "")
	if err := json.Unmarshal(text, &trace); err != nil {
		r.t.Fatal(err)
	}
	return text, trace
}

// TestProgramsOfOnesOwn plays the lecture's echo with the programs in browsers, keeps its
// trace and opens that again.
func TestProgramsOfOnesOwn(t *testing.T) {
	for _, xhr := range []bool{false, true} {
		t.Run(fmt.Sprintf("xhr %v", xhr), func(t *testing.T) {
			run := newGuestLab(t, session.Limits{NoCapture: true}).start(twoPrograms)
			if len(run.Keys) != 2 {
				t.Fatalf("the keys are %v", run.Keys)
			}
			server := run.python("server.py", xhr).begin()
			s := server.ok(fakeCall{op: pySocket, a: 2, b: 1, line: 2}).handle
			server.ok(fakeCall{op: pyBind, handle: s, a: 8000, data: "127.0.0.1", line: 3})
			server.ok(fakeCall{op: pyListen, handle: s, a: 5, line: 4})
			server.ask(fakeCall{op: pyPrint, a: 1, data: "123", line: 5})
			accepted := make(chan fakeAnswer, 1)
			go func() { accepted <- server.ask(fakeCall{op: pyAccept, handle: s, seconds: never, line: 6}) }()
			client := run.python("client.py", xhr).begin()
			c := client.ok(fakeCall{op: pySocket, a: 2, b: 1, line: 2}).handle
			client.ok(fakeCall{op: pyConnect, handle: c, a: 8000, data: "127.0.0.1", seconds: never, line: 3})
			client.ok(fakeCall{op: pySend, handle: c, data: "hello", seconds: never, line: 4})
			conn := (<-accepted).handle
			if got := server.ok(fakeCall{op: pyRecv, handle: conn, a: 1024, seconds: never, line: 7}); got.data != "hello" {
				t.Errorf("received %q", got.data)
			}
			if status, body, _ := run.request(http.MethodPost, "/api/guests/"+client.key+"/input", "你好"); status != http.StatusNoContent {
				t.Errorf("input: %d %s", status, body)
			}
			if got := client.ok(fakeCall{op: pyInput, line: 8}); got.data != "你好" {
				t.Errorf("the input is %q", got.data)
			}
			client.ok(fakeCall{op: pyExit})
			server.ok(fakeCall{op: pyExit})
			text, trace := run.trace()
			if trace["source"] != "python" || trace["order"].(map[string]any)["programs"] == nil {
				t.Errorf("the source is %v, the order %v", trace["source"], trace["order"])
			}
			programs := fmt.Sprint(trace["programs"])
			for _, want := range []string{"kind:guest", "CPython 3.14.2 (Pyodide 314.0.7)", "helper.py", "import socket"} {
				if !strings.Contains(programs, want) {
					t.Errorf("the programs %s lack %q", programs, want)
				}
			}
			status, body, _ := run.request(http.MethodPost, "/api/traces", string(text), "Content-Type", "application/json")
			if status != http.StatusCreated {
				t.Fatalf("the trace is not opened: %d %s", status, body)
			}
			for _, lang := range []string{"zh", "en"} {
				if status, page, _ := run.request(http.MethodGet, "/runs/"+run.ID+"?lang="+lang, "", "Accept", "text/html"); status != http.StatusOK || !bytes.Contains(page, []byte("import socket")) {
					t.Errorf("the page of the run has status %d, or not its programs", status)
				}
			}
		})
	}
}
