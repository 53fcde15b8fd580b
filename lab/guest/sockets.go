package guest

import (
	"encoding/binary"
	"syscall"

	"stickylab/lab"
	"stickylab/lab/session"
	"stickylab/lab/sock"
)

type hand = *session.Hand

// The families and types of sockets on Linux.
const (
	familyUnix, familyInet, familyInet6 = 1, 2, 10
	typeStream, typeDatagram, typeRaw   = 1, 2, 3
	typeSeqpacket                       = 5
	typeMask                            = 0xf // without SOCK_NONBLOCK and SOCK_CLOEXEC
	typeFlags                           = 0o4000 | 0o2000000
	mostType, mostProtocol              = 10, 255 // SOCK_PACKET, IPPROTO_RAW
)

// transports are those of families and types.
var transports = map[[2]int]lab.Transport{
	{familyInet, typeStream}: lab.TCP, {familyInet, typeDatagram}: lab.UDP,
	{familyInet6, typeStream}: lab.TCP6, {familyInet6, typeDatagram}: lab.UDP6,
	{familyUnix, typeStream}: lab.UnixStream, {familyUnix, typeDatagram}: lab.UnixDatagram, {familyUnix, typeSeqpacket}: lab.UnixSeqpacket,
}

// transport returns the one that is asked for, or the error of the kernel.
func (c *call) transport() (lab.Transport, error) {
	t := transports[[2]int{c.a, c.b & typeMask}]
	proto := map[int]bool{0: true, 6: t.IsTCP(), 17: t.IsUDP()}[c.c]
	inet := c.a == familyInet || c.a == familyInet6
	switch {
	case c.b&^(typeMask|typeFlags) != 0, c.b&typeMask > mostType, inet && (c.c < 0 || c.c > mostProtocol):
		return 0, syscall.EINVAL
	case c.b&typeMask == typeRaw:
		return 0, syscall.EPERM
	case c.a != familyUnix && !inet:
		return 0, syscall.EAFNOSUPPORT
	case t == 0:
		return 0, syscall.ESOCKTNOSUPPORT
	case !proto:
		return 0, syscall.EPROTONOSUPPORT
	}
	return t, nil
}

func (c *call) openSocket() answer {
	t, err := c.transport()
	if err != nil {
		return done(c.hand.Refuse(lab.CallSocket, nil, "", err))
	}
	s, err := c.hand.Socket(t)
	if err != nil {
		return failed(err)
	}
	return answer{handle: c.handles.add(s)}
}

func (c *call) socketPair() answer {
	t, err := c.transport()
	if err == nil && !t.Unix() {
		err = syscall.EOPNOTSUPP
	}
	if err != nil {
		return done(c.hand.Refuse(lab.CallSocketPair, nil, "", err))
	}
	a, b, err := c.hand.SocketPair(t)
	if err != nil {
		return failed(err)
	}
	first := c.handles.add(a)
	return answer{handle: first, n: c.handles.add(b)}
}

// socket returns the open socket of the request, or the answer where there is none.
func (c *call) socket(call lab.Call) (o *open, none answer) {
	o = c.handles.get(c.handle)
	if o == nil {
		return nil, done(c.hand.Refuse(call, nil, "", syscall.EBADF))
	}
	return o, answer{}
}

// waiting is socket for a call that may wait, as long as the request says.
func (c *call) waiting(call lab.Call) (o *open, none answer) {
	if o, none = c.socket(call); o != nil {
		o.socket.SetTimeout(c.timeout())
	}
	return o, none
}

func (c *call) bind() answer {
	o, none := c.socket(lab.CallBind)
	if o == nil {
		return none
	}
	s, t := o.socket, o.socket.Transport()
	if t.Unix() {
		name, ok := c.file()
		if !ok {
			return c.outside(lab.CallBind, s)
		}
		if err := c.hand.BindFile(s, name); err != nil {
			return failed(err)
		}
		return answer{text: string(c.data)}
	}
	host, ok := hostOf(string(c.data), t.IPv6())
	if !ok {
		return c.outside(lab.CallBind, s)
	}
	bind := func() error { return c.hand.Bind(s, c.a) }
	if c.a == 0 {
		bind = func() error { return c.hand.BindAnywhere(s) }
	}
	if err := bind(); err != nil {
		return failed(err)
	}
	c.handles.bind(o, host)
	return answer{text: c.local(o, s.Local(), c.hand.Known(t, s.Local()))}
}

// file returns the name of the socket file that the request's path stands for.
func (c *call) file() (name string, ok bool) {
	if len(c.data) == 0 || len(c.data) > maxPath {
		return "", false
	}
	return c.group.paths.file(string(c.data))
}

// outside refuses a call on an address that is none of the lab.
func (c *call) outside(call lab.Call, s *session.Socket) answer {
	return done(c.hand.Refuse(call, s, cut(printable(c.data), maxPath), sock.ErrOutside))
}

func (c *call) listen() answer {
	o, none := c.socket(lab.CallListen)
	if o == nil {
		return none
	}
	return done(c.hand.Listen(o.socket, max(c.a, 0)))
}

func (c *call) accept() answer {
	o, none := c.waiting(lab.CallAccept)
	if o == nil {
		return none
	}
	s, err := c.hand.Accept(o.socket)
	if err != nil {
		return failed(err)
	}
	t := s.Transport()
	return answer{handle: c.handles.add(s), text: c.name(t, "", s.Remote(), c.hand.Known(t, s.Remote()))}
}

func (c *call) connect() answer {
	o, none := c.waiting(lab.CallConnect)
	if o == nil {
		return none
	}
	s, t := o.socket, o.socket.Transport()
	if t.Unix() {
		name, ok := c.file()
		if !ok {
			return c.outside(lab.CallConnect, s)
		}
		return done(c.hand.ConnectFile(s, name))
	}
	if _, ok := hostOf(string(c.data), t.IPv6()); !ok {
		return c.outside(lab.CallConnect, s)
	}
	return done(c.hand.Connect(s, c.a))
}

func (c *call) shutdown() answer {
	o, none := c.socket(lab.CallShutdown)
	if o == nil {
		return none
	}
	how, ok := map[int]string{0: "read", 1: "write", 2: "both"}[c.a]
	if !ok {
		return done(c.hand.Refuse(lab.CallShutdown, o.socket, "", syscall.EINVAL))
	}
	return done(c.hand.Shutdown(o.socket, how))
}

func (c *call) close() answer {
	o := c.handles.take(c.handle)
	if o == nil {
		return done(c.hand.Refuse(lab.CallClose, nil, "", syscall.EBADF))
	}
	return done(c.hand.Close(o.socket))
}

func (c *call) localName() answer {
	o, none := c.socket(lab.CallLocalName)
	if o == nil {
		return none
	}
	a, port, err := c.hand.LocalName(o.socket)
	if err != nil {
		return failed(err)
	}
	return answer{text: c.local(o, a, port)}
}

func (c *call) remoteName() answer {
	o, none := c.socket(lab.CallRemoteName)
	if o == nil {
		return none
	}
	a, port, err := c.hand.RemoteName(o.socket)
	if err != nil {
		return failed(err)
	}
	return answer{text: c.name(o.socket.Transport(), "", a, port)}
}

func (c *call) setOption() answer {
	o, none := c.socket(lab.CallSetOption)
	if o == nil {
		return none
	}
	value := c.data
	if len(value) == 0 {
		value = binary.LittleEndian.AppendUint32(nil, uint32(int32(c.c)))
	}
	is, ok := options[[2]int{c.a, c.b}]
	number := is.numberOf(value)
	if !ok || is.asked || len(value) > maxOption {
		return done(c.hand.RefuseOption(o.socket, lab.CallSetOption, orUnknown(is.name, c.a, c.b), number))
	}
	return done(c.hand.SetRawOption(o.socket, c.a, c.b, value, session.RawOption{Name: is.name, Known: is.known, Value: number}))
}

func (c *call) option() answer {
	o, none := c.socket(lab.CallGetOption)
	if o == nil {
		return none
	}
	is, ok := options[[2]int{c.a, c.b}]
	length := c.c
	if length == 0 {
		length = intSize
	}
	if !ok || length < 0 || length > maxOption {
		return done(c.hand.RefuseOption(o.socket, lab.CallGetOption, orUnknown(is.name, c.a, c.b), 0))
	}
	value, err := c.hand.Option(o.socket, c.a, c.b, length, is.name, is.numberOf)
	if err != nil {
		return failed(err)
	}
	return answer{n: is.numberOf(value), data: value}
}

func orUnknown(name string, level, number int) string {
	if name != "" {
		return name
	}
	return unknownOption(level, number)
}

func (c *call) unlink() answer {
	name, ok := c.file()
	if !ok || c.world.Unlink(name) != nil {
		return answer{status: statusErrno, errno: errnos["ENOENT"], text: "ENOENT"}
	}
	return answer{}
}
