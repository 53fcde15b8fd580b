package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/websocket"

	"stickylab/lab"
	"stickylab/web/view"
)

// Guests are peers whose programs run in readers' browsers.
type Guests interface {
	// Start starts what was ordered and returns the run's id, and the keys of its guests
	// by the names of their peers. The errors are those of Runner.Start.
	Start(ctx context.Context, by lab.Who, o lab.Order) (id string, keys map[string]string, err error)
	// Again lets a program that is over be run once more in its run, by its last key, and
	// returns its new one. The error is ErrGuestGone, ErrGuestGoesOn or a *lab.LimitError.
	Again(key string) (string, error)
	// Guest returns the guest of a key, false for a key that is dead or never was.
	Guest(key string) (Guest, bool)
}

// Guest makes the calls that one program asks for. It is safe for concurrent use.
type Guest interface {
	// Attach notes that the program's WebSocket is open, detach that it is gone, and the
	// program with it; false where that cannot be.
	Attach() (detach func(), ok bool)
	// Serve makes the call of a message; answer gets what answers it, maybe later.
	Serve(message []byte, answer func([]byte))
	// Call is Serve over HTTP: it returns the answer soon, if only that there is none
	// yet; nil when the request is over before.
	Call(ctx context.Context, message []byte) []byte
	// Over is closed when the program is over.
	Over() <-chan struct{}

	// Input gives the program a line, or the end of its input; the error is a
	// *lab.LimitError where too many lie ready.
	Input(line string, eof bool) error
	Interrupt()
	Leave()
	Beat()
}

// What Guests.Again returns where a program cannot be run again: its run is over, or it
// goes on itself.
var (
	ErrGuestGone   = errors.New("the run of this program is over")
	ErrGuestGoesOn = errors.New("this program goes on")
)

// noGuests has none.
type noGuests struct{}

func (noGuests) Start(context.Context, lab.Who, lab.Order) (string, map[string]string, error) {
	return "", nil, &fault{status: http.StatusNotFound, kind: "programs.off"}
}

func (noGuests) Again(string) (string, error) { return "", ErrGuestGone }

func (noGuests) Guest(string) (Guest, bool) { return nil, false }

const (
	guestsAPI = "/api/guests/"
	// maxCallBytes is the largest message of a guest: the bytes of a send, and its head.
	maxCallBytes = 1<<20 + 256
	// maxInputBytes is the longest line of input.
	maxInputBytes = 4 << 10
	// maxProgramsBody leaves room for programs of one's own with some bytes escaped.
	maxProgramsBody = 2*lab.MaxPrograms + 64<<10

	// A guest's WebSocket that does not answer a ping is gone.
	guestPingEvery = 5 * time.Second
	guestPongWait  = 15 * time.Second
	guestWriteWait = 10 * time.Second
	guestBuffer    = 4 << 10
)

// takesCall reports whether a request is a call of a guest, by its WebSocket or without:
// these alone may come from an opaque origin.
func takesCall(r *http.Request) bool {
	_, rest, ok := strings.Cut(r.URL.Path, guestsAPI)
	_, what, _ := strings.Cut(rest, "/")
	if !ok || !strings.HasPrefix(r.URL.Path, guestsAPI) {
		return false
	}
	return what == "calls" && r.Method == http.MethodGet || what == "call" && r.Method == http.MethodPost
}

// takesPrograms reports whether the body of a request may be programs of one's own.
func takesPrograms(r *http.Request) bool { return r.Method == http.MethodPost && r.URL.Path == runsAPI }

// loggedPath is the path of a request for the log: the key of a guest is not for it.
func loggedPath(path string) string {
	rest, ok := strings.CutPrefix(path, guestsAPI)
	if !ok {
		return path
	}
	_, what, _ := strings.Cut(rest, "/")
	return guestsAPI + "KEY/" + what
}

// guests are the addresses that guests and their pages ask.
type guests struct {
	guests   Guests
	upgrader *websocket.Upgrader
	life     *life
}

func (g guests) add(r chi.Router, handle func(handler) http.HandlerFunc) {
	r.Get(guestsAPI+"{key}/calls", handle(g.calls))
	r.Post(guestsAPI+"{key}/call", handle(g.call))
	r.Post(guestsAPI+"{key}/input", handle(g.input))
	r.Post(guestsAPI+"{key}/again", handle(g.again))
	for what, do := range map[string]func(Guest){
		"interrupt": Guest.Interrupt, "leave": Guest.Leave, "beat": Guest.Beat,
	} {
		r.Post(guestsAPI+"{key}/"+what, handle(g.told(do)))
	}
}

// find returns the guest that the path has the key of.
func (g guests) find(r *http.Request) (Guest, error) {
	guest, ok := g.guests.Guest(chi.URLParam(r, "key"))
	if !ok {
		return nil, &fault{status: http.StatusNotFound, kind: "guest.gone"}
	}
	return guest, nil
}

// told is POST of what needs no body.
func (g guests) told(do func(Guest)) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		guest, err := g.find(r)
		if err != nil {
			return err
		}
		do(guest)
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
}

// overGuest has words of its own for the limits of one program.
func overGuest(err error) error {
	limit := (*lab.LimitError)(nil)
	if !errors.As(err, &limit) || !view.Has("problem.guest."+limit.Name+".detail") {
		return err
	}
	f := overLimit(limit.Name, limit.Max, 0)
	f.kind, f.args = "guest."+limit.Name, []any{limit.Max}
	return f
}

// again is POST /api/guests/{key}/again: the program of a key that is dead is run once
// more while another of its run goes on; it gets a new key.
func (g guests) again(w http.ResponseWriter, r *http.Request) error {
	key, err := g.guests.Again(chi.URLParam(r, "key"))
	switch {
	case errors.Is(err, ErrGuestGone):
		return &fault{status: http.StatusNotFound, kind: "guest.gone"}
	case errors.Is(err, ErrGuestGoesOn):
		return &fault{status: http.StatusConflict, kind: "guest.on"}
	case err != nil:
		return overGuest(err)
	}
	return writeJSON(w, http.StatusCreated, map[string]string{"key": key})
}

// input is POST /api/guests/{key}/input: a line that somebody typed; with ?eof=1 the end
// of the input.
func (g guests) input(w http.ResponseWriter, r *http.Request) error {
	guest, err := g.find(r)
	if err != nil {
		return err
	}
	line, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxInputBytes))
	if err != nil {
		return bodyFault(err)
	}
	if !utf8.Valid(line) || strings.ContainsAny(string(line), "\r\n\x00") {
		return badValue("input")
	}
	if err := guest.Input(string(line), r.URL.Query().Get("eof") == "1"); err != nil {
		return overGuest(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// call is POST /api/guests/{key}/call: one call of a program that has no WebSocket. The
// request is a simple one (Fetch 2.2.2), so that no other precedes it.
func (g guests) call(w http.ResponseWriter, r *http.Request) error {
	// The frame may read the answer, and nobody's cookie is in the request.
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	guest, err := g.find(r)
	if err != nil {
		return err
	}
	message, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCallBytes))
	if err != nil {
		return bodyFault(err)
	}
	ctx, cancel := g.life.untilEnd(r.Context())
	defer cancel()
	if reply := guest.Call(ctx, message); reply != nil {
		w.Header().Set("Cache-Control", "no-store")
		answer(w, http.StatusOK, "application/octet-stream", reply)
	}
	return nil
}

// calls is GET /api/guests/{key}/calls: the WebSocket of a program.
func (g guests) calls(w http.ResponseWriter, r *http.Request) error {
	guest, err := g.find(r)
	if err != nil {
		return err
	}
	if !websocket.IsWebSocketUpgrade(r) {
		return noUpgrade()
	}
	detach, ok := guest.Attach()
	if !ok {
		return &fault{status: http.StatusConflict, kind: "guest.twice"}
	}
	conn, err := g.upgrader.Upgrade(w, r, nil)
	if err != nil {
		detach()
		return nil //nolint:nilerr // answered by the upgrader's Error, or nobody is left
	}
	g.life.spawn(func() {
		defer detach()
		(&line{conn: conn, guest: guest}).serve(g.life.ending)
	})
	return nil
}

// newGuestUpgrader takes the WebSockets of pages of the lab and of frames without an
// origin. They are not compressed: what is sent is in part what others chose.
func newGuestUpgrader(failed *failures) *websocket.Upgrader {
	up := newUpgrader(failed)
	up.ReadBufferSize, up.WriteBufferSize = guestBuffer, guestBuffer
	up.CheckOrigin = func(r *http.Request) bool { return fromHere(r) || fromOpaque(r) }
	return up
}

// line is the WebSocket of one program.
type line struct {
	conn  *websocket.Conn
	guest Guest

	mu sync.Mutex // of what is written
}

// serve reads calls until the WebSocket is gone, the program is over or the server ends.
func (l *line) serve(ending context.Context) {
	over := make(chan struct{})
	var wait sync.WaitGroup
	wait.Go(func() { l.keep(ending, over) })
	l.read()
	close(over)
	_ = l.conn.Close() // ends writes as well
	wait.Wait()
}

func (l *line) read() {
	l.conn.SetReadLimit(maxCallBytes)
	alive := func(string) error { return l.conn.SetReadDeadline(time.Now().Add(guestPongWait)) }
	_ = alive("") // fails when the connection is gone, as the read then does
	l.conn.SetPongHandler(alive)
	for {
		kind, message, err := l.conn.ReadMessage()
		if err != nil || kind != websocket.BinaryMessage {
			return
		}
		l.guest.Serve(message, func(reply []byte) { l.write(websocket.BinaryMessage, reply) })
	}
}

// keep pings the program, and ends its WebSocket when all is over.
func (l *line) keep(ending context.Context, over <-chan struct{}) {
	ticker := time.NewTicker(guestPingEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			l.write(websocket.PingMessage, nil)
		case <-over:
			return
		case <-ending.Done():
			_ = l.conn.Close() // the read ends
			return
		case <-l.guest.Over():
			l.farewell(over)
			return
		}
	}
}

// farewell gives the last answers time to be read before the WebSocket ends.
func (l *line) farewell(over <-chan struct{}) {
	text := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "over")
	timer := time.NewTimer(closeWait)
	defer timer.Stop()
	l.write(websocket.CloseMessage, text)
	select {
	case <-over:
	case <-timer.C:
		_ = l.conn.Close()
	}
}

func (l *line) write(kind int, message []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.conn.SetWriteDeadline(time.Now().Add(guestWriteWait))
	if l.conn.WriteMessage(kind, message) != nil {
		_ = l.conn.Close() // the program is gone: the read ends
	}
}
