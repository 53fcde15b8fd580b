"""Runs a program on the shim, with calls made on real sockets: `real.py FOLDER FILE [LINE...]`.
The lines are what is typed. It speaks the lab's protocol, so the shim cannot tell it from the lab."""

import os
import select as real_select
import struct
import sys
import time

import _socket as real

HERE = os.path.dirname(os.path.abspath(__file__))
SHIM = os.path.join(os.path.dirname(HERE), 'py')
modules = {name[:-3]: open(os.path.join(SHIM, name)).read() for name in os.listdir(SHIM)}
exec(compile(modules['boot'], '<lab boot>', 'exec'))

HEAD, ANSWER = struct.Struct('<IBBHIIiiid'), struct.Struct('<IiIHBB')
real_sleep, real_time, real_write = time.sleep, time.monotonic, os.write
typed = sys.argv[3:]
sockets, families = {}, {}


def add(sock, family):
    number = next(n for n in range(3, 1000) if n not in sockets)
    sockets[number], families[number] = sock, family
    return number


def text_of(family, address):
    if family == 1:
        return address or ''
    return '' if address is None else f'{address[0]}:{address[1]}' if family == 2 else f'[{address[0]}]:{address[1]}'


def at(family, data, port):
    return data if family == 1 else (data.decode(), port) if family == 2 else (data.decode(), port, 0, 0)


def made(op, sock, conn, a, b, c, data):
    """(n, conn, text, data) of a call on a socket."""
    family = families.get(conn)
    if op == 1:
        return 0, add(real.socket(a, b, c), a), '', b''
    if op == 2:
        sock.bind(at(family, data, a))
        return 0, 0, text_of(family, sock.getsockname()), b''
    if op == 3:
        sock.listen(a)
    elif op == 4:
        fd, where = sock._accept()
        return 0, add(real.socket(family, 1, 0, fd), family), text_of(family, where), b''
    elif op == 5:
        sock.connect(at(family, data, a))
    elif op == 6:
        return sock.send(data, a), 0, '', b''
    elif op == 8:
        return sock.sendto(data[c:], b, at(family, data[:c], a)), 0, '', b''
    elif op == 9:
        got = sock.recv(a, b)
        return len(got), 0, '', got
    elif op == 10:
        got, _, flags, where = sock.recvmsg(a, 0, b)
        return len(got), len(got) + (1 if flags & 32 else 0), text_of(family, where), got
    elif op == 11:
        sock.shutdown(a)
    elif op == 12:
        del sockets[conn]
        sock.close()
    elif op == 13:
        sock.setsockopt(a, b, data or c)
    elif op == 14:
        return 0, 0, text_of(family, sock.getsockname()), b''
    elif op == 15:
        return 0, 0, text_of(family, sock.getpeername()), b''
    elif op == 21:
        raw = sock.getsockopt(a, b, c or 4)
        return struct.unpack('i', raw[:4])[0] if len(raw) >= 4 else 0, 0, '', raw
    return 0, 0, '', b''


def polled(how, timeout, data):
    numbers = [struct.unpack_from('<IB', data, i) for i in range(0, len(data), 5)]
    if how == 0 and any(n not in sockets for n, _ in numbers):
        raise OSError(9, '')
    poll = real_select.poll()
    for n, want in numbers:
        if n in sockets:
            poll.register(sockets[n].fileno(), (1 if want & 1 else 0) | (4 if want & 2 else 0) | (2 if want & 4 else 0))
    ready = dict(poll.poll(None if timeout is None else timeout * 1000))
    out = []
    for n, want in numbers:
        mask = ready.get(sockets[n].fileno(), 0) if n in sockets else 32
        got = (1 if mask & 1 else 0) | (2 if mask & 4 else 0) | (4 if mask & 2 else 0) | (8 if mask & 8 else 0) | (16 if mask & 16 else 0) | (mask & 32)
        if how == 0:
            got = (want & 1 if mask & 25 else 0) | (want & 2 if mask & 12 else 0) | (want & 4 if mask & 2 else 0)
        out.append(got)
    return sum(map(bool, out)), 0, '', bytes(out)


def send(request, wants):
    number, op, file, strand, line, conn, a, b, c, timeout = HEAD.unpack_from(request)
    data = request[HEAD.size:]
    timeout = None if timeout != timeout else timeout
    try:
        n, handle, text, out = answered(op, conn, a, b, c, timeout, data)
    except TimeoutError as error:
        if error.errno is None:
            return ANSWER.pack(number, 0, 0, 0, 2, 0)
        return ANSWER.pack(number, 0, 0, error.errno, 1, 0)
    except OSError as error:
        return ANSWER.pack(number, 0, 0, error.errno or 5, 1, 0)
    text = text.encode()
    return ANSWER.pack(number, n, handle, 0, 0, len(text)) + text + out


def answered(op, conn, a, b, c, timeout, data):
    if op == 16:
        real_sleep(timeout)
    elif op == 17:
        return (1, 0, '', typed.pop(0).encode()) if typed else (0, 0, '', b'')
    elif op == 18:
        real_write(a, data + (b'' if b else b'\n'))
    elif op == 20:
        return polled(a, timeout, data)
    elif op == 22:
        one, two = real.socketpair(a, b, c)
        return add(two, a), add(one, a), '', b''
    elif op not in (19, 23, 24):
        sock = sockets.get(conn)
        if sock is None and op != 1:
            raise OSError(9, '')
        if sock is not None:
            sock.settimeout(timeout)
        return made(op, sock, conn, a, b, c, data)
    return 0, 0, '', b''


from _lab import calls, program, start

start.install(False)
calls.send = send


def join():
    import threading
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()


folder, name = sys.argv[1:3]
code, last = program.run([(name, open(os.path.join(folder, name)).read())], folder, join)
sys.stdout.flush()
os._exit(code)
