import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for m in [b'abc', b'def']: c.sendall(m); print(c.recv(1024))
c.close()
