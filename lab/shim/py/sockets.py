"""Stands where CPython's _socket would, so that the library's own socket works unchanged."""

import struct
import sys
import time
import types

from . import calls, errors, headers, names

CONSTANTS = dict(
    AF_UNSPEC=0, AF_UNIX=1, AF_INET=2, AF_INET6=10, SOCK_STREAM=1, SOCK_DGRAM=2, SOCK_RAW=3, SOCK_RDM=4, SOCK_SEQPACKET=5,
    SOCK_CLOEXEC=0o2000000, SOCK_NONBLOCK=0o4000, SOL_SOCKET=1, SOL_IP=0, SOL_TCP=6, SOL_UDP=17, SO_DEBUG=1, SO_REUSEADDR=2, SO_TYPE=3,
    SO_ERROR=4, SO_DONTROUTE=5, SO_BROADCAST=6, SO_SNDBUF=7, SO_RCVBUF=8, SO_KEEPALIVE=9, SO_OOBINLINE=10, SO_LINGER=13,
    SO_REUSEPORT=15, SO_RCVLOWAT=18, SO_SNDLOWAT=19, SO_RCVTIMEO=20, SO_SNDTIMEO=21, SO_ACCEPTCONN=30, SO_PROTOCOL=38, SO_DOMAIN=39,
    IPPROTO_IP=0, IPPROTO_ICMP=1, IPPROTO_TCP=6, IPPROTO_UDP=17, IPPROTO_IPV6=41, IPPROTO_RAW=255, IPV6_V6ONLY=26,
    TCP_NODELAY=1, TCP_MAXSEG=2, TCP_CORK=3, TCP_KEEPIDLE=4, TCP_KEEPINTVL=5, TCP_KEEPCNT=6, TCP_SYNCNT=7, TCP_LINGER2=8,
    TCP_DEFER_ACCEPT=9, TCP_WINDOW_CLAMP=10, TCP_INFO=11, TCP_QUICKACK=12, TCP_CONGESTION=13, TCP_USER_TIMEOUT=18, TCP_FASTOPEN=23,
    IP_TOS=1, IP_TTL=2, IP_MULTICAST_IF=32, IP_MULTICAST_TTL=33, IP_MULTICAST_LOOP=34, IP_ADD_MEMBERSHIP=35, IP_DROP_MEMBERSHIP=36,
    SHUT_RD=0, SHUT_WR=1, SHUT_RDWR=2, MSG_OOB=1, MSG_PEEK=2, MSG_DONTROUTE=4, MSG_CTRUNC=8, MSG_TRUNC=32, MSG_DONTWAIT=64, MSG_EOR=128,
    MSG_WAITALL=256, MSG_CONFIRM=2048, MSG_ERRQUEUE=8192, MSG_NOSIGNAL=16384, MSG_MORE=32768, MSG_CMSG_CLOEXEC=0x40000000,
    SOMAXCONN=4096, INADDR_ANY=0, INADDR_BROADCAST=0xffffffff, INADDR_LOOPBACK=0x7f000001, INADDR_NONE=0xffffffff,
    AI_PASSIVE=1, AI_CANONNAME=2, AI_NUMERICHOST=4, AI_V4MAPPED=8, AI_ALL=16, AI_ADDRCONFIG=32, AI_NUMERICSERV=1024,
    EAI_AGAIN=-3, EAI_BADFLAGS=-1, EAI_FAIL=-4, EAI_FAMILY=-6, EAI_MEMORY=-10, EAI_NODATA=-5, EAI_NONAME=-2, EAI_SERVICE=-8, EAI_SOCKTYPE=-7,
    SO_PRIORITY=12, SO_PASSCRED=16, SO_PEERCRED=17, SO_BINDTODEVICE=25, SO_MARK=36, IP_HDRINCL=3, IP_OPTIONS=4, IP_RECVOPTS=6, IP_PKTINFO=8,
    IP_RECVTOS=13, IPPROTO_IGMP=2, IPPROTO_ICMPV6=58, IPPROTO_SCTP=132, IPV6_UNICAST_HOPS=16, IPV6_MULTICAST_IF=17, IPV6_MULTICAST_HOPS=18,
    IPV6_MULTICAST_LOOP=19, IPV6_JOIN_GROUP=20, IPV6_LEAVE_GROUP=21, IPV6_TCLASS=67, TCP_NOTSENT_LOWAT=25, TCP_FASTOPEN_CONNECT=30,
    MSG_FASTOPEN=0x20000000, IPPORT_RESERVED=1024, IPPORT_USERRESERVED=5000, INADDR_UNSPEC_GROUP=0xe0000000,
    INADDR_ALLHOSTS_GROUP=0xe0000001, INADDR_MAX_LOCAL_GROUP=0xe00000ff, EAI_ADDRFAMILY=-9, EAI_SYSTEM=-11, EAI_OVERFLOW=-12,
    NI_NUMERICHOST=1, NI_NUMERICSERV=2, NI_NOFQDN=4, NI_NAMEREQD=8, NI_DGRAM=16, NI_MAXHOST=1025, NI_MAXSERV=32, SCM_RIGHTS=1)

_default = [None]
opened = {}             # the numbers of sockets that are open: how often each was duplicated, and does it wait?


class _Open:
    __slots__ = ('count', 'waits')

    def __init__(self):
        self.count, self.waits = 1, True


def counted(name, args, least, most):
    """Refuse a wrong number of arguments as PyArg_ParseTuple does."""
    if least <= len(args) <= most:
        return
    few = len(args) < least
    word = 'exactly' if least == most else 'at least' if few else 'at most'
    want = least if few else most
    raise TypeError(f"{name}() takes {word} {want} argument{'' if want == 1 else 's'} ({len(args)} given)")


def one(name, args):
    """The argument of a method that takes exactly one."""
    if len(args) != 1:
        raise TypeError(f'socket.{name}() takes exactly one argument ({len(args)} given)')
    return args[0]


def none(name, args):
    if args:
        raise TypeError(f'socket.{name}() takes no arguments ({len(args)} given)')


def given(data):
    """The bytes to send."""
    if isinstance(data, (bytes, bytearray)):
        return data
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    try:
        return memoryview(data).cast('B')
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def seconds(value):
    """A timeout, as settimeout takes it."""
    if value is None:
        return None
    if isinstance(value, str) or not (hasattr(type(value), '__float__') or hasattr(type(value), '__index__')):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    value = float(value)
    if value != value:
        raise ValueError('Invalid value NaN (not a number)')
    if value < 0:
        raise ValueError('Timeout value out of range')
    return value


class socket:
    __slots__ = ('_family', '_type', '_proto', '_wait', '_fd')

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._fd = -1
        self._wait = _default[0]
        self._family = names.INET if family == -1 else names.index_of(family)
        kind = 1 if type == -1 else names.index_of(type)
        flags = CONSTANTS['SOCK_NONBLOCK'] | CONSTANTS['SOCK_CLOEXEC']
        self._type, self._proto = kind & ~flags, 0 if proto == -1 else names.index_of(proto)
        if kind & CONSTANTS['SOCK_NONBLOCK']:
            self._wait = 0.0
        if fileno is None:
            self._fd = calls.ask(calls.SOCKET, a=self._family, b=self._type, c=self._proto)[1]
        elif isinstance(fileno, float) or not isinstance(fileno, int):
            raise TypeError(f"'{fileno.__class__.__name__}' object cannot be interpreted as an integer")
        elif fileno < 0:
            raise ValueError('negative file descriptor')
        else:
            self._adopt(fileno, family, type)
        opened.setdefault(self._fd, _Open()).waits = self._wait is None

    def _adopt(self, handle, family, type):
        self._fd = handle
        if family == -1:
            self._family = self._int_option(1, CONSTANTS['SO_DOMAIN'])
        if type == -1:
            self._type = self._int_option(1, CONSTANTS['SO_TYPE'])

    def _int_option(self, level, option):
        return calls.ask(calls.GETSOCKOPT, self._fd, level, option)[0]

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    proto = property(lambda self: self._proto)
    timeout = property(lambda self: self._wait)

    def __repr__(self):
        return f'<socket object, fd={self._fd}, family={self._family}, type={self._type}, proto={self._proto}>'

    def fileno(self, *args):
        none('fileno', args)
        return self._fd

    # -- addresses

    def bind(self, *args):
        port, where = names.parsed(self._family, one('bind', args), 'bind')
        calls.ask(calls.BIND, self._fd, port, data=where)

    def listen(self, *args):
        counted('listen', args, 0, 1)
        calls.ask(calls.LISTEN, self._fd, max(0, names.index_of(args[0])) if args else 128)

    def _accept(self):
        _, handle, text, _ = calls.ask(calls.ACCEPT, self._fd, timeout=self._limit())
        return handle, names.made(self._family, text)

    def connect(self, *args):
        port, where = names.parsed(self._family, one('connect', args), 'connect')
        calls.ask(calls.CONNECT, self._fd, port, timeout=self._wait, data=where)

    def connect_ex(self, *args):
        port, where = names.parsed(self._family, one('connect_ex', args), 'connect_ex')
        try:
            calls.ask(calls.CONNECT, self._fd, port, timeout=self._wait, data=where)
        except calls.Stopped:
            raise
        except OSError as error:
            return error.errno or 11    # a timeout is EAGAIN for connect_ex
        return 0

    def getsockname(self, *args):
        none('getsockname', args)
        return names.made(self._family, calls.ask(calls.GETSOCKNAME, self._fd)[2])

    def getpeername(self, *args):
        none('getpeername', args)
        return names.made(self._family, calls.ask(calls.GETPEERNAME, self._fd)[2])

    # -- sending

    def send(self, *args):
        counted('send', args, 1, 2)
        return self._send(given(args[0]), names.index_of(args[1]) if len(args) > 1 else 0)

    def _send(self, data, flags):
        return send(self._fd, data, flags, self._limit())

    def sendall(self, *args):
        counted('sendall', args, 1, 2)
        data, flags = given(args[0]), names.index_of(args[1]) if len(args) > 1 else 0
        ends = None if not self._wait else time.monotonic() + self._wait
        done = 0
        while True:
            left = self._wait
            if ends is not None and done:
                left = ends - time.monotonic()
                if left <= 0:
                    raise TimeoutError('timed out')
            piece = bytes(data[done:done + calls.MOST])
            whole = 0 if len(piece) == len(data) else len(data)
            done += calls.ask(calls.SEND, self._fd, flags, done if whole else 0, whole, left, piece)[0]
            if done >= len(data):
                return None

    def sendto(self, *args):
        if not 2 <= len(args) <= 3:
            raise TypeError(f'sendto() takes 2 or 3 arguments ({len(args)} given)')
        data, flags = given(args[0]), names.index_of(args[1]) if len(args) == 3 else 0
        port, where = names.parsed(self._family, args[-1], 'sendto')
        return calls.ask(calls.SENDTO, self._fd, port, flags, len(where), self._wait, where + bytes(data))[0]

    def sendmsg(self, *args):
        counted('sendmsg', args, 1, 4)
        try:
            data = b''.join(bytes(given(part)) for part in args[0])
        except TypeError as error:
            if 'not iterable' not in str(error):
                raise
            raise TypeError('sendmsg() argument 1 must be iterable') from None
        if len(args) > 1 and list(args[1]):
            raise errors.of(95)         # a descriptor cannot be handed to another program here
        flags = names.index_of(args[2]) if len(args) > 2 else 0
        if len(args) > 3 and args[3] is not None:
            return self.sendto(data, flags, args[3])
        return self._send(data, flags)

    # -- receiving

    def _recv(self, op, size, flags):
        answer = calls.ask(op, self._fd, min(size, calls.MOST), flags, timeout=self._limit())
        headers.came(answer[3])
        return answer

    def recv(self, *args):
        counted('recv', args, 1, 2)
        size, flags = names.size_of(args[0]), names.index_of(args[1]) if len(args) > 1 else 0
        if size < 0:
            raise ValueError('negative buffersize in recv')
        return self._recv(calls.RECV, size, flags)[3]

    def recvfrom(self, *args):
        counted('recvfrom', args, 1, 2)
        size, flags = names.size_of(args[0]), names.index_of(args[1]) if len(args) > 1 else 0
        if size < 0:
            raise ValueError('negative buffersize in recvfrom')
        _, _, text, data = self._recv(calls.RECVFROM, size, flags)
        return data, self._from(text)

    def _from(self, text):
        """Where a datagram came from; a stream says nothing."""
        if not text or self._type == 1:
            return None
        return names.made(self._family, text)

    def _into(self, who, buffer, nbytes):
        view = memoryview(buffer)
        if view.readonly:
            raise TypeError(f"{who}() argument 1 must be read-write bytes-like object, not {type(buffer).__name__}")
        view = view.cast('B')
        if nbytes < 0:
            raise ValueError(f'negative buffersize in {who}')
        if nbytes > len(view):
            raise ValueError('buffer too small for requested bytes' if who == 'recv_into' else 'nbytes is greater than the length of the buffer')
        return view, nbytes or len(view)

    def recv_into(self, buffer, nbytes=0, flags=0):
        view, size = self._into('recv_into', buffer, nbytes)
        data = self._recv(calls.RECV, size, names.index_of(flags))[3]
        view[:len(data)] = data
        return len(data)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view, size = self._into('recvfrom_into', buffer, nbytes)
        _, _, text, data = self._recv(calls.RECVFROM, size, names.index_of(flags))
        view[:len(data)] = data
        return len(data), self._from(text)

    def recvmsg(self, *args):
        counted('recvmsg', args, 1, 3)
        size, flags = names.size_of(args[0]), names.index_of(args[2]) if len(args) > 2 else 0
        if size < 0:
            raise ValueError('negative buffer size in recvmsg()')
        _, whole, text, data = self._recv(calls.RECVFROM, size, flags)
        cut = CONSTANTS['MSG_TRUNC'] if whole > len(data) else 0
        return data, [], cut, self._from(text)

    def recvmsg_into(self, *args):
        counted('recvmsg_into', args, 1, 3)
        views = [memoryview(buffer).cast('B') for buffer in args[0]]
        data, anc, flags, where = self.recvmsg(sum(map(len, views)), *args[1:])
        rest = data
        for view in views:
            part, rest = rest[:len(view)], rest[len(view):]
            view[:len(part)] = part
        return len(data), anc, flags, where

    # -- the end

    def shutdown(self, *args):
        calls.ask(calls.SHUTDOWN, self._fd, names.index_of(one('shutdown', args)))

    def close(self, *args):
        none('close', args)
        handle, self._fd = self._fd, -1
        if handle >= 0:
            close(handle, True)

    def detach(self, *args):
        none('detach', args)
        handle, self._fd = self._fd, -1
        return handle

    def __del__(self):
        if getattr(self, '_fd', -1) >= 0:
            self.close()

    # -- options

    def setsockopt(self, *args):
        counted('setsockopt', args, 3, 4 if len(args) > 3 else 3)
        level, option, value = names.index_of(args[0]), names.index_of(args[1]), args[2]
        if isinstance(value, int):
            calls.ask(calls.SETSOCKOPT, self._fd, level, option, value)
            return
        raw = b'' if value is None else bytes(given(value))
        calls.ask(calls.SETSOCKOPT, self._fd, level, option, 0, data=raw)

    def getsockopt(self, *args):
        counted('getsockopt', args, 2, 3)
        size = names.index_of(args[2]) if len(args) > 2 else 0
        if not 0 <= size <= 1024:
            raise OSError('getsockopt buflen out of range')
        n, _, _, raw = calls.ask(calls.GETSOCKOPT, self._fd, names.index_of(args[0]), names.index_of(args[1]), size)
        return raw[:size] if size else n

    def settimeout(self, *args):
        self._set_wait(seconds(one('settimeout', args)))

    def _set_wait(self, wait):
        """CPython makes a call on the descriptor when it changes how it waits."""
        if self._fd < 0:
            raise errors.of(9)
        self._wait = wait
        opened.setdefault(self._fd, _Open()).waits = wait is None

    def _limit(self):
        """How long a call may take: not at all where the descriptor was told so by its number."""
        own = opened.get(self._fd)
        return 0.0 if self._wait is None and own and not own.waits else self._wait

    def gettimeout(self, *args):
        none('gettimeout', args)
        return self._wait

    def setblocking(self, *args):
        self._set_wait(None if one('setblocking', args) else 0.0)

    def getblocking(self, *args):
        none('getblocking', args)
        return self._wait != 0.0


def send(handle, data, flags, wait):
    if len(data) <= calls.MOST:
        return calls.ask(calls.SEND, handle, flags, timeout=wait, data=bytes(data))[0]
    done = 0
    while done < len(data):         # one message to the lab has room for MOST bytes
        piece = bytes(data[done:done + calls.MOST])
        try:
            sent = calls.ask(calls.SEND, handle, flags, done, len(data), wait, piece)[0]
        except (BlockingIOError, TimeoutError):
            if done:
                break
            raise
        done += sent
        if wait or sent < len(piece):
            break
    return done


def close(handle, quiet=False):
    own = opened.get(handle)
    if own and own.count > 1:
        own.count -= 1
        return
    opened.pop(handle, None)
    try:
        calls.ask(calls.CLOSE, handle)
    except (calls.Stopped, OSError) as error:
        if not quiet or (isinstance(error, OSError) and error.errno not in (9, 104)):
            raise


def socketpair(family=1, type=1, proto=0):
    second, first, _, _ = calls.ask(calls.SOCKETPAIR, a=int(family), b=int(type), c=proto)
    return socket(int(family), int(type), proto, first), socket(int(family), int(type), proto, second)


def dup(handle):
    """One more owner of a descriptor. It keeps its number: what is open stays so until all have closed it."""
    own = opened.get(names.index_of(handle))
    if own is None:
        raise errors.of(9)
    own.count += 1
    return handle


def inet_aton(text):
    parts = text.split('.')
    try:
        numbers = [int(part, 0) for part in parts]
        whole = bytes(numbers[:-1]) + numbers[-1].to_bytes(5 - len(parts), 'big')
    except (ValueError, OverflowError):
        raise OSError('illegal IP address string passed to inet_aton') from None
    return whole


def inet_ntoa(packed):
    if len(packed) != 4:
        raise OSError('packed IP wrong length for inet_ntoa')
    return '.'.join(map(str, bytes(packed)))


def inet_pton(family, text):
    import ipaddress
    if family not in (names.INET, names.INET6):
        raise errors.of(97)
    try:
        made = ipaddress.IPv4Address(text) if family == names.INET else ipaddress.IPv6Address(text)
    except ValueError:
        raise OSError('illegal IP address string passed to inet_pton') from None
    return made.packed


def inet_ntop(family, packed):
    import ipaddress
    if family not in (names.INET, names.INET6):
        raise ValueError(f'unknown address family {family}')
    if len(packed) != (4 if family == names.INET else 16):
        raise ValueError('invalid length of packed IP address string')
    return str(ipaddress.ip_address(bytes(packed)))


def _order(size, letter):
    def swap(number):
        if not isinstance(number, int):
            raise TypeError(f"'{type(number).__name__}' object cannot be interpreted as an integer")
        if number < 0:
            raise OverflowError("can't convert negative value to unsigned int" if size == 4 else f'{letter}: can\'t convert negative Python int to C 16-bit unsigned integer')
        if number >> 8 * size:
            raise OverflowError(f'{letter}: Python int too large to convert to C {8 * size}-bit unsigned integer' if size == 2 else 'int larger than 32 bits')
        return int.from_bytes(number.to_bytes(size, 'big'), 'little')
    return swap


def _set_default(value):
    _default[0] = seconds(value)


def module():
    """The module _socket."""
    made = types.ModuleType('_socket')
    made.__dict__.update(CONSTANTS)
    for name in ('error', 'timeout'):
        setattr(made, name, OSError if name == 'error' else TimeoutError)
    made.gaierror, made.herror = names.gaierror, names.herror
    made.has_ipv6, made.CAPI = True, None
    made.socket = made.SocketType = socket
    made.socketpair, made.close, made.dup = socketpair, close, dup
    made.getdefaulttimeout, made.setdefaulttimeout = lambda: _default[0], _set_default
    made.gethostname = lambda: names.HOSTNAME
    made.gethostbyname = names.gethostbyname
    made.gethostbyname_ex = lambda name: (name, [], [names.gethostbyname(name)])
    made.gethostbyaddr = lambda address: ('localhost', [], [names.gethostbyname(address)])
    made.getaddrinfo, made.getnameinfo = names.getaddrinfo, names.getnameinfo
    made.getservbyname = names.getservbyname
    made.getservbyport, made.getprotobyname = names.getservbyport, names.getprotobyname
    made.CMSG_LEN, made.CMSG_SPACE = lambda size: 16 + size, lambda size: 16 + (size + 7 & ~7)
    made.inet_aton, made.inet_ntoa, made.inet_pton, made.inet_ntop = inet_aton, inet_ntoa, inet_pton, inet_ntop
    made.htons, made.ntohs = _order(2, 'htons'), _order(2, 'ntohs')
    made.htonl, made.ntohl = _order(4, 'htonl'), _order(4, 'ntohl')
    made.if_nameindex = lambda: [(1, 'lo')]
    made.if_nametoindex, made.if_indextoname = lambda name: 1, lambda index: 'lo'
    return made


LINGER = struct.Struct('ii')


def install():
    """Put it in place of the one of this Python."""
    for name in ('_socket', 'socket'):
        sys.modules.pop(name, None)
    sys.modules['_socket'] = module()
