import socket

c = socket.socket()
for one in (lambda: c.send(b'x'), lambda: c.recv(1), lambda: c.getpeername(), lambda: c.shutdown(socket.SHUT_WR)):
    try:
        print(one())
    except OSError as e:
        print(type(e).__name__, e)
print(c.getsockname())
c.close()
