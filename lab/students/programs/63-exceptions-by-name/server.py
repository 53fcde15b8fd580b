import socket, errno
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
t = socket.socket()
try:
    t.bind(('127.0.0.1', 8080))
except OSError as e:
    print(e.errno == errno.EADDRINUSE, e.strerror, e)
try:
    t.connect(('127.0.0.1', 1))
except ConnectionRefusedError as e:
    print(repr(e))
try:
    t.getpeername()
except OSError as e:
    print(errno.errorcode[e.errno], e)
t.close()
try:
    t.fileno(); t.send(b'x')
except OSError as e:
    print(t.fileno(), e)
try:
    socket.inet_aton('300.1.1.1')
except OSError as e:
    print(e)
try:
    socket.socket(socket.AF_INET, 99)
except OSError as e:
    print(e)
print(socket.ntohs(0x1234), socket.htonl(1), socket.inet_ntoa(b'\x7f\x00\x00\x01'))
s.close()
