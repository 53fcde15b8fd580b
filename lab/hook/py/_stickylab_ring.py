"""Writes records of calls into a ring in shared memory, from where lab/hook reads them.

The layout of the ring and of a record is that of ring.go.
"""
import _thread
import errno
import mmap
import os
import socket
import struct
import sys
import time

RING = 8 << 20
HEAD = 64
PART = 256 << 10
FULL = 2.0  # seconds for which a full ring is waited for while nobody reads it
FILL, BEGIN, END, PIECE, SOCKET, FILE, PROGRAM, ADDRESS = range(8)
(C_SOCKET, C_BIND, C_LISTEN, C_ACCEPT, C_CONNECT, C_SEND, C_RECV, C_SENDTO, C_RECVFROM, C_SHUTDOWN, C_CLOSE,
 C_SETOPTION) = range(12)
C_PRINT, C_INPUT, C_POLL, C_SOCKETPAIR = 16, 17, 18, 26
OPTIONS = {}
for _level, _names in ((socket.SOL_SOCKET, "REUSEADDR SNDBUF RCVBUF KEEPALIVE LINGER RCVLOWAT RCVTIMEO SNDTIMEO"),
                       (socket.IPPROTO_TCP, "NODELAY MAXSEG CORK QUICKACK")):
    for _name in _names.split():
        _at = getattr(socket, ("SO_" if _level == socket.SOL_SOCKET else "TCP_") + _name, None)
        if _at is not None:
            OPTIONS[_level, _at] = _name.lower()


class Ring:
    """The memory of one process, and what is known of it."""

    def __init__(self, folder):
        self.folder = folder
        self.lock = _thread.allocate_lock()
        self.holder = 0
        self.late = []  # of a signal's handler, while its thread writes a record
        self.strands = {}
        self.last = 0
        self.files = {}
        self.numbers = 0
        name = os.path.join(folder, "%d-%d" % (os.getpid(), time.time_ns()))
        fd = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        os.ftruncate(fd, HEAD + RING)
        self.memory = mmap.mmap(fd, HEAD + RING)
        os.close(fd)
        words = memoryview(self.memory)[:HEAD].cast("Q")
        words[2:8] = memoryview(struct.pack("=QQQQQQ", RING, os.getpid(), os.getppid(), time.perf_counter_ns(), time.time_ns(), 0)).cast("Q")
        self.words = words
        self.end = 0
        self.room = RING
        self.missing = 0
        os.rename(name, name + ".ring")


ring = None
sockets = {}  # the numbers of those that are known, by their descriptors
PACK = struct.Struct("=IBBHIIqq")
SIZE = PACK.size
_pack, _now, _frame, _thread_id, _fill = PACK.pack_into, time.perf_counter_ns, sys._getframe, _thread.get_ident, struct.Struct("=IB").pack_into


def put(kind, call, sock, at, n, data, when):
    """Writes a record and gives it to the reader."""
    r = ring
    me = _thread_id()
    if r.holder == me:
        r.late.append((kind, call, sock, at, n, bytes(data), when))
        return
    strand = r.strands.get(me)
    if strand is None:
        strand = r.strands[me] = len(r.strands)
    length = len(data)
    while length > PART:
        view = memoryview(data)
        put(PIECE, 0, 0, 0, 0, view[:PART], when)
        data, length = view[PART:], length - PART
    size = (SIZE + length + 7) & ~7
    with r.lock:
        r.holder = me
        p = r.end
        if p + size > r.room or p % RING + size > RING:
            p = make_room(r, p, size)
        if p >= 0:
            q = HEAD + p % RING
            _pack(r.memory, q, SIZE + length, kind, call, strand & 0xffff, sock, at, when, n)
            if length:
                r.memory[q + SIZE:q + SIZE + length] = data
            r.end = r.words[0] = p + size
        r.holder = 0
    while r.late:
        put(*r.late.pop(0))


def make_room(r, p, size):
    """Waits until the reader has made room, -1 when it does not."""
    need = size
    fill = 0
    if p % RING + size > RING:
        fill = RING - p % RING
        need += fill
    if r.missing:
        need += SIZE
    if p + need > r.words[1] + RING and not r.missing:
        read, until = r.words[1], time.monotonic() + FULL
        while p + need > r.words[1] + RING and time.monotonic() < until:
            time.sleep(0.0005)
            if r.words[1] != read:
                read, until = r.words[1], time.monotonic() + FULL
    r.room = r.words[1] + RING
    if p + need > r.room:
        r.missing += 1
        r.words[7] = r.missing
        return -1
    if fill:
        _fill(r.memory, HEAD + p % RING, fill, FILL)
        p += fill
    return p


def enter_file(name):
    """Numbers a file of the program's own; 0 is for code of others."""
    own = not name.startswith("<") and not any(part in name for part in OTHERS)
    number = 0
    if own and ring.numbers < 250:
        ring.numbers += 1
        number = ring.numbers
        put(FILE, 0, 0, number, 0, os.path.abspath(name).encode("utf-8", "replace"), _now())
    ring.files[name] = number
    return number


OTHERS = (os.path.dirname(os.__file__) + os.sep, os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)


def line():
    """The line of the program's own that makes the call, with the number of its file."""
    try:
        f = _frame(2)
    except ValueError:  # the interpreter itself, as it prints a traceback
        return 0
    files = ring.files
    while f is not None:
        name = f.f_code.co_filename
        number = files.get(name)
        if number is None:
            number = enter_file(name)
        if number:
            return number << 24 | f.f_lineno & 0xffffff
        f = f.f_back
    return 0


def text(address):
    """An address as the lab writes it."""
    if isinstance(address, tuple) and len(address) >= 2:
        host = str(address[0])
        return (("[%s]:%s" if ":" in host else "%s:%s") % (host, address[1])).encode("utf-8", "surrogateescape")
    if isinstance(address, str):
        return address.encode("utf-8", "surrogateescape")
    if isinstance(address, (bytes, bytearray)):
        return bytes(address)
    return b""


FAMILIES = {int(socket.AF_INET): 4}
if hasattr(socket, "AF_INET6"):
    FAMILIES[int(socket.AF_INET6)] = 6
if hasattr(socket, "AF_UNIX"):
    FAMILIES[int(socket.AF_UNIX)] = 1


def learn(sock, fd, number=0):
    """Tells what a socket is, and gives its number."""
    r = ring
    if not number:
        r.last += 1
        number = sockets[fd] = r.last
    names = []
    for name in (REAL.getsockname, REAL.getpeername):
        try:
            names.append(text(name(sock)))
        except OSError:
            names.append(b"")
    key = b"%d.%d" % (os.getpid(), number)
    if os.name == "posix":
        try:
            key = b"%d" % os.fstat(fd).st_ino
        except OSError:
            pass
    put(SOCKET, FAMILIES.get(int(sock.family), 0), number, int(sock.type) & 0xf, 0, b"\0".join([key] + names), _now())
    return number


def of(sock):
    """The number of a socket, 0 of one that is closed."""
    fd = sock.fileno()
    return sockets.get(fd) or (learn(sock, fd) if fd >= 0 else 0)


def failed(error):
    """The name of an error, empty for one before any call was made."""
    if isinstance(error, OSError):
        if error.errno is None:
            return b"timeout" if isinstance(error, socket.timeout) else b""
        if isinstance(error, socket.gaierror):
            return b""
        return errno.errorcode.get(error.errno, "error").encode()
    return b"" if isinstance(error, Exception) else b"EINTR"


def end(call, sock, n, data=b"", address=b""):
    when = _now()
    if address:
        put(ADDRESS, 0, 0, 0, 0, address, when)
    put(END, call, sock, 0, n, data, when)


def fail(call, sock, error):
    put(END, call, sock, 0, -1, failed(error), _now())


REAL = socket.socket.__mro__[1]  # _socket.socket
SOCK = socket.socket


def introduce():
    """Tells which program this is: its folder, its interpreter, its words."""
    words = [os.fsencode(w) for w in getattr(sys, "orig_argv", [])]
    if not words:
        try:
            with open("/proc/self/cmdline", "rb") as f:
                words = f.read().split(b"\0")[:-1]
        except OSError:
            pass
    try:
        folder = os.fsencode(os.getcwd())
    except OSError:
        folder = b""
    put(PROGRAM, 0, 0, 0, 0, b"\0".join([folder, os.fsencode(os.path.basename(os.path.realpath(sys.executable or "")))] + words)[:PART], _now())


def in_child(folder):
    """A forked process has a ring of its own, and the sockets of its parent."""
    global ring
    before = list(sockets)
    sockets.clear()
    ring = Ring(folder)
    ring.strands[_thread_id()] = 0
    introduce()
    for fd in before:
        try:
            made = REAL(fileno=os.dup(fd))
        except OSError:
            continue
        learn(made, fd)
        os.close(made.detach())


def begin(folder):
    """Makes the ring of this process, and those of its children."""
    global ring
    ring = Ring(folder)
    ring.strands[_thread_id()] = 0
    introduce()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: in_child(folder))
