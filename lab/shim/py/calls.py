"""Every call of a student's program is one request to the lab, which makes the call.

The layouts and numbers are those of lab/guest. `send` is put in by who runs the
program: it takes a request and gives the answer.
"""

import struct
import sys

HEAD = struct.Struct('<IBBHIIiiid')
ANSWER = struct.Struct('<IiIHBB')

SOCKET, BIND, LISTEN, ACCEPT, CONNECT, SEND = 1, 2, 3, 4, 5, 6
SENDTO, RECV, RECVFROM, SHUTDOWN, CLOSE, SETSOCKOPT = 8, 9, 10, 11, 12, 13
GETSOCKNAME, GETPEERNAME, SLEEP, INPUT, PRINT, NOP = 14, 15, 16, 17, 18, 19
POLL, GETSOCKOPT, SOCKETPAIR, START, EXIT, UNLINK, UNPACK = 20, 21, 22, 23, 24, 25, 26

OK, FAILED, TIMED_OUT, STOPPED, NOT_YET, LIMIT, BAD = range(7)

MOST = 1 << 20          # bytes of a message beside its head
NOT_OWN = 255           # the file of a call that no file of the student makes
FOR_EVER = float('nan')
EINTR = 4


class Stopped(SystemExit):
    """The run is over, or the program was taken out of it."""


send = None             # send(request, wants_answer) -> answer
ident = None            # () -> number of the thread that runs
files = {}              # co_filename -> index of the student's file
typing = None           # called when the program waits for what a person types beside its sockets
refused = None          # called with the name of a limit by which nothing was asked of the lab
interrupted = None      # called when the reader pressed Ctrl-C
_last = [0]


def place():
    """The student's file and line that make the call."""
    frame = sys._getframe(2)
    while frame is not None:
        index = files.get(frame.f_code.co_filename)
        if index is not None:
            return index, frame.f_lineno
        frame = frame.f_back
    return NOT_OWN, 0


def request(op, conn, a, b, c, timeout, data, where):
    _last[0] = _last[0] + 1 & 0xffffffff
    file, line = where
    strand = ident() if ident else 0
    return HEAD.pack(_last[0], op, file, strand, line, conn, a, b, c, FOR_EVER if timeout is None else timeout) + data


def ask(op, conn=0, a=0, b=0, c=0, timeout=None, data=b''):
    """Make a call; returns (n, conn, text, data) or raises what CPython would."""
    from . import errors
    conn = max(conn, 0)     # of a closed socket: the lab has none by that number, and records the call
    while True:
        raw = send(request(op, conn, a, b, c, timeout, data, place()), True)
        if raw is None:
            raise Stopped
        _, n, handle, errno, status, size = ANSWER.unpack_from(raw)
        text = raw[ANSWER.size:ANSWER.size + size].decode('utf-8', 'surrogateescape')
        if status == OK:
            return n, handle, text, raw[ANSWER.size + size:]
        if status == TIMED_OUT:
            raise TimeoutError('timed out')
        if status == STOPPED:
            raise Stopped
        if status == LIMIT:
            raise errors.limit(text)
        if status == FAILED and errno == EINTR and interrupted:
            interrupted()       # raises KeyboardInterrupt
            continue            # PEP 475: the call is made again
        if status == FAILED:
            raise errors.of(errno)
        raise RuntimeError(f'the lab did not understand a call: {text}')


def tell(op, a, b, data):
    """Send what needs no answer."""
    send(request(op, 0, a, b, 0, None, data, place()), False)
