"""select, poll and epoll; sleep."""

import struct
import sys
import time
import types

from . import calls

READ, WRITE, EXCEPT, ERR, HUP, NVAL = 1, 2, 4, 8, 16, 32
_WANT = struct.Struct('<IB')


def handle(thing):
    number = thing if isinstance(thing, int) else None
    if number is None:
        fileno = getattr(thing, 'fileno', None)
        if fileno is None:
            raise TypeError('argument must be an int, or have a fileno() method.')
        number = fileno()
        if not isinstance(number, int):
            raise TypeError('fileno() returned a non-integer')
    if number < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({number})')
    return number


def _asked(wants, timeout, how):
    """What is ready of {handle: want}."""
    if not wants and timeout is not None:
        if timeout > 0:
            sleep(timeout)
        elif _yield[0]:
            _yield[0]()
        return {}
    if 0 in wants and calls.typing:
        calls.typing()
    data = b''.join(_WANT.pack(number, want) for number, want in wants.items())
    _, _, _, got = calls.ask(calls.POLL, a=how, timeout=timeout, data=data)
    return {number: ready for number, ready in zip(wants, got) if ready}


def _select(rlist, wlist, xlist, timeout=None):
    if timeout is not None:
        if isinstance(timeout, str) or not hasattr(type(timeout), '__float__') and not isinstance(timeout, int):
            raise TypeError('timeout must be a float or None')
        timeout = float(timeout)
        if timeout < 0:
            raise ValueError('timeout must be non-negative')
    wants, lists = {}, []
    for things, want in ((rlist, READ), (wlist, WRITE), (xlist, EXCEPT)):
        try:
            things = list(things)
        except TypeError:
            raise TypeError('arguments 1-3 must be sequences') from None
        lists.append(things)
        for thing in things:
            number = handle(thing)
            wants[number] = wants.get(number, 0) | want
    ready = _asked(wants, timeout, 0)
    return tuple([thing for thing in things if ready.get(handle(thing), 0) & want] for things, want in zip(lists, (READ, WRITE, EXCEPT)))


class Select:
    """Not a function: selectors keeps it in a class, where a function would bind."""

    __name__ = 'select'

    def __call__(self, *args):
        if not 3 <= len(args) <= 4:
            word, want = ('at least', 3) if len(args) < 3 else ('at most', 4)
            raise TypeError(f'select expected {word} {want} arguments, got {len(args)}')
        return _select(*args)


POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32


def _mask(ready):
    pairs = ((READ, POLLIN), (WRITE, POLLOUT), (EXCEPT, POLLPRI), (ERR, POLLERR), (HUP, POLLHUP), (NVAL, POLLNVAL))
    return sum(bit for own, bit in pairs if ready & own)


def _want(mask):
    return (READ if mask & POLLIN else 0) | (WRITE if mask & POLLOUT else 0) | (EXCEPT if mask & POLLPRI else 0)


class poll:
    def __init__(self):
        self._masks = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT):
        self._masks[handle(fd)] = eventmask

    def modify(self, fd, eventmask):
        number = handle(fd)
        if number not in self._masks:
            raise FileNotFoundError(2, 'No such file or directory')
        self._masks[number] = eventmask

    def unregister(self, fd):
        del self._masks[handle(fd)]

    def _ready(self, timeout):
        wants = {number: _want(mask) for number, mask in self._masks.items()}
        return [(number, _mask(ready) & (self._masks[number] | POLLERR | POLLHUP | POLLNVAL)) for number, ready in _asked(wants, timeout, 1).items()]

    def poll(self, timeout=None):
        found = self._ready(None if timeout is None or timeout < 0 else timeout / 1000)
        return [(number, mask) for number, mask in found if mask]


class epoll:
    """Level-triggered only."""

    def __init__(self, sizehint=-1, flags=0):
        self._inner, self.closed = poll(), False

    def _check(self, mask):
        if mask & (1 << 31):
            raise ValueError('EPOLLET is not there in the lab: leave it away')
        return mask

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT):
        if handle(fd) in self._inner._masks:
            raise FileExistsError(17, 'File exists')
        self._inner.register(fd, self._check(eventmask))

    def modify(self, fd, eventmask):
        self._inner.modify(fd, self._check(eventmask))

    def unregister(self, fd):
        if self._inner._masks.pop(handle(fd), None) is None:
            raise FileNotFoundError(2, 'No such file or directory')

    def poll(self, timeout=None, maxevents=-1):
        found = self._inner._ready(None if timeout is None or timeout < 0 else timeout)
        return [(number, mask) for number, mask in found if mask][:maxevents if maxevents > 0 else None]

    def fileno(self):
        return -1

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *how):
        self.close()


def select_module():
    made = types.ModuleType('select')
    made.error, made.select, made.poll, made.epoll = OSError, Select(), poll, epoll
    for name, value in dict(POLLIN=1, POLLPRI=2, POLLOUT=4, POLLERR=8, POLLHUP=16, POLLNVAL=32, POLLRDHUP=0x2000, PIPE_BUF=4096).items():
        setattr(made, name, value)
        setattr(made, name.replace('POLL', 'EPOLL'), value)
    made.EPOLLET, made.EPOLLONESHOT = 1 << 31, 1 << 30
    return made


_yield = [None]         # lets other threads run, where there are threads


def sleep(*args):
    if len(args) != 1:
        raise TypeError(f'time.sleep() takes exactly one argument ({len(args)} given)')
    seconds, = args
    if isinstance(seconds, str) or not (hasattr(type(seconds), '__float__') or hasattr(type(seconds), '__index__')):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    seconds = float(seconds)
    if seconds != seconds:
        raise ValueError('Invalid value NaN (not a number)')
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    if seconds == 0 and _yield[0]:
        _yield[0]()
        return
    calls.ask(calls.SLEEP, timeout=seconds)


def install():
    sys.modules['select'] = select_module()
    sys.modules.pop('selectors', None)
    time.sleep = sleep
