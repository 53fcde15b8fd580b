import socket
s = socket.socket()
for f in (lambda: s.bind('127.0.0.1', 8080), lambda: s.bind(['127.0.0.1', 8080]), lambda: s.bind(('127.0.0.1', '8080')), lambda: s.bind(('127.0.0.1', 70000)),
          lambda: s.send('text'), lambda: s.send(b'x'), lambda: s.recv(-1), lambda: s.accept()):
    try: f()
    except Exception as e: print(type(e).__name__, e)
s.close()
try: s.recv(1)
except OSError as e: print(e.errno, e.strerror)
