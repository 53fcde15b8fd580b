import socket
with socket.socket() as c:
    c.connect(('127.0.0.1', 8080))
    for m in [b'a', b'bc', b'hello']: c.sendall(m.ljust(8))
