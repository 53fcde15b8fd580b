"""What a program unpacks of bytes that it has just received: a header. Each is an event of the run."""

import struct
import sys

from . import calls

MOST = 256              # bytes of a header that are told
SHOWN = 1024            # bytes of the values, or of the error, as they are told

_native, _Native = struct.unpack, struct.Struct
_came = {}              # by the number of a thread: the last bytes that it received


def came(data):
    """A thread of the program received data."""
    strand = calls.ident() if calls.ident else 0
    if len(data) < MOST:
        data = (_came.get(strand, b'') + data)[-MOST:]
    _came[strand] = data[-MOST:]


def _header(frame, args):
    """How many bytes the student's own code unpacks of the very last that came, 0 where it is anything else."""
    if frame.f_code.co_filename not in calls.files:
        return 0
    last = _came.get(calls.ident() if calls.ident else 0, b'')
    try:
        view = memoryview(args[-1])
    except TypeError:
        return 0
    return view.nbytes if view.nbytes <= len(last) and last.endswith(view.tobytes()) else 0


def _unpacked(native, frame, args):
    """native(), told to the lab where it reads a header."""
    try:
        values = native()
    except struct.error as error:
        if size := _header(frame, args):
            calls.tell(calls.UNPACK, size, 1, str(error).encode()[:SHOWN])
        raise
    if size := _header(frame, args):
        calls.tell(calls.UNPACK, size, 0, ', '.join(map(repr, values)).encode('utf-8', 'replace')[:SHOWN])
    return values


def unpack(*args):
    return _unpacked(lambda: _native(*args), sys._getframe(1), args)


class Struct(_Native):
    __module__ = '_struct'

    def unpack(self, *args):
        return _unpacked(lambda: _Native.unpack(self, *args), sys._getframe(1), args)


def install():
    for made in (unpack, Struct):
        made.__doc__ = getattr(struct, made.__name__).__doc__
        setattr(struct, made.__name__, made)
    unpack.__module__ = '_struct'
