"""What programs do with the numbers of descriptors: os.read, os.write and os.close of a socket, and of
what is printed and typed; fcntl."""

import os
import sys

from . import calls, errors, headers, sockets

GETFL, SETFL, GETFD, SETFD = 3, 4, 1, 2
RDWR, NONBLOCK = 2, 0o4000


def _number(thing):
    return thing if isinstance(thing, int) else thing.fileno()


def _limit(fd):
    return None if sockets.opened[fd].waits else 0.0


def _read(native):
    def read(fd, length, /):
        if fd == 0:
            return sys.__stdin__.buffer.read(length)
        if fd not in sockets.opened:
            return native(fd, length)
        if length < 0:
            raise errors.of(22)
        data = calls.ask(calls.RECV, fd, min(length, calls.MOST), 0, timeout=_limit(fd))[3]
        headers.came(data)
        return data
    return read


def _write(native):
    def write(fd, data, /):
        if fd in (1, 2):
            out = sys.__stdout__ if fd == 1 else sys.__stderr__
            written = out.buffer.write(data)
            out.flush()
            return written
        if fd not in sockets.opened:
            return native(fd, data)
        return sockets.send(fd, sockets.given(data), 0, _limit(fd))
    return write


def _close(native):
    def close(fd):
        if fd not in sockets.opened:
            return native(fd)
        sockets.close(fd)
    return close


def _dup(native):
    def dup(fd, /):
        return sockets.dup(fd) if fd in sockets.opened else native(fd)
    return dup


def _set_blocking(native):
    def set_blocking(fd, blocking, /):
        if fd not in sockets.opened:
            return native(fd, blocking)
        sockets.opened[fd].waits = bool(blocking)
    return set_blocking


def _fcntl(native):
    def fcntl(fd, cmd, arg=0, /):
        number = _number(fd)
        own = sockets.opened.get(number)
        if own is None:
            return native(fd, cmd, arg)
        if cmd == GETFL:
            return RDWR if own.waits else RDWR | NONBLOCK
        if cmd == SETFL:
            own.waits = not arg & NONBLOCK
            return 0
        if cmd in (GETFD, SETFD):
            return 1 if cmd == GETFD else 0
        raise errors.of(95)
    return fcntl


def _ioctl(native):
    def ioctl(fd, request, arg=0, mutate_flag=True, /):
        if _number(fd) in sockets.opened:
            raise errors.of(95)     # the lab reads the queues itself, beside the program
        return native(fd, request, arg, mutate_flag)
    return ioctl


def install():
    for name, made in dict(read=_read, write=_write, close=_close, dup=_dup, set_blocking=_set_blocking).items():
        if hasattr(os, name):
            setattr(os, name, made(getattr(os, name)))
    try:
        import fcntl
    except ImportError:
        return
    fcntl.fcntl, fcntl.ioctl = _fcntl(fcntl.fcntl), _ioctl(fcntl.ioctl)
