"""Tells the lab of the socket calls of the Python that it is read by.

It stands around the methods of socket.socket and has a record written before each call
and one after it.
"""
import builtins
import errno
import os
import select
import selectors
import socket
import struct
import sys

import _stickylab_ring
from _stickylab_ring import *
from _stickylab_ring import _now

OWN = (__file__, _stickylab_ring.__file__)


def wrapped(name):
    """Puts the function that it is given in the place of a method."""
    def place(make):
        real = getattr(SOCK, name, None)
        if real is not None:
            new = make(real)
            new.__name__ = name
            new.__qualname__ = getattr(real, "__qualname__", name)
            new.__doc__ = real.__doc__
            setattr(SOCK, name, new)
    return place


def install():
    @wrapped("__init__")
    def _(real):
        def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
            if fileno is not None:
                real(self, family, type, proto, fileno)
                learn(self, self.fileno())
                return
            at = line()
            put(BEGIN, C_SOCKET, 0, at, 0, b"", _now())
            try:
                real(self, family, type, proto, fileno)
            except BaseException as e:
                fail(C_SOCKET, 0, e)
                raise
            when = _now()
            put(END, C_SOCKET, learn(self, self.fileno()), 0, 0, b"", when)
        return __init__

    for name, call in (("bind", C_BIND), ("connect", C_CONNECT), ("connect_ex", C_CONNECT)):
        install_named(name, call)
    install_sends()
    install_receives()
    install_rest()


def install_named(method, call):
    @wrapped(method)
    def _(real):
        def named(self, *args, **names):
            if len(args) != 1 or names:
                return real(self, *args, **names)
            address = args[0]
            sock = of(self)
            put(BEGIN, call, sock, line(), 0, text(address), _now())
            try:
                n = real(self, address)
            except BaseException as e:
                if isinstance(e, BlockingIOError):
                    learn(self, self.fileno(), sock)
                fail(call, sock, e)
                raise
            when = _now()
            if n:
                put(END, call, sock, 0, -1, errno.errorcode.get(n, "error").encode(), when)
            if sock:
                learn(self, self.fileno(), sock)
            if not n:
                put(END, call, sock, 0, 0, b"", when)
            return n
        return named


def install_sends():
    for name in ("send", "sendall"):
        def make(real):
            def send(self, data, *flags):
                try:
                    n = len(data)
                    if type(data) is not bytes:
                        n = memoryview(data).nbytes
                        data = memoryview(data).cast("B") if n else b""
                except TypeError:
                    return real(self, data, *flags)
                sock = sockets.get(self.fileno()) or of(self)
                put(BEGIN, C_SEND, sock, line(), n, data, _now())
                try:
                    got = real(self, data, *flags)
                except BaseException as e:
                    fail(C_SEND, sock, e)
                    raise
                put(END, C_SEND, sock, 0, n if got is None else got, b"", _now())
                return got
            return send
        wrapped(name)(make)

    @wrapped("sendto")
    def _(real):
        def sendto(self, data, *rest):
            try:
                view = memoryview(data).cast("B") if len(data) else b""
            except TypeError:
                return real(self, data, *rest)
            sock = of(self)
            at = line()
            put(ADDRESS, 0, 0, 0, 0, text(rest[-1] if rest else ""), _now())
            put(BEGIN, C_SENDTO, sock, at, len(view), view, _now())
            try:
                got = real(self, data, *rest)
            except BaseException as e:
                fail(C_SENDTO, sock, e)
                raise
            when = _now()
            learn(self, self.fileno(), sock)
            put(END, C_SENDTO, sock, 0, got, b"", when)
            return got
        return sendto

    @wrapped("sendmsg")
    def _(real):
        def sendmsg(self, buffers, *rest):
            try:
                buffers = list(buffers)
                data = b"".join(buffers)
            except TypeError:
                return real(self, buffers, *rest)
            sock = of(self)
            at = line()
            if len(rest) > 2 and rest[2] is not None:
                put(ADDRESS, 0, 0, 0, 0, text(rest[2]), _now())
            put(BEGIN, C_SEND, sock, at, len(data), data, _now())
            try:
                got = real(self, buffers, *rest)
            except BaseException as e:
                fail(C_SEND, sock, e)
                raise
            put(END, C_SEND, sock, 0, got, b"", _now())
            return got
        return sendmsg


PEEK = int(socket.MSG_PEEK)


def peeks(flags):
    return 1 if flags and isinstance(flags[0], int) and flags[0] & PEEK else 0


def install_receives():
    @wrapped("recv")
    def _(real):
        def recv(self, size, *flags):
            sock = sockets.get(self.fileno()) or of(self)
            if type(size) is not int or size < 0:
                return real(self, size, *flags)
            put(BEGIN, C_RECV, sock, line(), size, b"", _now())
            try:
                data = real(self, size, *flags)
            except BaseException as e:
                fail(C_RECV, sock, e)
                raise
            put(END, C_RECV, sock, peeks(flags), len(data), data, _now())
            return data
        return recv

    @wrapped("recv_into")
    def _(real):
        def recv_into(self, buffer, nbytes=0, flags=0):
            try:
                view = memoryview(buffer).cast("B")
            except TypeError:
                return real(self, buffer, nbytes, flags)
            sock = of(self)
            put(BEGIN, C_RECV, sock, line(), nbytes or len(view), b"", _now())
            try:
                n = real(self, buffer, nbytes, flags)
            except BaseException as e:
                fail(C_RECV, sock, e)
                raise
            put(END, C_RECV, sock, peeks((flags,)), n, view[:n], _now())
            return n
        return recv_into

    @wrapped("recvfrom")
    def _(real):
        def recvfrom(self, size, *flags):
            sock = of(self)
            put(BEGIN, C_RECVFROM, sock, line(), max(size, 0) if type(size) is int else 0, b"", _now())
            try:
                data, address = real(self, size, *flags)
            except BaseException as e:
                fail(C_RECVFROM, sock, e)
                raise
            when = _now()
            put(ADDRESS, 0, 0, 0, 0, text(address), when)
            put(END, C_RECVFROM, sock, peeks(flags), len(data), data, when)
            return data, address
        return recvfrom

    @wrapped("recvfrom_into")
    def _(real):
        def recvfrom_into(self, buffer, nbytes=0, flags=0):
            view = memoryview(buffer).cast("B")
            sock = of(self)
            put(BEGIN, C_RECVFROM, sock, line(), nbytes or len(view), b"", _now())
            try:
                n, address = real(self, buffer, nbytes, flags)
            except BaseException as e:
                fail(C_RECVFROM, sock, e)
                raise
            when = _now()
            put(ADDRESS, 0, 0, 0, 0, text(address), when)
            put(END, C_RECVFROM, sock, peeks((flags,)), n, view[:n], when)
            return n, address
        return recvfrom_into

    @wrapped("recvmsg")
    def _(real):
        def recvmsg(self, size, *rest):
            sock = of(self)
            put(BEGIN, C_RECV, sock, line(), size, b"", _now())
            try:
                got = real(self, size, *rest)
            except BaseException as e:
                fail(C_RECV, sock, e)
                raise
            when = _now()
            if got[3]:
                put(ADDRESS, 0, 0, 0, 0, text(got[3]), when)
            put(END, C_RECV, sock, peeks(rest[1:]), len(got[0]), got[0], when)
            return got
        return recvmsg


def install_rest():
    @wrapped("accept")
    def _(real):
        def accept(self):
            put(BEGIN, C_ACCEPT, of(self), line(), 0, b"", _now())
            try:
                conn, address = real(self)
            except BaseException as e:
                fail(C_ACCEPT, of(self), e)
                raise
            end(C_ACCEPT, of(conn), 0, b"", text(address))
            return conn, address
        return accept

    @wrapped("listen")
    def _(real):
        def listen(self, *backlog):
            n = backlog[0] if backlog and type(backlog[0]) is int else min(socket.SOMAXCONN, 128)
            sock = of(self)
            put(BEGIN, C_LISTEN, sock, line(), n, b"", _now())
            try:
                real(self, *backlog)
            except BaseException as e:
                fail(C_LISTEN, sock, e)
                raise
            put(END, C_LISTEN, sock, 0, 0, b"", _now())
        return listen

    @wrapped("shutdown")
    def _(real):
        def shutdown(self, how):
            sock = of(self)
            put(BEGIN, C_SHUTDOWN, sock, line(), int(how), b"", _now())
            try:
                real(self, how)
            except BaseException as e:
                fail(C_SHUTDOWN, sock, e)
                raise
            put(END, C_SHUTDOWN, sock, 0, 0, b"", _now())
        return shutdown

    @wrapped("setsockopt")
    def _(real):
        def setsockopt(self, level, option, *value):
            sock = of(self)
            name, n = OPTIONS.get((level, option)), 0
            if value and isinstance(value[0], int):
                n = value[0]
            elif value and isinstance(value[0], (bytes, bytearray)) and len(value[0]) >= 4:
                n = struct.unpack_from("=i", value[0])[0]
                if name == "linger" and len(value[0]) >= 8:
                    n = struct.unpack_from("=i", value[0], 4)[0] if n else -1
            put(BEGIN, C_SETOPTION, sock, line(), n, (name or "%d/%d" % (level, option)).encode(), _now())
            try:
                real(self, level, option, *value)
            except BaseException as e:
                fail(C_SETOPTION, sock, e)
                raise
            put(END, C_SETOPTION, sock, 0, 0, b"", _now())
        return setsockopt

    @wrapped("_real_close")
    def _(real):
        def _real_close(self, *rest):
            sock = sockets.pop(self.fileno(), 0)
            if sock:
                put(BEGIN, C_CLOSE, sock, line(), 0, b"", _now())
            real(self, *rest)
            if sock:
                put(END, C_CLOSE, sock, 0, 0, b"", _now())
        return _real_close

    @wrapped("__del__")
    def _(real):
        def __del__(self):
            fd = self.fileno()
            sock = sockets.pop(fd, 0) if fd >= 0 else 0
            if sock:
                put(BEGIN, C_CLOSE, sock, line(), 0, b"", _now())
            real(self)
            if sock:
                put(END, C_CLOSE, sock, 0, 0, b"", _now())
        return __del__

    @wrapped("detach")
    def _(real):
        def detach(self):
            sockets.pop(self.fileno(), 0)
            return real(self)
        return detach

    install_functions()


def install_functions():
    real_pair = socket.socketpair

    def socketpair(*args, **names):
        put(BEGIN, C_SOCKETPAIR, 0, line(), 0, b"", _now())
        try:
            a, b = real_pair(*args, **names)
        except BaseException as e:
            fail(C_SOCKETPAIR, 0, e)
            raise
        put(END, C_SOCKETPAIR, of(a), of(b), 0, b"", _now())
        return a, b
    socketpair.__doc__ = real_pair.__doc__
    socket.socketpair = socketpair

    def polled(real):
        def wait(*args, **names):
            if not sockets:
                return real(*args, **names)
            put(BEGIN, C_POLL, 0, line(), 0, b"", _now())
            try:
                got = real(*args, **names)
            except BaseException as e:
                fail(C_POLL, 0, e)
                raise
            put(END, C_POLL, 0, 0, 0, b"", _now())
            return got
        wait.__name__ = real.__name__
        return wait
    select.select = polled(select.select)
    for kind in ("SelectSelector", "PollSelector", "EpollSelector", "KqueueSelector", "DevpollSelector"):
        selector = getattr(selectors, kind, None)
        if selector is not None:
            selector.select = polled(selector.select)

    real_input = builtins.input

    def input(*prompt):
        put(BEGIN, C_INPUT, 0, line(), 0, b"", _now())
        try:
            got = real_input(*prompt)
        except BaseException as e:
            put(END, C_INPUT, 0, 0, -1, b"", _now())
            raise
        put(END, C_INPUT, 0, 0, 0, got.encode("utf-8", "replace")[:4096], _now())
        return got
    input.__doc__ = real_input.__doc__
    builtins.input = input
    for out in (sys.stdout, sys.stderr):
        if out is not None:
            listen_to(out)


def listen_to(out):
    """Tells each line that is written."""
    real, kept = out.write, []

    def write(s):
        n = real(s)
        if type(s) is str:
            kept.append(s)
            if "\n" in s:
                lines = "".join(kept).split("\n")
                kept[:] = lines[-1:] if lines[-1] else []
                at = line()
                for one in lines[:-1]:
                    now = _now()
                    put(BEGIN, C_PRINT, 0, at, 0, one.encode("utf-8", "replace")[:4096], now)
                    put(END, C_PRINT, 0, 0, 0, b"", now)
        return n
    try:
        out.write = write
    except AttributeError:
        pass


def hide(tb):
    """A traceback without the lines of the hook."""
    while tb is not None and tb.tb_frame.f_code.co_filename in OWN:
        tb = tb.tb_next
    at = tb
    while at is not None:
        after = at.tb_next
        while after is not None and after.tb_frame.f_code.co_filename in OWN:
            after = after.tb_next
        at.tb_next = after
        at = after
    return tb


def install_tracebacks():
    real = sys.excepthook

    def excepthook(kind, value, tb):
        known, left = set(), [value]
        while left:
            e = left.pop()
            if e is not None and id(e) not in known:
                known.add(id(e))
                e.__traceback__ = hide(e.__traceback__)
                left += [e.__cause__, e.__context__]
        real(kind, value, hide(tb))
    sys.excepthook = excepthook


def start(folder):
    try:
        begin(folder)
    except OSError:  # the lab has gone
        return
    install()
    install_tracebacks()
