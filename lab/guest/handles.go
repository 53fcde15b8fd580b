package guest

import (
	"strconv"
	"strings"
	"sync"

	"stickylab/lab"
	"stickylab/lab/session"
)

// firstHandle is the lowest number of a socket: 0 to 2 are a program's input, output
// and errors.
const firstHandle = 3

// open is a socket as its program knows it.
type open struct {
	socket *session.Socket
	host   string // that it was bound to, as the program wrote it; guarded by the handles
}

// handles number the open sockets of a program as Linux numbers descriptors: by the
// lowest number that is free.
type handles struct {
	mu   sync.Mutex
	open []*open // from firstHandle on, nil where none is
}

func (h *handles) add(s *session.Socket) (handle int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, o := range h.open {
		if o == nil {
			h.open[i] = &open{socket: s}
			return firstHandle + i
		}
	}
	h.open = append(h.open, &open{socket: s})
	return firstHandle + len(h.open) - 1
}

// get returns nil for what is not open.
func (h *handles) get(handle int) *open {
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := handle - firstHandle; i >= 0 && i < len(h.open) {
		return h.open[i]
	}
	return nil
}

// take returns a socket whose number is free from then on.
func (h *handles) take(handle int) *open {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := handle - firstHandle
	if i < 0 || i >= len(h.open) {
		return nil
	}
	o := h.open[i]
	h.open[i] = nil
	return o
}

// bind notes the host that a socket is bound to.
func (h *handles) bind(o *open, host string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	o.host = host
}

func (h *handles) host(o *open) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return o.host
}

// The addresses that a program may write for the lab.
const (
	here4, every4 = "127.0.0.1", "0.0.0.0"
	here6, every6 = "::1", "::"
)

// hostOf returns the host that a program means, false for one outside of the lab.
func hostOf(host string, six bool) (string, bool) {
	switch {
	case six:
		switch host {
		case here6, "localhost", "ip6-localhost":
			return here6, true
		case "", every6:
			return every6, true
		}
		return "", false
	case host == here4, host == "localhost", host == "lab":
		return here4, true
	case host == "", host == every4:
		return every4, true
	}
	return "", false
}

// name writes an address as Linux says it to the program: with the host that it was
// bound to, and the port that it asked for.
func (g *Guest) name(t lab.Transport, host string, a session.Addr, port int) string {
	if t.Unix() {
		return g.group.paths.of(a.String())
	}
	if t.IPv6() {
		if host == "" {
			host = here6
		}
		return "[" + host + "]:" + strconv.Itoa(port)
	}
	if host == "" {
		host = here4
	}
	return host + ":" + strconv.Itoa(port)
}

// local writes the address of the socket itself.
func (g *Guest) local(o *open, a session.Addr, port int) string {
	host := g.handles.host(o)
	if host == "" && o.socket.Fresh() { // not bound, or by the lab to send
		if host = every4; o.socket.Transport().IPv6() {
			host = every6
		}
	}
	return g.name(o.socket.Transport(), host, a, port)
}

// paths are those of socket files, by the names that they have in the run's folder: the
// programs of a run share them.
type paths struct {
	mu    sync.Mutex
	known map[string]string
}

// maxPaths is how many a run may have.
const maxPaths = 256

// file returns the name of the file that a path stands for, false where there are too
// many.
func (p *paths) file(path string) (name string, ok bool) {
	name = fileName(path)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch _, known := p.known[name]; {
	case known: // the first way to write it is the one that others are told
		return name, true
	case len(p.known) >= maxPaths:
		return "", false
	case p.known == nil:
		p.known = map[string]string{}
	}
	p.known[name] = path
	return name, true
}

// of returns the path that a file stands for, empty where no program named it.
func (p *paths) of(file string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.known[strings.TrimSpace(file)]
}
