import errno
import select
import socket

c = socket.socket()
c.setblocking(False)
code = c.connect_ex(('127.0.0.1', 8080))
print(errno.errorcode[code])
_, writable, _ = select.select([], [c], [], 5)
print(len(writable), c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
c.send(b'here I am')
readable, _, _ = select.select([c], [], [], 5)
print(len(readable), c.recv(100))
c.close()
