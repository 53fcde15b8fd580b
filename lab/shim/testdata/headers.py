"""Prints what the shim tells the lab of the headers that a program unpacks: `headers.py`."""

import os

HERE = os.path.dirname(os.path.abspath(__file__))
SHIM = os.path.join(os.path.dirname(HERE), 'py')
modules = {name[:-3]: open(os.path.join(SHIM, name)).read() for name in os.listdir(SHIM)}
exec(compile(modules['boot'], '<lab boot>', 'exec'))

from _lab import calls, start  # noqa: E402

start.install(False)
stream = bytearray(b'\0\0\0\5hello\1\0\0\0\2hi\0\0')


def send(request, wants_answer):
    _, op, _, _, line, _, a, b, _, _ = calls.HEAD.unpack_from(request)
    if op == calls.UNPACK:
        print('line', line, 'size', a, 'failed', b, request[calls.HEAD.size:].decode())
        return None
    got = b''
    if op == calls.RECV:
        got = bytes(stream[:a])
        del stream[:a]
    return calls.ANSWER.pack(0, len(got), 3, 0, calls.OK, 0) + got


calls.send = send
calls.files['prog.py'] = 0
exec(compile('''import socket, struct
from struct import unpack, Struct
s = socket.socket()
def exactly(n):
    data = b''
    while len(data) < n:
        data += s.recv(min(2, n - len(data)))
    return data
n, = unpack('!I', exactly(4))               # line 9: told
body = exactly(n)
struct.unpack('!I', b'abcd')                # of bytes that did not come
unpack('!I', b'hell')                       # of bytes that came, but not last
head = Struct('!BI')
kind, n = head.unpack(bytearray(exactly(5)))    # line 14: told
exactly(n)
try:
    struct.unpack('!I', exactly(2))         # line 17: told as failed
except struct.error as error:
    print(error)
try:
    struct.unpack('?!', 5)                  # the error is of the format
except struct.error as error:
    print(error)
import calendar, base64
print(struct.calcsize('!I'), head.size, head.format, isinstance(head, struct.Struct), struct.unpack.__name__)
try:
    struct.unpack('!I')
except TypeError as error:
    print(error)
''', 'prog.py', 'exec'), {})
