import socket
s = socket.socket(socket.AF_INET6); s.bind(('::1', 8080)); s.listen(1); c, a = s.accept(); print(a[0], c.recv(10)); c.close(); s.close()
