import socket

s = socket.socket()
for name in ('SO_REUSEADDR', 'SO_KEEPALIVE', 'SO_BROADCAST'):
    opt = getattr(socket, name)
    before = s.getsockopt(socket.SOL_SOCKET, opt)
    s.setsockopt(socket.SOL_SOCKET, opt, 1)
    print(name, before, '->', s.getsockopt(socket.SOL_SOCKET, opt))
s.bind(('127.0.0.1', 8080))
s.listen()
conn, addr = s.accept()
print(conn.getsockname(), addr[0], conn.family.name, conn.type.name, conn.proto)
print(conn.recv(3, socket.MSG_PEEK), conn.recv(3, socket.MSG_PEEK), conn.recv(3), conn.recv(3))
conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print('nodelay', bool(conn.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)), conn.gettimeout(), conn.getblocking())
print(conn.recv(3))
conn.close()
s.close()
print(s, conn.fileno())
