import socket
import sys

s = socket.socket()
tries = [
    lambda: s.bind('127.0.0.1'),
    lambda: s.bind(('127.0.0.1', '8080')),
    lambda: s.bind(('127.0.0.1', 70000)),
    lambda: s.bind(('127.0.0.1',)),
    lambda: s.listen('5'),
    lambda: s.recv('10'),
    lambda: s.send('text'),
    lambda: s.recv(-1),
    lambda: s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR),
    lambda: s.settimeout(-1),
    lambda: s.settimeout('1'),
    lambda: socket.socket(socket.AF_INET, 'tcp'),
    lambda: s.accept(),
    lambda: s.connect(('127.0.0.1', 1)),
]
for i, one in enumerate(tries):
    try:
        one()
        print(i, 'ok')
    except (TypeError, ValueError, OverflowError, OSError) as e:
        print(i, type(e).__name__, e)
s.close()
for one in (lambda: s.recv(1), lambda: s.bind(('', 8080)), lambda: s.fileno(), lambda: s.close()):
    try:
        print(one())
    except OSError as e:
        print(e.errno, e)
