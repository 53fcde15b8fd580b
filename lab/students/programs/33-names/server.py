import socket
s = socket.create_server(('127.0.0.1', 8080)); print(s.getsockname()[0], s.family.name, s.type.name)
c, a = s.accept(); print(a[0], c.getpeername() == a, c.getsockname() == ('127.0.0.1', 8080)); c.close(); s.close()
